import FeedModel
import Testing

@testable import FeedReader

/// What the namespaces beside RSS and Atom say: in a field where the model has one, else kept.
@Suite struct ExtensionTests {
  private static let namespaces = """
    xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:dcterms="http://purl.org/dc/terms/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"
    xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:media="http://search.yahoo.com/mrss/"
    xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
    xmlns:googleplay="http://www.google.com/schemas/play-podcasts/1.0"
    xmlns:georss="http://www.georss.org/georss" xmlns:thr="http://purl.org/syndication/thread/1.0"
    xmlns:cc="http://backend.userland.com/creativeCommonsRssModule"
    xmlns:podcast="https://podcastindex.org/namespace/1.0"
    xmlns:fh="http://purl.org/syndication/history/1.0"
    """

  private func rss(_ item: String, head: String = "") throws -> (feed: ParsedFeed, ParsedEntry) {
    let feed = try read(
      """
      <rss version="2.0" \(ExtensionTests.namespaces)><channel>
      <title>t</title>\(head)<item>\(item)</item></channel></rss>
      """)
    return (feed, try #require(feed.entries.first))
  }

  private func names(_ elements: [ExtensionElement]) -> [String] { elements.map(\.name) }

  @Test("Dublin Core fills what RSS leaves open, and is kept beside what it says")
  func dublinCore() throws {
    let (_, filled) = try rss(
      "<dc:title>T</dc:title><dc:creator>Ann</dc:creator><dc:date>2004-01-01</dc:date>"
        + "<dc:description>d</dc:description><dcterms:modified>2005-01-01</dcterms:modified>")
    #expect(filled.title?.value == "T")
    #expect(filled.authors == [Person(name: "Ann")])
    #expect(filled.published == ParsedDate("2004-01-01")?.timestamp)
    #expect(filled.updated == ParsedDate("2005-01-01")?.timestamp)
    #expect(filled.summary?.value == "d")
    #expect(filled.extensions.isEmpty)
    let (_, taken) = try rss(
      "<title>R</title><author>Bob</author><pubDate>2006-01-01</pubDate><dc:title>T</dc:title>"
        + "<dc:creator>Ann</dc:creator><dc:date>2004-01-01</dc:date><dc:creator>Bob</dc:creator>")
    #expect(taken.title?.value == "R")
    #expect(taken.authors == [Person(name: "Bob")])
    #expect(names(taken.extensions) == ["title", "creator", "date"])
    let (_, podcast) = try rss(
      "<guid>1</guid><itunes:author>Net</itunes:author><dc:creator>Ann</dc:creator>")
    #expect(podcast.authors == [Person(name: "Ann")])
    #expect(names(podcast.extensions) == ["author"])
  }

  @Test("Of three texts the third is kept, and what only repeats another is not")
  func texts() throws {
    let (_, entry) = try rss(
      "<guid>1</guid><atom:summary>short</atom:summary><description>longer text</description>"
        + "<content:encoded>&lt;p>whole&lt;/p></content:encoded><itunes:summary>short</itunes:summary>"
    )
    #expect(entry.summary?.value == "short")
    #expect(entry.content?.value == "<p>whole</p>")
    #expect(entry.extensions.map(\.text) == ["short", "longer text"])
    let (_, escaped) = try rss("<guid>1</guid><description>&amp;lt;p&amp;gt;x</description>")
    #expect(escaped.content == Text(.html, "<p>x"))
    #expect(escaped.extensions.isEmpty)
  }

  @Test("Media groups give attachments with their titles; measures and credits are kept")
  func mediaGroups() throws {
    let (_, entry) = try rss(
      """
      <guid>1</guid><media:group><media:content url="http://m.example/1.mp4" type="video/mp4"
      fileSize="10" duration="60" width="320"><media:title>One</media:title><media:credit
      role="actor">C</media:credit></media:content><media:content url="http://m.example/2.mp4"/>
      <media:thumbnail url="http://m.example/t.jpg" width="5"/></media:group>
      <enclosure url="http://m.example/2.mp4" length="7"/>
      """)
    #expect(
      entry.attachments.map(\.address.href) == ["http://m.example/2.mp4", "http://m.example/1.mp4"])
    #expect(entry.attachments.map(\.title) == [nil, "One"])
    #expect(entry.attachments.map(\.seconds) == [nil, 60])
    #expect(entry.attachments.map(\.bytes) == [7, 10])
    #expect(entry.image?.href == "http://m.example/t.jpg")
    #expect(names(entry.extensions) == ["credit", "content", "thumbnail"])
    #expect(entry.extensions[1].attributes.contains { $0.name == "width" && $0.value == "320" })
  }

