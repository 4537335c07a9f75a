internal import FeedModel

/// `?rss`, `?rss=1`, `?ref=home7`: a mark that says where a reader came from, where every entry's link
/// has the same.
///
/// One link alone may need it: `goto?rss=true&id=1` is an address like any other.
enum LinkMarks {
  /// Fewer entries prove nothing.
  private static let fewest = 5

  /// Links of people have one or two; each is looked for in every link.
  private static let most = 4

  /// Takes the marks off all links. What ids are made of stays.
  static func drop(in feed: inout ParsedFeed) {
    guard feed.entries.count >= fewest, let first = feed.entries[0].link else { return }
    for mark in marks(of: first).prefix(most) { drop(mark, in: &feed) }
  }

  private static func drop(_ mark: String, in feed: inout ParsedFeed) {
    let links = feed.entries.map(\.link)
    var pages: Set<WebAddress> = []
    for link in links {
      guard let link, marks(of: link).contains(where: { $0.utf8.elementsEqual(mark.utf8) }) else {
        return
      }
      pages.insert(without(mark, link))
    }
    // Where links are told apart by more than the mark they still are.
    guard pages.count == Set(links).count else { return }
    for index in feed.entries.indices {
      feed.entries[index].link = links[index].map { without(mark, $0) }
    }
  }

  /// The parameters of a link's query that may be one.
  private static func marks(of link: WebAddress) -> [String] {
    guard link.isHTTP, let query = link.query else { return [] }
    return query.split(separator: "&").filter { isMark(Array($0.utf8)) }.map(String.init)
  }

  /// `rss`, `rss=1`, `rss=true`, and any value of a referral's name.
  private static func isMark(_ parameter: [UInt8]) -> Bool {
    let equals = parameter.firstIndex(of: 0x3D) ?? parameter.count
    let name = parameter[..<equals]
    let value = parameter[min(equals + 1, parameter.count)...]
    if name.elementsEqual("rss".utf8) {
      return value.isEmpty || value.elementsEqual("true".utf8) || value.elementsEqual("yes".utf8)
        || (value.count <= 2 && value.allSatisfy(UTF8Text.isDigit))
    }
    return !value.isEmpty && names.contains { name.elementsEqual($0.utf8) }
  }

  private static let names = [
    "ref", "src", "source", "from", "referrer", "referer", "cmp", "cmpid", "ncid", "campaign",
    "ftag",
    "tk", "_location", "traffic_source", "via",
  ]

  private static func without(_ mark: String, _ link: WebAddress) -> WebAddress {
    guard let query = link.query else { return link }
    let kept = query.split(separator: "&", omittingEmptySubsequences: false).filter {
      !$0.utf8.elementsEqual(mark.utf8)
    }
    return link.with(query: kept.isEmpty ? nil : kept.joined(separator: "&"))
  }
}
