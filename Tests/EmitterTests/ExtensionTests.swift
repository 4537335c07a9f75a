import Emitter
import FeedModel
import Testing

@Suite struct ExtensionTests {
  typealias Element = ExtensionElement

  static let thread = "http://purl.org/syndication/thread/1.0"
  static let georss = "http://www.georss.org/georss"
  static let geo = "http://www.w3.org/2003/01/geo/wgs84_pos#"
  static let podcast = "https://podcastindex.org/namespace/1.0"
  static let media = SampleFeeds.media
  static let itunes = SampleFeeds.itunes

  /// The lines in foreign namespaces that an entry with these elements has.
  func lines(
    _ elements: [Element], options: EmitterOptions = EmitterOptions()
  ) throws -> [String] {
    var feed = NormalizedFeed(
      id: "urn:x:y", title: "T", authors: [Person(name: "A")], updated: .epoch)
    feed.entries = [SampleFeeds.bareEntry]
    feed.entries[0].extensions = elements
    return try lines(of: feed, options: options)
  }

  func lines(of feed: NormalizedFeed, options: EmitterOptions = EmitterOptions()) throws -> [String]
  {
    let bytes = AtomEmitter(options: options).rendered(feed, selfAddress: nil)
    try Judge.expectPasses(bytes, "judge_atom.py")
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .map { $0.trimmingPrefix { $0 == " " } }.filter {
        $0.dropFirst().prefix { $0 != " " && $0 != ">" }.contains(":")
      }
      .map(String.init)
  }

  static func leaf(
    _ namespace: String, _ name: String, _ text: String = "",
    _ attributes: KeyValuePairs<String, String> = [:]
  ) -> Element {
    Element(
      namespace: namespace, name: name,
      attributes: attributes.map { .init(name: $0.key, value: $0.value) }, text: text)
  }

  @Test(arguments: [
    (
      leaf(media, "thumbnail", "", ["url": "https://e.org/a.jpg", "width": "90"]),
      "<media:thumbnail url=\"https://e.org/a.jpg\" width=\"90\"/>"
    ),
    (
      leaf(media, "title", "A <b>", ["type": "plain"]),
      "<media:title type=\"plain\">A &lt;b&gt;</media:title>"
    ),
    (leaf(itunes, "episode", "12"), "<itunes:episode>12</itunes:episode>"),
    (leaf(itunes, "explicit", "Yes"), "<itunes:explicit>true</itunes:explicit>"),
    (leaf(itunes, "explicit", "clean"), "<itunes:explicit>false</itunes:explicit>"),
    (leaf(itunes, "duration", "1:02:03"), "<itunes:duration>1:02:03</itunes:duration>"),
    (
      leaf(thread, "in-reply-to", "", ["ref": "tag:e.org,2024:1", "href": "https://e.org/a|b"]),
      "<thr:in-reply-to ref=\"tag:e.org,2024:1\" href=\"https://e.org/a%7Cb\"/>"
    ),
    (leaf(thread, "total", "3"), "<thr:total>3</thr:total>"),
    (leaf(georss, "point", "45.256 -71.92"), "<georss:point>45.256 -71.92</georss:point>"),
    (leaf(geo, "lat", "-45.5"), "<geo:lat>-45.5</geo:lat>"),
    (
      leaf(podcast, "person", "Jane", ["href": "https://e.org/", "role": "guest"]),
      "<podcast:person href=\"https://e.org/\" role=\"guest\">Jane</podcast:person>"
    ),
    (
      leaf("http://wellformedweb.org/CommentAPI/", "commentRSS", "https://e.org/c"),
      "<wfw:commentRss>https://e.org/c</wfw:commentRss>"
    ),
    (
      leaf("http://search.yahoo.com/mrss", "keywords", "a, b"),
      "<media:keywords>a, b</media:keywords>"
    ),
    (
      leaf("http://creativecommons.org/ns#", "license", "", ["resource": "https://cc.org/"]),
      "<ccrel:license resource=\"https://cc.org/\"/>"
    ),
  ]) func anElementInItsShapeIsPublished(_ element: Element, _ line: String) throws {
    #expect(try lines([element]) == [line])
  }

