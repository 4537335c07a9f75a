import FeedModel
import FilterLists
import Foundation
import JSON
import Testing

@testable import Normalizer

/// What filter lists take out of entries, and what they must leave.
@Suite struct FilterListTests {
  private static let sentence = "A sentence that is long enough to be one of an article. "
  private static let article = "<p>\(String(repeating: sentence, count: 10))</p>"

  private func cleaned(
    _ body: String, _ list: String, link: String? = "https://news.example/story",
    rules: String? = nil
  ) throws -> NormalizedEntry {
    var entry = ParsedEntry()
    entry.rawLink = link
    entry.link = link.flatMap { WebAddress($0) }
    entry.content = Text(.html, body)
    let lists = CompiledLists(compiling: [Array(list.utf8)])
    var all = Rules.builtIn
    if let rules { all = try Rules(merging: JSONDocument(parsing: Array(rules.utf8)).root) }
    let context = NormalizationContext(id: "urn:uuid:0", explains: true)
    let normalizer = Normalizer(rules: all.filtering(by: lists, named: "x"))
    return try #require(normalizer.normalized(entry: entry, context: context))
  }

  private func content(
    _ body: String, _ list: String, link: String? = "https://news.example/story"
  )
    throws -> String
  {
    try cleaned(body, list, link: link).content?.html ?? ""
  }

  @Test(
    "What lists name goes",
    arguments: [
      ("<img src='https://ads.example/1.png'>", "||ads.example^", "1.png"),
      ("<figure><img src='https://ads.example/1.png'></figure>", "||ads.example^", "1.png"),
      ("<img src='https://cdn.example/ads/1.png'>", "/ads/*$domain=news.example", "1.png"),
      ("<img src='https://cdn.example/ads/1.png'>", "/ads/*", "1.png"),
      ("<img data-src='https://ads.example/1.png'>", "||ads.example^", "1.png"),
      (
        "<picture><source srcset='https://ads.example/1.webp'><img src='https://ads.example/1.png'></picture>",
        "||ads.example^", "ads.example"
      ),
      ("<img srcset='https://ads.example/1.png 1x'>", "||ads.example^", "1.png"),
      ("<img src='//ads.example/1.png'>", "|https://ads.example/", "1.png"),
      (
        "<iframe src='https://ads.example/x'></iframe>", "||ads.example^$subdocument", "ads.example"
      ),
      ("<video src='https://ads.example/x.mp4'></video>", "||ads.example^$media", "x.mp4"),
      (
        "<audio><source src='https://ads.example/x.mp3'></audio>", "||ads.example^$media", "x.mp3"
      ),
      ("<object data='https://ads.example/x.swf'></object>", "||ads.example^$object", "x.swf"),
      ("<div class='ad'>Buy this</div>", "##.ad", "Buy"),
      ("<div class='x'>Buy this thing here</div>", "news.example##.x", "Buy"),
      ("<div><b>Anzeige</b><a href='/x'>Buy</a></div>", "##b:has-text(Anzeige):upward(1)", "Buy"),
      (
        "<div class='ad'><a href='https://shop.example/'>\(sentence)</a></div>", "##.ad",
        "shop.example"
      ),
      ("<a href='https://e.example/?id=1&src=rss'>x</a>", "$removeparam=src", "src=rss"),
    ])
  func goes(markup: String, list: String, text: String) throws {
    let body = Self.article + "<p><img src='https://cdn.example/photo.jpg'></p>" + markup
    #expect(try content(body, list).contains(text) == false)
    #expect(try content(body, "! nothing").contains(text))
    #expect(try content(body, list).contains("photo.jpg"))
  }

  @Test(
    "What is the article's stays",
    arguments: [
      // No path is proof against a picture that the article shows.
      ("<figure><img src='https://cdn.example/ads/1.png'></figure>", "/ads/*", "1.png"),
      ("<img src='https://cdn.example/ads/1.png' width='300'>", "/ads/*", "1.png"),
      ("<img src='https://cdn.example/ads/1.png' style='height: 20em'>", "/ads/*", "1.png"),
      (
        "<img src='https://cdn.example/ads/1.png' srcset='https://cdn.example/ads/1.png 640w'>",
        "/ads/*", "1.png"
      ),
      (
        "<div class='wp-caption'><img src='https://cdn.example/ads/1.png'><p>A caption</p></div>",
        "/ads/*", "1.png"
      ),
      // A class is no proof against prose, nor against a picture of the article.
      ("<div class='ad'><p>\(sentence)\(sentence)\(sentence)</p></div>", "##.ad", "sentence"),
      ("<div class='ad'><figure><img src='/1.png'></figure></div>", "##.ad", "1.png"),
      // A list is about other pages, other kinds, or makes an exception.
      ("<div class='ad'>Buy</div>", "other.example##.ad", "Buy"),
      ("<div class='ad'>Buy</div>", "##.ad\nnews.example#@#.ad", "Buy"),
      ("<div class='ad'>Buy</div>", "##.ad\n@@||news.example^$document", "Buy"),
      ("<div class='ad'>Buy</div>", "##.ad\n@@||news.example^$generichide", "Buy"),
      ("<img src='https://ads.example/1.png'>", "||ads.example^$script", "1.png"),
      ("<img src='https://ads.example/1.png'>", "||ads.example^\n@@||ads.example/1.png", "1.png"),
      (
        "<img src='https://ads.example/1.png'>", "||ads.example^\n@@||news.example^$document",
        "1.png"
      ),
      ("<img src='https://img.news.example/1.png'>", "||news.example^$third-party", "1.png"),
      // A link is no part of a page.
      ("<a href='https://ads.example/1'>A link</a>", "||ads.example^", "A link"),
    ])
  func stays(markup: String, list: String, text: String) throws {
    let body = Self.article + "<p><img src='https://cdn.example/photo.jpg'></p>" + markup
    #expect(try content(body, list).contains(text))
  }

