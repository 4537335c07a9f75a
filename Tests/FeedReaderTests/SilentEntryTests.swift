import FeedModel
import Testing

@testable import FeedReader

/// Entries that say nothing, and fields that few feeds have.
@Suite struct SilentEntryTests {
  @Test(arguments: [
    "<rss version='2.0'><channel><title>t</title><item/><item> </item><item><title/></item>"
      + "<item><title>a</title></item></channel></rss>",
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><entry/>"
      + "<entry><title/><link href=''/></entry><entry xml:lang='de'/>"
      + "<entry><id>urn:a</id><title>a</title></entry></feed>",
    #"{"version": "https://jsonfeed.org/version/1.1", "items": [{}, {"id": "", "title": ""}, "#
      + #"{"tags": []}, {"id": "a", "title": "a"}]}"#,
  ])
  func areLeftOutAndCounted(document: String) throws {
    let feed = try read(document)
    #expect(feed.entries.map { $0.title?.value } == ["a"])
    let note = feed.diagnostics.first { $0.code == "entry-empty" }
    #expect(note?.message.hasPrefix("3 entries") == true)
  }

  @Test(arguments: [
    "<pubDate>Tue, 12 Mar 2024 08:00:00 GMT</pubDate>", "<category>x</category>",
    "<enclosure url='https://x.example/1.mp3' type='audio/mpeg' length='1'/>",
    "<description>x</description>", "<x:y xmlns:x='urn:x'>1</x:y>",
  ])
  func oneFieldIsEnough(field: String) throws {
    let feed = try read(
      "<rss version='2.0'><channel><title>t</title><item>\(field)</item></channel></rss>")
    #expect(feed.entries.count == 1 && feed.diagnostics.isEmpty)
  }

  @Test func aChannelDefinitionHasABase() throws {
    let feed = try read(
      "<CHANNEL HREF='https://x.example/' BASE='https://x.example/n/'><TITLE>T</TITLE>"
        + "<ITEM HREF='1.html'><TITLE>One</TITLE></ITEM><ITEM><A HREF='2.html'/><TITLE>Two</TITLE></ITEM>"
        + "<ITEM HREF='https://y.example/3.html'><TITLE>Three</TITLE></ITEM></CHANNEL>")
    #expect(
      feed.entries.map { $0.link?.href }
        == ["https://x.example/n/1.html", "https://x.example/n/2.html", "https://y.example/3.html"])
  }

  @Test(arguments: [
    ("PT1H2M3S", 3723), ("PT45M", 2700), ("P1DT1S", 86_401), ("pt90.5s", 90), ("1:02:03", 3723),
  ])
  func aDurationMayBeISOs(text: String, seconds: Double) {
    #expect(Durations.seconds(text) == seconds)
  }

  @Test(arguments: ["P1Y", "PT", "P", "PT1", "P1M", "PT1S1H", "T1H", "PT1HX"])
  func aDurationWithoutALengthIsNone(text: String) {
    #expect(Durations.seconds(text) == nil)
  }

  private func journal(_ fields: String) throws -> ParsedEntry {
    let feed = try read(
      "<rss version='2.0' xmlns:prism='http://prismstandard.org/namespaces/basic/2.0/' "
        + "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>t</title>"
        + "<item><guid>1</guid>\(fields)</item></channel></rss>")
    return try #require(feed.entries.first)
  }

  @Test func aJournalsDateIsTheLast() throws {
    let date = "<prism:publicationDate>2024-03-12</prism:publicationDate>"
    #expect(try journal(date).published?.rfc3339 == "2024-03-12T00:00:00Z")
    #expect(
      try journal(date + "<pubDate>Fri, 01 Mar 2024 08:00:00 GMT</pubDate>").published?.rfc3339
        == "2024-03-01T08:00:00Z")
    #expect(try journal(date).extensions.map(\.name) == ["publicationDate"])
  }
}
