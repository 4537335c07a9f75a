import Foundation
import Testing

@Suite struct ConvertTests {
  private let place: Workplace
  private var refeed: Command { place.refeed }

  init() throws {
    place = try Workplace()
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func items(_ text: String) throws -> [[String: Any]] {
    try #require(try json(text)["items"] as? [[String: Any]])
  }

  @Test func standardInputGoesThroughAPipe() throws {
    let result = try refeed("convert", "-", "--to", "json", input: Sample.entry(1))
    #expect(result.code == 0)
    #expect(result.error == "")
    let items = try items(result.output)
    #expect(items.map { $0["id"] as? String } == ["https://example.org/1"])
    #expect(items.first?["content_html"] as? String == "<p>Text of the entry.</p>")
  }

  @Test func feedsAreToldApartByTheirContentNotTheirName() throws {
    try place.write(Sample.rss, to: "feed.json")
    let result = try refeed("convert", "feed.json", "--to", "json")
    #expect(result.code == 0)
    #expect(try json(result.output)["title"] as? String == "Example")
    #expect(try items(result.output).first?["content_html"] as? String == "<p>Hello</p>")
  }

  @Test func whatIsWrittenIsReadBackTheSame() throws {
    try place.write(Sample.rss, to: "feed.xml")
    for format in ["atom", "json"] {
      let first = try refeed("convert", "feed.xml", "--to", format)
      try place.write(first.output, to: "first")
      let second = try refeed("convert", "first", "--to", "json")
      #expect(second.code == 0)
      let items = try items(second.output)
      #expect(items.first?["title"] as? String == "One")
      #expect(items.first?["date_published"] as? String == "2024-10-25T07:37:02Z")
    }
  }

  @Test func anOutputNameSaysTheFormat() throws {
    try place.write(Sample.entry(1), to: "entry.md")
    let result = try refeed("convert", "entry.md", "-o", "x.json")
    #expect(result.code == 0)
    #expect(result.output == "")
    #expect(try items(place.read("x.json")).count == 1)
  }

  @Test func aFolderIsReadWithAllBelowItHiddenFilesSkipped() throws {
    try place.write(Sample.entry(1), to: "in/a.md")
    try place.write(Sample.entry(2), to: "in/deep/er/b.md")
    try place.write("not an entry", to: "in/.hidden")
    let result = try refeed("convert", "in", "--to", "json")
    #expect(result.code == 0)
    #expect(
      try items(result.output).map { $0["id"] as? String }
        == ["https://example.org/2", "https://example.org/1"])
  }

  @Test func badInputsAreNamedAndTheRestIsWritten() throws {
    try place.write(Sample.entry(1), to: "in/good.md")
    try place.write("no header line\n------\n\n<p>x</p>", to: "in/bad.md")
    let result = try refeed("convert", "in", "missing.md", "--to", "json")
    #expect(result.code == 1)
    #expect(result.error.contains("in/bad.md: "))
    #expect(result.error.contains("missing.md: there is no such file or folder"))
    #expect(try items(result.output).count == 1)
  }

  @Test func strictWritesNothing() throws {
    try place.write(Sample.entry(1), to: "good.md")
    let result = try refeed("convert", "good.md", "missing.md", "--strict", "-o", "out.atom")
    #expect(result.code == 2)
    #expect(!place.exists("out.atom"))
  }

  @Test(arguments: [
    ("missing.md", nil), ("empty", ""), ("text", "just words"), ("binary", "\u{1}\u{2}\u{3}"),
    ("page.html", "<!doctype html><title>Error</title><p>Not found</p>"), ("brace.json", "{"),
    ("noheader.md", "------\n\n<p>x</p>"),
  ])
  func unreadableInputGivesOneLineAndExit2(name: String, content: String?) throws {
    if let content { try place.write(content, to: name) }
    let result = try refeed("convert", name)
    #expect(result.code == 2)
    #expect(result.output == "")
    #expect(result.error.hasPrefix("refeed: \(name): "))
    #expect(result.error.split(separator: "\n").count == 1)
    for dump in ["Error Domain", "NSCocoa", "Fatal error", "Stack dump", "Optional("] {
      #expect(!result.error.contains(dump))
    }
  }