  @Test("Podcasts: picture, length, keywords, and the elements of Podcasting 2.0")
  func podcasts() throws {
    let (feed, entry) = try rss(
      """
      <guid>1</guid><enclosure url="http://p.example/e.mp3" length="5" type="audio/mpeg"/>
      <itunes:duration>1:02:03</itunes:duration><itunes:image href="http://p.example/i.jpg"/>
      <itunes:keywords>a, b</itunes:keywords><itunes:episode>3</itunes:episode>
      <podcast:transcript url="http://p.example/t.vtt" type="text/vtt"/>
      <podcast:person role="guest">Jane</podcast:person>
      """,
      head: """
        <itunes:author>Ann</itunes:author><itunes:image href="http://p.example/art.jpg"/>
        <itunes:category text="Arts"><itunes:category text="Design"/></itunes:category>
        <googleplay:description>D</googleplay:description><itunes:type>serial</itunes:type>
        """)
    #expect(entry.attachments.map(\.seconds) == [3_723])
    #expect(entry.image?.href == "http://p.example/i.jpg")
    #expect(entry.categories.map(\.term) == ["a", "b"])
    #expect(
      names(entry.extensions) == [
        "duration", "image", "keywords", "episode", "transcript", "person",
      ])
    #expect(feed.authors == [Person(name: "Ann")])
    #expect(feed.logo?.href == "http://p.example/art.jpg")
    #expect(feed.categories.map(\.term) == ["Arts", "Design"])
    #expect(feed.subtitle?.value == "D")
    #expect(names(feed.extensions) == ["author", "image", "category", "type"])
  }

  @Test("A length that belongs to no attachment is kept")
  func durationWithoutAttachment() throws {
    let (_, entry) = try rss("<guid>1</guid><itunes:duration>90</itunes:duration>")
    #expect(entry.extensions.map(\.text) == ["90"])
  }

  @Test("Comments, licences, places, threads: links where they are addresses, else kept")
  func smallModules() throws {
    let (feed, entry) = try rss(
      """
      <guid>1</guid><comments>http://e.example/#c</comments><slash:comments>9</slash:comments>
      <wfw:commentRss>http://e.example/c.xml</wfw:commentRss><cc:license>http://cc.example/by</cc:license>
      <georss:point>45 -71</georss:point><thr:in-reply-to ref="urn:x" href="http://x.example/"/>
      <atom:link rel="replies" href="http://e.example/r.atom" thr:count="5"/>
      """,
      head: """
        <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
        <fh:archive/><fh:complete/><atom:link rel="prev-archive" href="http://e.example/1"/>
        <atom:link rel="hub" href="http://hub.example/"/>
        """)
    #expect(entry.links.map(\.rel) == ["replies", "replies", "license", "replies"])
    #expect(names(entry.extensions) == ["comments", "point", "in-reply-to", "link"])
    #expect(feed.refreshSeconds == 1_800)
    #expect(feed.links.map(\.rel) == ["prev-archive", "hub"])
    #expect(names(feed.extensions) == ["archive", "complete"])
  }

  @Test("What JSON Feed's publishers add is kept to its depths")
  func jsonExtensions() throws {
    let feed = try read(
      """
      {"version": "https://jsonfeed.org/version/1.1", "items": [],
      "_x": {"about": "a", "list": [1, {"b": true}], "deep": {"c": {"d": "e"}}}}
      """)
    let element = try #require(feed.extensions.first)
    #expect(element.name == "_x")
    #expect(names(element.children) == ["about", "list", "deep"])
    #expect(element.children[1].children.map(\.text) == ["1", ""])
    #expect(element.children[1].children[1].children.map(\.text) == ["true"])
    #expect(element.children[2].children.first?.children.map(\.text) == ["e"])
  }
}
