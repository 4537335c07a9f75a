import FeedModel
import Testing

@testable import FeedReader

/// Pictures that items and channels name in elements of no module, and what is none.
@Suite struct ItemPictureTests {
  private func feed(_ item: String, head: String = "") throws -> ParsedFeed {
    try read(
      """
      <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"
      xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
      xmlns:News="https://www.bing.com:443/news/search?q=x" xmlns:own="https://x.example/ns"
      ><channel><title>t</title><link>https://news.example/</link>\(head)
      <item><guid>1</guid><link>https://news.example/a</link>\(item)</item></channel></rss>
      """)
  }

  private func image(_ item: String, head: String = "") throws -> String? {
    try feed(item, head: head).entries.first?.image?.href
  }

  @Test(arguments: [
    "<image>https://cdn.example/big.jpg</image>",
    "<image><![CDATA[https://cdn.example/big.jpg]]></image>",
    "<image>\n  <url>\n https://cdn.example/big.jpg\n </url>\n <title>T</title></image>",
    "<image><url>https://cdn.example/big.jpg</url><link>https://news.example/a</link></image>",
    "<image><link>https://cdn.example/big.jpg</link></image>",
    "<image url='https://cdn.example/big.jpg'/>", "<image href='https://cdn.example/big.jpg'/>",
    "<thumb>https://cdn.example/big.jpg</thumb>", "<thumbnail url='https://cdn.example/big.jpg'/>",
    "<bigimage>https://cdn.example/big.jpg</bigimage>",
    "<image>//cdn.example/big.jpg</image>",
    "<smallimage>https://cdn.example/big.jpg</smallimage>",
  ])
  func anItemsPictureIsItsImage(item: String) throws {
    #expect(try image(item) == "https://cdn.example/big.jpg")
  }

