import FeedModel
import JSON
import Testing

@testable import Normalizer

/// Image proxies in every place where an image's address may stand, and the modes of the policy.
@Suite struct ImagePlacesTests {
  private static let proxied = "https://images.weserv.nl/?url=media.example.org/a.jpg"
  private static let original = "https://media.example.org/a.jpg"

  private func cleaned(_ html: String, _ json: String = "{}") throws -> String {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://site.example/2020/post")
    entry.content = Text(.html, html)
    let rules = try Rules(merging: try JSONDocument(parsing: Array(json.utf8)).root)
    return Normalizer(rules: rules).normalized(
      entry: entry, context: NormalizationContext(id: "urn:uuid:0"))?.content?.html ?? ""
  }

  /// `P` stands for the proxied address, `O` for the original.
  static let places: [(html: String, expected: String)] = [
    ("<img src=\"P\">", "<img src=\"O\">"), ("<img src=' P '>", "<img src=\"O\">"),
    ("<img src='P' srcset='P 1x, P&amp;w=9 2x'>", "<img src=\"O\">"),
    (
      "<img srcset='P 320w,P 640w' sizes='100vw'>",
      "<img src=\"O\">"
    ),
    (
      "<picture><source srcset='P' media='(min-width: 1px)'><img src='P'></picture>",
      "<picture><source srcset=\"O\" media=\"(min-width: 1px)\"><img src=\"O\"></picture>"
    ),
    (
      "<picture><source srcset='P 1x'></picture>",
      "<picture><source srcset=\"O 1x\"><img src=\"O\"></picture>"
    ),
    (
      "<video controls poster='P' src='/v.mp4'></video>",
      "<video controls=\"\" poster=\"O\" src=\"https://site.example/v.mp4\"></video>"
    ),
    ("<a href='P'><img src='P'></a>", "<a href=\"O\"><img src=\"O\"></a>"),
    ("<a href='P'>the picture</a>", "<a href=\"O\">the picture</a>"),
    ("<img data-src='P' src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>", "<img src=\"O\">"),
    ("<img data-original=\"P\">", "<img src=\"O\">"),
    ("<img data-srcset=\"P 2x\">", "<img srcset=\"O 2x\" src=\"O\">"),
    ("<noscript><img src='P'></noscript>", "<img src=\"O\">"),
    ("<div style=\"background:url('P')\"></div>", "<img src=\"O\">"),
    ("<amp-img src='P'></amp-img>", "<img src=\"O\">"), ("<image src='P'>", "<img src=\"O\">"),
    ("<img src='https://wsrv.nl/?url=P'>", "<img src=\"O\">"),
    (
      "<img src='https://i0.wp.com/images.weserv.nl/?ssl=1&amp;q=url%3Dmedia.example.org%2Fa.jpg'>",
      "<img src=\"O\">"
    ),
    (
      "<img src='https://images.weserv.nl/?url=https%253A%252F%252Fmedia.example.org%252Fa.jpg'>",
      "<img src=\"O\">"
    ),
    (
      "<img src='https://images.weserv.nl/?w=9&amp;amp;url=media.example.org/a.jpg'>",
      "<img src=\"O\">"
    ),
    (
      "<img src='https://images.weserv.nl/?url=/a.jpg'>", "<img src=\"https://site.example/a.jpg\">"
    ),
    ("<p>a<img src='https://images.weserv.nl/?url='></p>", "<p>a</p>"),
    ("<p>a<img src='https://images.weserv.nl/?url=data:image/gif;base64,R0lG'></p>", "<p>a</p>"),
  ]

  @Test("The proxy goes wherever the address stands", arguments: places)
  func proxyGoes(html: String, expected: String) throws {
    func filled(_ text: String) -> String {
      text.replacing("P", with: Array(Self.proxied.utf8)).replacing(
        "O", with: Array(Self.original.utf8))
    }
    let output = try cleaned(filled(html))
    #expect(output == filled(expected))
    #expect(try cleaned(output) == output)
  }

  @Test("Enclosures, the entry's pictures, Media RSS and the feed's pictures too")
  func proxyGoesOutsideOfBodies() throws {
    let address = try #require(WebAddress(Self.proxied))
    var entry = ParsedEntry()
    entry.link = WebAddress("https://site.example/2020/post")
    entry.image = address
    entry.bannerImage = address
    entry.attachments = [Attachment(address: address, mediaType: "image/jpeg")]
    entry.authors = [Person(name: "A", avatar: address)]
    let clean = try #require(
      Normalizer().normalized(entry: entry, context: NormalizationContext(id: "urn:uuid:0")))
    #expect(clean.image?.href == Self.original)
    #expect(clean.bannerImage?.href == Self.original)
    #expect(clean.attachments.map(\.address.href) == [Self.original])
    #expect(clean.authors.first?.avatar?.href == Self.original)
    var feed = ParsedFeed(dialect: .rss20)
    feed.icon = address
    feed.logo = address
    let head = Normalizer().normalizedHead(of: feed, context: NormalizationContext(id: "urn:x:0"))
    #expect(head.icon?.href == Self.original && head.logo?.href == Self.original)
  }

  @Test("keep leaves the proxy, a template puts the user's own around every image and no page")
  func modes() throws {
    let html = "<a href=\"https://site.example/page\"><img src=\"\(Self.proxied)\"></a>"
    #expect(try cleaned(html, #"{"images": {"mode": "keep"}}"#) == html)
    let own = #"{"images": {"mode": "https://own.example/{encoded}", "except": ["kept.example"]}}"#
    let once = try cleaned(html + "<img src=\"https://kept.example/b.jpg\">", own)
    #expect(
      once
        == "<a href=\"https://site.example/page\"><img src=\"https://own.example/https%3A%2F%2Fmedia.example.org%2Fa.jpg\"></a><img src=\"https://kept.example/b.jpg\">"
    )
    #expect(try cleaned(once, own) == once)
  }

  /// The standard's own examples and the odd shapes that its grammar allows.
  static let sets: [(String, String)] = [
    ("a.jpg 1x, b.jpg 2x", "https://e.org/a.jpg 1x, https://e.org/b.jpg 2x"),
    ("a.jpg, b.jpg 2x", "https://e.org/a.jpg, https://e.org/b.jpg 2x"),
    ("a,b.jpg 2x", "https://e.org/a,b.jpg 2x"), (" , a.jpg 10w", "https://e.org/a.jpg 10w"),
    ("a.jpg 1x,b.jpg 2x", "https://e.org/a.jpg 1x, https://e.org/b.jpg 2x"),
    ("a.jpg 10w 20h\n,\tb.jpg 20w", "https://e.org/a.jpg 10w 20h, https://e.org/b.jpg 20w"),
    ("a.jpg,, b.jpg", "https://e.org/a.jpg, https://e.org/b.jpg"),
    ("a.jpg 1.5x, b.jpg x", "https://e.org/a.jpg 1.5x"),
    ("a.jpg (x, y), b.jpg", "https://e.org/b.jpg"),
    ("javascript:alert(1) 1x, b.jpg 2x", "https://e.org/b.jpg 2x"),
  ]

  @Test("srcset by the standard's grammar", arguments: sets)
  func sourceSets(list: String, expected: String) throws {
    var entry = ParsedEntry()
    entry.base = WebAddress("https://e.org/")
    entry.content = Text(.html, "<img src=x.jpg srcset=\"\(list)\">")
    let clean = Normalizer().normalized(
      entry: entry, context: NormalizationContext(id: "urn:uuid:0"))
    #expect(clean?.content?.html == "<img src=\"https://e.org/x.jpg\" srcset=\"\(expected)\">")
  }
}