  @Test("Blocks that are more than a fifth of the text stay, as one", arguments: 1...6)
  func aFifth(count: Int) throws {
    let block = "<div class='x'>\(Self.sentence)</div>"
    let body =
      "<p>\(String(repeating: Self.sentence, count: 8))</p>"
      + String(repeating: block, count: count)
    let entry = try cleaned(body, "news.example##.x")
    let html = entry.content?.html ?? ""
    // Two in ten are a fifth.
    let goes = count * 5 <= 8 + count
    #expect(html.components(separatedBy: "<div>").count - 1 == (goes ? 0 : count))
    #expect(entry.diagnostics.contains { $0.code == "filter-list-kept" } == !goes)
  }

  @Test func notAllPicturesGoOnSuspicion() throws {
    let pictures = (1...3).map { "<p><img src='https://cdn.example/ads/\($0).png'></p>" }.joined()
    let body = Self.article + pictures
    #expect(try content(body, "/ads/*").components(separatedBy: "<img").count == 4)
    #expect(try content(body, "/ads/1.png").components(separatedBy: "<img").count == 3)
    // What was taken with a block counts.
    let boxed = Self.article + "<div class='x'><img src='/1.png'></div><img src='/ads/2.png'>"
    let clean = try content(boxed, "news.example##.x\n/ads/*")
    #expect(!clean.contains("1.png") && clean.contains("2.png"))
  }

  @Test func aSitesOwnPicturesDoNotAllGoByItsName() throws {
    let body = Self.article + "<img src='https://cdn.tracker.example/photo.jpg'>"
    let link = "https://blog.tracker.example/1"
    #expect(try content(body, "||tracker.example^", link: link).contains("photo.jpg"))
    #expect(try !content(body, "||tracker.example^").contains("photo.jpg"))
  }

  @Test func withoutAPageRulesForPagesAndPartiesDoNotApply() throws {
    let body =
      Self.article + "<img src='https://ads.example/1.png'><img src='https://ads.example/2.png'>"
    let lists = "||ads.example/1.$third-party\n||ads.example/2.$domain=news.example"
    #expect(try content(body, lists, link: nil).contains("1.png"))
    #expect(try content(body, lists, link: nil).contains("2.png"))
    #expect(try !content(body, lists).contains("1.png"))
  }

  @Test func theHomePageIsThePageOfEntriesWithoutLinks() throws {
    var entry = ParsedEntry()
    entry.content = Text(.html, Self.article + "<div class='x'>Buy</div>")
    let lists = CompiledLists(compiling: [Array("news.example##.x".utf8)])
    let context = NormalizationContext(
      id: "urn:uuid:0", homepage: WebAddress("https://news.example/"))
    let normalizer = Normalizer(rules: Rules.builtIn.filtering(by: lists, named: "x"))
    let clean = try #require(normalizer.normalized(entry: entry, context: context))
    #expect(clean.content?.html.contains("Buy") == false)
  }

  @Test func theChangeNamesTheRuleOfTheList() throws {
    let entry = try cleaned(Self.article + "<div class='ad'>Buy</div>", "##.ad")
    let change = try #require(entry.changes.first { $0.rule.hasPrefix("filter-list") })
    #expect(change.rule == "filter-list ##.ad")
    #expect(change.before == #"<div class="ad">Buy</div>"#)
    #expect(change.after.isEmpty)
  }

  @Test func theLinkOfAnEntryLosesParametersAndItsIDDoesNot() throws {
    let link = "https://news.example/story?id=1&from=rss"
    let entry = try cleaned(Self.article, "||news.example^$removeparam=from", link: link)
    #expect(entry.link?.href == "https://news.example/story?id=1")
    #expect(entry.id.iri == link)
  }

  @Test func theStepCanBeSwitchedOff() throws {
    let body = Self.article + "<div class='ad'>Buy</div>"
    let entry = try cleaned(body, "##.ad", rules: #"{"off": ["filter-list"]}"#)
    #expect(entry.content?.html.contains("Buy") == true)
  }

  @Test func listsHaveANameOfTheirOwnBesideTheRules() {
    let lists = CompiledLists(compiling: [])
    let rules = Rules.builtIn.filtering(by: lists, named: "abc")
    #expect(rules.filterListsName == "abc")
    #expect(rules.fingerprint == Rules.builtIn.fingerprint)
    #expect(Rules.builtIn.filterListsName == nil)
  }
}
