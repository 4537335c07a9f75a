public import FeedModel
import FeedReader
public import Publisher

/// A list of feeds, as OPML carries it from one reader to another.
public struct Subscriptions: Sendable, Hashable {
  /// One feed of the list.
  public struct Item: Sendable, Hashable {
    /// http or https.
    public var address: WebAddress
    /// One line.
    public var title: String?
    /// http or https.
    public var homepage: WebAddress?
    /// The folders that it stands in, outermost first.
    public var folders: [String] = []
  }

  /// Why a document is no list of feeds.
  public struct Unreadable: Error, Sendable, Hashable, CustomStringConvertible {
    /// The document, as it was named.
    public var name: String
    /// One sentence without the name.
    public var reason: String
    public var description: String { "\(name): \(reason)" }
  }

  /// In document order, each address once.
  public private(set) var items: [Item] = []
  /// What was left out or damaged, in sentences.
  public private(set) var warnings: [String] = []
  /// Addresses that the list names more than once, in sentences; nothing is lost with them.
  public private(set) var remarks: [String] = []

  init(_ items: [Item]) {
    self.items = items
  }

  /// Reads OPML 1.0 or 2.0.
  public init(opml document: SourceDocument) throws(Unreadable) {
    let opml: OPML
    do throws(NotAFeed) {
      opml = try FeedReader().readOPML(document)
    } catch {
      throw Unreadable(name: document.name, reason: Self.reason(document))
    }
    warnings = opml.diagnostics.filter { $0.severity >= .warning }.map(\.message)
    var seen: [WebAddress: String] = [:]
    for subscription in opml.subscriptions { take(subscription, &seen) }
    if items.isEmpty {
      throw Unreadable(name: document.name, reason: "the OPML list holds no feed address (xmlUrl)")
    }
  }

  /// - Parameter seen: what each address is called that was taken already.
  private mutating func take(
    _ subscription: OPML.Subscription, _ seen: inout [WebAddress: String]
  ) {
    let address = subscription.feedAddress
    guard address.isHTTP else {
      warnings.append("left out \(address), which is neither http nor https")
      return
    }
    let title = Self.oneLine(subscription.title)
    let name = title.map { "“\($0)”" } ?? address.href
    if let first = seen[address] {
      remarks.append("left out \(name), which has the address of \(first): \(address)")
      return
    }
    seen[address] = name
    items.append(
      Item(
        address: address, title: title,
        homepage: subscription.homepage.flatMap { $0.isHTTP ? $0 : nil },
        folders: subscription.folders.compactMap(Self.oneLine)))
  }

  /// Why a document is no list, by what it is instead.
  private static func reason(_ document: SourceDocument) -> String {
    do throws(NotAFeed) {
      let feed = try FeedReader().read(document)
      let name = oneLine(feed.title?.value).map { " (“\($0)”)" } ?? ""
      return "a feed\(name), not a list of feeds; put its address under \"sources\" in the "
        + "configuration (refeed init writes one), or clean it with refeed convert"
    } catch {
      return reason(error)
    }
  }

  private static func reason(_ error: NotAFeed) -> String {
    let wanted = "give an OPML list, as readers export it"
    switch error.reason {
    case .empty: return "the document is empty; \(wanted)"
    case .webPage:
      return "a web page, not a list of feeds; refeed discover lists the feeds that a page offers"
    case .plainText, .entryFileWithoutHeader:
      return "plain text, not a list of feeds; \(wanted), or write the addresses under \"sources\" "
        + "in the configuration (refeed init writes one)"
    case .unknownJSON, .invalidJSON:
      return "JSON, not a list of feeds; \(wanted); a configuration needs no import"
    case .unknownRoot(let root):
      return "XML that begins with <\(root)>, not a list of feeds; \(wanted)"
    default: return "not a list of feeds (\(error)); \(wanted)"
    }
  }

  private static func oneLine(_ text: String?) -> String? {
    let words = (text ?? "").split { $0.isWhitespace || $0.isNewline }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// Reads a file, or standard input for `-`.
  public init(path: String, standardInput: StandardInput) throws(Unreadable) {
    let limit = 32 << 20
    let bytes: [UInt8]
    do throws(LocalFileError) {
      let packed =
        path == "-" ? try standardInput(limit) : try LocalFiles.contents(of: path, limit: limit)
      bytes = try LocalFiles.unpacked(packed, named: path, limit: limit)
    } catch {
      throw Unreadable(name: path, reason: error.description)
    }
    try self.init(opml: SourceDocument(bytes: bytes, name: path == "-" ? "standard input" : path))
  }

  // MARK: Configuration

  /// A commented configuration that has one feed for each item.
  public func configuration() -> [UInt8] {
    var ids = FeedIDs()
    let feeds = items.map { item in
      ConfigurationSkeleton.Feed(
        id: ids.next(title: item.title, address: item.address), title: item.title,
        homepage: item.homepage?.href, group: item.folders, source: item.address.href)
    }
    return ConfigurationSkeleton(feeds).bytes
  }
}
