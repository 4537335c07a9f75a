import FeedModel
import Testing

@testable import FeedReader

/// What relative addresses are relative to: `xml:base`, the channel's page, where the document came
/// from, where it says that it lives.
@Suite struct RelativeAddressTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var document: String
    var address: String?
    /// Of the first entry.
    var link: String?
    var base: String?

    var testDescription: String { name }
  }

  private static func rss(
    _ head: String, _ item: String = "<link>/a</link>", tail: String = ""
  )
    -> String
  {
    """
    <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>t</title>\(head)\
    <item><title>i</title>\(item)</item>\(tail)</channel></rss>
    """
  }

  private static func atom(_ head: String, _ entry: String) -> String {
    """
    <feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>\(head)\
    <entry><title>e</title>\(entry)</entry></feed>
    """
  }

  private static let page = "<link>https://site.example/blog/</link>"
  private static let ownAddress = "<atom:link rel='self' href='https://self.example/f.xml'/>"

  static let cases: [Case] = [
    Case(name: "the channel's page", document: rss(page), link: "https://site.example/a"),
    Case(
      name: "the channel's page before the document's address", document: rss(page),
      address: "https://cdn.example/f.xml", link: "https://site.example/a"),
    Case(
      name: "the channel's page behind the entries", document: rss("", tail: page),
      address: "https://cdn.example/f.xml", link: "https://site.example/a"),
    Case(
      name: "the document's address before self", document: rss(ownAddress),
      address: "https://cdn.example/f.xml", link: "https://cdn.example/a"),
    Case(name: "self last", document: rss(ownAddress), link: "https://self.example/a"),
    Case(
      name: "a relative page of the channel is no base", document: rss("<link>/home</link>"),
      address: "https://cdn.example/f.xml", link: "https://cdn.example/a"),
    Case(
      name: "a feed proxy's host after self", document: rss(ownAddress),
      address: "https://feeds.feedburner.com/x", link: "https://self.example/a"),
    Case(
      name: "a feed proxy's host where there is no other", document: rss(""),
      address: "https://rsshub.app/x", link: "https://rsshub.app/a"),
    Case(
      name: "a page on the author's own machine is no base",
      document: rss("<link>http://localhost:4000/</link>"), address: "https://cdn.example/f.xml",
      link: "https://cdn.example/a"),
    Case(
      name: "xml:base before all",
      document: rss(page, "<link xml:base='https://b.example/x/'>a</link>"),
      address: "https://cdn.example/f.xml", link: "https://b.example/x/a"),
    Case(
      name: "without a scheme, with blanks",
      document: rss(page, "<link>//www.example.org/a b/Tom’s</link>"),
      link: "https://www.example.org/a%20b/Tom%E2%80%99s"),
    Case(
      name: "without a scheme and any base",
      document: rss("", "<link>//www.example.org/a b</link>"),
      link: "https://www.example.org/a%20b"),
    Case(name: "no base at all", document: rss(""), link: nil),
    Case(
      name: "JSON: the home page",
      document: """
        {"version": "https://jsonfeed.org/version/1.1", "home_page_url": "https://site.example/",
        "feed_url": "https://self.example/f.json", "items": [{"id": "1", "url": "a"}]}
        """, address: "https://cdn.example/f.json", link: "https://site.example/a"),
    Case(
      name: "JSON: its own address",
      document: """
        {"version": "https://jsonfeed.org/version/1.1", "feed_url": "https://self.example/d/f.json",
        "items": [{"id": "1", "url": "a"}]}
        """, link: "https://self.example/d/a"),
    Case(
      name: "RSS in JSON",
      document: """
        {"rss": {"channel": {"item": [{"link": "/a"}], "link": "https://site.example/"}}}
        """, link: "https://site.example/a"),
    Case(
      name: "a body without a page has the document's address",
      document: atom("", "<id>urn:a</id><content>x</content>"),
      address: "https://cdn.example/f.xml",
      link: nil, base: "https://cdn.example/f.xml"),
    Case(
      name: "a body of an entry on a feed proxy has the channel's page",
      document: rss(page, "<link>http://feedproxy.google.com/~r/x/1</link>"),
      link: "http://feedproxy.google.com/~r/x/1", base: "https://site.example/blog/"),
  ]

  @Test(arguments: cases) func resolves(_ example: Case) throws {
    let feed = try read(example.document, address: example.address)
    let entry = try #require(feed.entries.first)
    #expect(entry.link?.href == example.link)
    if let base = example.base { #expect(entry.base?.href == base) }
  }

  @Test func everyFieldHasTheSameBase() throws {
    let feed = try read(
      """
      <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"
      xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
      <image><url>/logo.png</url></image><title>t</title><item><guid>/g</guid>
      <enclosure url="e.mp3" type="audio/mpeg"/><media:thumbnail url="/t.jpg"/>
      <comments>/c</comments></item><link>https://site.example/blog/</link></channel></rss>
      """, address: "https://cdn.example/f.xml")
    let entry = try #require(feed.entries.first)
    #expect(feed.logo?.href == "https://site.example/logo.png")
    #expect(entry.link?.href == "https://site.example/g")
    #expect(entry.attachments.map(\.address.href) == ["https://site.example/blog/e.mp3"])
    #expect(entry.image?.href == "https://site.example/t.jpg")
    #expect(entry.links.map(\.address.href) == ["https://site.example/c"])
    #expect(feed.entries.count == 1)
  }

  static let ids: [(head: String, id: String, link: String?)] = [
    ("<link href='https://site.example/'/>", "https://site.example/a", "https://site.example/a"),
    ("<link href='https://www.site.example/'/>", "http://site.example/a", "http://site.example/a"),
    ("<id>https://site.example/</id>", "https://site.example/a", "https://site.example/a"),
    (
      "<link rel='self' href='https://site.example/f'/>", "https://site.example/a?b=1",
      "https://site.example/a?b=1"
    ),
    // Another site's, no path, no address of a page.
    ("<link href='https://site.example/'/>", "https://other.example/a", nil),
    ("<link href='https://site.example/'/>", "https://site.example/", nil),
    ("<link href='https://site.example/'/>", "tag:site.example,2024:a", nil),
    ("<link href='https://site.example/'/>", "urn:uuid:0", nil),
    ("", "https://site.example/a", nil),
  ]

  @Test(arguments: ids) func anIDIsThePageOnItsOwnSite(
    _ head: String, _ id: String, _ link: String?
  )
    throws
  {
    let feed = try read(Self.atom(head, "<id>\(id)</id><summary>s</summary>"))
    let entry = try #require(feed.entries.first)
    #expect(entry.link?.href == link)
    #expect(entry.id == id)
  }

  @Test func anIDIsNoPageBesideOne() throws {
    let feed = try read(
      Self.atom(
        "<link href='https://site.example/'/>",
        "<id>https://site.example/a</id><link href='https://site.example/b'/>"))
    #expect(feed.entries.first?.link?.href == "https://site.example/b")
  }
}
