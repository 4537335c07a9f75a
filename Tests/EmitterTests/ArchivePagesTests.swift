import Emitter
import FeedModel
import History
import Testing

@Suite struct ArchivePagesTests {
  static let base = SampleFeeds.address("https://feeds.example/")

  func time(_ text: String) -> Timestamp {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    return Timestamp(CivilTime(year: parts[0], month: parts[1], day: parts[2])) ?? .epoch
  }

  func item(_ id: String, published: String, seen: String? = nil) -> ArchivePages.Item {
    var entry = NormalizedEntry(
      id: EntryID(iri: "urn:x:\(id)"), title: id, updated: time(published))
    entry.published = time(published)
    return ArchivePages.Item(entry: entry, firstSeen: time(seen ?? published))
  }

  func pages(
    _ items: [ArchivePages.Item], began: String = "2024-01-01", now: String,
    frozen: Set<String> = []
  ) -> ArchivePages {
    ArchivePages(of: items, began: time(began), now: time(now), frozen: frozen)
  }

  @Test func entriesStandInTheMonthOfTheirPublication() {
    let archive = pages(
      [
        item("a", published: "2024-10-31"), item("b", published: "2024-11-01"),
        item("c", published: "2024-08-15"),
      ], now: "2024-11-02")
    #expect(archive.pages.map(\.month) == ["2024-08", "2024-10", "2024-11"])
    #expect(archive.pages.map(\.previous) == [nil, "2024-08", "2024-10"])
    #expect(archive.newest == "2024-11")
  }

  @Test func aPageIsClosedThreeDaysAfterItsMonth() {
    let items = [item("a", published: "2024-10-31"), item("b", published: "2024-11-03")]
    #expect(pages(items, now: "2024-11-04").pages.map(\.isClosed) == [false, false])
    #expect(pages(items, now: "2024-11-05").pages.map(\.isClosed) == [true, false])
    #expect(pages(items, now: "2024-12-05").pages.map(\.isClosed) == [true, true])
  }

  @Test func decemberIsFollowedByJanuary() {
    let items = [item("a", published: "2023-12-31", seen: "2024-01-02")]
    #expect(pages(items, now: "2024-01-03").pages.map(\.isClosed) == [false])
    #expect(pages(items, now: "2024-01-05").pages.map(\.isClosed) == [true])
  }

  @Test func anEntryThatComesTooLateStandsWhereItWasSeen() {
    let archive = pages(
      [item("late", published: "2024-03-01", seen: "2024-11-20")], now: "2024-11-21")
    #expect(archive.pages.map(\.month) == ["2024-11"])
  }

  @Test func anUndatedEntryStandsWhereItWasSeenWheneverItIsChanged() {
    var undated = item("a", published: "2024-12-05", seen: "2024-10-05")
    undated.entry.published = nil
    #expect(pages([undated], now: "2024-12-06").pages.map(\.month) == ["2024-10"])
  }

  @Test func aFeedMayBeginWithOldEntries() {
    let items = [
      item("old", published: "2019-05-01", seen: "2024-11-20"),
      item("new", published: "2024-11-19", seen: "2024-11-20"),
    ]
    let archive = pages(items, began: "2024-11-20", now: "2024-11-21")
    #expect(archive.pages.map(\.month) == ["2019-05", "2024-11"])
    #expect(archive.pages.map(\.isClosed) == [false, false])
    let later = pages(items, began: "2024-11-20", now: "2024-11-24")
    #expect(later.pages.map(\.isClosed) == [true, false])
  }

  @Test func aFrozenPageIsNotWrittenAndStaysInTheChain() {
    let archive = pages(
      [item("a", published: "2024-10-01"), item("b", published: "2024-11-01")], now: "2024-11-21",
      frozen: ["2024-08", "2024-10"])
    #expect(archive.pages.map(\.month) == ["2024-11"])
    #expect(archive.pages[0].previous == "2024-10")
  }

  @Test func pagesStayWhenTheirEntriesAreForgotten() {
    let archive = pages([], now: "2024-11-21", frozen: ["2024-08"])
    #expect(archive.pages.isEmpty)
    #expect(archive.newest == "2024-08")
  }

