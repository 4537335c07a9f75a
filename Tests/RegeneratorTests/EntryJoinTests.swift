import FeedModel
import Testing

@testable import Regenerator

@Suite struct EntryJoinTests {
  private func entry(
    id: String? = nil, link: String? = nil, at seconds: Int64, text: String = ""
  ) -> ParsedEntry {
    var entry = ParsedEntry()
    entry.id = id
    entry.rawLink = link
    entry.published = Timestamp(milliseconds: seconds * 1000)
    entry.content = Text(.html, text)
    return entry
  }

  @Test func oneAddressInSeveralFilesIsOneEntryWithTheFirstAndTheLastDate() {
    let joined = EntryJoin.joined([
      entry(link: "https://example.org/a", at: 200, text: "new"),
      entry(link: "https://example.org/b", at: 150),
      entry(link: "https://example.org/a", at: 100, text: "old"),
    ])
    #expect(joined.map(\.rawLink) == ["https://example.org/a", "https://example.org/b"])
    #expect(joined.first?.published == Timestamp(milliseconds: 100_000))
    #expect(joined.first?.updated == Timestamp(milliseconds: 200_000))
    #expect(joined.first?.content?.value == "new")
  }

  @Test func oneIDOnTwoPagesIsTwoEntriesNeitherLost() {
    let joined = EntryJoin.joined([
      entry(id: "1", link: "https://example.org/a", at: 100),
      entry(id: "1", link: "https://example.org/b", at: 200),
      entry(id: "1", link: "https://example.org/a", at: 300),
    ])
    #expect(joined.map(\.id) == ["1", nil])
    #expect(joined.map(\.rawLink) == ["https://example.org/a", "https://example.org/b"])
  }

  @Test func entriesWithoutAnyNameAreAllKept() {
    #expect(EntryJoin.joined([entry(at: 1), entry(at: 1)]).count == 2)
  }

  @Test func namesAreComparedAsBytes() {
    let joined = EntryJoin.joined([entry(id: "\u{E9}", at: 1), entry(id: "e\u{301}", at: 1)])
    #expect(joined.count == 2)
  }
}
