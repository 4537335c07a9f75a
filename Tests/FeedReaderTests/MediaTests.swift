import FeedModel
import Testing

@testable import FeedReader

/// Files of entries: what they are, what is said of them, and what is none.
@Suite struct MediaTests {
  private func item(_ item: String) throws -> ParsedEntry {
    let feed = try read(
      """
      <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"
      xmlns:content="http://purl.org/rss/1.0/modules/content/"
      xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><title>t</title>
      <item><guid>1</guid>\(item)</item></channel></rss>
      """)
    return try #require(feed.entries.first)
  }

  private static let image =
    "<media:content url='https://x.example/a' medium='image'>"
    + "<media:description>A red house</media:description></media:content>"
  private static let film =
    "<media:content url='https://x.example/a.mp4' type='video/mp4'>"
    + "<media:description>About the film</media:description></media:content>"

  @Test func whatIsSaidOfAPictureIsNoSummary() throws {
    for picture in [
      Self.image, "<media:group>\(Self.image)</media:group>",
      "<media:group><media:content url='https://x.example/a.jpg'/>"
        + "<media:description>A red house</media:description></media:group>",
      "<media:content url='https://x.example/a' type='image/png'>"
        + "<media:description type='html'>A red house</media:description></media:content>",
      "<media:content url='https://x.example/a.webp'>"
        + "<media:description>A red house</media:description></media:content>",
    ] {
      let beside = try item("<description>Text</description>\(picture)")
      #expect(beside.content?.value == "Text")
      #expect(beside.summary == nil, "\(picture)")
    }
  }

  @Test func whatIsSaidBesideAPictureIsItsCaption() throws {
    let said = "<media:description>A red house</media:description>"
    for picture in [
      "<media:content url='https://x.example/a.jpg' medium='image'/>\(said)",
      "\(said)<media:thumbnail url='https://x.example/a.jpg'/>",
    ] {
      let beside = try item("<description>Text</description>\(picture)")
      #expect(beside.content?.value == "Text")
      #expect(beside.summary == nil, "\(picture)")
      #expect(beside.extensions.contains { $0.name == "description" && $0.text == "A red house" })
      // Said of a film, it is the entry's.
      let film = try item(
        "<description>Text</description>\(picture)<media:content url='https://x.example/a.mp4'/>")
      #expect(film.summary?.value == "A red house")
    }
  }

  @Test(arguments: [
    "http://www.rssboard.org/media-rss", "https://www.rssboard.org/media-rss",
    "http://video.search.yahoo.com/mrss/",
  ])
  func mediaUnderOtherNames(namespace: String) throws {
    let feed = try read(
      """
      <rss version="2.0" xmlns:media="\(namespace)"><channel><title>t</title>
      <item><guid>1</guid><media:content url="https://x.example/a.jpg" medium="image"/></item>
      </channel></rss>
      """)
    #expect(feed.entries.first?.attachments.first?.address.href == "https://x.example/a.jpg")
  }

  @Test func alternativeTextStaysWithItsPicture() throws {
    let entry = try item("<description>Text</description>\(Self.image)")
    let content = try #require(entry.extensions.first)
    #expect(content.name == "content")
    #expect(content.children.map(\.text) == ["A red house"])
  }

  @Test func whatIsSaidOfAFilmOrTheEntryIsItsText() throws {
    let texts = [
      Self.film, "<media:group>\(Self.film)</media:group>",
      "<media:group><media:content url='https://x.example/a.mp4'/>"
        + "<media:description>About the film</media:description></media:group>",
      "<media:group><media:thumbnail url='https://x.example/a.jpg'/>"
        + "<media:description>About the film</media:description></media:group>",
      "<media:content url='https://x.example/a.jpg'/>"
        + "<media:description>About the film</media:description>",
    ]
    for text in texts {
      let entry = try item(text)
      #expect((entry.content ?? entry.summary)?.value == "About the film", "\(text)")
    }
  }

