import FeedModel
import Testing

@testable import FeedReader

/// JSON Feeds in other shapes than the specification's.
@Suite struct JSONShapeTests {
  private func feed(_ item: String, head: String = "") throws -> ParsedFeed {
    try read(
      """
      {"version": "https://jsonfeed.org/version/1.1", \(head)
      "items": [{"url": "https://x.example/1", \(item)}]}
      """)
  }

  private func entry(_ item: String) throws -> ParsedEntry {
    try #require(try feed(item).entries.first)
  }

  static let authors: [(member: String, names: [String?])] = [
    (#""authors": {"name": "Ann"}"#, ["Ann"]), (#""authors": "Ann""#, ["Ann"]),
    (#""authors": ["Ann", {"name": "Bob"}]"#, ["Ann", "Bob"]), (#""author": "Ann""#, ["Ann"]),
    (#""author": [{"name": "Ann"}]"#, ["Ann"]),
    (#""author": {"name": {"value": "Ann"}}"#, ["Ann"]),
    (#""authors": [], "author": {"name": "Ann"}"#, ["Ann"]),
    (#""authors": null"#, []), (#""authors": 3"#, []), (#""authors": {}"#, []),
    (#""author": "Ann Lee; Bob Ray""#, ["Ann Lee", "Bob Ray"]),
    (#""author": "Smith, John""#, ["Smith, John"]),
    (#""authors": [{"name": "ann@x.example"}]"#, [nil]),
  ]

  @Test(arguments: authors) func readsAuthors(_ member: String, _ names: [String?]) throws {
    #expect(try entry(member).authors.map(\.name) == names)
  }

  static let tags: [(member: String, tags: [String])] = [
    (#""tags": ["a", "b, c", 3]"#, ["a", "b, c", "3"]), (#""tags": "a, b,"# + #"""#, ["a", "b"]),
    (#""tags": {"name": "a"}"#, ["a"]), (#""tags": [{"term": "a"}, {"label": "b"}]"#, ["a", "b"]),
    (#""tags": ["a", " a", "A"]"#, ["a", "A"]), (#""categories": ["a"]"#, ["a"]),
    (#""tags": [], "keywords": "a"# + #"""#, ["a"]), (#""tags": [null, "", true]"#, []),
  ]

  @Test(arguments: tags) func readsTags(_ member: String, _ tags: [String]) throws {
    #expect(try entry(member).categories.map(\.term) == tags)
  }

  static let attachments: [(member: String, count: Int)] = [
    (#""attachments": {"url": "https://x.example/a.mp3", "length": "9", "type": "audio/mpeg"}"#, 1),
    (#""attachments": "https://x.example/a.mp3""#, 1),
    (#""attachments": [{"url": "https://x.example/a.mp3", "size_in_bytes": 9}]"#, 1),
    (#""attachments": [{"href": "https://x.example/a.mp3"}, {"title": "none"}]"#, 1),
    (#""attachments": {}"#, 0), (#""attachments": [4]"#, 0),
  ]

  @Test(arguments: attachments) func readsAttachments(_ member: String, _ count: Int) throws {
    let attachments = try entry(member).attachments
    #expect(attachments.count == count)
    #expect(attachments.allSatisfy { $0.mediaType == "audio/mpeg" })
  }

  @Test func readsTitlesIdsAndBodies() throws {
    let rendered = try entry(#""title": {"rendered": "A &#8217; <b>B</b>"}, "id": 12"#)
    #expect(rendered.title == Text(.html, "A &#8217; <b>B</b>"))
    #expect(rendered.id == "12")
    #expect(try entry(##""title": {"#text": "A &amp; B"}"##).title == Text(.plain, "A &amp; B"))
    #expect(try entry(#""title": "A &amp; B""#).title == Text(.plain, "A &amp; B"))
    #expect(try entry(#""title": {"x": "A"}"#).title == nil)
    #expect(try entry(#""content": {"rendered": "<p>a</p>"}"#).content == Text(.html, "<p>a</p>"))
    #expect(try entry(#""content": "a < b""#).content == Text(.plain, "a < b"))
    #expect(
      try entry(#""content_text": "t", "content": "<p>a</p>""#).content == Text(.plain, "t"))
    #expect(
      try entry(#""image": {"url": "https://x.example/a.png"}"#).image?.href
        == "https://x.example/a.png")
  }

  @Test func oneItemAndOneHub() throws {
    let feed = try read(
      """
      {"version": "https://jsonfeed.org/version/1.1", "hubs": {"url": "https://hub.example/"},
      "items": {"id": "1", "content_text": "x"}}
      """)
    #expect(feed.entries.map(\.id) == ["1"])
    #expect(feed.links.map(\.rel) == ["hub"])
  }
}

/// Lists of people in one field.
@Suite struct NameListTests {
  static let lists: [(text: String, names: [String])] = [
    ("Ann Lee; Bob Ray", ["Ann Lee", "Bob Ray"]), ("张三、李四", ["张三", "李四"]),
    ("张三，李四", ["张三", "李四"]),
    ("Ann Lee <a@x.example>; \"Bob\" <b@x.example>", ["Ann Lee", "Bob"]),
    ("Ann Lee, Bob Ray and Cid Orr", ["Ann Lee", "Bob Ray", "Cid Orr"]),
    ("Ann Lee, Bob de Ray, and Cid Orr", ["Ann Lee", "Bob de Ray", "Cid Orr"]),
    ("Ann Lee, Bob Ray & Cid Orr", ["Ann Lee", "Bob Ray", "Cid Orr"]),
  ]

  @Test(arguments: lists) func splits(_ text: String, _ names: [String]) {
    #expect(PersonReading.several(text).map(\.name) == names)
  }

  static let names = [
    "Smith, John", "Johnson & Johnson", "Simon and Schuster", "Ann Lee, Bob Ray",
    "Department of Health and Human Services", "Martin Luther King, Jr.", "Bill Gates, Microsoft",
    "Ernst & Young LLP", "Reuters", "Ann Lee and Bob Ray", "Smith, Jones and Partners", "A; ",
    "Marks, Spencer, and Sons", "<b>;Invalid title</b>", "?page=1&copy=2;mode=x & done",
    "这是一句话，并有助于改进。", "location.href='/';</script> description",
  ]

  @Test(arguments: names) func leaves(_ text: String) {
    #expect(PersonReading.several(text).count == 1)
  }

  static let mails: [(text: String, name: String?, email: String?)] = [
    ("ann@x.example", nil, "ann@x.example"),
    ("ann@x.example (Ann Lee)", "Ann Lee", "ann@x.example"),
    ("Ann Lee <ann@x.example>", "Ann Lee", "ann@x.example"),
    ("mailto:ann@x.example?subject=Your%20post", nil, "ann@x.example"),
    ("ann&co@x.example", nil, "co@x.example"), ("ann@x.example.", nil, "ann@x.example"),
    ("@ann", "@ann", nil),
  ]

  @Test(arguments: mails) func addressesAreNoNames(
    _ text: String, _ name: String?, _ email: String?
  ) {
    let person = PersonReading.several(text).first
    #expect(person?.name == name)
    #expect(person?.email == email)
  }

  @Test func mailAddressesAreSeveral() {
    let people = PersonReading.several("a@x.example (Ann), b@x.example (Bob)")
    #expect(people.map(\.name) == ["Ann", "Bob"])
    #expect(people.map(\.email) == ["a@x.example", "b@x.example"])
  }
}
