import FeedModel
import Testing

@testable import FeedReader

@Suite struct DialectTests {
  @Test func readsRSS2() throws {
    let feed = try read(
      """
      <?xml version="1.0"?>
      <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
        <title>News</title><link>http://example.org/</link><description>All of it</description>
        <ttl>30</ttl><skipHours><hour>24</hour><hour>3</hour></skipHours>
        <item><title>One &amp; two</title><link>http://example.org/1</link>
          <guid isPermaLink="false">n-1</guid><dc:creator>Ann</dc:creator>
          <pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate><category domain="d">c</category>
          <description>Short</description>
          <content:encoded><![CDATA[<p>Long</p>]]></content:encoded>
          <enclosure url="http://example.org/a.mp3" length="12" type="audio/mpeg"/>
          <comments>http://example.org/1#c</comments></item>
      </channel></rss>
      """)
    #expect(feed.dialect == .rss20)
    #expect(feed.title?.value == "News")
    #expect(feed.homepage?.href == "http://example.org/")
    #expect(feed.refreshSeconds == 1_800)
    #expect(feed.skipHours == [0, 3])
    let entry = try #require(feed.entries.first)
    #expect(entry.id == "n-1")
    #expect(entry.title == Text(.plain, "One & two"))
    #expect(entry.content == Text(.html, "<p>Long</p>"))
    #expect(entry.summary == Text(.plain, "Short"))
    #expect(entry.authors == [Person(name: "Ann")])
    #expect(entry.categories == [Category(term: "c", scheme: "d")])
    #expect(entry.attachments.first?.bytes == 12)
    #expect(entry.links.map(\.rel) == ["replies"])
    #expect(entry.published == ParsedDate("2004-01-01T19:48:21Z")?.timestamp)
    #expect(feed.diagnostics.isEmpty)
  }

  @Test func readsAtom1WithInlineXHTMLAndBases() throws {
    let feed = try read(
      """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="http://example.org/b/">
        <title type="html">&lt;b>T&lt;/b></title><id>urn:x</id>
        <updated>2004-01-01T00:00:00Z</updated>
        <link href="."/><link rel="self" href="feed.atom"/><link rel="hub" href="http://hub.example/"/>
        <author><name>Ann</name><email>a@example.org</email><uri>/ann</uri></author>
        <entry><title>E</title><id>urn:e</id><link href="e"/>
          <link rel="enclosure" href="e.mp3" type="audio/mpeg" length="3"/>
          <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a &lt; <img src="i.png"/><br/></div></content>
        </entry>
      </feed>
      """)
    #expect(feed.dialect == .atom10)
    #expect(feed.title?.kind == .html)
    #expect(feed.title?.value == "<b>T</b>")
    #expect(feed.homepage?.href == "http://example.org/b/")
    #expect(feed.selfAddress?.href == "http://example.org/b/feed.atom")
    #expect(feed.links.map(\.rel) == ["hub"])
    #expect(feed.authors.first?.address?.href == "http://example.org/ann")
    #expect(feed.language == "en")
    let entry = try #require(feed.entries.first)
    #expect(entry.content?.value == "a &lt; <img src=\"i.png\"><br>")
    #expect(entry.content?.base?.href == "http://example.org/b/")
    #expect(entry.link?.href == "http://example.org/b/e")
    #expect(entry.attachments.map(\.bytes) == [3])
  }

  @Test func readsJSONFeed() throws {
    let feed = try read(
      """
      {"version": "https://jsonfeed.org/version/1.1", "title": "T", "home_page_url":
      "http://example.org/", "authors": [{"name": "Ann"}], "hubs": [{"type": "WebSub",
      "url": "http://hub.example/"}], "items": [{"id": 7, "url": "http://example.org/7",
      "content_text": "a < b", "date_published": "2004-01-01T00:00:00Z", "tags": ["x"],
      "attachments": [{"url": "http://example.org/a.mp3", "mime_type": "audio/mpeg",
      "duration_in_seconds": 2.5}]}]}
      """)
    #expect(feed.dialect == .jsonFeed11)
    let entry = try #require(feed.entries.first)
    #expect(entry.id == "7")
    #expect(entry.content == Text(.plain, "a < b"))
    #expect(entry.attachments.first?.seconds == 2.5)
    #expect(feed.links.map(\.rel) == ["hub"])
  }

  @Test func readsRSSInJSON() throws {
    let feed = try read(
      """
      {"rss": {"version": "2.0", "channel": {"title": "T", "link": "http://example.org/",
      "item": [{"title": "E", "guid": {"isPermaLink": "false", "#value": "g"},
      "pubDate": "Thu, 01 Jan 2004 19:48:21 GMT"}]}}}
      """)
    #expect(feed.dialect == .rssInJSON)
    #expect(feed.entries.first?.id == "g")
    #expect(feed.entries.first?.published != nil)
  }

  @Test func readsRDFWithItemsBesideTheChannel() throws {
    let feed = try read(
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://purl.org/rss/1.0/"><channel rdf:about="http://example.org/"><title>T</title>
        <link>http://example.org/</link><items><rdf:Seq><rdf:li resource="x"/></rdf:Seq></items>
        </channel><item rdf:about="http://example.org/1"><title>E</title>
        <link>http://example.org/1</link></item></rdf:RDF>
      """)
    #expect(feed.dialect == .rss10)
    #expect(feed.title?.value == "T")
    #expect(feed.entries.map(\.id) == ["http://example.org/1"])
  }

  @Test func listsTheSubscriptionsOfOPML() throws {
    let text = """
      <opml version="2.0"><head><title>Mine</title></head><body><outline text="Folder">
      <outline text="A" xmlUrl="http://example.org/a.xml" htmlUrl="http://example.org/"/></outline>
      <outline title="B" xmlUrl="http://example.org/b.xml"/>
      <outline text="C" type="link" url="http://example.org/c.html"/></body></opml>
      """
    let list = try FeedReader().readOPML(document(text))
    #expect(list.title == "Mine")
    #expect(list.subscriptions.map(\.title) == ["A", "B"])
    #expect(throws: NotAFeed(.subscriptionList(count: 2))) { try read(text) }
  }

  @Test func namesTheFeedsOfAWebPage() throws {
    let page = """
      <!DOCTYPE html><html><head><title>Not
      found</title><link rel="alternate" type="application/rss+xml" href="/feed">
      </head><body></body></html>
      """
    let feeds = [try #require(WebAddress("http://example.org/feed"))]
    #expect(throws: NotAFeed(.webPage(title: "Not found", feeds: feeds))) {
      try read(page, address: "http://example.org/x")
    }
  }

  @Test func refusesWhatIsNoFeed() {
    #expect(throws: NotAFeed(.empty)) { try read(" \n") }
    #expect(throws: NotAFeed(.unknownRoot("svg"))) { try read("<svg><g/></svg>") }
    #expect(throws: NotAFeed(.unknownJSON)) { try read("{\"a\": 1}") }
    #expect(throws: NotAFeed(.plainText)) { try read("Hello") }
    #expect(throws: NotAFeed(.binary(kind: "a PDF file"))) { try read("%PDF-1.4 \u{1}") }
  }
}