  @Test func addressesThatTellNothingAreBelieved() throws {
    #expect(try image("<image>/p/big.jpg</image>") == "https://news.example/p/big.jpg")
    #expect(
      try image("<image>https://cdn.example/show.php?id=3</image>")
        == "https://cdn.example/show.php?id=3")
    #expect(
      try image("<News:Image>http://www.bing.com/th?id=O.x&amp;pid=News\n </News:Image>")
        == "http://www.bing.com/th?id=O.x&pid=News")
  }

  @Test(arguments: [
    "<image/>", "<image></image>", "<image><url/></image>", "<image>none</image>",
    "<image>big.jpg</image>", "<image>https://news.example/a</image>",
    "<image>https://news.example/</image>", "<image>https://news.example/b.html</image>",
    "<image>https://cdn.example/film.mp4</image>",
    "<image>https://news.example/favicon.ico</image>",
    "<image><link>https://news.example/a</link></image>",
    "<image><link>https://news.example/gallery/3</link></image>",
    "<image>&lt;img src=\"https://cdn.example/big.jpg\"></image>",
    "<image>https://cdn.example/a.jpg https://cdn.example/b.jpg</image>",
    "<own:Image>https://cdn.example/big.jpg</own:Image>", "<image>data:image/gif;base64,AA</image>",
  ])
  func whatIsNoPictureGivesNone(item: String) throws {
    #expect(try image(item) == nil)
  }

  @Test func theWidestOfSeveralIsTaken() throws {
    let sizes = """
      <thumbnail>https://i.example/90x90/n.jpg</thumbnail>
      <smallimage>https://i.example/250x250/n.jpg</smallimage>
      <bigimage>https://i.example/600x338/n.jpg</bigimage>
      <image>https://i.example/250x250/n.jpg</image>
      """
    #expect(try image(sizes) == "https://i.example/600x338/n.jpg")
    let plain = "<thumb>https://i.example/t.jpg</thumb><image>https://i.example/i.jpg</image>"
    #expect(try image(plain) == "https://i.example/i.jpg")
  }

  @Test func mediaRSSAndITunesCountBesideIt() throws {
    let thumbnail = "<media:thumbnail url='https://i.example/t.jpg'/>"
    #expect(
      try image("\(thumbnail)<image>https://i.example/i.jpg</image>") == "https://i.example/i.jpg")
    #expect(
      try image("\(thumbnail)<thumb>https://i.example/s.jpg</thumb>") == "https://i.example/t.jpg")
    #expect(
      try image(
        "<enclosure url='https://i.example/e.jpg' type='image/jpeg' length='9'/>"
          + "<thumb>https://i.example/s.jpg</thumb>") == nil)
    #expect(
      try image(
        "<itunes:image href='https://i.example/p.jpg'/><image>https://i.example/i.jpg</image>")
        == "https://i.example/p.jpg")
  }

  @Test func theChannelsPictureIsNoItems() throws {
    let logo = "<image><url>https://news.example/l.png</url><title>t</title></image>"
    #expect(try image("<image>https://news.example/l.png</image>", head: logo) == nil)
    #expect(try image("<title>x</title>", head: logo) == nil)
    #expect(
      try image("<itunes:image href='https://news.example/l.png'/>", head: logo)
        == "https://news.example/l.png")
  }

  @Test func picturesInsideALinkAreRead() throws {
    let entry = try feed(
      "<atom:link rel='alternate' href='https://news.example/b'><media:content>"
        + "<media:thumbnail url='https://i.example/t.jpg' width='66'/></media:content></atom:link>"
    ).entries.first
    #expect(entry?.image?.href == "https://i.example/t.jpg")
    #expect(entry?.link?.href == "https://news.example/a")
  }

  // MARK: A site before a whole address

  @Test(arguments: [
    ("https://news.example/https://cdn.news.example/x.jpeg", "https://cdn.news.example/x.jpeg"),
    ("https://www.news.example/http://i.news.example/x.png", "http://i.news.example/x.png"),
    ("https://news.example/https://news.example/x.jpg", "https://news.example/x.jpg"),
  ])
  func aSiteBeforeItsOwnPictureGoes(address: String, picture: String) throws {
    let entry = try feed("<media:thumbnail url='\(address)'/>").entries.first
    #expect(entry?.image?.href == picture)
    #expect(entry?.extensions.first?.attributes.map(\.value) == [picture])
    let content = try feed("<media:content url='\(address)' type='image/jpeg'/>").entries.first
    #expect(content?.attachments.map(\.address.href) == [picture])
  }

  @Test(arguments: [
    "https://web.archive.example/web/2020/https://news.example/x.jpg",
    "https://proxy.example/https://news.example/x.jpg",
    "https://img.news.example/https://cdn.news.example/x.jpg",
    "https://news.example/https://cdn.news.example/page",
    "https://news.example/r?u=https://cdn.news.example/x.jpg",
  ])
  func whatNeedsItsPrefixKeepsIt(address: String) throws {
    #expect(try image("<media:thumbnail url='\(address)'/>") == address)
  }

  // MARK: The channel's

  private func logo(_ channel: String, _ behind: String = "") throws -> String? {
    try read(
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
      <channel rdf:about="https://ex.example/f"><title>t</title><link>https://ex.example/</link>
      \(channel)</channel>\(behind)<item rdf:about="https://ex.example/1"><title>a</title></item>
      </rdf:RDF>
      """
    ).logo?.href
  }

  @Test func thePictureOfRSS10IsItsOwnElement() throws {
    let reference = "<image rdf:resource='https://ex.example/r.gif'/>"
    let picture = """
      <image rdf:about="https://ex.example/r.gif"><title>t</title>
      <url>https://ex.example/logo.gif</url><link>https://ex.example/</link></image>
      """
    #expect(try logo(reference, picture) == "https://ex.example/logo.gif")
    #expect(try logo("", picture) == "https://ex.example/logo.gif")
    #expect(try logo(reference) == "https://ex.example/r.gif")
    #expect(try logo("<image/>") == nil)
    #expect(try logo("<image/>", picture) == "https://ex.example/logo.gif")
  }

  @Test(arguments: [
    ("<image/>", nil), ("<image><url/></image>", nil), ("<itunes:image href=''/>", nil),
    ("<atom:logo/>", nil),
    ("<image><url>https://ex.example/l.gif</url></image>", "https://ex.example/l.gif"),
    ("<itunes:image href='https://ex.example/c.jpg'/>", "https://ex.example/c.jpg"),
    ("<image><url>/l.gif</url></image>", "https://news.example/l.gif"),
    ("<atom:logo>https://ex.example/l.gif</atom:logo>", "https://ex.example/l.gif"),
  ])
  func anEmptyPictureIsNotTheHomePage(head: String, logo: String?) throws {
    #expect(try feed("", head: head).logo?.href == logo)
  }

  // MARK: Types

  @Test(arguments: [
    ("https://cdn.example/big.jpg", "text/html; charset=UTF-8", "image/jpeg"),
    ("https://cdn.example/big.PNG?x=1", "application/octet-stream", "image/png"),
    ("https://cdn.example/big.webp", "binary/octet-stream", "image/webp"),
    ("https://cdn.example/big.jpg", "text/plain", "image/jpeg"),
    ("https://cdn.example/file.php?img=a.jpg", "text/html", "text/html"),
    ("https://cdn.example/page.html", "text/html", "text/html"),
    ("https://wiki.example/wiki/File:Big.jpg", "text/html", "text/html"),
    ("https://cdn.example/a.mp3", "application/octet-stream", "audio/mpeg"),
    ("https://cdn.example/a.M4A?x=1", "binary/octet-stream", "audio/mp4"),
    ("https://cdn.example/a.mp4", "text/html", "video/mp4"),
    ("https://cdn.example/play.php?file=a.mp4", "text/html", "text/html"),
    ("https://cdn.example/a.mp3", "audio/ogg", "audio/ogg"),
    ("https://cdn.example/a.zip", "application/octet-stream", "application/octet-stream"),
    ("https://cdn.example/listen", "audio/mpeg", "audio/mpeg"),
    ("https://cdn.example/big.jpg", "image/png", "image/png"),
  ])
  func aMediumsNameBeatsAPagesType(address: String, said: String, type: String) throws {
    let entry = try feed("<enclosure url='\(address)' type='\(said)' length='9'/>").entries.first
    #expect(entry?.attachments.map(\.mediaType) == [type])
  }
}
