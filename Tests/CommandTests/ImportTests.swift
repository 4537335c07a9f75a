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
    let all = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return try #require(all?["feeds"] as? [[String: Any]])
  }

  @Test("Each subscription becomes a feed with an id of its own")
  func subscriptionsBecomeFeeds() throws {
    try place.write(Self.opml, to: "list.opml")
    let result = try refeed("import", "list.opml")
    #expect(result.code == 0 && result.error == "")
    let feeds = try feeds(result.output)
    #expect(
      feeds.map { $0["id"] as? String }
        == ["le-cafe-du-coin", "rfi-example", "le-cafe-du-coin-2", "rfi-example-2"])
    #expect(feeds[0]["title"] as? String == "Le Café du Coin")
    #expect(feeds[0]["homepage"] as? String == "https://cafe.example/")
    #expect(feeds[0]["sources"] as? [String] == ["https://cafe.example/feed.xml"])
    #expect(feeds[1]["homepage"] == nil)
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
    #expect(!result.output.contains("${"))
    try place.write(result.output, to: "config.json")
    let check = try refeed("check", environment: ["SECRET": "hidden"])
    #expect(check.code == 0)
    let export = try refeed("export", environment: ["SECRET": "hidden"])
    #expect(export.output.contains("$%7BSECRET}") && !export.output.contains("hidden"))
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
      ("<rss version=\"2.0\"><channel><title>x</title></channel></rss>", "rss"),
      ("<opml version=\"2.0\"><body/></opml>", "no feed address"), ("hello", "plain text"),
      ("", "empty"),
    ])
  func othersAreRefused(_ text: String, _ words: String) throws {
    let result = try refeed("import", "-", input: text)
    #expect(result.code == 2 && result.output == "")
    #expect(result.error.contains(words), "\(result.error)")
  }

  @Test("A missing file is named")
  func aMissingFileIsNamed() throws {
    let result = try refeed("import", "nowhere.opml")
    #expect(result.code == 2)
    #expect(result.error.contains("nowhere.opml: there is no such file"))
  }
}
