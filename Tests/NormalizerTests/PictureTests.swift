import FeedModel
import HTML
import Testing

@testable import Normalizer

/// Which picture stands for an entry, and which of its files are left beside it.
@Suite struct PictureTests {
  private func media(_ name: String, _ attributes: [(String, String)]) -> ExtensionElement {
    ExtensionElement(
      namespace: "http://search.yahoo.com/mrss/", name: name,
      attributes: attributes.map { .init(name: $0.0, value: $0.1) })
  }

  private func cleaned(
    _ html: String, image: String? = nil, media: [ExtensionElement] = [],
    enclosures: [(String, String)] = []
  ) -> NormalizedEntry? {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://e.org/a/b")
    entry.content = Text(.html, html)
    entry.image = image.flatMap { WebAddress($0) }
    entry.extensions = media
    for (address, type) in enclosures {
      if let address = WebAddress(address) {
        entry.attachments.append(
          FeedModel.Attachment(address: address, mediaType: type, bytes: 1000))
      }
    }
    for element in media where element.name == "content" {
      if let address = element.value(of: "url").flatMap({ WebAddress($0) }) {
        entry.attachments.append(
          FeedModel.Attachment(address: address, mediaType: element.value(of: "type")))
      }
    }
    return Normalizer().normalized(entry: entry, context: NormalizationContext(id: "urn:uuid:0"))
  }

  static let bodies: [(html: String, picture: String?)] = [
    ("<img src=/a.jpg><img src=/b.jpg>", "a.jpg"),
    ("<img src=/a.jpg width=120 height=90><img src=/b.jpg width=640>", "b.jpg"),
    ("<img src=/a.jpg width=120>", nil),
    ("<img src=/p-150x150.jpg><img src=/b.jpg>", "b.jpg"),
    ("<img src=/emoji/1f600.png><img src=/b.jpg>", "b.jpg"),
    ("<img src=https://secure.gravatar.com/avatar/x?s=300><img src=/b.jpg>", "b.jpg"),
    ("<img src=/avatar-the-film.jpg width=800>", "avatar-the-film.jpg"),
    ("<img src=/img/twitter_icon_large.png>", nil), ("<img src=/pdf-icon.png>", nil),
    ("<img src=/smilies/icon_smile.gif><img src=/b.jpg>", "b.jpg"),
    ("<img src=/a.jpg srcset='/a-300x200.jpg 300w, /a-1024x683.jpg 1024w'>", "a-1024x683.jpg"),
    ("<a href=/photo.jpg><img src=/photo-150x150.jpg width=150></a>", "photo.jpg"),
    ("<video poster=/still.jpg src=/v.mp4></video>", "still.jpg"),
    // What a name says counts for little where the size is known.
    ("<img src=/the-logo-of-it.png width=800 height=400>", "the-logo-of-it.png"),
    (
      "<img src=/iconic-buildings-of-the-world-from-above.jpg>",
      "iconic-buildings-of-the-world-from-above.jpg"
    ),
  ]

  @Test("The first of a body that is no small one and no sign", arguments: bodies)
  func body(html: String, picture: String?) {
    #expect(cleaned(html)?.image?.href == picture.map { "https://e.org/\($0)" })
  }

  @Test("What the publisher names outweighs the body, at its widest")
  func named() {
    let body = "<p>Text.</p><img src=https://e.org/body.jpg width=640>"
    #expect(cleaned(body, image: "https://e.org/n.jpg")?.image?.href == "https://e.org/n.jpg")
    let sizes = [140, 460, 700].map { width in
      media(
        "content",
        [
          ("url", "https://i.example/p.jpg?width=\(width)"), ("width", "\(width)"),
          ("medium", "image"),
        ])
    }
    #expect(cleaned(body, media: sizes)?.image?.href == "https://i.example/p.jpg?width=700")
    let small = media(
      "thumbnail",
      [("url", "https://e.org/s72-c/body.jpg"), ("width", "72"), ("height", "72")])
    #expect(
      cleaned(body, image: "https://e.org/s72-c/body.jpg", media: [small])?.image?.href
        == "https://e.org/body.jpg")
    #expect(
      cleaned("<p>Text.</p>", image: "https://e.org/s72-c/body.jpg", media: [small])?.image?.href
        == "https://e.org/s72-c/body.jpg")
    #expect(
      cleaned("<p>Text.</p>", enclosures: [("https://e.org/p.jpg", "image/jpeg")])?.image?.href
        == "https://e.org/p.jpg")
    #expect(
      cleaned("<p>Text.</p>", enclosures: [("https://e.org/p.mp3", "audio/mpeg")])?.image == nil)
  }

  @Test("Enclosures stay; of Media RSS goes what is shown, portraits and Flash")
  func files() {
    let picture = media(
      "content", [("url", "https://e.org/p.jpg"), ("type", "image/jpeg"), ("medium", "image")])
    let portrait = media(
      "content", [("url", "https://secure.gravatar.com/avatar/x?s=96"), ("medium", "image")])
    let flash = media(
      "content",
      [("url", "https://e.org/v/x"), ("type", "application/x-shockwave-flash")])
    let film = media("content", [("url", "https://e.org/v.mp4"), ("type", "video/mp4")])
    let entry = cleaned("<p>Text.</p>", media: [portrait, picture, flash, film])
    #expect(entry?.image?.href == "https://e.org/p.jpg")
    #expect(entry?.attachments.map(\.address.href) == ["https://e.org/v.mp4"])
    let enclosed = cleaned("<p>Text.</p>", enclosures: [("https://e.org/p.jpg", "image/jpeg")])
    #expect(enclosed?.attachments.map(\.address.href) == ["https://e.org/p.jpg"])
    var described = picture
    described.children = [
      ExtensionElement(
        namespace: "http://search.yahoo.com/mrss/", name: "description", text: "A red house")
    ]
    #expect(
      cleaned("<p>Text.</p>", media: [described])?.attachments.map(\.title) == ["A red house"])
  }

  static let names: [(address: String, width: Int?, stem: String)] = [
    ("https://e.org/p-150x150.jpg", 150, "e.org/p.jpg"),
    ("https://e.org/p_300x200.jpg", 300, "e.org/p.jpg"),
    ("https://e.org/p.jpg", nil, "e.org/p.jpg"),
    ("https://1.bp.blogspot.com/x/s72-c/p.jpg", 72, "1.bp.blogspot.com/x//p.jpg"),
    ("https://lh3.googleusercontent.com/abc=w400-h300", 400, "lh3.googleusercontent.com/abc"),
    ("https://e.org/220px-Name.jpg", 220, "e.org/name.jpg"),
    ("https://e.org/p.jpg?w=320&q=3", 320, "e.org/p.jpg"),
    ("https://e.org/p.jpg?resize=300%2C200", 300, "e.org/p.jpg"),
    ("https://e.org/s100/p.jpg", nil, "e.org/s100/p.jpg"),
    ("https://e.org/2024x7/p.jpg", nil, "e.org/2024x7/p.jpg"),
    ("https://e.org/boeing-737x.jpg", nil, "e.org/boeing-737x.jpg"),
  ]

  @Test("Sizes in names", arguments: names)
  func sizes(address: String, width: Int?, stem: String) throws {
    let parts = try #require(WebAddress(address).flatMap { AddressParts($0) })
    let name = PictureFileName(parts)
    #expect(name.size.width == width)
    #expect(String(decoding: name.stem, as: UTF8.self) == stem)
  }
}
