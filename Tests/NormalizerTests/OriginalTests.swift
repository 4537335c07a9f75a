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

  @Test(
    "An original is the link whatever the counter's address looks like",
    arguments: [
      "http://rssnamespace.org/feedburner/ext/1.0", "http://www.pheedo.com/namespace/pheedo",
    ])
  func ownDomain(namespace: String) throws {
    let change: (inout ParsedEntry) -> Void = {
      $0.link = WebAddress("https://rss.e.org/Feed/feed?m=1957")
      $0.rawLink = $0.link?.href
    }
    let plain = try #require(cleaned(change))
    let entry = try #require(
      cleaned {
        change(&$0)
        $0.extensions = [
          ExtensionElement(namespace: namespace, name: "origLink", text: "https://e.org/real?sid=5")
        ]
        $0.links = ["https://e.org/real?sid=5"].compactMap { WebAddress($0) }.map {
          Link(rel: "canonical", address: $0)
        }
      })
    #expect(entry.link?.href == "https://e.org/real?sid=5" && entry.links.isEmpty)
    #expect(entry.id == plain.id)
    #expect(entry.aliases.contains("//rss.e.org/Feed/feed?m=1957"))
  }

  @Test("Pictures of the counter before the link go, where the feed names the original")
  func counterPictures() {
    let words = "<p>Words of it.</p>"
    let ad =
      "<p><a href=\"http://rss.e.org/~c/F/f?a=UA\"><img src=\"http://rss.e.org/~c/F/f?i=UA\"></a></p>"
      + "<img src=\"http://rss.e.org/F/f?g=1957\"><img src=\"http://rss.e.org/img.phdo?i=1\">"
    let others =
      "<p><img src=\"https://e.org/~ann/a.jpg\"><img src=\"https://e.org/p?g=1\">"
      + "<img src=\"http://rss.e.org/F/f?g=big\"></p>"
    let html = { (text: String, original: String?) in
      cleaned { entry in
        entry.link = WebAddress("http://rss.e.org/F/f?m=1957")
        entry.extensions = original.map { [self.original("origLink", $0)] } ?? []
        entry.content = Text(.html, text)
      }
    }
    let clean = html(words + ad, "https://e.org/real?sid=5")
    #expect(clean?.content?.html == words && clean?.image == nil)
    #expect(html(words + others, "https://e.org/real?sid=5")?.content?.html == words + others)
    #expect(html(words + ad, nil)?.content?.html == words + ad)
    #expect(html(words + ad, "http://rss.e.org/real")?.content?.html == words + ad)
  }

  static let replies: [(replies: String, link: String)] = [
    ("https://e.org/2009/sax-made-easy.html#comments", "https://e.org/2009/sax-made-easy.html"),
    ("https://e.org/2009/sax-made-easy.html", "https://e.org/2009/sax-made-easy.html"),
    (
      "https://e.org/2009/other.html#comments",
      "http://feeds.example/~r/N/~3/5199/sax-made-easy.html"
    ),
    (
      "https://e.org/c?p=sax-made-easy.html", "http://feeds.example/~r/N/~3/5199/sax-made-easy.html"
    ),
    (
      "http://feeds.example/~r/N/~3/1/sax-made-easy.html",
      "http://feeds.example/~r/N/~3/5199/sax-made-easy.html"
    ),
  ]

  @Test("The page of the comments proves where a counter leads", arguments: replies)
  func comments(replies: String, link: String) {
    let entry = cleaned { entry in
      entry.link = WebAddress("http://feeds.example/~r/N/~3/5199/sax-made-easy.html")
      entry.links = [WebAddress(replies)].compactMap(\.self).map {
        Link(rel: "replies", address: $0, type: "text/html")
      }
    }
    #expect(entry?.link?.href == link)
    let own = cleaned { entry in
      entry.link = WebAddress("https://other.example/sax-made-easy.html")
      entry.links = [WebAddress(replies)].compactMap(\.self).map {
        Link(rel: "replies", address: $0, type: "text/html")
      }
    }
    #expect(own?.link?.href == "https://other.example/sax-made-easy.html")
  }

  @Test("Ways to read more lead to any address that the source gives the entry")
  func ownAddresses() {
    let text = "<p>Some words of the article here.</p>"
    let more = { (address: String) in "\(text)<p><a href=\"\(address)\">Read more</a></p>" }
    let html = { (address: String) in
      cleaned { entry in
        entry.id = "https://e.org/guid/7"
        entry.link = WebAddress("https://click.example/c?i=7")
        entry.links = [WebAddress("https://e.org/canonical")].compactMap(\.self).map {
          Link(rel: "canonical", address: $0)
        }
        entry.content = Text(.html, more(address))
      }?.content?.html
    }
    for own in ["https://e.org/guid/7", "https://e.org/canonical", "https://click.example/c?i=7"] {
      #expect(html(own) == text)
    }
    #expect(html("https://e.org/other") == more("https://e.org/other"))
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

  private func player(
    _ media: [(String, String)], link: String, body: String = "<p>About it.</p>"
  ) -> NormalizedEntry? {
    cleaned { entry in
      entry.link = WebAddress(link)
      entry.content = Text(.html, body)
      for (name, address) in media {
        entry.extensions.append(
          ExtensionElement(
            namespace: "http://search.yahoo.com/mrss/", name: name,
            attributes: [.init(name: "url", value: address), .init(name: "fileSize", value: "1")]))
        if name == "content", let address = WebAddress(address) {
          entry.attachments.append(
            FeedModel.Attachment(address: address, mediaType: "video/*", bytes: 1))
        }
      }
    }
  }

  @Test("A player that the feed names is shown, with its key, and is no file")
  func namedPlayer() {
    let vimeo = player(
      [("player", "https://player.vimeo.com/video/123456789?h=b1b80e")],
      link: "https://vimeo.com/123456789")
    #expect(
      vimeo?.content?.html.hasPrefix(
        #"<iframe src="https://player.vimeo.com/video/123456789?h=b1b80e&amp;dnt=1""#) == true)
    let address = "https://www.youtube-nocookie.com/embed/abcdefghijk"
    let page = player([("content", address + "?enablejsapi=1")], link: "https://e.org/show/7")
    let once = page?.content?.html ?? ""
    #expect(once.hasPrefix("<iframe src=\"\(address)\"") && once.hasSuffix("<p>About it.</p>"))
    #expect(page?.attachments.isEmpty == true)
    // It is there already.
    let again = player([("content", address)], link: "https://e.org/show/7", body: once)
    #expect(again?.content?.html == once)
  }

  @Test(
    "What is a file, or was one for Flash, is no player",
    arguments: [
      ("content", "https://e.org/film.mp4", 1),
      ("content", "https://www.youtube.com/v/abcdefghijk", 1),
      ("player", "https://e.org/player?film=7", 0),
      ("content", "https://archive.org/embed/x/film.mp4", 1),
    ])
  func noPlayer(name: String, address: String, files: Int) {
    let entry = player([(name, address)], link: "https://e.org/show/7")
    #expect(entry?.content?.html == "<p>About it.</p>")
    #expect(entry?.attachments.count == files)
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