  @Test(arguments: [
    leaf(media, "thumbnail"), leaf(media, "thumbnail", "", ["url": "javascript:alert(1)"]),
    leaf(media, "community", "x"), leaf(media, "rating", "so-so"), leaf(media, "hash", "short"),
    leaf(itunes, "episode", "twelve"), leaf(itunes, "episode", "0"),
    leaf(itunes, "explicit", "maybe"),
    leaf(itunes, "duration", "1h"), leaf(itunes, "duration", "1:99"),
    leaf(itunes, "type", "serial"),
    leaf(itunes, "category"), leaf(thread, "total", "-1"),
    leaf(thread, "in-reply-to", "", ["href": "https://e.org/"]), leaf(georss, "point", "45.2,1"),
    leaf(georss, "point", "45.2"), leaf(georss, "point", "nan inf"), leaf(geo, "lat", "91"),
    leaf(geo, "lat", "1e1"), leaf(media, "bad name", "x"), leaf("", "title", "x"),
    leaf("http://www.w3.org/1999/xhtml", "p", "x"), leaf("http://www.w3.org/2000/svg", "svg", "x"),
    leaf("http://www.w3.org/1998/Math/MathML", "math", "x"), leaf("urn:unknown", "x", "x"),
    leaf("http://www.w3.org/2005/Atom", "title", "x"),
  ]) func anElementOutOfShapeIsLeftOut(_ element: Element) throws {
    #expect(try lines([element]) == [])
  }

  @Test func aSecondElementOfWhichThereIsOneIsLeftOut() throws {
    let found = try lines([
      Self.leaf(Self.itunes, "season", "1"), Self.leaf(Self.itunes, "season", "2"),
      Self.leaf(Self.media, "keywords", "a"), Self.leaf(Self.media, "keywords", "b"),
    ])
    #expect(
      found == [
        "<itunes:season>1</itunes:season>", "<media:keywords>a</media:keywords>",
        "<media:keywords>b</media:keywords>",
      ])
  }

  @Test func groupsHoldTheirMembersAndNothingElse() throws {
    let group = Element(
      namespace: Self.media, name: "group", text: "text",
      children: [
        Self.leaf(
          Self.media, "content", "",
          ["url": "https://e.org/a.mp4", "onclick": "x", "medium": "video"]),
        Self.leaf(Self.itunes, "season", "1"), Self.leaf("http://www.w3.org/1999/xhtml", "b", "x"),
      ])
    #expect(
      try lines([group]) == [
        "<media:group>", "<media:content url=\"https://e.org/a.mp4\" medium=\"video\"/>",
        "</media:group>",
      ])
    #expect(try lines([Element(namespace: Self.media, name: "group", text: "text")]) == [])
  }

  @Test func configuredNamespacesCarryWhateverIsInThem() throws {
    let found = try lines(
      [Self.leaf("urn:unknown", "x", "y", ["a": "b", "href": "javascript:x"])],
      options: EmitterOptions(extensions: ["http://www.w3.org/1999/xhtml", "urn:unknown"]))
    #expect(found == ["<ns2:x a=\"b\">y</ns2:x>"])
  }

  @Test func aFeedsOwnElementsStandInItsHead() throws {
    var feed = NormalizedFeed(
      id: "urn:x:y", title: "T", authors: [Person(name: "A")], updated: .epoch)
    feed.extensions = [
      Element(
        namespace: Self.itunes, name: "owner",
        children: [
          Self.leaf(Self.itunes, "email", "a@e.org"), Self.leaf(Self.itunes, "name", "A"),
        ]), Self.leaf(Self.itunes, "type", "episodic"), Self.leaf(Self.itunes, "pubDate", "now"),
      Self.leaf(Self.itunes, "new-feed-url", "https://e.org/"),
      Self.leaf(Self.thread, "total", "1"),
    ]
    #expect(
      try lines(of: feed) == [
        "<itunes:owner>", "<itunes:email>a@e.org</itunes:email>", "<itunes:name>A</itunes:name>",
        "</itunes:owner>", "<itunes:type>episodic</itunes:type>",
      ])
  }
}
