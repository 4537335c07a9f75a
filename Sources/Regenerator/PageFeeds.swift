import FeedModel
import HTML

/// Picks the feeds that a web page offers out of its links.
struct PageFeeds {
  private(set) var found: [Discovery.Feed] = []
  private var anchors: [Discovery.Feed] = []
  private static let limit = 100

  init(_ page: FeedModel.Document) {
    let tree = HTML.Document(parsing: page.bytes)
    var base = page.address
    var current = tree.next(after: tree.root, in: tree.root)
    while let node = current {
      if tree.isElement(node, .base), let href = tree.attribute(.href, of: node) {
        base = WebAddress(href, base: page.address) ?? base
        break
      }
      current = tree.next(after: node, in: tree.root)
    }
    current = tree.next(after: tree.root, in: tree.root)
    while let node = current {
      if tree.isElement(node, .link) { takeLink(node, of: tree, base) }
      if tree.isElement(node, .a) { takeAnchor(node, of: tree, base) }
      current = tree.next(after: node, in: tree.root)
    }
    for anchor in anchors where !found.contains(where: { $0.address == anchor.address }) {
      found.append(anchor)
    }
    found = Array(found.prefix(Self.limit))
  }

  private mutating func takeLink(
    _ node: NodeID, of tree: borrowing HTML.Document, _ base: WebAddress?
  ) {
    guard let type = Self.feedType(of: node, in: tree), Self.isAlternate(node, in: tree),
      let address = Self.address(of: node, in: tree, base),
      !found.contains(where: { $0.address == address })
    else { return }
    let title = Self.clean(tree.attribute(.title, of: node))
    found.append(.init(address: address, title: title, mediaType: type, origin: .link))
  }

  private mutating func takeAnchor(
    _ node: NodeID, of tree: borrowing HTML.Document, _ base: WebAddress?
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
      .init(
        address: address, title: title ?? Self.clean(tree.attribute(.title, of: node)),
        mediaType: type, origin: .anchor))
  }

  private static func isAlternate(_ node: NodeID, in tree: borrowing HTML.Document) -> Bool {
    let rel = tree.attribute(.rel, of: node)?.lowercased() ?? ""
    return rel.split { $0.isWhitespace }.contains { $0 == "alternate" || $0 == "feed" }
  }

  /// The media type where it is a feed's.
  private static func feedType(of node: NodeID, in tree: borrowing HTML.Document) -> String? {
    let type = tree.attribute(.type, of: node)?.lowercased().split(separator: ";").first
    guard let type = type.flatMap({ clean(String($0)) }) else { return nil }
    let isFeed = [
      "application/rss+xml", "application/atom+xml", "application/feed+json",
      "application/rdf+xml",
    ].contains(type)
    return isFeed ? type : nil
  }

  private static func address(
    of node: NodeID, in tree: borrowing HTML.Document, _ base: WebAddress?
  ) -> WebAddress? {
    guard var href = clean(tree.attribute(.href, of: node)) else { return nil }
    // feed://host/path and feed:https://host/path are what some sites offer to readers.
    if href.lowercased().hasPrefix("feed:") {
      href = String(href.dropFirst(5))
      if href.hasPrefix("//") { href = "https:" + href }
    }
    guard let address = WebAddress(href, base: base), address.isHTTP else { return nil }
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
