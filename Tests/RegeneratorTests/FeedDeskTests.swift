import ConfigurationModel
import FeedModel
import Foundation
import Normalizer
import ScriptedOrigin
import Testing

@testable import Regenerator

/// What the owner of feeds is told of them, and what becomes of what he changes.
@Suite struct FeedDeskTests {
  private let room: Newsroom
  private static let now = Newsroom.time(minute: 60)

  init() throws {
    room = try Newsroom()
  }

  private static let promo =
    "<div class=\"promo css-1x2y3z\"><p>Follow us</p><img src=\"/p.gif\"></div>"

  /// One feed that works, of so many entries, and one that fails.
  private func filled(_ count: Int = 3) async throws -> FeedDesk {
    room.serve(
      "/feed",
      (0..<count).map {
        Story("T\($0)", body: "<p>The text of number \($0), its own words.</p>\(Self.promo)")
      })
    try room.configure(
      """
      {"id": "a", "group": "G", "sources": ["ORIGIN/feed"]},
      {"id": "b", "title": "B", "sources": ["ORIGIN/none"]}
      """)
    try await room.refresh(minute: 0)
    return try desk()
  }

  private func desk() throws -> FeedDesk {
    try FeedDesk(Configuration.load(path: room.folder + "/config.json", environment: [:]))
  }

  // MARK: Looking

  @Test func feedsHaveStatesInWords() async throws {
    let feeds = try await filled().overview(now: Self.now)
    #expect(feeds.map(\.id) == ["a", "b"])
    #expect(feeds.map(\.condition) == [.good, .failing])
    #expect(feeds.map(\.title) == ["News", "B"])
    #expect(feeds[0].perDay.suffix(2) == [3, 0] && feeds[0].perDay.count == FeedDesk.days)
    #expect(feeds[0].nextDue != nil && feeds[1].lastSuccess == nil)
  }

