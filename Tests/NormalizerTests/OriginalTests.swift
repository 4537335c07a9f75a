import FeedModel
import Testing

@testable import Normalizer

/// The link and the film of an entry, where its feed names them.
@Suite struct OriginalTests {
  private func cleaned(_ change: (inout ParsedEntry) -> Void) -> NormalizedEntry? {
    var entry = ParsedEntry()
    entry.rawLink = "http://feedproxy.google.com/~r/Name/~3/AbC/1"
    entry.link = WebAddress("http://feedproxy.google.com/~r/Name/~3/AbC/1")
    entry.content = Text(.html, "<p>Text.</p>")
    change(&entry)
    return Normalizer().normalized(entry: entry, context: NormalizationContext(id: "urn:uuid:0"))
  }

  private func original(_ name: String, _ address: String) -> ExtensionElement {
    ExtensionElement(
      namespace: "http://rssnamespace.org/feedburner/ext/1.0", name: name, text: address)
  }

  @Test("FeedBurner's origLink is the link; the id stays what it was")
  func link() throws {
    let plain = try #require(cleaned { _ in })
    let entry = try #require(
      cleaned {
        $0.extensions = [original("origLink", "https://e.org/1?utm_source=feedburner")]
        $0.links = [Link(rel: "canonical", address: $0.link ?? .placeholder)]
      })
    #expect(entry.link?.href == "https://e.org/1")
    #expect(entry.id == plain.id)
    let remembered = cleaned { entry in
      if let address = WebAddress("https://e.org/1") {
        entry.links = [Link(rel: "canonical", address: address)]
      }
    }
    #expect(remembered?.link?.href == "https://e.org/1" && remembered?.links.isEmpty == true)
  }

  @Test("What is no original changes nothing")
  func noOriginal() throws {
    let same = cleaned { $0.extensions = [original("origLink", "http://f.example/~r/N/~3/x/2")] }
    #expect(same?.link?.href == "http://feedproxy.google.com/~r/Name/~3/AbC/1")
    let none = cleaned { $0.extensions = [original("origLink", "urn:x")] }
    #expect(none?.link?.href == same?.link?.href)
    let canonical = cleaned { entry in
      entry.link = WebAddress("https://e.org/mine")
      if let address = WebAddress("https://other.example/theirs") {
        entry.links = [Link(rel: "canonical", address: address)]
      }
    }
    #expect(canonical?.link?.href == "https://e.org/mine" && canonical?.links.count == 1)
  }

  @Test("origEnclosureLink is the file")
  func enclosure() throws {
    let proxied = try #require(WebAddress("http://feedproxy.google.com/~r/N/~5/x/1.mp3"))
    let entry = cleaned {
      $0.attachments = [FeedModel.Attachment(address: proxied, mediaType: "audio/mpeg", bytes: 9)]
      $0.extensions = [original("origEnclosureLink", "https://e.org/1.mp3")]
    }
    #expect(entry?.attachments.map(\.address.href) == ["https://e.org/1.mp3"])
    #expect(entry?.attachments.first?.bytes == 9)
  }

  // MARK: Films

  static let films: [(link: String, start: String)] = [
    (
      "https://www.youtube.com/watch?v=abcdefghijk",
      #"<iframe src="https://www.youtube-nocookie.com/embed/abcdefghijk""#
    ),
    (
      "https://www.youtube.com/shorts/abcdefghijk",
      #"<iframe src="https://www.youtube-nocookie.com/embed/abcdefghijk""#
    ),
    ("https://vimeo.com/123456789", #"<iframe src="https://player.vimeo.com/video/123456789"#),
    (
      "https://www.bilibili.com/video/BV1xx411c7mD/",
      #"<iframe src="https://player.bilibili.com/player.html?bvid=BV1xx411c7mD"#
    ),
    (
      "https://tube.example/w/9c9de5e8-0a1e-484a-b099-e80766180a6d",
      #"<p><a href="https://tube.example/w/9c9de5e8-0a1e-484a-b099-e80766180a6d"><img src="https://tube.example/still.jpg"></a></p>"#
    ),
  ]

  private func film(_ link: String, _ body: String) -> String {
    cleaned { entry in
      entry.link = WebAddress(link)
      entry.image = WebAddress("https://tube.example/still.jpg")
      entry.content = Text(.html, body)
      if let file = WebAddress("https://tube.example/v.mp4") {
        entry.attachments = [FeedModel.Attachment(address: file, mediaType: "video/mp4")]
      }
    }?.content?.html ?? ""
  }

  @Test("An entry of a video site shows its film above the description", arguments: films)
  func video(link: String, start: String) {
    let once = film(link, "<p>About it.</p>")
    #expect(once.hasPrefix(start) && once.hasSuffix("<p>About it.</p>"), "\(once)")
    #expect(film(link, once) == once)
  }

  @Test(
    "Other pages show none",
    arguments: [
      "https://www.youtube.com/playlist?list=x", "https://www.youtube.com/@name",
      "https://vimeo.com/channels/staff", "https://www.bilibili.com/read/cv123",
      "https://e.org/w/short", "https://e.org/watch?v=abcdefghijk",
    ])
  func noVideo(link: String) {
    #expect(film(link, "<p>About it.</p>") == "<p>About it.</p>")
  }
}

extension WebAddress {
  fileprivate static var placeholder: WebAddress {
    guard let address = WebAddress("https://e.org/1") else { preconditionFailure("an address") }
    return address
  }
}
