import Archive
import FeedModel
import Foundation
import Testing

@testable import Regenerator

/// Archive pages, pages about all feeds, pruning and forgetting.
@Suite struct HistoryPagesTests {
  private let room: Newsroom
  private static let day: Int64 = 1440

  init() throws {
    room = try Newsroom()
    try room.configure(AskingTests.one)
  }

  /// Runs in March, then from the 5th of April on, when March is closed.
  private func twoMonths() async throws {
    room.serve("/feed", [Story("A", date: "Mon, 09 Mar 2026 08:00:00 GMT")])
    try await room.refresh(minute: 0)
    room.serve(
      "/feed",
      [
        Story("B", date: "Thu, 02 Apr 2026 08:00:00 GMT"),
        Story("A", date: "Mon, 09 Mar 2026 08:00:00 GMT"),
      ])
    try await room.refresh(minute: 24 * Self.day)
  }

  @Test("Each month has a page, linked to the one before it")
  func pages() async throws {
    try await twoMonths()
    let march = try room.read("public/a/2026-03.atom")
    let april = try room.read("public/a/2026-04.atom")
    #expect(!march.contains("<fh:archive/>"))
    #expect(april.contains("https://feeds.example.org/a/2026-03.atom"))
    #expect(
      try room.read("public/a.atom").contains(
        "rel=\"prev-archive\" type=\"application/atom+xml\" "
          + "href=\"https://feeds.example.org/a/2026-04.atom\""))
    #expect(
      try room.read("public/a.json").contains("\"next_url\": \"https://feeds.example.org/a/"))
  }

  @Test("A page is closed three days after its month, by a run without news, and stays")
  func closing() async throws {
    try await twoMonths()
    let before = room.asked.count
    try await room.refresh(minute: 26 * Self.day) { $0.feeds = ["a"] }
    let closed = try room.read("public/a/2026-03.atom")
    #expect(closed.contains("<fh:archive/>"))
    #expect(!(try room.read("public/a/2026-04.atom").contains("<fh:archive/>")))
    room.serve(
      "/feed",
      [
        Story(
          "A", body: "<p>Edited long after</p>", date: "Mon, 09 Mar 2026 08:00:00 GMT")
      ])
    try await room.refresh(minute: 27 * Self.day)
    #expect(try room.read("public/a/2026-03.atom") == closed)
    #expect(try room.read("public/a.atom").contains("Edited long after"))
    #expect(room.asked.count > before)
  }

  @Test("An edit that the closing run itself sees does not reach the page")
  func closingFirst() async throws {
    try await twoMonths()
    room.serve(
      "/feed",
      [Story("A", body: "<p>Edited too late</p>", date: "Mon, 09 Mar 2026 08:00:00 GMT")])
    try await room.refresh(minute: 26 * Self.day)
    #expect(!(try room.read("public/a/2026-03.atom").contains("Edited too late")))
    #expect(try room.read("public/a.atom").contains("Edited too late"))
  }

  @Test("Pages stay when keep ends")
  func keep() async throws {
    try room.configure(
      """
      {"id": "a", "sources": ["ORIGIN/feed"], "keep": "30d", "entries": 1}
      """)
    try await twoMonths()
    room.serve("/feed", [Story("C", date: "Mon, 01 Jun 2026 08:00:00 GMT")])
    try await room.refresh(minute: 84 * Self.day)
    room.serve("/feed", [Story("D", date: "Wed, 01 Jul 2026 08:00:00 GMT")])
    try await room.refresh(minute: 130 * Self.day)
    #expect(try room.titles() == ["D"])
    #expect(try room.titles("a/2026-03.atom") == ["A"])
    #expect(try room.titles("a/2026-04.json") == ["B"])
    // What has expired is still known.
    room.serve("/feed", [Story("A", date: "Mon, 09 Mar 2026 08:00:00 GMT")])
    let report = try await room.refresh(minute: 131 * Self.day)
    #expect(report.feeds[0].newEntries == 0)
  }

  @Test("An open page loses no entry although keep is over")
  func keepOnOpenPages() async throws {
    try room.configure(
      """
      {"id": "a", "sources": ["ORIGIN/feed"], "keep": "1d", "entries": 1}
      """)
    room.serve("/feed", [Story("A", date: "Mon, 02 Mar 2026 08:00:00 GMT")])
    try await room.refresh(minute: 0)
    for day in 1...5 {
      room.serve("/feed", [Story("B\(day)", date: "Tue, 1\(day) Mar 2026 08:00:00 GMT")])
      try await room.refresh(minute: Int64(day) * Self.day)
    }
    #expect(Set(try room.titles("a/2026-03.atom")) == ["A", "B1", "B2", "B3", "B4", "B5"])
    #expect(try room.titles() == ["B5"])
  }

  @Test("forget takes an entry out of the document and of closed pages, for good")
  func forget() async throws {
    try await twoMonths()
    try await room.refresh(minute: 26 * Self.day)
    let page = try room.read("public/a/2026-03.atom")
    room.serve(
      "/feed", [Story("A", date: "Mon, 09 Mar 2026 08:00:00 GMT"), Story("C"), Story("D")])
    try await room.refresh(minute: 27 * Self.day)
    let reports = try await room.regenerator().forget(
      Story("A").link, in: nil, now: Newsroom.time(minute: 28 * Self.day))
    #expect(reports.map(\.feed) == ["a"] && reports.first?.entries.count == 1)
    for (name, text) in try room.published() {
      #expect(!text.contains(Story("A").link), "\(name)")
    }
    let edited = try room.read("public/a/2026-03.atom")
    #expect(edited.contains("<fh:archive/>") && edited != page)
    try await room.refresh(minute: 29 * Self.day) { $0.force = true }
    #expect(Set(try room.titles()) == ["B", "C", "D"])
    let again = try await room.regenerator().forget(
      Story("A").link, in: nil, now: Newsroom.time(minute: 30 * Self.day))
    #expect(again.isEmpty)
  }

  @Test("forget leaves pages and other files alone, whatever the folder is called")
  func forgetLeavesTheRest() async throws {
    let feed = "{\"id\": \"a\", \"sources\": [\"ORIGIN/feed\"]}"
    try room.configure(feed, extra: "\"output\": \"公开\",")
    room.serve("/feed", [Story("A"), Story("B", date: "Tue, 03 Feb 2026 08:00:00 GMT")])
    try await room.refresh(minute: 0)
    try room.write("mine", to: "公开/a/notes.rss")
    _ = try await room.regenerator().forget(
      Story("A").link, in: nil, now: Newsroom.time(minute: 1))
    #expect(!room.has("公开/a/2026-03.atom") && room.has("公开/a/2026-02.atom"))
    #expect(try room.read("公开/a/notes.rss") == "mine")
    try room.configure(feed, extra: "\"output\": \"公开\", \"baseURL\": null,")
    room.serve("/feed", [Story("B", date: "Tue, 03 Feb 2026 08:00:00 GMT"), Story("C")])
    try await room.refresh(minute: 60)
    _ = try await room.regenerator().forget(
      Story("C").link, in: nil, now: Newsroom.time(minute: 61))
    #expect(room.has("公开/a/2026-02.atom"))
    #expect(!(try room.read("公开/a.atom").contains(Story("C").link)))
  }

  @Test("Files of feeds that are configured no more are listed, and removed by --prune alone")
  func prune() async throws {
    try room.configure(AskingTests.one + ", {\"id\": \"b\", \"sources\": [\"ORIGIN/feed\"]}")
    room.serve("/feed", [Story("A")])
    try await room.refresh(minute: 0)
    try room.write("mine", to: "public/notes.html")
    try room.configure(AskingTests.one)
    let listed = try await room.refresh(minute: 1)
    #expect(
      listed.unowned == ["b.atom", "b.json", "b/2026-03.atom", "b/2026-03.json"]
        || listed.unowned == ["b/2026-03.atom", "b/2026-03.json", "b.atom", "b.json"])
    #expect(room.has("public/b.atom"))
    let pruned = try await room.refresh(minute: 2) { $0.prune = true }
    #expect(pruned.isPruned)
    #expect(!room.has("public/b.atom") && !room.has("public/b"))
    #expect(room.has("public/a.atom") && room.has("public/a/2026-03.atom"))
    #expect(try room.read("public/notes.html") == "mine")
  }

  @Test("Pages about all feeds and compressed copies, where they are asked for")
  func siteAndCopies() async throws {
    try room.configure(
      """
      {"id": "a", "title": "Alpha", "formats": ["atom", "html", "index.html", "opml.xml"],
       "sources": ["ORIGIN/feed"]}
      """, extra: "\"precompress\": true,")
    room.serve("/feed", [Story("A")])
    try await room.refresh(minute: 0)
    #expect(try room.read("public/index.html").contains("Alpha"))
    #expect(try room.read("public/opml.xml").contains("https://feeds.example.org/a.atom"))
    #expect(try room.read("public/a.html").contains("index.html"))
    for name in ["a.atom.gz", "index.html.gz", "a/2026-03.atom.gz"] {
      #expect(room.has("public/" + name), "\(name)")
    }
    #expect(!room.has("public/a.json"))
    let before = try room.published()
    try await room.refresh(minute: 30)
    #expect(try room.published() == before)
  }

  @Test("A file folder that is read again unchanged does nothing, and an edit is seen")
  func folders() async throws {
    try room.configure("{\"id\": \"a\", \"title\": \"A\", \"sources\": [\"in\"]}")
    try room.write(
      "<!--1700000000000-->\n[One](https://x.example/1)\n---\n\n<p>x</p>", to: "in/1.md")
    try await room.refresh(minute: 0)
    let second = try await room.refresh(minute: 1)
    #expect(second.feeds[0].sources[0].isNotModified)
    try room.write(
      "<!--1700000000000-->\n[One](https://x.example/1)\n---\n\n<p>yz</p>", to: "in/1.md")
    let third = try await room.refresh(minute: 2)
    #expect(third.feeds[0].changedEntries == 1)
    #expect(try room.read("public/a.atom").contains("yz"))
  }
}
