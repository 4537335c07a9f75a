@testable import Emitter
import FeedModel
import Foundation
import JSON
import Testing

@Suite struct TemplateEmitterTests {
  static let documents = [
    PublishedDocument(
      format: "atom", href: "world.atom", mediaType: AtomEmitter.mediaType,
      address: SampleFeeds.address("https://feeds.example/world.atom")),
    PublishedDocument(format: "json", href: "world.json", mediaType: JSONFeedEmitter.mediaType),
    PublishedDocument(
      format: "html", href: "world.html", mediaType: TemplateEmitter.mediaType(of: "feed.html")),
  ]
  static let page = FeedPage(name: "world", documents: documents)

  func rendered(
    _ text: String, as name: String = "test.html", _ feed: NormalizedFeed = SampleFeeds.full
  ) throws -> String {
    let emitter = try TemplateEmitter(adding: [TemplateFile(name: name, text: text)])
    let bytes = try #require(emitter.rendered(feed, template: name, page: Self.page))
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func theBuiltInTemplatesAreTheOnesInTheFolder() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Templates")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == TemplateFile.builtIn.map(\.name), "run Scripts/embed-templates")
    for template in TemplateFile.builtIn {
      let text = try String(contentsOf: folder.appending(path: template.name), encoding: .utf8)
      #expect(text == template.text, "\(template.name): run Scripts/embed-templates")
    }
  }

  @Test func theBuiltInTemplatesAreWhole() {
    let (emitter, problems) = TemplateEmitter.compiled(TemplateFile.builtIn)
    #expect(problems.isEmpty)
    #expect(emitter.names == TemplateEmitter.builtIn.names)
  }

