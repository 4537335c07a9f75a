internal import FeedModel

/// The addresses that a feed names beside those of its proxy.
enum OriginalAddresses {
  private static let namespaces: Set<String> = [
    "http://rssnamespace.org/feedburner/ext/1.0", "https://rssnamespace.org/feedburner/ext/1.0",
  ]

  /// `feedburner:origLink`, else the page that an entry has.
  static func link(of entry: ParsedEntry) -> WebAddress? {
    let page = entry.link.flatMap { $0.isHTTP ? $0 : nil }
    if let original = address("origLink", in: entry) { return original }
    // Entries that were remembered by readers before hold it as a link alone.
    guard let page, isProxy(page) else { return page }
    return entry.links.first {
      $0.rel == "canonical" && $0.address.isHTTP && !isProxy($0.address)
    }?.address ?? page
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
