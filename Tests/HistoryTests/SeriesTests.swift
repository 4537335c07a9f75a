import FeedModel
import Testing

@testable import History

/// Entries of one link, title and text at several dates.
@Suite struct SeriesTests {
  private static func event(
    _ day: Int64, title: String = "Choir", text: String = "Come and sing"
  )
    -> ParsedEntry
  {
    var entry = ParsedEntry()
    entry.rawLink = "https://town.example/choir"
    entry.link = WebAddress("https://town.example/choir")
    entry.title = Text(.plain, title)
    entry.content = Text(.html, text)
    entry.published = Timestamp(milliseconds: day * 86_400_000)
    return entry
  }

  private static func named(_ entries: [ParsedEntry], shared: Set<String> = []) -> EntryNaming {
    EntryNaming(entries, homepage: WebAddress("https://town.example/"), shared: shared)
  }

  @Test func threeDatesAreThreeEvents() {
    let naming = Self.named([1, 2, 3].map { Self.event($0) })
    #expect(naming.entries.count == 3 && naming.versions == 0)
    #expect(Set(naming.entries.compactMap(\.sibling?.id)).count == 3)
  }

  @Test func twoDatesAreOneArticleThatWasPublishedAnew() {
    #expect(Self.named([1, 2].map { Self.event($0) }).entries.count == 1)
    #expect(Self.named([1, 1, 2].map { Self.event($0) }).entries.count == 1)
  }

  @Test func whatWasASeriesStaysOneWithTheSameIDs() {
    let first = Self.named([1, 2, 3].map { Self.event($0) })
    let later = Self.named([3, 4].map { Self.event($0) }, shared: first.shared)
    #expect(later.entries.count == 2)
    #expect(later.entries.first?.sibling?.id == first.entries.last?.sibling?.id)
  }

  @Test func anotherTextIsNoPartOfIt() {
    let events = [1, 2, 3].map { Self.event($0) }
    let other = [4, 5].map { Self.event($0, title: "Bells", text: "Come and ring") }
    #expect(Self.named(events + other).entries.count == 4)
  }
}
