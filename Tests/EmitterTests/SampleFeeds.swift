@testable import FeedModel

/// Feeds that the tests write.
enum SampleFeeds {
  static func address(_ text: String) -> WebAddress {
    guard let address = WebAddress(text) else { preconditionFailure("not an address: \(text)") }
    return address
  }

  static func time(_ seconds: Int64, milliseconds: Int64 = 0) -> Timestamp {
    Timestamp(milliseconds: seconds * 1000 + milliseconds) ?? .epoch
  }

  /// A feed that uses every field of the model.
  static var full: NormalizedFeed {
    var feed = NormalizedFeed(
      id: "urn:uuid:6ba7b811-9dad-51d1-80b4-00c04fd430c8", title: "世界 & <World>",
      authors: [Person(name: "编辑部", email: "desk@example.org")], updated: time(1_729_843_022))
    feed.subtitle = "News, \"daily\""
    feed.homepage = address("https://example.org/")
    feed.language = "zh-CN"
    feed.rights = "© 2024 Example"
    feed.icon = address("https://example.org/icon.png")
    feed.logo = address("https://example.org/logo.png")
    feed.contributors = [Person(name: "Ed", address: address("https://example.org/ed"))]
    feed.categories = [Category(term: "news", scheme: "https://example.org/terms", label: "News")]
    feed.links = [
      Link(rel: "hub", address: address("https://hub.example/")),
      Link(rel: "self", address: address("https://source.example/feed.xml")),
      Link(rel: "license", address: address("https://example.org/license"), type: "text/html"),
    ]
    feed.extensions = [
      ExtensionElement(namespace: itunes, name: "explicit", text: "false"),
      ExtensionElement(namespace: itunes, name: "new-feed-url", text: "https://source.example/"),
    ]
    feed.entries = [fullEntry, bareEntry]
    return feed
  }

  static let itunes = "http://www.itunes.com/dtds/podcast-1.0.dtd"
  static let media = "http://search.yahoo.com/mrss/"

  static var fullEntry: NormalizedEntry {
    var entry = NormalizedEntry(
      id: EntryID(iri: "https://example.org/1?a=1&b=2"), title: "Title with <b>, & and \"quotes\"",
      updated: time(1_729_843_022, milliseconds: 250))
    entry.link = address("https://example.org/1?a=1&b=2")
    entry.summary = "Summary & more"
    entry.content = CleanHTML(
      sanitized:
        "<p>Body &amp; soul, <a href=\"https://example.org/x?a=1&amp;b=2\">link</a> ]]></p>")
    entry.links = [
      Link(
        rel: "related", address: address("https://example.org/en/1"), hreflang: "en",
        title: "English"),
      Link(rel: "via", address: address("https://mirror.example/1")),
      Link(rel: "replies", address: address("https://example.org/1/comments"), type: "text/html"),
    ]
    entry.authors = [
      Person(name: "Anna", address: address("https://example.org/anna")),
      Person(email: "b@example.org"),
    ]
    entry.contributors = [Person(name: "Carl")]
    entry.categories = [
      Category(term: "politics"), Category(term: "eu", scheme: "not an iri", label: "EU"),
    ]
    entry.published = time(1_729_841_822)
    entry.rights = "CC BY"
    entry.source = EntrySource(
      id: "urn:x:source", title: "The source", homepage: address("https://source.example/"),
      feedAddress: address("https://source.example/feed.xml"))
    entry.attachments = [
      Attachment(
        address: address("https://example.org/1.mp3"), mediaType: "audio/mpeg", title: "Sound",
        bytes: 123_456, seconds: 61.5),
      Attachment(address: address("https://example.org/unknown")),
    ]
    entry.image = address("https://example.org/1.jpg")
    entry.bannerImage = address("https://example.org/banner.jpg")
    entry.externalAddress = address("https://elsewhere.example/1")
    entry.language = "de"
    entry.extensions = extensions
    return entry
  }

  static var extensions: [ExtensionElement] {
    [
      ExtensionElement(
        namespace: media, name: "credit",
        attributes: [.init(name: "role", value: "photographer")], text: "Dora <i>"),
      ExtensionElement(
        namespace: media, name: "player",
        attributes: [
          .init(name: "url", value: " java\tscript:alert(1)"),
          .init(name: "url", value: "https://p.example/"),
        ]),
      ExtensionElement(namespace: "http://www.w3.org/1999/xhtml", name: "script", text: "alert(1)"),
      ExtensionElement(namespace: "http://www.w3.org/2000/svg", name: "svg"),
      ExtensionElement(namespace: "urn:unknown", name: "x", text: "hidden"),
      ExtensionElement(namespace: media, name: "bad name", text: "hidden"),
      ExtensionElement(
        namespace: "http://www.georss.org/georss", name: "where",
        children: [
          ExtensionElement(
            namespace: "http://www.opengis.net/gml", name: "Point",
            children: [
              ExtensionElement(namespace: "http://www.opengis.net/gml", name: "pos", text: "1 2")
            ])
        ]),
      ExtensionElement(
        namespace: "http://purl.org/syndication/thread/1.0", name: "in-reply-to",
        attributes: [
          .init(name: "ref", value: "urn:x:0"), .init(name: "href", value: "https://e.org/0"),
        ]),
      ExtensionElement(
        namespace: "https://podcastindex.org/namespace/1.0", name: "person",
        attributes: [.init(name: "role", value: "guest")], text: "Emil"),
    ]
  }

  /// An entry of which nothing is known but its id.
  static var bareEntry: NormalizedEntry {
    NormalizedEntry(
      id: EntryID(iri: "urn:uuid:00000000-0000-5000-8000-000000000000"), title: "", updated: .epoch)
  }

  /// A feed whose every text holds `text`.
  static func filled(with text: String) -> NormalizedFeed {
    var feed = full
    feed.title = text
    feed.subtitle = text
    feed.rights = text
    feed.authors = [Person(name: text)]
    feed.categories = [Category(term: text, label: text)]
    for index in feed.entries.indices {
      feed.entries[index].title = text
      feed.entries[index].summary = text
      feed.entries[index].content = CleanHTML(sanitized: text)
      feed.entries[index].rights = text
      feed.entries[index].authors = [Person(name: text, email: text)]
      feed.entries[index].categories = [Category(term: text, scheme: text, label: text)]
      feed.entries[index].language = text
      feed.entries[index].attachments = [
        Attachment(address: address("https://example.org/a"), mediaType: text, title: text)
      ]
      feed.entries[index].extensions = [
        ExtensionElement(namespace: media, name: text, text: text),
        ExtensionElement(
          namespace: media, name: "title",
          attributes: [.init(name: "type", value: text), .init(name: text, value: text)], text: text
        ),
      ]
    }
    return feed
  }

  /// Characters that have broken feeds (reliability C5, C12).
  static let hostileTexts = [
    "]]>", "<!-- --> <![CDATA[x]]> <?pi?>", "a\u{0}b\u{1}\u{8}\u{B}\u{C}\u{E}\u{1F}\u{7F}\u{85}c",
    "line\u{2028}para\u{2029}end", "</script><script>alert(1)</script>", "\"'`=<>&amp;&#0;",
    "\u{1F600}\u{10FFFF}\u{FFFE}\u{FFFF}\u{1FFFE}", "\u{202E}rtl\u{202C}\u{200F}", "\u{FEFF}bom",
    "tab\tnewline\ncr\rcrlf\r\nend", "，。｡\u{EFBF}", " ", "",
  ]
}
