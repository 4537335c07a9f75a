public import FeedModel
internal import HTML

/// The feeds that a web page offers, and what it calls itself.
public struct PageFeeds: Sendable, Hashable {
  /// A feed that a page links to.
  public struct Feed: Sendable, Hashable {
    /// Without a fragment; http or https.
    public var address: WebAddress
    /// One line, as the page says it.
    public var title: String?
    /// Without parameters, lower case, as the page says it.
    public var mediaType: String?
    /// Whether the page declares it (`<link rel="alternate">`); else it links to it, and the link's
    /// type or address is a feed's.
    public var isDeclared: Bool
  }

  /// One line of at most 80 characters.
  public private(set) var title: String?
  /// Those that the page declares first, then those that it links to; each address once, 100 at most.
  public private(set) var feeds: [Feed] = []
  private var anchors: [Feed] = []
  private static let limit = 100

  /// Takes time linear in the page.
  ///
  /// - Parameters:
  ///   - bytes: The page, in UTF-8 or nearly so.
  ///   - address: Where it came from, the base of its links.
  public init(_ bytes: [UInt8], address: WebAddress?) {
    let tree = Document(parsing: bytes)
    let base = Self.base(of: tree, address)
    var known: Set<WebAddress> = []
    var current = tree.next(after: tree.root, in: tree.root)
    while let node = current {
      if tree.isElement(node, .title), title == nil { takeTitle(node, of: tree) }
      if tree.isElement(node, .link) { takeLink(node, of: tree, base, &known) }
      if tree.isElement(node, .a) { takeAnchor(node, of: tree, base) }
      current = tree.next(after: node, in: tree.root)
    }
    for anchor in anchors where known.insert(anchor.address).inserted { feeds.append(anchor) }
    feeds = Array(feeds.prefix(Self.limit))
  }

  /// The first `base` counts (HTML §4.2.3).
  private static func base(
    of tree: borrowing Document, _ address: WebAddress?
  ) -> WebAddress? {
    var current = tree.next(after: tree.root, in: tree.root)
    while let node = current {
      if tree.isElement(node, .base), let href = tree.attribute(.href, of: node) {
        return WebAddress(href, base: address) ?? address
      }
      current = tree.next(after: node, in: tree.root)
    }
    return address
  }

  private mutating func takeTitle(_ node: NodeID, of tree: borrowing Document) {
    var text: [UInt8] = []
    tree.appendTextContent(of: node, to: &text)
    title = Self.clean(String(decoding: text, as: UTF8.self)).map { String($0.prefix(80)) }
  }

  private mutating func takeLink(
    _ node: NodeID, of tree: borrowing Document, _ base: WebAddress?,
    _ known: inout Set<WebAddress>
  ) {
    guard let type = Self.feedType(of: node, in: tree), Self.isAlternate(node, in: tree),
      feeds.count < Self.limit, let address = Self.address(of: node, in: tree, base),
      known.insert(address).inserted
    else { return }
    let title = Self.clean(tree.attribute(.title, of: node))
    feeds.append(Feed(address: address, title: title, mediaType: type, isDeclared: true))
  }

  private mutating func takeAnchor(
    _ node: NodeID, of tree: borrowing Document, _ base: WebAddress?
  ) {
    guard anchors.count < Self.limit, let address = Self.address(of: node, in: tree, base) else {
      return
    }
    let type = Self.feedType(of: node, in: tree)
    guard type != nil || FeedAddressShape.fits(address),
      !anchors.contains(where: { $0.address == address })
    else { return }
    var text: [UInt8] = []
    tree.appendTextContent(of: node, to: &text)
    let title = Self.clean(String(decoding: text, as: UTF8.self))
    anchors.append(
      Feed(
        address: address, title: title ?? Self.clean(tree.attribute(.title, of: node)),
        mediaType: type, isDeclared: false))
  }

  private static func isAlternate(_ node: NodeID, in tree: borrowing Document) -> Bool {
    let rel = tree.attribute(.rel, of: node)?.lowercased() ?? ""
    return rel.split { $0.isWhitespace }.contains { $0 == "alternate" || $0 == "feed" }
  }

  /// The media type where it is a feed's.
  private static func feedType(of node: NodeID, in tree: borrowing Document) -> String? {
    guard let type = tree.attribute(.type, of: node).map(MediaTypeReading.essence) else {
      return nil
    }
    let isFeed = [
      "application/rss+xml", "application/atom+xml", "application/feed+json",
      "application/rdf+xml",
    ].contains(type)
    return isFeed ? type : nil
  }

  private static func address(
    of node: NodeID, in tree: borrowing Document, _ base: WebAddress?
  ) -> WebAddress? {
    guard let href = clean(tree.attribute(.href, of: node)),
      let address = WebAddress(WebAddress.withoutFeedScheme(href), base: base), address.isHTTP
    else { return nil }
    return address.removingFragment
  }

  private static func clean(_ text: String?) -> String? {
    let words = (text ?? "").split { $0.isWhitespace || $0.isNewline }
    // A page in another encoding than UTF-8 gives no readable title.
    guard !words.isEmpty, !words.contains(where: { $0.contains("\u{FFFD}") }) else { return nil }
    return String(words.joined(separator: " ").prefix(200))
  }
}

/// Tells addresses that look like a feed's.
enum FeedAddressShape {
  private static let names: Set<Substring> = [
    "feed", "feeds", "rss", "rss2", "atom", "rdf", "feed.xml", "feeds.xml", "rss.xml", "rss2.xml",
    "atom.xml", "index.xml", "index.rdf", "feed.json", "rss.php", "feed.php", "rss.aspx",
  ]

  static func fits(_ address: WebAddress) -> Bool {
    let parts = address.path.lowercased().split(separator: "/")
    if let last = parts.last {
      if names.contains(last) { return true }
      if [".rss", ".atom", ".rdf"].contains(where: last.hasSuffix) { return true }
    } else if let host = address.host, ["feeds.", "feed.", "rss."].contains(where: host.hasPrefix) {
      return true
    }
    return (address.query?.lowercased().split(separator: "&") ?? []).contains { pair in
      let sides = pair.split(separator: "=", maxSplits: 1)
      guard sides.count == 2, ["feed", "format", "type", "output"].contains(sides[0]) else {
        return false
      }
      return ["rss", "rss2", "atom", "rdf", "feed"].contains(sides[1])
    }
  }
}
