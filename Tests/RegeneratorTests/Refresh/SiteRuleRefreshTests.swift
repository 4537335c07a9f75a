import ConfigurationModel
import FeedModel
import Foundation
import ScriptedOrigin
import Testing

@testable import Regenerator

/// Rules for sites, and the other addresses of pages, in a feed.
@Suite struct SiteRuleRefreshTests {
  private let paper: PaperSite
  private var room: Newsroom { paper.room }
  private static let plug =
    #"<p class="plug">Order the calendar of ships, which many people who live at the harbour have, "#
    + "and which tells of every ship that came here in a hundred years of its long story.</p>"

  init() throws { paper = try PaperSite() }

  private func codes(_ report: RunReport) -> [String] {
    report.feeds[0].diagnostics.map(\.code)
  }

  private func remarks(_ report: RunReport) -> [String] {
    report.feeds[0].diagnostics.filter { $0.code == "site-rule-not-followed" }.map(\.message)
  }

  @Test func selectorsOfTheConfigurationReachWhatIsKeptWithoutAsking() async throws {
    paper.serveFeed([1])
    paper.serve("/story/1", paper.page(1, more: Self.plug))
    try paper.configure()
    try await room.refresh(minute: 0)
    #expect(try paper.text(1).contains("calendar of ships"))
    try paper.configure(#""article": {"keep": "article.story", "remove": [".plug"]},"#)
    var report = try await room.refresh(minute: 60)
    #expect(try !paper.text(1).contains("calendar of ships"))
    #expect(try paper.text(1).contains("of part 4"))
    #expect(remarks(report).isEmpty)
    // What does not agree is told with its place, and leaves the text whole.
    try paper.configure(#""article": {"keep": ["nav", "article > p:first-of-type"]},"#)
    report = try await room.refresh(minute: 120)
    #expect(try paper.text(1).contains("of part 4"))
    #expect(remarks(report).contains { $0.hasPrefix("feeds[0].article.keep, line 2: ") })
    #expect(paper.asked("/story/1") == 1)
  }

  @Test func aFolderOfSiteFilesReachesWhatIsKeptWithoutAsking() async throws {
    paper.serveFeed([1])
    paper.serve("/story/1", paper.page(1, more: Self.plug))
    try paper.writeRule("# The paper\nbody: //article\n")
    try paper.configure(top: #""siteRules": "sites","#)
    try await room.refresh(minute: 0)
    #expect(try paper.text(1).contains("calendar of ships"))
    try paper.writeRule("body: //article\nstrip_id_or_class: plug\n")
    let report = try await room.refresh(minute: 60)
    #expect(try !paper.text(1).contains("calendar of ships"))
    #expect(try paper.text(1).contains("of part 4") && remarks(report).isEmpty)
    #expect(paper.asked("/story/1") == 1)
    // Nothing has changed: nothing is cleaned.
    #expect(try await room.refresh(minute: 120).feeds[0].cleanedEntries == 0)
  }

  @Test func anOldSiteFileIsToldOnceByFileAndLineAndNotFollowed() async throws {
    paper.serveFeed([1, 2])
    for number in [1, 2] { paper.serve("/story/\(number)", paper.page(number)) }
    try paper.writeRule("title: //h1\nbody: //footer\nstrip: //article/p\n")
    try paper.configure(top: #""siteRules": "sites","#)
    let report = try await room.refresh(minute: 0)
    for number in [1, 2] { #expect(try paper.text(number).contains("of part 4")) }
    let folder = room.folder + "/sites/127.0.0.1.txt"
    #expect(remarks(report).count == 2)
    #expect(remarks(report).contains { $0.hasPrefix("\(folder):2: ") })
    #expect(remarks(report).contains { $0.hasPrefix("\(folder):3: ") })
  }

  @Test func aSitesHeadersGoToItsOwnHostAndItsReplacementsAreMade() async throws {
    paper.serveFeed([1])
    paper.serve(
      "/story/1", paper.page(1).replacing("<article", with: "<x-hidden hidden><article"))
    try paper.writeRule(
      """
      http_header(User-Agent): Paper reader
      http_header(X-Paper): yes
      find_string: <x-hidden hidden>
      replace_string: <div>
      """)
    try paper.writeRule("http_header(X-Other): no\n", file: "other.example.txt")
    try paper.configure(top: #""siteRules": "sites/","#)
    try await room.refresh(minute: 0)
    let request = try #require(room.origin.requests.first { $0.path == "/story/1" })
    #expect(request.header("User-Agent") == "Paper reader" && request.header("X-Paper") == "yes")
    #expect(request.header("X-Other") == nil)
    let feed = try #require(room.origin.requests.first { $0.path == "/feed" })
    #expect(feed.header("X-Paper") == nil)
    #expect(try paper.text(1).contains("of part 4"))
  }

  @Test func onePageAndNextPagesAreAskedForAsTheRuleSays() async throws {
    paper.serveFeed([1, 2])
    paper.serve(
      "/story/1", paper.page(1, parts: 0..<2, more: #"<a class="whole" href="/print/1">All</a>"#))
    paper.serve("/print/1", paper.page(1, parts: 0..<6))
    paper.serve(
      "/story/2", paper.page(2, parts: 0..<3, more: #"<a class="on" href="/story/2/b">On</a>"#))
    paper.serve("/story/2/b", paper.page(2, parts: 3..<6))
    try paper.writeRule(
      "single_page_link: //a[@class='whole']\nnext_page_link: //a[@class='on']/@href")
    try paper.configure(top: #""siteRules": "sites","#)
    try await room.refresh(minute: 0)
    for number in [1, 2] { #expect(try paper.text(number).contains("of part 5")) }
    #expect(["/story/1", "/print/1", "/story/2", "/story/2/b"].map(paper.asked) == [1, 1, 1, 1])
    try await room.refresh(minute: 60) { $0.force = true }
    #expect(paper.asked("/print/1") == 1)
  }

  // MARK: Other addresses of a page

  private static let wall =
    "<h1>Log in</h1><p>Please log in to continue reading this article of our paper.</p>"

  @Test(arguments: [
    (#"<link rel="amphtml" href="/amp/1">"#, "/amp/1"),
    (#"<link rel="canonical" href="/other/1">"#, "/other/1"),
    (#"<link rel="alternate" media="print" href="/print/1">"#, "/print/1"),
    (#"<link rel="canonical" href="/story/1"><link rel="amphtml" href="/amp/1">"#, "/amp/1"),
  ])
  func aPageThatIsNoArticleIsAskedForUnderItsOtherAddress(head: String, path: String) async throws {
    paper.serveFeed([1])
    paper.serve("/story/1", "<html><head><title>Log in</title>\(head)</head><body>\(Self.wall)")
    paper.serve(path, paper.page(1))
    try paper.configure()
    let report = try await room.refresh(minute: 0)
    #expect(try paper.text(1).contains("of part 4"))
    #expect(!codes(report).contains("page-not-taken"))
    #expect(paper.asked("/story/1") == 1 && paper.asked(path) == 1)
    try await room.refresh(minute: 60) { $0.force = true }
    #expect(paper.asked("/story/1") == 1 && paper.asked(path) == 1)
  }

  @Test func oneMorePageIsAskedForAndNoneOfAnotherSite() async throws {
    paper.serveFeed([1, 2, 3])
    // Pages that name each other, one of another site, and one whose other address is no better.
    for (path, other) in [("/story/1", "/amp/1"), ("/amp/1", "/amp/2"), ("/amp/2", "/story/1")] {
      paper.serve(
        path, #"<title>Log in</title><link rel="canonical" href="\#(other)">\#(Self.wall)"#)
    }
    let stranger = room.origin.address("/stranger").replacing("127.0.0.1", with: "127.0.0.2")
    paper.serve(
      "/story/2", #"<title>Log in</title><link rel="canonical" href="\#(stranger)">\#(Self.wall)"#)
    paper.serve("/story/3", paper.page(3, head: #"<link rel="amphtml" href="/amp/3">"#))
    try paper.configure()
    let report = try await room.refresh(minute: 0)
    #expect(
      ["/story/1", "/amp/1", "/amp/2", "/stranger", "/amp/3"].map(paper.asked) == [1, 1, 0, 0, 0])
    #expect(codes(report).count { $0 == "page-not-taken" } == 2)
    #expect(try paper.text(1).contains("of part 0") && paper.text(2).contains("of part 0"))
  }

  @Test func theOtherAddressCountsForTheBudget() async throws {
    paper.serveFeed([1])
    paper.serve(
      "/story/1", #"<title>Log in</title><link rel="amphtml" href="/amp/1">\#(Self.wall)"#)
    paper.serve("/amp/1", paper.page(1))
    try paper.configure(fetch: #", "pagesPerHost": 1"#)
    try await room.refresh(minute: 0)
    #expect(paper.asked("/amp/1") == 0)
  }

  // MARK: What is told

  @Test func explanationsSayWhereTheTextCameFrom() async throws {
    paper.serveFeed([1, 2])
    paper.serve("/story/1", paper.page(1, more: Self.plug))
    paper.serve("/story/2", "<title>Log in</title>" + Self.wall)
    try paper.writeRule("strip_id_or_class: plug\n")
    try paper.configure(top: #""siteRules": "sites","#)
    try await room.refresh(minute: 0)
    let configuration = try Configuration.load(path: room.folder + "/config.json", environment: [:])
    var request = ConversionRequest(inputs: [room.origin.address("/feed")])
    request.like = configuration.feeds.first
    (request.archive, request.siteRules) = (configuration.archive, configuration.siteRules)
    request.allowPrivateNetworks = true
    let explanations = try await Conversion.explanations(of: request) { _ in [] }.explanations
    let taken = try #require(explanations.first { $0.title == "Story 1" })
    let origin = try #require(taken.textOrigin)
    #expect(origin.pages.map(\.href) == [room.origin.address("/story/1")])
    #expect(origin.fetched != nil && origin.problem == nil)
    #expect(origin.rules == [room.folder + "/sites/127.0.0.1.txt:1"])
    #expect(origin.left.contains { $0.reason == "rule" && $0.example.hasPrefix("Order the") })
    #expect(taken.after.contains("of part 4") && !taken.after.contains("calendar"))
    let stays = try #require(explanations.first { $0.title == "Story 2" }?.textOrigin)
    #expect(stays.problem == "it asks for a login or a subscription")
    #expect(paper.asked("/story/1") == 1)
    request.like?.settings.fullText = "never"
    let plain = try await Conversion.explanations(of: request) { _ in [] }.explanations
    #expect(plain.allSatisfy { $0.textOrigin == nil })
  }

  @Test func mistakesAreFoundWhenTheConfigurationIsChecked() throws {
    try paper.configure(#""article": {"keep": "div[", "remove": [".a", "p:nope"], "nxt": "a"},"#)
    #expect {
      try Configuration.load(path: room.folder + "/config.json", environment: [:])
    } throws: { error in
      let text = "\(error)"
      return text.contains(#"feeds[0].article.keep: "div[" is no CSS selector: column 5"#)
        && text.contains("feeds[0].article.remove[1]") && text.contains(#"did you mean "next"?"#)
    }
    try paper.configure(top: #""siteRules": "nowhere","#)
    let configuration = try Configuration.load(path: room.folder + "/config.json", environment: [:])
    #expect {
      try Regenerator(configuration)
    } throws: { error in
      "\(error)".contains("siteRules: ") && "\(error)".contains("name a folder of site files")
    }
  }

  @Test func linesOfSiteFilesThatCantBeUsedAreWarnedOf() throws {
    try paper.writeRule(
      "body //p\nstrip: //p[\ntidy: yes\nprune: no\ntidy: no\n", file: ".x.org.txt")
    try paper.configure(top: #""siteRules": "sites","#)
    let configuration = try Configuration.load(path: room.folder + "/config.json", environment: [:])
    let warnings = configuration.warnings().map(\.description).filter { $0.hasPrefix("siteRules") }
    let file = room.folder + "/sites/.x.org.txt"
    #expect(warnings.count == 3)
    #expect(warnings[0].contains("\(file):1: is not of the form"))
    #expect(warnings[1].contains("\(file):2: the expression is no XPath 1.0"))
    #expect(warnings[2].hasSuffix("lines with these keys change nothing here: tidy (2), prune (1)"))
  }
}

/// Pages in a conversion.
@Suite struct ConvertedPagesTests {
  private let paper: PaperSite

  init() throws { paper = try PaperSite() }

  private func convert(_ fullText: String?) async throws -> Conversion {
    var request = ConversionRequest(inputs: [paper.room.origin.address("/feed")])
    request.fullText = fullText
    request.allowPrivateNetworks = true
    return try await Conversion(request) { _ in [] }
  }

  @Test func aConversionFetchesPagesWhereItIsAskedTo() async throws {
    paper.serveFeed([1, 2])
    paper.serve("/story/1", paper.page(1))
    paper.serve("/story/2", "<title>Log in</title><p>Please log in to read this article.</p>")
    let plain = try await convert(nil)
    #expect(paper.asked("/story/1") == 0)
    let whole = try await convert("truncated")
    let texts = whole.feed?.entries.map { $0.content?.html ?? "" } ?? []
    #expect(whole.feed?.entries.map(\.title) == ["Story 2", "Story 1"] && texts.count == 2)
    #expect(texts.last?.contains("of part 4") == true && texts.first?.contains("part 1") == false)
    #expect(whole.feed?.entries.map(\.id) == plain.feed?.entries.map(\.id))
    #expect(whole.remarks.contains { $0.contains("the page of an entry was not taken") })
    #expect(paper.asked("/story/1") == 1)
  }
}
