import Emitter
public import FeedModel
import FeedReader
import JSON
public import Publisher

/// A list of feeds, as OPML carries it from one reader to another.
public struct Subscriptions: Sendable, Hashable {
  public struct Item: Sendable, Hashable {
    /// http or https.
    public var address: WebAddress
    public var title: String?
    public var homepage: WebAddress?
  }

  /// Why a document is no list of feeds.
  public struct Unreadable: Error, Sendable, Hashable, CustomStringConvertible {
    public var name: String
    public var reason: String
    public var description: String { "\(name): \(reason)" }
  }

  /// In document order, each address once, folders flattened.
  public private(set) var items: [Item] = []
  /// What was left out or damaged, in sentences.
  public private(set) var warnings: [String] = []

  /// Reads OPML 1.0 or 2.0.
  public init(opml document: Document) throws(Unreadable) {
    let opml: OPML
    do throws(NotAFeed) {
      opml = try FeedReader().readOPML(document)
    } catch {
      throw Unreadable(name: document.name, reason: error.description)
    }
    warnings = opml.diagnostics.filter { $0.severity >= .warning }.map(\.message)
    var seen: Set<WebAddress> = []
    for subscription in opml.subscriptions {
      let address = subscription.feedAddress
      guard address.isHTTP else {
        warnings.append("left out \(address), which is neither http nor https")
        continue
      }
      guard seen.insert(address).inserted else { continue }
      items.append(
        Item(
          address: address, title: Self.oneLine(subscription.title),
          homepage: subscription.homepage.flatMap { $0.isHTTP ? $0 : nil }))
    }
    if items.isEmpty {
      throw Unreadable(name: document.name, reason: "the OPML list holds no feed address (xmlUrl)")
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
      bytes =
        path == "-" ? try standardInput(limit) : try LocalFiles.contents(of: path, limit: limit)
    } catch {
      throw Unreadable(name: path, reason: error.description)
    }
    try self.init(opml: Document(bytes: bytes, name: path == "-" ? "standard input" : path))
  }

  // MARK: Configuration

  /// A configuration that has one feed for each item.
  public func configuration() -> [UInt8] {
    var json = JSONWriter()
    var ids = FeedIDs()
    json.beginObject()
    json.key("feeds")
    json.beginArray()
    for item in items {
      json.beginObject()
      json.key("id")
      json.string(ids.next(title: item.title, host: item.address.host))
      if let title = item.title {
        json.key("title")
        json.string(title.replacing("${", with: "$ {"))
      }
      if let homepage = item.homepage {
        json.key("homepage")
        json.string(Self.inert(homepage.href))
      }
      json.key("sources")
      json.beginArray()
      json.string(Self.inert(item.address.href))
      json.endArray()
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return json.finish()
  }

  /// A list from elsewhere must not name variables of the environment (`?x=${TOKEN}`), which a
  /// refresh would send to the address.
  private static func inert(_ address: String) -> String { address.replacing("${", with: "$%7B") }
}