  @Test func limitAndSinceSelectTheNewest() throws {
    for number in 1...5 { try place.write(Sample.entry(number), to: "in/\(number).md") }
    let limited = try refeed("convert", "in", "--to", "json", "--limit", "2")
    #expect(
      try items(limited.output).map { $0["id"] as? String }
        == ["https://example.org/5", "https://example.org/4"])
    let since = try refeed("convert", "in", "--to", "json", "--since", "2023-11-14T22:16:20Z")
    #expect(try items(since.output).count == 3)
  }

  @Test func titleHomepageAndLanguageAreTakenOver() throws {
    try place.write(Sample.entry(1), to: "a.md")
    let result = try refeed(
      "convert", "a.md", "--to", "json", "--title", "T <b>", "--homepage", "https://example.org/",
      "--language", "zh-CN")
    let feed = try json(result.output)
    #expect(feed["title"] as? String == "T <b>")
    #expect(feed["home_page_url"] as? String == "https://example.org/")
    #expect(feed["language"] as? String == "zh-CN")
  }

  @Test func proxiedImagesCanBeKept() throws {
    let image = "<p>A picture: <img src=\"https://images.weserv.nl/?url=example.org/a.jpg\"></p>"
    try place.write(Sample.entry(1, body: image), to: "a.md")
    let original = try refeed("convert", "a.md", "--to", "json")
    #expect(original.output.contains("https://example.org/a.jpg"))
    #expect(!original.output.contains("weserv"))
    let kept = try refeed("convert", "a.md", "--to", "json", "--images", "keep")
    #expect(kept.output.contains("https://images.weserv.nl/?url=example.org/a.jpg"))
  }

  /// A10
  @Test func theBytesDependOnNothingButTheInput() throws {
    try place.write(Sample.entry(1), to: "a.md")
    try place.write(Sample.rss, to: "b.xml")
    let first = try refeed("convert", "a.md", "b.xml")
    let second = try refeed(
      "convert", "a.md", "b.xml",
      environment: ["LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Tokyo", "LANG": "de_DE"])
    #expect(first.output == second.output)
    #expect(!first.output.isEmpty)
  }

  @Test(arguments: [
    ["convert"], ["convert", "a", "--to", "rss9"], ["convert", "-", "-"], ["nonsense"],
    ["convert", "a", "--limit", "0"], ["convert", "a", "--since", "yesterday"],
    ["convert", "a", "--homepage", "nowhere"], ["convert", "a", "--timezone", "Mars/Base"],
  ])
  func badUsageExits64(arguments: [String]) throws {
    let result = try refeed.run(arguments)
    #expect(result.code == 64)
    #expect(["Usage:", "Error:", "refeed --help"].contains(where: result.error.contains))
  }

  /// B7: the guard is there for `convert` too, and opens only when asked to.
  @Test func addressesOfThisMachineAreRefusedUnlessAllowed() throws {
    let result = try refeed("convert", "http://127.0.0.1:9/feed.xml")
    #expect(result.code == 2)
    #expect(result.error.contains("127.0.0.1"))
    #expect(result.error.contains("private") || result.error.contains("loopback"))
  }

  @Test func controlCharactersOfAFeedDoNotReachTheTerminal() throws {
    let title = "Evil \u{1B}]0;owned\u{7}"
    try place.write(
      "<!--1700000000000-->\n[\(title)](https://example.org/1)\n------\n\n<p>x</p>", to: "a.md")
    let result = try refeed("explain", "a.md")
    #expect(!result.output.contains("\u{1B}"))
  }
}

