import FeedModel
import Testing

@testable import FeedReader

/// Bodies without a word or a picture, beside others that have some.
@Suite struct SilentBodyTests {
  private static let silent = [
    "<p></p>", "<div> </div>", "<p>&nbsp;</p>", "<br>", "<!-- x -->", "&nbsp;", "&#xA0;\u{200B}",
    "<!-- wp:paragraph --><!-- /wp:paragraph -->", "<div><div class=\"a\"><p></p></div></div>",
    "<img src=\"https://count.example/1\" height=\"1\" width=\"1\" alt=\"\"/>",
    "<p><script>x(\"<p>\")</script></p>", "<style>p { color: red }</style>", "<p>\u{A0}</p><hr>",
  ]

  private static let spoken = [
    "<p>Hm.</p>", "<img src=\"https://x.example/1.png\" width=\"600\" height=\"400\">",
    "<img src=\"https://x.example/1.png\">", "<p>&hellip;</p>", "<p>★</p>", "<p>é</p>", "&lt;3",
    "<iframe src=\"https://x.example/\"></iframe>",
    "<video src=\"https://x.example/1.mp4\"></video>",
    "<img src=\"https://x.example/1.png\" width=\"100\" height=\"1\">", "a < b", "<p>\u{AD}b</p>",
    "<svg><path d=\"M0 0\"/></svg>", "<p>中</p>", "<!-- x", "3",
  ]

  @Test(arguments: silent) func saysNothing(_ html: String) {
    #expect(SilentBody.isOne(Text(.html, html)))
  }

  @Test(arguments: spoken) func saysSomething(_ html: String) {
    #expect(!SilentBody.isOne(Text(.html, html)))
  }

  private func entry(_ fields: String) throws -> ParsedEntry {
    let feed = try read(
      "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' "
        + "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'>"
        + "<channel><title>t</title><item><guid>1</guid>\(fields)</item></channel></rss>")
    return try #require(feed.entries.first)
  }

  private static let told = "<p>A <a href=\"https://x.example/\">link</a></p>"

  @Test(arguments: silent) func theDescriptionIsTheBody(_ html: String) throws {
    let entry = try entry(
      "<description><![CDATA[\(Self.told)]]></description>"
        + "<content:encoded><![CDATA[\(html)]]></content:encoded>")
    #expect(entry.content?.value == Self.told)
    #expect(entry.summary == nil)
  }

  @Test func aSilentDescriptionGivesWayAsWell() throws {
    let entry = try entry(
      "<description>&lt;p&gt;&lt;/p&gt;</description><itunes:summary>It rains.</itunes:summary>")
    #expect(entry.content == nil)
    #expect(entry.summary?.value == "It rains.")
  }

  @Test(arguments: spoken) func aBodyThatSaysSomethingStays(_ html: String) throws {
    let entry = try entry(
      "<description><![CDATA[\(Self.told)]]></description>"
        + "<content:encoded><![CDATA[\(html)]]></content:encoded>")
    #expect(entry.content?.value == html)
  }

  @Test func whatNothingElseIsSaidBesideStays() throws {
    #expect(try entry("<description>&lt;hr&gt;</description>").content?.value == "<hr>")
  }

  @Test(arguments: silent) func atomsSummaryIsTheBody(_ html: String) throws {
    let feed = try read(
      "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>urn:1</id>"
        + "<content type='html'><![CDATA[\(html)]]></content>"
        + "<summary type='html'><![CDATA[\(Self.told)]]></summary></entry></feed>")
    #expect(feed.entries.first?.content == nil)
    #expect(feed.entries.first?.summary?.value == Self.told)
  }

  @Test(arguments: ["<p></p>", "<br>", "<!-- x -->", "&nbsp;", " "])
  func plainTextOfJSONStandsIn(_ html: String) throws {
    let feed = try read(
      """
      {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1",
      "content_html": "\(html)", "content_text": "It rains."}]}
      """)
    #expect(feed.entries.first?.content == Text(.plain, "It rains."))
  }
}