  /// Whatever is rendered when, a page that was once closed has the same bytes for ever.
  @Test func aClosedPageNeverChanges() throws {
    var items: [ArchivePages.Item] = []
    var frozen: [String: [UInt8]] = [:]
    let documents = FeedDocuments(templates: try TemplateEmitter())
    for day in 0..<120 {
      let now = try #require(
        Timestamp(milliseconds: time("2024-01-01").milliseconds + Int64(day) * 86_400_000))
      var entry = NormalizedEntry(id: EntryID(iri: "urn:x:\(day)"), title: "\(day)", updated: now)
      entry.published = day % 7 == 0 ? time("2023-06-01") : now
      items.append(ArchivePages.Item(entry: entry, firstSeen: now))
      // An edit of an old entry.
      items[day / 2].entry.title += "!"
      let archive = ArchivePages(
        of: items, began: time("2024-01-01"), now: now, frozen: Set(frozen.keys))
      #expect(archive.pages.allSatisfy { frozen[$0.month] == nil })
      var feed = SampleFeeds.full
      feed.entries = items.map(\.entry)
      let files = documents.rendered(
        feed, name: "w", formats: ["atom"], base: Self.base, archive: archive)
      for page in archive.pages where page.isClosed {
        frozen[page.month] = files.first { $0.name == "w/\(page.month).atom" }?.bytes
      }
    }
    #expect(frozen.keys.sorted() == ["2023-06", "2024-01", "2024-02", "2024-03"])
  }

  @Test func allEntriesCanBeReachedThroughTheLinks() {
    let items = (0..<50).map { item("\($0)", published: "2024-\(1 + $0 % 11)-\(1 + $0 % 28)") }
    let archive = pages(items, now: "2024-11-30")
    var reached: [String] = []
    var month = archive.newest
    while let current = month, let page = archive.pages.first(where: { $0.month == current }) {
      reached += page.entries.map(\.title)
      month = page.previous
    }
    #expect(reached.sorted() == items.map(\.entry.title).sorted())
  }

  @Test func filesAreOrderedPagesFirstAndLinked() throws {
    let archive = pages(
      [item("a", published: "2024-09-01"), item("b", published: "2024-10-01")], now: "2024-11-21")
    var feed = SampleFeeds.full
    feed.entries = archive.pages.flatMap(\.entries)
    let files = FeedDocuments(templates: try TemplateEmitter()).rendered(
      feed, name: "w", formats: ["atom", "json", "html", "rss"], base: Self.base, archive: archive)
    #expect(
      files.map(\.name) == [
        "w/2024-09.atom", "w/2024-10.atom", "w/2024-09.json", "w/2024-10.json", "w/2024-09.rss",
        "w/2024-10.rss", "w.atom", "w.json", "w.html", "w.rss",
      ])
    let text = files.map { String(decoding: $0.bytes, as: UTF8.self) }
    let october = "https://feeds.example/w/2024-10"
    #expect(
      text[6].contains(
        "rel=\"prev-archive\" type=\"application/atom+xml\" href=\"\(october).atom\""))
    #expect(text[1].contains("href=\"https://feeds.example/w/2024-09.atom\""))
    #expect(
      text[1].contains(
        "rel=\"current\" type=\"application/atom+xml\" href=\"https://feeds.example/w.atom\""))
    #expect(text[1].contains("<fh:archive/>"))
    #expect(text[7].contains("\"next_url\": \"\(october).json\""))
    #expect(text[3].contains("\"next_url\": \"https://feeds.example/w/2024-09.json\""))
    for file in files where file.name.hasSuffix(".atom") {
      try Judge.expectPasses(file.bytes, "judge_atom.py")
    }
    for file in files where file.name.hasSuffix(".json") {
      try Judge.expectPasses(file.bytes, "judge_json.py")
    }
  }

  @Test func withoutABaseThereAreNoPages() throws {
    let archive = pages([item("a", published: "2024-09-01")], now: "2024-11-21")
    let files = FeedDocuments(templates: try TemplateEmitter()).rendered(
      SampleFeeds.full, name: "w", formats: ["atom", "json"], base: nil, archive: archive)
    #expect(files.map(\.name) == ["w.atom", "w.json"])
  }

  @Test func aFormatIsKnownOrATemplate() throws {
    let documents = FeedDocuments(templates: try TemplateEmitter())
    #expect(["atom", "json", "rss", "html", "opml.xml"].allSatisfy(documents.knows))
    #expect(!["", "atom1", "feed.htm", "../index.html"].contains(where: documents.knows))
  }

  @Test func formatsNameTheirFiles() {
    let documents = FeedDocuments.documents(
      named: "w", formats: ["atom", "html", "digest.txt"], base: Self.base)
    #expect(documents.map(\.href) == ["w.atom", "w.html", "w.digest.txt"])
    #expect(documents[0].address?.href == "https://feeds.example/w.atom")
  }
}
