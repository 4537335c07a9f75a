internal import FeedModel

/// A web page that came instead of a feed: its title and the feeds that it links to.
struct WebPage {
  private(set) var title: String?
  private(set) var feeds: [WebAddress] = []
  private static let maxFeeds = 20

  /// Whether the first element or the document type is HTML's.
  static func isHTML(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, from start: Int) -> Bool {
    let scan = XMLScan(bytes: UnsafeBufferPointer(rebasing: bytes))
    var i = start
    while let tag = scan.index(of: 0x3C, from: i, to: scan.count) {
      let word = String(
        decoding: scan.bytes[tag...].prefix(24).map(UTF8Text.fold), as: UTF8.self)
      if word.hasPrefix("<!doctype") {
        let rest = word.dropFirst(9).drop { $0 == " " || $0 == "\n" || $0 == "\t" }
        if rest.hasPrefix("html") { return true }
      }
      if word.hasPrefix("<!--") {
        guard let end = scan.end(of: "-->", from: tag) else { return false }
        i = end
        continue
      }
      if tag + 1 < scan.count, UTF8Text.isLetter(scan.bytes[tag + 1]) {
        return ["<html", "<head", "<body", "<title>", "<meta", "<script"].contains {
          word.hasPrefix($0)
        }
      }
      i = tag + 1
    }
    return false
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>, base: WebAddress?) {
    // Links to feeds stand in the head.
    let page = PageFeeds(Array(bytes.prefix(1 << 20)), address: base)
    title = page.title
    feeds = page.feeds.filter(\.isDeclared).prefix(WebPage.maxFeeds).map(\.address)
  }
}
