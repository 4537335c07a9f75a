import FeedModel
import Foundation
import History
import ScriptedOrigin
import Testing

@testable import Regenerator

/// Entries of feeds that give only their beginnings get the text of their pages.
@Suite struct FullTextTests {
  private let room: Newsroom

  init() throws { room = try Newsroom() }

  private func configure(
    _ settings: String = #""fullText": "truncated""#, fetch: String = ""
  )
    throws
  {
    try room.write(
      """
      {"fetch": {"gap": "0s", "allowPrivateNetworks": true\(fetch)},
       "feeds": [{"id": "a", \(settings), "sources": ["\(room.origin.address("/feed"))"]}]}
      """, to: "config.json")
  }

  private func sentences(_ number: Int, _ part: Int) -> String {
    (0..<4).map { sentence in
      "Sentence \(sentence) of part \(part) tells more of story \(number), of the harbour and its "
        + "people."
    }.joined(separator: " ")
  }

  private func teaser(_ number: Int) -> String {
    String(sentences(number, 0).prefix(90)) + " …"
  }

  private func page(_ number: Int, parts: Range<Int> = 0..<5, head: String = "") -> String {
    let text = parts.map { "<p>\(sentences(number, $0))</p>" }.joined()
    let menu = (0..<8).map { #"<li><a href="/s\#($0)">Section \#($0)</a></li>"# }.joined()
    return """
      <!doctype html><html><head><title>Story \(number) - The Paper</title>\(head)</head><body>
      <nav><ul>\(menu)</ul></nav><main><article><h1>Story \(number)</h1>\(text)</article></main>
      <footer><p>Copyright The Paper. Subscribe to our newsletter.</p></footer></body></html>
      """
  }

  private func serveFeed(_ numbers: [Int], body: ((Int) -> String)? = nil) {
    let items = numbers.map { number in
      let link = room.origin.address("/story/\(number)")
      return """
        <item><title>Story \(number)</title><link>\(link)</link><guid>\(link)</guid>
        <pubDate>Mon, 09 Mar 2026 08:\(10 + number):00 GMT</pubDate>
        <description>\(body?(number) ?? teaser(number))</description></item>
        """
    }
    let feed = """
      <rss version="2.0"><channel><title>The Paper</title><link>\(room.origin.address("/"))</link>
      <description>d</description>\(items.joined())</channel></rss>
      """
    room.serve("/feed", .init(body: feed))
  }

  private func servePage(_ number: Int, _ body: String? = nil, status: String = "200 OK") {
    room.serve(
      "/story/\(number)",
      .init(status: status, headers: ["Content-Type: text/html"], body: body ?? page(number)))
  }

  private func asked(_ path: String) -> Int { room.origin.requests.count { $0.path == path } }

  private func text(_ title: String) throws -> String {
    let entry = try room.entries("a.json").first { $0.title?.value == title }
    return entry?.content?.value ?? ""
  }

  @Test func truncatedEntriesGetTheTextOfTheirPages() async throws {
    serveFeed([1, 2])
    for number in [1, 2] { servePage(number) }
    try configure()
    let report = try await room.refresh(minute: 0)
    #expect(report.feeds[0].newEntries == 2)
    for number in [1, 2] {
      let text = try text("Story \(number)")
      for part in 0..<5 { #expect(text.contains("of part \(part) tells more of story \(number)")) }
      #expect(!text.contains("newsletter") && !text.contains("Section 3"))
    }
    // Each page is asked for once.
    try await room.refresh(minute: 60)
    serveFeed([1, 2, 3])
    servePage(3)
    try await room.refresh(minute: 120)
    #expect([1, 2, 3].map { asked("/story/\($0)") } == [1, 1, 1])
  }

  @Test func pagesThatAreNoEntrysOwnAreNotAskedFor() async throws {
    let items = [("1", "/"), ("2", "/list"), ("3", "/list"), ("4", "/story/4")].map {
      number, path in
      """
      <item><title>Story \(number)</title><link>\(room.origin.address(path))</link>
      <guid isPermaLink="false">\(number)</guid><description>\(teaser(4))</description></item>
      """
    }
    room.serve(
      "/feed",
      .init(
        body: """
          <rss version="2.0"><channel><title>The Paper</title>
          <link>\(room.origin.address("/"))</link><description>d</description>\(items.joined())
          </channel></rss>
          """))
    servePage(4)
    try configure()
    try await room.refresh(minute: 0)
    #expect(["/", "/list", "/story/4"].map(asked) == [0, 0, 1])
  }

  @Test func wholeEntriesAndThoseOfOtherFeedsAskNothing() async throws {
    let whole: (Int) -> String = { number in
      "&lt;p>" + (0..<5).map { sentences(number, $0) }.joined(separator: "&lt;/p>&lt;p>")
        + "&lt;/p>"
    }
    serveFeed([1, 2], body: whole)
    try configure()
    try await room.refresh(minute: 0)
    #expect(asked("/story/1") == 0)
    serveFeed([1, 2])
    try configure(#""fullText": "never""#)
    try await room.refresh(minute: 60)
    #expect(asked("/story/1") == 0)
  }

  @Test(arguments: [
    ("404 Not Found", "<h1>No such page</h1>"), ("410 Gone", ""),
    ("200 OK", "<title>Log in</title><h1>Log in</h1><p>Please log in to read this article.</p>"),
    ("200 OK", "<title>Other</title><p>Something else altogether is told on this page here.</p>"),
  ])
  func aPageThatIsNoArticleLeavesTheEntryAsItIs(status: String, body: String) async throws {
    serveFeed([1])
    servePage(1, body, status: status)
    try configure()
    let report = try await room.refresh(minute: 0)
    #expect(try text("Story 1").contains("Sentence 0 of part 0"))
    #expect(report.feeds[0].diagnostics.contains { $0.code == "page-not-taken" })
    // It is not asked for again.
    try await room.refresh(minute: 60) { $0.force = true }
    #expect(asked("/story/1") == 1)
  }

  @Test func whatComesLaterMovesNoDate() async throws {
    serveFeed([1])
    servePage(1, "busy", status: "500 Oops")
    try configure()
    try await room.refresh(minute: 0)
    let before = try #require(try room.entries("a.atom").first)
    let teaser = try text("Story 1")
    #expect(!teaser.contains("part 4"))
    servePage(1)
    let report = try await room.refresh(minute: 60)
    let after = try #require(try room.entries("a.atom").first)
    #expect(try text("Story 1").contains("part 4"))
    #expect(after.updated == before.updated && after.published == before.published)
    #expect(after.id == before.id && report.feeds[0].changedEntries == 0)
    // Other digits in the teaser are no edit.
    serveFeed([1]) { self.teaser($0).replacing("0", with: "7") }
    try await room.refresh(minute: 120)
    #expect(try room.entries("a.atom").first?.updated == before.updated)
    #expect(try text("Story 1").contains("part 4"))
  }

  @Test func aPageThatKeepsFailingIsAskedForThreeTimes() async throws {
    serveFeed([1])
    servePage(1, "busy", status: "500 Oops")
    try configure()
    for run in 0..<6 { try await room.refresh(minute: Int64(run) * 60) }
    #expect(asked("/story/1") == 3)
    #expect(try text("Story 1").contains("Sentence 0 of part 0"))
  }

  @Test func theBudgetOfAHostLeavesTheOldestForTheNextRun() async throws {
    let numbers = Array(1...5)
    serveFeed(numbers)
    for number in numbers { servePage(number) }
    try configure(fetch: #", "pagesPerHost": 2"#)
    try await room.refresh(minute: 0)
    #expect(numbers.map { asked("/story/\($0)") } == [0, 0, 0, 1, 1])
    try await room.refresh(minute: 60)
    #expect(numbers.map { asked("/story/\($0)") } == [0, 1, 1, 1, 1])
    try await room.refresh(minute: 120)
    #expect(numbers.map { asked("/story/\($0)") } == [1, 1, 1, 1, 1])
    for number in numbers { #expect(try text("Story \(number)").contains("part 4")) }
  }

  @Test func aHostThatWantsToBeLeftAloneIs() async throws {
    serveFeed([1, 2])
    room.serve(
      "/story/2", .init(status: "503 Busy", headers: ["Retry-After: 7200"], body: "later"))
    servePage(1)
    try configure(fetch: #", "perHost": 1"#)
    try await room.refresh(minute: 0)
    servePage(2)
    let before = asked("/story/1") + asked("/story/2")
    try await room.refresh(minute: 60)
    #expect(asked("/story/1") + asked("/story/2") == before)
    try await room.refresh(minute: 180)
    for number in [1, 2] { #expect(try text("Story \(number)").contains("part 4")) }
  }

  @Test func theNextPagesOfAnArticleFollow() async throws {
    serveFeed([1])
    let next = #"<link rel="next" href="/story/1/2">"#
    servePage(1, page(1, parts: 0..<3, head: next))
    room.serve(
      "/story/1/2",
      .init(headers: ["Content-Type: text/html"], body: page(1, parts: 3..<6)))
    try configure()
    try await room.refresh(minute: 0)
    let whole = try text("Story 1")
    for part in 0..<6 { #expect(whole.contains("of part \(part) tells")) }
    #expect(asked("/story/1/2") == 1)
  }

  @Test(arguments: [
    (#"<a href="/story/1?page=2">Next page</a>"#, "/story/1?page=2"),
    (#"<a class="pager" href="/story/1/2">2</a>"#, "/story/1/2"),
    (#"<a rel="next" href="/story/1-2">2</a>"#, "/story/1-2"),
  ])
  func theNextPagesFollowFromLinksOfTheBody(link: String, path: String) async throws {
    serveFeed([1])
    servePage(1, page(1, parts: 0..<3).replacing("</main>", with: "<p>\(link)</p></main>"))
    room.serve(
      path, .init(headers: ["Content-Type: text/html"], body: page(1, parts: 3..<6)))
    try configure()
    try await room.refresh(minute: 0)
    let whole = try text("Story 1")
    for part in 0..<6 { #expect(whole.contains("of part \(part) tells")) }
    #expect(asked(path) == 1)
  }

  @Test func aRefrainIsNoArticleToldAgain() async throws {
    serveFeed([1])
    let refrain = "<p>And the boats of the harbour come home with the evening tide, my dear.</p>"
    servePage(
      1, page(1).replacing("</article>", with: String(repeating: refrain, count: 9) + "</article>"))
    try configure()
    try await room.refresh(minute: 0)
    #expect(try text("Story 1").matches(of: /evening tide/).count == 9)
  }

  @Test func whatTellsTheArticleAgainIsNoPartOfIt() async throws {
    serveFeed([1])
    let link = #"<p><a href="/story/1?page=2">2</a></p></main>"#
    servePage(1, page(1).replacing("</main>", with: link))
    room.serve(
      "/story/1?page=2", .init(headers: ["Content-Type: text/html"], body: page(1)))
    try configure()
    try await room.refresh(minute: 0)
    #expect(try text("Story 1").matches(of: /of part 2 tells/).count == 4)
  }

  @Test("A part that is late doesn't hold up the first, which is not asked for again")
  func aLatePart() async throws {
    serveFeed([1])
    servePage(1, page(1, parts: 0..<3, head: #"<link rel="next" href="/story/1/2">"#))
    room.serve("/story/1/2", .init(status: "500 Oops", body: "no"))
    try configure()
    try await room.refresh(minute: 0)
    #expect(try text("Story 1").contains("of part 2 tells"))
    try await room.refresh(minute: 60)
    let before = try #require(try room.entries("a.atom").first)
    room.serve(
      "/story/1/2", .init(headers: ["Content-Type: text/html"], body: page(1, parts: 3..<6)))
    try await room.refresh(minute: 120)
    let whole = try text("Story 1")
    for part in 0..<6 { #expect(whole.contains("of part \(part) tells")) }
    #expect(try room.entries("a.atom").first?.updated == before.updated)
    try await room.refresh(minute: 180)
    #expect(asked("/story/1") == 1 && asked("/story/1/2") == 3)
  }

  @Test func newRulesReachWhatIsKeptWithoutAsking() async throws {
    serveFeed([1])
    servePage(
      1,
      page(1).replacing("<h1>", with: #"<p class="plug">Buy our calendar of ships.</p><h1>"#)
        .replacing("</article>", with: "<h4>Ships of the year, a calendar</h4></article>"))
    try configure()
    try await room.refresh(minute: 0)
    try configure(#""fullText": "truncated", "rules": {"remove": ["h4", ".plug"]}"#)
    try await room.refresh(minute: 60)
    #expect(try text("Story 1").contains("part 4"))
    #expect(!(try text("Story 1")).contains("calendar"))
    #expect(asked("/story/1") == 1)
    // Nor is anything lost where the pages are.
    try FileManager.default.removeItem(atPath: room.folder + "/state/archive.sqlite.pages")
    servePage(1, "", status: "404 Not Found")
    try configure(#""fullText": "truncated", "rules": {"remove": ["h4", ".plug", "h5"]}"#)
    try await room.refresh(minute: 120)
    #expect(try text("Story 1").contains("part 4"))
  }

  @Test func aChangedEntryAsksForItsPageAgain() async throws {
    serveFeed([1])
    servePage(1)
    try configure()
    try await room.refresh(minute: 0)
    serveFeed([1]) { "Now another beginning, " + teaser($0) }
    servePage(1, page(1).replacing("of part 4", with: "of part nine"))
    try await room.refresh(minute: 60)
    #expect(asked("/story/1") == 2)
    #expect(try text("Story 1").contains("part nine"))
  }

  @Test func pagesAreLetGoByAgeAndSize() throws {
    let store = PageStore(beside: room.folder + "/state.sqlite")
    let address = try #require(WebAddress("https://news.example.org/1"))
    let other = try #require(WebAddress("https://news.example.org/2"))
    let html = Array(page(1).utf8)
    try store.keep([(address, [(address, html), (other, [])])], of: "a")
    try store.keep([(other, [(other, html)])], of: "a")
    #expect(store.pages(of: address, feed: "a")?.map(\.html) == [html, []])
    #expect(store.pages(of: address, feed: "a")?.last?.address == other)
    #expect(store.pages(of: address, feed: "b") == nil)
    let now = try #require(Timestamp(milliseconds: Int64(Date().timeIntervalSince1970) * 1000))
    try store.prune(olderThan: .seconds(3600), keeping: 1 << 20, now: now)
    #expect(store.pages(of: other, feed: "a") != nil)
    try store.prune(olderThan: .seconds(3600), keeping: 1, now: now)
    #expect(store.pages(of: other, feed: "a") == nil)
    try store.keep([(address, [(address, html)])], of: "a")
    try store.prune(olderThan: .seconds(60), keeping: 1 << 20, now: now.adding(.seconds(7200)))
    #expect(store.pages(of: address, feed: "a") == nil)
  }
}