  @Test func aPictureAloneIsTheBodyWithItsCaption() throws {
    let entry = try item("<title>t</title>\(Self.image)")
    #expect(
      entry.content?.value == "<figure><img src=\"https://x.example/a\">"
        + "<figcaption>A red house</figcaption></figure>")
    #expect(entry.summary == nil)
    let hostile = try item(
      "<media:content url='https://x.example/a.jpg'><media:description type='plain'>"
        + "\"&gt;&lt;b&gt;</media:description></media:content>")
    #expect(hostile.content?.value.contains("&quot;&gt;&lt;b&gt;") == true)
  }

  static let types: [(attributes: String, type: String?)] = [
    ("url='https://x.example/a' medium='image'", "image/*"),
    ("url='https://x.example/a' medium='Audio'", "audio/*"),
    ("url='https://x.example/a' medium='video'", "video/*"),
    ("url='https://x.example/a.png' medium='image'", "image/png"),
    ("url='https://x.example/a' type='image'", "image/*"),
    ("url='https://x.example/a.html' medium='video'", "video/*"),
    ("url='https://x.example/a' medium='image' type='image/gif'", "image/gif"),
    ("url='https://x.example/a.mp3'", "audio/mpeg"),
    ("url='https://x.example/a' medium='document'", nil),
    ("url='https://x.example/a' medium='executable'", nil),
    ("url='https://x.example/a'", nil),
  ]

  @Test(arguments: types) func theMediumCountsWhereTheTypeIsMissing(
    _ attributes: String, _ type: String?
  ) throws {
    let entry = try item("<media:content \(attributes)/>")
    #expect(entry.attachments.map(\.mediaType) == [type])
  }

  static let noFiles = [
    "<media:content url='https://0.gravatar.com/avatar/abc?s=96' medium='image'>"
      + "<media:title>Ann</media:title></media:content>",
    "<media:content url='https://secure.gravatar.com/avatar/abc' type='image/jpeg'/>",
    "<media:thumbnail url='https://seccdn.libravatar.org/avatar/abc'/>",
    "<enclosure url='https://www.gravatar.com/avatar/abc' type='image/png' length='0'/>",
    "<media:content url='https://x.example/v/1' type='application/x-shockwave-flash'/>",
    "<enclosure url='https://x.example/player.swf' length='1' type=''/>",
  ]

  @Test(arguments: noFiles) func portraitsAndFlashAreNoFiles(_ element: String) throws {
    let entry = try item(element)
    #expect(entry.attachments.isEmpty)
    #expect(entry.image == nil)
    #expect(entry.title == nil)
  }

  static let files = [
    "<media:content url='https://x.example/avatar/abc.jpg' medium='image'/>",
    "<media:content url='https://gravatar.com/blog/abc.jpg' medium='image'/>",
    "<media:content url='https://notgravatar.com/avatar/abc.jpg' medium='image'/>",
    "<enclosure url='https://x.example/a.swf.mp4' length='1' type='video/mp4'/>",
  ]

  @Test(arguments: files) func othersAre(_ element: String) throws {
    #expect(try item(element).attachments.count == 1)
  }

  static let enclosures = [
    "<enc:enclosure rdf:resource='https://x.example/a.mp3' enc:type='audio/mpeg' enc:length='9'/>",
    "<enc:enclosure resource='https://x.example/a.mp3' type='audio/mpeg' length='9'/>",
    "<enc:enclosure enc:url='https://x.example/a.mp3' enc:type='audio/mpeg' enc:length='9'/>",
    "<enc:enclosure url='https://x.example/a.mp3' enc:length='9'/>",
  ]

  @Test(arguments: enclosures) func RSS1HasEnclosures(_ element: String) throws {
    let feed = try read(
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/" xmlns:enc="http://purl.oclc.org/net/rss_2.0/enc#">
      <item rdf:about="https://x.example/1"><title>i</title>\(element)</item></rdf:RDF>
      """)
    let attachment = try #require(feed.entries.first?.attachments.first)
    #expect(attachment.address.href == "https://x.example/a.mp3")
    #expect(attachment.mediaType == "audio/mpeg")
    #expect(attachment.bytes == 9)
  }

  @Test func theFileBehindFeedBurnersCounter() throws {
    let counted = "<enclosure url='http://feedproxy.google.com/~r/S/~5/1/a.mp3' type='audio/mpeg'/>"
    let original =
      "<feedburner:origEnclosureLink>https://x.example/a.mp3</feedburner:origEnclosureLink>"
    #expect(
      try item(counted + original).attachments.map(\.address.href) == ["https://x.example/a.mp3"])
    let own = "<enclosure url='https://cdn.example/b.mp3' type='audio/mpeg'/>"
    #expect(
      try item(own + original).attachments.map(\.address.href) == ["https://cdn.example/b.mp3"])
  }

  @Test func theEnclosureIsTheFirstFile() throws {
    let entry = try item(
      "<media:content url='https://x.example/b.mp4' type='video/mp4'/>"
        + "<media:content url='https://x.example/a.mp4' fileSize='1' duration='5'/>"
        + "<enclosure url='https://x.example/a.mp4' length='9' type='video/mp4'/>"
        + "<enclosure url='https://x.example/c.mp3' length='3' type='audio/mpeg'/>"
        + "<enclosure url='https://x.example/a.mp4' length='7' type='video/mp4'/>")
    #expect(
      entry.attachments.map(\.address.href) == [
        "https://x.example/a.mp4", "https://x.example/c.mp3", "https://x.example/b.mp4",
      ])
    #expect(entry.attachments.first?.bytes == 9)
    #expect(entry.attachments.first?.seconds == 5)
  }

  @Test func categoriesInsideCategories() throws {
    let entry = try item(
      "<categories><category>Mac</category><category>iOS</category><other>x</other></categories>"
        + "<category>Mac</category>")
    #expect(entry.categories.map(\.term) == ["Mac", "iOS"])
  }
}
