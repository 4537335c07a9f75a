import Foundation
import Testing

/// `refeed import`: OPML in, a configuration out.
@Suite struct ImportTests {
  private let place: Workplace
  private var refeed: Command { place.refeed }

  init() throws {
    place = try Workplace()
  }

  static let opml = """
    <?xml version="1.0"?>
    <opml version="1.0"><head><title>Mine</title></head><body>
    <outline text="News"><outline text="Le  Café&#10;du Coin" type="rss"
      xmlUrl="https://cafe.example/feed.xml" htmlUrl="https://cafe.example/"/>
    <outline text="法广" xmlUrl="http://www.rfi.example/rss"/></outline>
    <outline title="Le Cafe du coin" text="x" xmlUrl="https://other.example/atom"/>
    <outline text="Again" xmlUrl="https://cafe.example/feed.xml"/>
    <outline text="法" xmlUrl="http://www.rfi.example/rss?2"/>
    </body></opml>
    """

  private func feeds(_ text: String) throws -> [[String: Any]] {
    // The comments of the skeleton, each on a line of its own.
    let text = text.split(separator: "\n")
      .filter { !$0.trimmingPrefix(while: \.isWhitespace).hasPrefix("//") }
      .joined(separator: "\n")
    let all = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return try #require(all?["feeds"] as? [[String: Any]])
  }

  @Test("Each subscription becomes a feed with an id of its own")
  func subscriptionsBecomeFeeds() throws {
    try place.write(Self.opml, to: "list.opml")
    let result = try refeed("import", "list.opml")
    #expect(result.code == 0)
    #expect(
      result.error == """
        refeed: list.opml: left out “Again”, which has the address of “Le Café du Coin”: \
        https://cafe.example/feed.xml

        """)
    let feeds = try feeds(result.output)
    #expect(
      feeds.map { $0["id"] as? String }
        == ["le-cafe-du-coin", "rfi-example", "le-cafe-du-coin-2", "rfi-example-2"])
    #expect(feeds[0]["title"] as? String == "Le Café du Coin")
    #expect(feeds[0]["homepage"] as? String == "https://cafe.example/")
    #expect(feeds[0]["sources"] as? [String] == ["https://cafe.example/feed.xml"])
    #expect(feeds[1]["homepage"] == nil)
    #expect(feeds.map { $0["group"] as? String } == ["News", "News", nil, nil])
  }

  @Test("What is printed is a configuration without mistakes")
  func theOutputIsAConfiguration() throws {
    let result = try refeed("import", "-", input: Self.opml)
    try place.write(result.output, to: "config.json")
    let check = try refeed("check")
    #expect(check.code == 0)
    #expect(check.output.contains("4 feeds, 4 sources, no mistakes found"))
  }

  @Test("A list from elsewhere reads no variable of the environment")
  func variablesStayText() throws {
    let list = Self.opml.replacing("feed.xml", with: "feed.xml?x=${SECRET}")
      .replacing("法广", with: "${SECRET} news")
    let result = try refeed("import", "-", input: list)
    #expect(!result.output.replacing("$${", with: "").contains("${"))
    try place.write(result.output, to: "config.json")
    let check = try refeed("check", environment: ["SECRET": "hidden"])
    #expect(check.code == 0)
    let export = try refeed("export", environment: ["SECRET": "hidden"])
    #expect(!export.output.contains("hidden"))
    #expect(export.output.contains("SECRET"))
  }

  @Test("What is no web address is named and left out")
  func otherAddressesAreNamed() throws {
    let list = Self.opml.replacing("https://other.example/atom", with: "ftp://other.example/atom")
    let result = try refeed("import", "-", input: list)
    #expect(result.code == 1)
    #expect(result.error.contains("left out ftp://other.example/atom"))
    #expect(try feeds(result.output).count == 3)
  }

  @Test(
    "What is no list is refused with a reason",
    arguments: [
      (
        "<rss version=\"2.0\"><channel><title>x</title></channel></rss>",
        "a feed (“x”), not a list of feeds"
      ),
      ("{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}", "a feed, not a list"),
      ("<!doctype html><title>x</title><p>y", "refeed discover"),
      ("{\"feeds\": []}", "JSON, not a list of feeds"),
      ("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "begins with <svg>"),
      ("https://example.org/feed.xml\n", "plain text, not a list of feeds"),
      ("<opml version=\"2.0\"><body/></opml>", "no feed address"), ("hello", "plain text"),
      ("", "empty"),
    ])
  func othersAreRefused(_ text: String, _ words: String) throws {
    let result = try refeed("import", "-", input: text)
    #expect(result.code == 2 && result.output == "")
    #expect(result.error.contains(words), "\(result.error)")
  }

  @Test("Addresses of the scheme feed are those that they hide")
  func feedAddresses() throws {
    let list = """
      <opml version="2.0"><body>
      <outline text="A" xmlUrl="feed://a.example/rss"/>
      <outline text="B" xmlUrl="feed:https://b.example/rss"/>
      <outline text="C" xmlUrl="FEED://https://c.example/rss"/>
      <outline text="D" xmlUrl="feed:nowhere"/></body></opml>
      """
    let result = try refeed("import", "-", input: list)
    #expect(result.code == 1)
    #expect(result.error.contains("left out feed:nowhere"))
    #expect(
      try feeds(result.output).compactMap { ($0["sources"] as? [String])?.first }
        == ["https://a.example/rss", "https://b.example/rss", "https://c.example/rss"])
  }

  @Test("Folders in folders come out again")
  func foldersComeOutAgain() throws {
    let list = """
      <opml version="2.0"><body><outline text="A &amp; B"><outline text="Inner">
      <outline text="One" xmlUrl="https://one.example/rss"/></outline>
      <outline text="Two" xmlUrl="https://two.example/rss"/></outline>
      <outline text="Three" xmlUrl="https://three.example/rss"/>
      <outline text="A &amp; B"><outline text="Four" xmlUrl="https://four.example/rss"/></outline>
      </body></opml>
      """
    try place.write(try refeed("import", "-", input: list).output, to: "config.json")
    let export = try refeed("export").output
    #expect(
      export.hasSuffix(
        """
          <body>
            <outline text="A &amp; B" title="A &amp; B">
              <outline text="Inner" title="Inner">
                <outline text="One" title="One" type="rss" xmlUrl="https://one.example/rss"/>
              </outline>
              <outline text="Two" title="Two" type="rss" xmlUrl="https://two.example/rss"/>
              <outline text="Four" title="Four" type="rss" xmlUrl="https://four.example/rss"/>
            </outline>
            <outline text="Three" title="Three" type="rss" xmlUrl="https://three.example/rss"/>
          </body>
        </opml>

        """))
    let ids = try feeds(place.read("config.json")).compactMap { $0["id"] as? String }
    for id in ids { try place.write("<feed/>", to: "public/\(id).atom") }
    let published = try refeed("export", "--published").output
    #expect(published.contains("<outline text=\"Inner\" title=\"Inner\">"))
  }

  @Test("A missing file is named")
  func aMissingFileIsNamed() throws {
    let result = try refeed("import", "nowhere.opml")
    #expect(result.code == 2)
    #expect(result.error.contains("nowhere.opml: there is no such file"))
  }
}