  @Test func withoutAnArchiveAllIsStillToBeAsked() throws {
    try room.configure(#"{"id": "a", "sources": ["ORIGIN/feed"]}"#)
    let desk = try desk()
    #expect(try desk.overview(now: Self.now).map(\.condition) == [.unasked])
    #expect(try desk.entries(of: "a", from: 0, limit: 5).isEmpty)
    #expect(try desk.entry(1, now: Self.now) == nil)
    #expect(try desk.search("text", limit: 5).hits.isEmpty)
    #expect(try desk.newestEntry(of: "a") == nil)
  }

  @Test func anEntryIsCleanedAgainAndARuleCanBeLeftOut() async throws {
    room.serve(
      "/feed",
      [Story("T", body: "<p><a href=\"https://x.example/?utm_source=a\">Link</a> text</p>")])
    try room.configure(#"{"id": "a", "sources": ["ORIGIN/feed"]}"#)
    try await room.refresh(minute: 0)
    let desk = try desk()
    let report = try #require(try desk.entry(1, now: Self.now))
    #expect(report.entry.state == .offered && report.offeredBy.count == 1)
    #expect(report.explanation?.after.contains("utm_source") == false)
    #expect(report.about["tracking.utm"] != nil && report.switchable.contains("tracking.utm"))
    let without = try #require(try desk.entry(1, off: ["tracking.utm"], now: Self.now))
    #expect(without.explanation?.after.contains("utm_source") == true && without.refused == nil)
    let needed = try #require(try desk.entry(1, off: ["sanitizer.attribute"], now: Self.now))
    #expect(needed.refused != nil && needed.explanation?.after.contains("utm_source") == false)
  }

  @Test func whyAnEntryIsGoneIsTold() async throws {
    _ = try await filled()
    try room.configure(
      #"{"id": "a", "sources": ["ORIGIN/feed"], "drop": {"title": "T1"}}, {"id": "b", "sources": ["x"]}"#
    )
    room.serve("/feed", [Story("T0", body: "<p>text</p>"), Story("T1", body: "<p>text</p>")])
    try await room.refresh(minute: 50)
    let entries = try desk().entries(of: "a", from: 0, limit: 9)
    let states = Dictionary(uniqueKeysWithValues: entries.map { ($0.title, $0.state) })
    #expect(states == ["T0": .offered, "T1": .leftOut, "T2": .remembered])
  }

  @Test func aRunKeepsTheSearchUpToDate() async throws {
    let desk = try await filled()
    #expect(try desk.search("number 1", limit: 9).hits.map(\.entry.title) == ["T1"])
    try room.configure(#"{"id": "a", "sources": ["ORIGIN/feed"]}"#, extra: #""search": false,"#)
    try await room.refresh(minute: 40)
    #expect(try desk.search("number 1", limit: 9).hits.isEmpty)
  }

  // MARK: Rules

  @Test func theOutlineIsWhatTheFeedsOwnRulesSee() async throws {
    let desk = try await filled()
    let outline = try #require(try desk.outline(of: 1, in: "a", now: Self.now))
    let promo = try #require(outline.blocks.first { $0.name.hasPrefix("div.promo") })
    #expect(promo.selector == "div.promo" && promo.text == "Follow us")
    #expect(try desk.outline(of: 1, in: "b", now: Self.now) == nil)
  }

  @Test func aTrialSaysWhatARuleWouldTake() async throws {
    let desk = try await filled(12)
    var trial = try desk.trial(of: "div.promo", in: "a")
    #expect(trial.indexed?.holding == 12 && trial.indexed?.all == 12)
    try desk.goOn(&trial, by: 5, now: Self.now)
    #expect(trial.looked == 5 && !trial.isWhole)
    try desk.goOn(&trial, by: 50, now: Self.now)
    #expect(trial.looked == 12 && trial.changed == 12 && trial.isWhole)
    #expect(trial.worst.count == 10 && trial.worst.allSatisfy { $0.images == 1 })
    #expect((150...350).contains(trial.permille))
    var none = try desk.trial(of: "aside, .missing p", in: "a")
    try desk.goOn(&none, by: 50, now: Self.now)
    #expect(none.changed == 0 && none.permille == 0 && none.worst.isEmpty)
    #expect(throws: FeedDesk.Failure.self) { try desk.trial(of: "p[", in: "a") }
  }

  @Test func whatIsInsideOfWhatGoesIsCountedOnce() async throws {
    let desk = try await filled(1)
    var all = try desk.trial(of: ":root, :root *", in: "a")
    try desk.goOn(&all, by: 5, now: Self.now)
    #expect(all.permille == 1000)
  }

  @Test func aRewriteSaysWhichAddressesItChanges() async throws {
    let desk = try await filled()
    let base = "https://news.example.org/"
    #expect(try desk.hosts(of: 1, now: Self.now) == [base])
    let trial = try desk.rewriting(base, with: "https://n/", in: "a", limit: 9, now: Self.now)
    #expect(trial.looked == 3 && trial.entries == 3 && trial.addresses == 3)
    #expect(trial.samples.first?.new == "https://n/p.gif")
    let none = try desk.rewriting("http://else/", with: "x", in: "a", limit: 9, now: Self.now)
    #expect(none.addresses == 0)
  }

  @Test(arguments: [
    "share", "more-promo", "entry-content", "postContentWrapper", "wp-block-image", "nav2", "H1",
    "AdBanner",
    "col-12", "c-share__list",
  ])
  func namesThatPeopleChooseAreStable(name: String) { #expect(StableName.isStable(name)) }

  @Test(arguments: [
    "css-1q2w3e", "sc-bdVaJa", "Button_root__3xK2p", "jsx-2871293847", "post-18234", "a", "kHzRtqW",
    "xkdjfh",
    "svelte-1a2b3c", "e1f0a9", "", "has space", "ünicode", "2col", "item-20240101", "_3fXqZ",
  ])
  func namesThatProgramsMakeAreNot(name: String) { #expect(!StableName.isStable(name)) }

  @Test(arguments: [
    ("div.share > p", ["div", ".share", "p"]), ("#more a", ["#more", "a"]),
    ("DIV.Share", ["div", ".Share"]),
    ("p:contains(\"a.b, c\")", ["p"]), ("p:has(> a.x)", ["p"]), ("a, b", []), ("*", []),
    ("[href]", []),
    ("p:first-child b", ["p", "b"]), ("p\\:x", []), ("img[src*=\"x,y\"].z", ["img", ".z"]),
  ])
  func aSelectorNeedsTheseNames(selector: String, names: [String]) {
    #expect(SelectorNames.needed(by: selector) == names)
  }

  // MARK: Changing

  @Test func aChangeIsSavedOnceItWouldPass() async throws {
    let desk = try await filled()
    let before = try room.read("config.json")
    let digest = try desk.fileDigest()
    #expect(
      try desk.save(madeFor: digest) { edit throws(ConfigurationEdit.Failure) in
        try edit.addRule("div.promo", to: "remove", of: "a")
      } == .saved)
    #expect(try room.read("config.json").contains(#""rules": { "remove": ["div.promo"] }"#))
    try room.write(before, to: "config.json")
    for selector in ["p[", "", ":nope"] {
      let outcome = try desk.save(madeFor: digest) { edit throws(ConfigurationEdit.Failure) in
        try edit.addRule(selector, to: "remove", of: "a")
      }
      guard case .refused(let problems) = outcome else {
        Issue.record("\(outcome)")
        continue
      }
      #expect(problems.contains { $0.contains("feeds[0].rules.remove") }, "\(problems)")
    }
    #expect(try room.read("config.json") == before)
    #expect(try desk.save(madeFor: digest) { _ in } == .unchanged)
  }

  @Test func aChangeOfAnotherVersionOfTheFileIsStale() async throws {
    let desk = try await filled()
    let digest = try desk.fileDigest()
    let other = try room.read("config.json") + "\n// changed\n"
    try room.write(other, to: "config.json")
    #expect(
      try desk.save(madeFor: digest) { edit throws(ConfigurationEdit.Failure) in
        try edit.set(.title, of: "a", to: "X")
      } == .stale)
    #expect(try room.read("config.json") == other)
  }

  @Test func aSavedFileKeepsItsPermissionsAndLinks() async throws {
    let desk = try await filled()
    let path = room.folder + "/config.json"
    try FileManager.default.moveItem(atPath: path, toPath: room.folder + "/real.json")
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "real.json")
    chmod(room.folder + "/real.json", 0o600)
    let outcome = try desk.save(madeFor: try desk.fileDigest()) {
      edit throws(ConfigurationEdit.Failure) in
      try edit.set(.title, of: "a", to: "X")
    }
    #expect(outcome == .saved)
    var status = stat()
    #expect(lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    let left = try FileManager.default.contentsOfDirectory(atPath: room.folder)
    #expect(!left.contains { $0.hasSuffix(".new") })
  }

  // MARK: Adding

  @Test(arguments: [
    ("example.org", "https://example.org/"), (" http://example.org/a ", "http://example.org/a"),
    ("feed:https://example.org/x", "https://example.org/x"),
  ])
  func peopleLeaveTheSchemeOut(typed: String, address: String) {
    #expect(FeedDesk.address(typed)?.href == address)
  }

  @Test(arguments: [
    "", "file:///etc/passwd", "javascript:alert(1)", "ftp://x/y", "://", "https://",
  ])
  func whatIsNoAddressIsNone(typed: String) {
    let address = FeedDesk.address(typed)
    #expect(address == nil || address?.isHTTP == true && address?.host != "etc")
  }

  @Test func aListNamesWhatIsNewAndWhatIsNot() async throws {
    let desk = try await filled()
    let address = room.origin.address("/feed")
    let list = """
      <opml version="2.0"><body><outline text="F"><outline text="New" xmlUrl="https://n.example/"/>
      <outline text="Again" xmlUrl="https://n.example/"/></outline>
      <outline text="Known" xmlUrl="\(address)"/><outline text="Odd" xmlUrl="ftp://x/"/></body></opml>
      """
    let plan = try desk.plan(Array(list.utf8))
    #expect(plan.items.map(\.id) == ["new"] && plan.items.first?.group == ["F"])
    #expect(plan.known.map(\.feed) == ["a"] && plan.leftOut.count == 2)
    #expect(throws: FeedDesk.Failure.self) { try desk.plan(Array("<html>".utf8)) }
  }

  @Test func aProposalShowsWhatAFeedWouldBe() async throws {
    let desk = try await filled()
    let address = try #require(WebAddress(room.origin.address("/feed")))
    let proposal = try await desk.proposal(for: address)
    #expect(proposal.known == "a" && proposal.entries.count == 3 && proposal.title == "News")
    #expect(FeedConfiguration.isValid(id: proposal.id) && proposal.id != "a")
    let gone = try #require(WebAddress(room.origin.address("/none")))
    await #expect(throws: FeedDesk.Failure.self) { try await desk.proposal(for: gone) }
  }
}

/// What a source wrote, made fit to be looked at.
@Suite struct InertMarkupTests {
  @Test(arguments: [
    "<script>x()</script>", "<img src=x onerror=x()>", "<a href=\"javascript:x()\">a</a>",
    "<iframe src=\"https://x/\"></iframe>", "<svg onload=x()>",
    "<form action=x><input autofocus onfocus=x()>",
    "<link rel=stylesheet href=x>", "<meta http-equiv=refresh content=0;url=x>", "<base href=x>",
    "<p style=\"background:url(https://x/)\">", "<video src=x poster=y>", "<object data=x>",
    "<style>@import x</style>",
    "<img srcset=\"x 1x\">", "<table background=x>", "<math href=x>", "</body><script>x()</script>",
    "<template><script>x()</script></template>", "<noscript><img src=x></noscript>",
  ])
  func nothingRunsAndNothingLoads(markup: String) {
    let document = InertMarkup.document(markup, showsImages: false)
    let body = document[(document.firstRange(of: "<body")?.lowerBound ?? document.startIndex)...]
    for bad in ["script", "x()", "onerror", "src=", "href=", "style", "url(", "poster", "data="] {
      #expect(!body.contains(bad), "\(body)")
    }
  }

  @Test func picturesAreLoadedWhereTheyAreAskedForAndNothingElseIs() {
    let markup =
      "<img src=\"/a.gif\" alt=A><img src=\"javascript:x()\"><img src=\"file:///x\"><p class=k>T"
    let base = WebAddress("https://e.example/1")
    let shown = InertMarkup.document(markup, showsImages: true, base: base)
    #expect(
      shown.contains("<img alt=\"A\" src=\"https://e.example/a.gif\"><img><img><p class=\"k\">T"))
    #expect(shown.contains("img-src http: https: data:"))
    #expect(InertMarkup.document(markup, showsImages: false, base: base).contains("img-src 'none'"))
  }
}
