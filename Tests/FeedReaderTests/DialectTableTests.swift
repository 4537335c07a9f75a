import FeedModel
import Testing

@testable import FeedReader

/// One feed with one entry, written in every dialect: what it says is the same in all.
@Suite struct DialectTableTests {
  private static let rssItem =
    "<item><title>One &amp;amp; two</title><link>https://a.example/1</link>"
    + "<description>&lt;p&gt;Body&lt;/p&gt;</description></item>"
  private static let rssHead =
    "<title>News</title><link>https://a.example/</link><description>d</description>"

  private static func rss(_ version: String) -> String {
    "<rss version=\"\(version)\"><channel>\(rssHead)\(rssItem)</channel></rss>"
  }

  private static func rdf(_ namespace: String, _ items: String) -> String {
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"\(namespace)\">"
      + "<channel>\(rssHead)</channel>\(items)</rdf:RDF>"
  }

  static let documents: [(ParsedFeed.Dialect, String)] = [
    (.rss090, rdf("http://my.netscape.com/rdf/simple/0.9/", rssItem)),
    (
      .rss091,
      "<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" "
        + "\"http://my.netscape.com/publish/formats/rss-0.91.dtd\">" + rss("0.91")
    ),
    (.rss092, rss("0.92")), (.rss093, rss("0.93")), (.rss094, rss("0.94")), (.rss20, rss("2.0")),
    (
      .rss10,
      rdf(
        "http://purl.org/rss/1.0/",
        rssItem.replacing("<item>", with: "<item rdf:about=\"https://a.example/1\">"))
    ),
    (
      .atom03,
      """
      <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>News</title>
      <link rel="alternate" type="text/html" href="https://a.example/"/><entry>
      <title mode="escaped" type="text/html">One &amp;amp; two</title><id>urn:1</id>
      <link rel="alternate" type="text/html" href="https://a.example/1"/>
      <content mode="escaped" type="text/html">&lt;p&gt;Body&lt;/p&gt;</content></entry></feed>
      """
    ),
    (
      .atom10,
      """
      <feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>urn:f</id>
      <updated>2026-03-02T08:00:00Z</updated><link href="https://a.example/"/><entry>
      <title type="html">One &amp;amp; two</title><id>urn:1</id>
      <updated>2026-03-02T08:00:00Z</updated><link href="https://a.example/1"/>
      <content type="html">&lt;p&gt;Body&lt;/p&gt;</content></entry></feed>
      """
    ),
    (
      .jsonFeed10,
      """
      {"version": "https://jsonfeed.org/version/1", "title": "News",
      "home_page_url": "https://a.example/", "items": [{"id": "1", "url": "https://a.example/1",
      "title": "One & two", "content_html": "<p>Body</p>"}]}
      """
    ),
    (
      .jsonFeed11,
      """
      {"version": "https://jsonfeed.org/version/1.1", "title": "News",
      "home_page_url": "https://a.example/", "items": [{"id": "1", "url": "https://a.example/1",
      "title": "One & two", "content_html": "<p>Body</p>"}]}
      """
    ),
    (
      .rssInJSON,
      """
      {"rss": {"version": "2.0", "channel": {"title": "News", "link": "https://a.example/",
      "item": [{"title": "One &amp; two", "link": "https://a.example/1",
      "description": "<p>Body</p>"}]}}}
      """
    ),
    (
      .channelDefinition,
      """
      <CHANNEL HREF="https://a.example/"><TITLE>News</TITLE><ITEM HREF="https://a.example/1">
      <TITLE>One &amp; two</TITLE><ABSTRACT>&lt;p&gt;Body&lt;/p&gt;</ABSTRACT></ITEM></CHANNEL>
      """
    ),
    (
      .entryFile,
      """
      <!--1772438400000-->
      [One & two](https://a.example/1)
      ------

      <p>Body</p>
      """
    ),
  ]

  @Test(arguments: documents)
  func theSameEntryInEveryDialect(dialect: ParsedFeed.Dialect, text: String) throws {
    let feed = try read(text)
    #expect(feed.dialect == dialect)
    if dialect != .entryFile {
      #expect(feed.title?.value == "News")
      #expect(feed.homepage?.href == "https://a.example/")
    }
    try #require(feed.entries.count == 1)
    let entry = feed.entries[0]
    #expect(plain(entry.title) == "One & two")
    #expect(entry.link?.href == "https://a.example/1")
    let body = (entry.content ?? entry.summary)?.value
    #expect(body?.contains("<p>Body</p>") == true, "\(body ?? "nothing")")
    #expect(feed.diagnostics.filter { $0.severity > .note } == [])
  }

  private func plain(_ title: Text?) -> String? {
    title.map { $0.kind == .html ? CharacterReferences.resolvedOnce($0.value) : $0.value }
  }

  /// Every dialect that a feed can have stands above; a list of feeds is none.
  @Test func noDialectIsLeftOut() {
    #expect(Set(Self.documents.map(\.0.rawValue)).count == 14)
    #expect(throws: NotAFeed.self) {
      try read(
        "<opml version=\"2.0\"><body><outline xmlUrl=\"https://a.example/f\"/></body></opml>")
    }
  }
}
