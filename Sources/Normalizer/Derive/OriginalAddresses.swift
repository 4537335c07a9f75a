internal import FeedModel

/// The addresses that a feed names beside those of its proxy.
enum OriginalAddresses {
  private static let namespaces: Set<String> = [
    "http://rssnamespace.org/feedburner/ext/1.0", "https://rssnamespace.org/feedburner/ext/1.0",
    "http://www.pheedo.com/namespace/pheedo",
  ]

  /// `feedburner:origLink` or Pheedo's, else the page that an entry has; in the place of a counter's
  /// address the page that its comments are on, where that ends with the same name.
  static func link(of entry: ParsedEntry) -> WebAddress? {
    let page = entry.link.flatMap { $0.isHTTP ? $0 : nil }
    if let original = address("origLink", in: entry) { return original }
    // Entries that were remembered by readers before hold it as a link alone.
    guard let page, isProxy(page) else { return page }
    return entry.links.first {
      $0.rel == "canonical" && $0.address.isHTTP && !isProxy($0.address)
    }?.address ?? commentedPage(of: entry, page) ?? page
  }

  /// The host whose counter stands before the entry's link, where the feed names the original beside
  /// it: FeedBurner's or Pheedo's under the publisher's name.
  static func counterHost(of entry: ParsedEntry) -> String? {
    guard let page = entry.link, let original = address("origLink", in: entry), page != original
    else { return nil }
    return page.host == original.host ? nil : page.host
  }

  /// All addresses that the source gives the entry: its link, the counter's, the canonical ones, and
  /// a guid that is one. The home page is none of them.
  static func pages(of entry: ParsedEntry, homepage: WebAddress?) -> [WebAddress] {
    let canonical = entry.links.filter { $0.rel == "canonical" }.map(\.address)
    let all = [entry.link, entry.id.flatMap { WebAddress($0) }].compactMap(\.self) + canonical
    let home = homepage?.pageKey
    var pages: [WebAddress] = []
    for page in all.prefix(8) where page.isHTTP && !pages.contains(page) {
      if home == nil || page.pageKey != home { pages.append(page) }
    }
    return pages
  }

  private static func commentedPage(of entry: ParsedEntry, _ page: WebAddress) -> WebAddress? {
    guard let name = lastName(of: page), name.count > 3 else { return nil }
    return entry.links.lazy.filter {
      $0.rel == "replies" && $0.type == "text/html" && $0.address.isHTTP && !isProxy($0.address)
    }.map(\.address.removingFragment).first { $0.query == nil && lastName(of: $0) == name }
  }

  private static func lastName(of address: WebAddress) -> [UInt8]? {
    address.path.utf8.split(separator: UInt8(ascii: "/")).last.map { Array($0) }
  }

  /// `feedburner:origEnclosureLink` in the place of the enclosure that it names the origin of.
  static func attachments(of entry: ParsedEntry) -> [Attachment] {
    guard let original = address("origEnclosureLink", in: entry),
      let index = entry.attachments.firstIndex(where: { isProxy($0.address) })
        ?? (entry.attachments.count == 1 ? 0 : nil)
    else { return entry.attachments }
    var attachments = entry.attachments
    attachments[index].address = original
    return attachments
  }

  private static func address(_ name: String, in entry: ParsedEntry) -> WebAddress? {
    for element in entry.extensions
    where namespaces.contains(element.namespace) && element.name == name {
      if let address = WebAddress(element.text), address.isHTTP, !isProxy(address) {
        return address
      }
    }
    return nil
  }

  /// FeedBurner's counter, on its own hosts and on those of feeds: `/~r/Feed/~3/key/page`.
  private static func isProxy(_ address: WebAddress) -> Bool {
    let path = Array(address.path.utf8)
    return path.starts(with: "/~r/".utf8)
  }
}