/// What `convert` writes, and where to.
@Suite struct ConvertFormatTests {
  private let place: Workplace
  private var refeed: Command { place.refeed }

  init() throws {
    place = try Workplace()
    try place.write(Sample.entry(1), to: "entry.md")
  }

  @Test(arguments: [
    ("x.atom", "<feed"), ("x.XML", "<feed"), ("x.json", "\"version\""), ("x.rss", "<rss"),
    ("x.html", "<!DOCTYPE html>"), ("x.htm", "<!DOCTYPE html>"), ("noending", "<feed"),
    (".hidden", "<feed"), ("a.b/x", "<feed"),
  ])
  func theEndingSaysTheFormat(name: String, mark: String) throws {
    try place.write("", to: "a.b/y")
    let result = try refeed("convert", "entry.md", "-o", name)
    #expect(result.code == 0, Comment(rawValue: result.error))
    #expect(try place.read(name).contains(mark))
  }

  @Test(arguments: ["x.txt", "x.pdf", "x.atom.gz"])
  func anEndingThatNamesNoFormatIsRefused(name: String) throws {
    let result = try refeed("convert", "entry.md", "-o", name)
    #expect(result.code == 64)
    #expect(result.error.contains("--to atom"))
    #expect(throws: (any Error).self) { try place.read(name) }
  }

  @Test func anUnknownFormatIsNamedWithTheKnownOnes() throws {
    let result = try refeed("convert", "entry.md", "--to", "atomm")
    #expect(result.code == 64)
    #expect(result.error.contains("unknown format \"atomm\"; known: atom, json, rss, html"))
    let template = try refeed("convert", "entry.md", "--to", "nothing.txt")
    #expect(template.code == 78)
    #expect(template.error.contains("unknown format \"nothing.txt\""))
  }

  @Test func aTemplateOfTheConfigurationIsAFormat() throws {
    try place.write("{{title}}: {{#entries}}{{title}}{{/entries}}\n", to: "t/list.txt")
    try place.write(
      "{ \"templates\": \"t\", \"feeds\": [{ \"id\": \"a\", \"sources\": [\"entry.md\"] }] }",
      to: "c.json")
    let result = try refeed(
      "convert", "entry.md", "--to", "list.txt", "--config", "c.json", "--title", "T")
    #expect(result.code == 0, Comment(rawValue: result.error))
    #expect(result.output == "T: Entry 1\n")
  }

  @Test(arguments: ["-", "/dev/stdout", "/dev/fd/1"])
  func standardOutputHasNames(name: String) throws {
    let plain = try refeed("convert", "entry.md", "--to", "json")
    let named = try refeed("convert", "entry.md", "--to", "json", "-o", name)
    #expect(named.code == 0, Comment(rawValue: named.error))
    #expect(named.output == plain.output)
  }

  @Test func devicesTakeWhatIsWritten() throws {
    let null = try refeed("convert", "entry.md", "-o", "/dev/null")
    #expect(null.code == 0, Comment(rawValue: null.error))
    let full = try refeed("convert", "entry.md", "-o", "/dev/full")
    #expect(full.code == 2)
    #expect(full.error.contains("the disk is full"))
  }

  @Test(
    "SOURCE_DATE_EPOCH dates what has no date",
    arguments: [
      ("1700000000", "2023-11-14T22:13:20Z"), ("no number", "1970-01-01T00:00:00Z"),
      ("9223372036854775807", "1970-01-01T00:00:00Z"),
    ])
  func sourceDateEpoch(_ value: String, _ date: String) throws {
    let rss =
      "<rss version='2.0'><channel><title>T</title><item><title>A</title></item></channel></rss>"
    let result = try refeed(
      "convert", "-", "--to", "atom", input: rss, environment: ["SOURCE_DATE_EPOCH": value])
    #expect(result.code == 0 && result.output.contains("<updated>\(date)</updated>"))
  }
}
