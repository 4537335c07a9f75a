import FeedModel
import Testing

@testable import FeedReader

/// Which of several addresses is an entry's page, and the feed's.
@Suite struct AlternateTests {
  private func entry(_ links: String, language: String = "en") throws -> ParsedEntry {
    try #require(
      try read(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='\(language)'><title>t</title>"
          + "<entry><id>urn:x:1</id>\(links)</entry></feed>"
      ).entries.first)
  }

  private static func alternate(_ href: String, _ more: String = "") -> String {
    "<link rel='alternate' href='\(href)' \(more)/>"
  }

  static let page = "https://x.example/page"

  @Test(arguments: [
    alternate("https://x.example/1", "type='application/json'") + alternate(page),
    alternate("https://x.example/1", "type='application/activity+json'")
      + alternate(page, "type='text/html; charset=utf-8'"),
    alternate("https://x.example/1", "type='application/pdf'")
      + alternate(page, "type='application/xhtml+xml'"),
    alternate("gemini://x.example/1") + alternate(page),
    alternate("gopher://x.example/1", "type='text/html'")
      + alternate(page, "type='application/pdf'"),
    alternate("https://x.example/1", "hreflang='de'") + alternate(page, "hreflang='en-GB'"),
    alternate("https://x.example/1", "hreflang='fr'") + alternate(page),
    alternate("https://x.example/1", "type='text/calendar' hreflang='en'")
      + alternate(page, "hreflang='fr'"),
    alternate(page) + alternate("https://x.example/1"),
    alternate(page, "type='text/html'") + alternate("https://x.example/1"),
    alternate(page, "hreflang='de'") + alternate("https://x.example/1", "hreflang='fr'"),
    alternate(page) + alternate("https://x.example/1", "type='application/atom+xml'"),
    alternate(page, "type='application/pdf'"),
  ])
  func theAlternateThatPeopleCanReadIsThePage(links: String) throws {
    let entry = try entry(links)
    #expect(entry.link?.href == Self.page)
    #expect(entry.rawLink == Self.page)
  }

  @Test func whatItStoodBeforeIsALinkBesideIt() throws {
    let entry = try entry(
      Self.alternate("https://x.example/1", "type='application/json' title='Data'")
        + Self.alternate(Self.page, "type='text/html' hreflang='en'"))
    #expect(entry.linkType == "text/html" && entry.linkLanguage == "en")
    #expect(entry.links.map(\.address.href) == ["https://x.example/1"])
    #expect(entry.links.first?.type == "application/json" && entry.links.first?.title == "Data")
  }

  // MARK: RSS

  private func rss(
    _ item: String, head: String = "<link>https://x.example/</link>"
  ) throws
    -> ParsedFeed
  {
    try read(
      "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom' "
        + "xmlns:fb='http://rssnamespace.org/feedburner/ext/1.0'><channel><title>t</title>\(head)"
        + "<item>\(item)</item></channel></rss>", address: "https://host.example/feed.xml")
  }

  @Test(arguments: [
    ("www.x.example/a", "https://www.x.example/a"), ("WWW.x.example", "https://www.x.example/"),
    ("x.example/a?b=1", "https://x.example/a?b=1"), ("x.example", "https://x.example/"),
    ("y.example/a", "https://x.example/y.example/a"), ("www.html", "https://x.example/www.html"),
    ("www.a.b1/c", "https://x.example/www.a.b1/c"), ("a.html", "https://x.example/a.html"),
    ("/www.x.example/a", "https://x.example/www.x.example/a"),
    ("https://x.example/www.x.example/a", "https://x.example/www.x.example/a"),
    ("//y.example/a", "https://y.example/a"),
  ])
  func aLinkMayBeginWithItsHost(link: String, expected: String) throws {
    #expect(try rss("<link>\(link)</link>").entries.first?.link?.href == expected)
  }

  static let counter = "<link>http://feedproxy.google.com/~r/Some/~3/abc/</link>"

  @Test(arguments: [
    (counter + "<guid isPermaLink='true'>https://x.example/1</guid>", "https://x.example/1"),
    (
      "<link>https://feeds.feedburner.com/~r/Some/~3/abc/</link>"
        + "<guid isPermaLink='true'>https://x.example/1</guid>", "https://x.example/1"
    ),
    (counter + "<guid>https://x.example/1</guid>", "http://feedproxy.google.com/~r/Some/~3/abc/"),
    (
      counter + "<guid isPermaLink='false'>https://x.example/1</guid>",
      "http://feedproxy.google.com/~r/Some/~3/abc/"
    ),
    (
      counter + "<guid isPermaLink='true'>https://feeds.feedburner.com/1</guid>",
      "http://feedproxy.google.com/~r/Some/~3/abc/"
    ),
    (
      counter + "<guid isPermaLink='true'>https://x.example/1</guid>"
        + "<fb:origLink>https://x.example/own</fb:origLink>",
      "http://feedproxy.google.com/~r/Some/~3/abc/"
    ),
    (
      "<link>https://y.example/1</link><guid isPermaLink='true'>https://x.example/1</guid>",
      "https://y.example/1"
    ),
    (
      "<link>gemini://x.example/1</link><guid>https://x.example/1</guid>", "https://x.example/1"
    ),
    ("<link>magnet:?xt=urn:btih:AB</link><guid>https://x.example/1</guid>", "https://x.example/1"),
    ("<link>magnet:?xt=urn:btih:AB</link><guid>7</guid>", "magnet:?xt=urn:btih:AB"),
    (
      "<link>magnet:?xt=urn:btih:AB</link><guid isPermaLink='false'>https://x.example/1</guid>",
      "magnet:?xt=urn:btih:AB"
    ),
  ])
  func aPermalinkIsThePageBehindWhatIsNone(item: String, expected: String) throws {
    let entry = try #require(try rss(item).entries.first)
    #expect(entry.link?.href == expected)
  }

  // MARK: Home pages

  @Test(arguments: [
    (
      "<atom:link rel='self' href='https://x.example/feed.xml'/><link></link>"
        + "<link>https://x.example/</link>", "https://x.example/"
    ),
    ("<link> </link><atom:link rel='self' href='https://x.example/feed.xml'/>", nil),
    ("<link>www.x.example</link>", "https://www.x.example/"),
    ("<link>https://x.example/a</link><link>https://x.example/b</link>", "https://x.example/a"),
    (
      "<atom:link type='application/json' href='https://x.example/api'/>"
        + "<atom:link type='text/html' href='https://x.example/'/>", "https://x.example/"
    ),
    (
      "<atom:link href='gemini://x.example/'/><atom:link href='https://x.example/'/>",
      "https://x.example/"
    ),
    (
      "<atom:link href='https://x.example/'/><atom:link href='https://x.example/b'/>",
      "https://x.example/"
    ),
    (
      "<link>https://x.example/a</link><atom:link type='text/html' href='https://x.example/'/>",
      "https://x.example/a"
    ),
  ])
  func theHomePageIsAPage(head: String, expected: String?) throws {
    #expect(try rss("<guid>1</guid>", head: head).homepage?.href == expected)
  }
}
