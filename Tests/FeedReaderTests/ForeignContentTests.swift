import FeedModel
import Testing

@testable import FeedReader

/// Atom's content of other vocabularies, and languages that only fields name.
@Suite struct ForeignContentTests {
  private func entry(_ fields: String, feed: String = "") throws -> ParsedEntry {
    let feed = try read(
      "<feed xmlns='http://www.w3.org/2005/Atom' \(feed)><entry><id>urn:1</id>\(fields)</entry>"
        + "</feed>")
    return try #require(feed.entries.first)
  }

  private static let summary = "<summary>What it is.</summary>"

  @Test(arguments: [
    ("text/xml", "<p:Order xmlns:p='urn:p' xmlns='urn:p'><id>10</id></p:Order>"),
    ("application/xml", "<row xmlns='urn:p'><cell>1</cell></row>"),
    ("application/vnd.x+xml", "<Placemark xmlns='urn:p'><name>Here</name></Placemark>"),
  ])
  func dataIsNoBody(_ type: String, _ data: String) throws {
    let content = "<content type='\(type)'>\(data)</content>"
    for fields in [Self.summary + content, content + Self.summary] {
      let entry = try entry(fields)
      #expect(entry.content == nil)
      #expect(entry.summary?.value == "What it is.")
    }
    #expect(try entry(content).content != nil)
  }

  @Test(arguments: [
    ("application/xhtml+xml", "<div xmlns='http://www.w3.org/1999/xhtml'><p>All.</p></div>"),
    ("text/xml", "<div xmlns='http://www.w3.org/1999/xhtml'><p>All.</p></div>"),
    ("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'><text>All.</text></svg>"),
    ("html", "&lt;x-note&gt;All.&lt;/x-note&gt;"), ("text/xml", "All."),
  ])
  func whatReadersShowIsABody(_ type: String, _ data: String) throws {
    let entry = try entry(Self.summary + "<content type='\(type)'>\(data)</content>")
    #expect(entry.content?.value.contains("All.") == true)
  }

  @Test func theLanguageOfTitleAndTextIsTheEntrys() throws {
    let title = "<title xml:lang='zh-Hans'>标题</title>"
    #expect(
      try entry(title + "<summary xml:lang='zh-Hans'>文</summary>").language == "zh-Hans")
    #expect(
      try entry(title + "<summary xml:lang='zh-Hans'>文</summary>", feed: "xml:lang='en'").language
        == "zh-Hans")
    #expect(try entry(title + "<summary xml:lang='en'>Text</summary>").language == nil)
    #expect(try entry(title + "<summary>Text</summary>").language == nil)
    #expect(try entry(title).language == nil)
  }

  @Test(
    arguments: [
      ("1h 2m 3s", 3_723), ("62 min", 3_720), ("1 hr, 2 mins", 3_720), ("45s", 45),
      ("2 Hours", 7_200),
      ("5x", nil), ("min", nil), ("3m 1h", nil), ("1 h of 2 m", nil), ("PT5M", 300), ("1:02", 62),
    ] as [(String, Double?)])
  func durationsMayHaveUnits(_ text: String, _ seconds: Double?) {
    #expect(Durations.seconds(text) == seconds)
  }
}