  @Test func feedPage() throws {
    let bytes = try #require(
      try TemplateEmitter().rendered(SampleFeeds.full, template: "feed.html", page: Self.page))
    try Golden.expect(bytes, is: "pages/feed.html")
  }

  @Test func indexPage() throws {
    let site = Site(feeds: [FeedSummary(SampleFeeds.full, page: Self.page)])
    let bytes = try #require(try TemplateEmitter().rendered(site, template: "index.html"))
    try Golden.expect(bytes, is: "pages/index.html")
  }

  @Test func opml() throws {
    let site = Site(feeds: [FeedSummary(SampleFeeds.full, page: Self.page)])
    let bytes = try #require(try TemplateEmitter().rendered(site, template: "opml.xml"))
    try Golden.expect(bytes, is: "pages/opml.xml")
    try WellFormed.expect(bytes)
  }

  @Test(arguments: SampleFeeds.hostileTexts)
  func C12_hostileTextCannotLeaveItsPlace(_ text: String) throws {
    let feed = SampleFeeds.filled(with: text)
    let site = Site(title: text, feeds: [FeedSummary(feed, page: Self.page)])
    let bytes = try #require(try TemplateEmitter().rendered(site, template: "opml.xml"))
    try WellFormed.expect(bytes)
    let json = try rendered("{\"title\": \"{{title}}\"}", as: "test.json", feed)
    #expect(try JSONDocument(parsing: Array(json.utf8)).root["title"]?.string == text)
  }

  /// A mark that combines with the quotation mark makes one character of both.
  @Test(arguments: ["\"\u{301} onload=x", "<\u{338}b", "&\u{20E3}", "'\u{300}"])
  func aCombiningMarkDoesNotHideACharacterFromEscaping(_ text: String) throws {
    var feed = SampleFeeds.full
    feed.title = text
    let html = try rendered("{{title}}", feed)
    #expect(!html.utf8.contains { "\"<'".utf8.contains($0) })
    #expect(html.utf8.first == UInt8(ascii: "&") && html.utf8.contains(UInt8(ascii: ";")))
  }

  @Test func aNameWithoutValueDoesNotShowTheFeedsOwn() throws {
    var feed = SampleFeeds.full
    feed.entries = [SampleFeeds.bareEntry]
    let html = try rendered("{{#entries}}[{{title}}{{rights}}{{published.iso}}]{{/entries}}", feed)
    #expect(html == "[]")
  }

  @Test func dangerousAddressesAreNoValues() throws {
    var feed = SampleFeeds.full
    feed.homepage = WebAddress("javascript:alert(1)")
    #expect(try rendered("<a href=\"{{home_page_url}}\">", feed) == "<a href=\"\">")
  }

  @Test(arguments: [
    ("a\n{{titel}}", "test.html:2: unknown name 'titel'; did you mean 'title'?"),
    ("a\n\n{{#entries}}", "test.html:3: a section is never closed"),
    (
      "{{#entries}}\n{{/feeds}}",
      "test.html:2: the section that is closed here is not the one that is open"
    ),
    ("{{>nothing.html}}", "test.html:1: there is no template 'nothing.html'"),
    ("\n{{>test.html}}", "test.html:2: 'test.html' would include itself without end"),
    ("{{{title}}}", "test.html:1: only {{{content}}} may stand unescaped; write {{title}}"),
    ("\n{{&summary}}", "test.html:2: only {{{content}}} may stand unescaped; write {{summary}}"),
    ("{{=<% %>=}}\n<%titel%>", "test.html:2: unknown name 'titel'; did you mean 'title'?"),
    ("{{explode(entries)}}", "test.html:1: unknown function 'explode()'"),
    ("{{published.isoo}}", "test.html:1: unknown name 'isoo'; did you mean 'iso'?"),
    (
      "x\n{{title",
      "test.html:2: a tag is not closed"
    ),
  ])
  func aTemplateThatFailsSaysWhere(_ text: String, _ expected: String) {
    let error = #expect(throws: InvalidTemplate.self) {
      try TemplateEmitter(adding: [TemplateFile(name: "test.html", text: text)])
    }
    let line = error?.description.replacing(/^(test\.html:\d+):\d+/) { $0.1 }
    #expect(line == expected)
    #expect((error?.column ?? 0) > 0)
  }

  @Test func everyMistakeIsToldWithItsColumn() {
    let problems = TemplateEmitter.checked(adding: [
      TemplateFile(name: "a.html", text: "é {{titel}}{{title}} {{nam}}\n  {{>no.html}}"),
      TemplateFile(name: "b.html", text: "{{title}}"),
      TemplateFile(name: "c.html", text: "\n {{explode(title)}}"),
    ]).problems
    #expect(
      problems.map(\.description) == [
        "a.html:1:4: unknown name 'titel'; did you mean 'title'?",
        "a.html:1:23: unknown name 'nam'; did you mean 'name'?",
        "a.html:2:3: there is no template 'no.html'",
        "c.html:2:2: unknown function 'explode()'",
      ])
  }

  @Test func groupsAreFoldersOfTheOPML() throws {
    func feed(_ name: String, _ group: [String]) -> FeedSummary {
      var summary = FeedSummary(
        NormalizedFeed(id: name, title: name, authors: [], updated: .epoch),
        page: FeedPage(name: name, documents: []))
      summary.group = group
      return summary
    }
    let site = Site(feeds: [
      feed("a", []), feed("b", ["News & more"]), feed("c", []), feed("d", ["News & more", "In"]),
      feed("e", ["In"]), feed("f", ["News & more"]),
    ])
    let bytes = try #require(try TemplateEmitter().rendered(site, template: "opml.xml"))
    let text = String(decoding: bytes, as: UTF8.self)
    let titles = text.matches(of: /outline (?:type="rss" )?text="([^"]+)"/).map { String($0.1) }
    #expect(titles == ["a", "News &amp; more", "b", "In", "d", "f", "c", "In", "e"])
    #expect(text.matches(of: /<\/outline>/).count == 3)
  }

  @Test func twoTemplatesThatIncludeEachOtherAreRefused() {
    #expect(throws: InvalidTemplate.self) {
      try TemplateEmitter(adding: [
        TemplateFile(name: "a.html", text: "{{>b.html}}"),
        TemplateFile(name: "b.html", text: "{{>a.html}}"),
      ])
    }
  }

  @Test func aUsersTemplateReplacesTheBuiltInOne() throws {
    let emitter = try TemplateEmitter(adding: [
      TemplateFile(name: "entry.html", text: "<b>{{title}}</b>")
    ])
    let bytes = try #require(
      emitter.rendered(SampleFeeds.full, template: "feed.html", page: Self.page))
    #expect(String(decoding: bytes, as: UTF8.self).contains("<b>Title with &lt;b&gt;"))
  }

  @Test func textFormatsAreNotEscaped() throws {
    #expect(try rendered("{{title}}", as: "digest.txt") == "世界 & <World>")
  }

  @Test func attachmentsSayTheirSizeAndLength() throws {
    let text = try rendered(
      "{{#entries}}{{#attachments}}{{label}} {{type}} {{size}} {{duration}};{{/attachments}}{{/entries}}",
      as: "digest.txt")
    #expect(text == "Sound audio/mpeg 123 kB 1:02;unknown   ;")
  }
}
