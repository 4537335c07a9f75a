internal import FeedModel

/// `?rss`, `?rss=1`: a mark that says that a reader came from the feed, where every entry's link has
/// it.
///
/// One link alone may need it: `goto?rss=true&id=1` is an address like any other.
enum LinkMarks {
  /// Fewer entries prove nothing.
  private static let fewest = 5

  /// Takes the mark off all links. What ids are made of stays.
  static func drop(in feed: inout ParsedFeed) {
    let links = feed.entries.map(\.link)
    guard links.count >= fewest, let mark = links[0].flatMap(mark) else { return }
    var pages: Set<WebAddress> = []
    for link in links {
      guard let link, self.mark(of: link)?.utf8.elementsEqual(mark.utf8) == true else { return }
      pages.insert(without(mark, link))
    }
    // Where links are told apart by more than the mark they still are.
    guard pages.count == Set(links).count else { return }
    for index in feed.entries.indices {
      feed.entries[index].link = links[index].map { without(mark, $0) }
    }
  }

  /// `rss`, `rss=1`, `rss=true` in the query.
  private static func mark(of link: WebAddress) -> String? {
    guard link.isHTTP, let query = link.query else { return nil }
    for parameter in query.split(separator: "&") where parameter.utf8.starts(with: "rss".utf8) {
      let value = parameter.utf8.dropFirst(3)
      if value.isEmpty { return String(parameter) }
      guard value.first == 0x3D else { continue }
      let said = value.dropFirst()
      let isMark =
        said.isEmpty || said.elementsEqual("true".utf8) || said.elementsEqual("yes".utf8)
        || (said.count <= 2 && said.allSatisfy(UTF8Text.isDigit))
      if isMark { return String(parameter) }
    }
    return nil
  }

  private static func without(_ mark: String, _ link: WebAddress) -> WebAddress {
    guard let query = link.query else { return link }
    let kept = query.split(separator: "&", omittingEmptySubsequences: false).filter {
      !$0.utf8.elementsEqual(mark.utf8)
    }
    return link.with(query: kept.isEmpty ? nil : kept.joined(separator: "&"))
  }
}
