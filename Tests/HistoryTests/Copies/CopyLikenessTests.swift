import FeedModel
import Testing

@testable import History

/// What is one article and what is not.
@Suite struct CopyLikenessTests {
  private static let articles = CopySamples.articles

  private static func likeness(_ a: NormalizedEntry, _ b: NormalizedEntry) -> CopyLikeness? {
    let (first, second) = (CopyText(a), CopyText(b))
    let found = first.likeness(to: second)
    #expect(second.likeness(to: first) == found, "it is not the same in both directions")
    if found != nil {
      #expect(!Set(first.keys).isDisjoint(with: second.keys), "it would never be looked at")
    }
    return found
  }

  // MARK: What is a copy

  @Test("The same words under another address, headline, markup and case are the same text")
  func sameText() throws {
    for article in Self.articles {
      let other = CopySamples.entry(
        article.headline, article.paragraphs.map { "<div><b>\($0)</b></div>" }.joined(),
        at: "https://mirror.example/1")
      #expect(Self.likeness(article.entry, other) == .sameText, "\(article.language)")
    }
  }

  private struct Edit: CustomTestStringConvertible, Sendable {
    var name: String
    var body: @Sendable (CopySamples.Article) -> String
    var testDescription: String { name }
  }

  private static let edits: [Edit] = [
    Edit(name: "a paragraph dropped") { CopySamples.html($0.paragraphs.dropLast()) },
    Edit(name: "the first paragraph dropped") { CopySamples.html($0.paragraphs.dropFirst()) },
    Edit(name: "a promo behind it") { CopySamples.html($0.paragraphs + [$0.promo]) },
    Edit(name: "a promo before it") { CopySamples.html([$0.promo] + $0.paragraphs) },
    Edit(name: "with an agency's credit") {
      CopySamples.html([$0.credit + $0.paragraphs[0]] + $0.paragraphs.dropFirst())
    },
    Edit(name: "cut after its first paragraph") {
      CopySamples.html([$0.paragraphs[0] + "…"])
    },
    Edit(name: "cut, with a promo in the place of the rest") {
      CopySamples.html([$0.paragraphs[0], $0.promo])
    },
  ]

  @Test(arguments: edits) private func nearCopies(_ edit: Edit) throws {
    for article in Self.articles {
      let copy = CopySamples.entry(
        article.title, edit.body(article), at: "https://mirror.example/1")
      #expect(Self.likeness(article.entry, copy) == .near, "\(article.language)")
    }
  }

  @Test("A number that was corrected leaves a long article one")
  func oneNumberOfMany() throws {
    let article = try #require(Self.articles.first { $0.language == "en" })
    let body = CopySamples.html(article.paragraphs).replacing("12 people", with: "14 people")
    let copy = CopySamples.entry(article.title, body, at: "https://mirror.example/1")
    #expect(Self.likeness(article.entry, copy) == .near)
  }

  @Test("Posts without titles that say the same are one")
  func withoutTitles() {
    let body = "<p>The band played two encores last night, and nobody wanted to go home.</p>"
    let (a, b) = (CopySamples.entry("", body, at: nil), CopySamples.entry("", body, at: nil))
    #expect(Self.likeness(a, b) == .sameText)
  }

  @Test("An article that was continued under its title is one")
  func continued() throws {
    let article = try #require(Self.articles.first)
    let update = "<p>Update, 6 February: the releases that are described below are available "
    let more = update + String(repeating: "and tested by many more people than before ", count: 9)
    let longer = CopySamples.entry(
      article.title, more + "</p>" + CopySamples.html(article.paragraphs), at: article.address)
    #expect(Self.likeness(article.entry, longer) == .near)
  }

  // MARK: What is none

  @Test("Different articles are no copies")
  func others() {
    for (index, article) in Self.articles.enumerated() {
      for other in Self.articles.dropFirst(index + 1) {
        #expect(Self.likeness(article.entry, other.entry) == nil)
      }
    }
  }

  @Test("Templates with other facts are no copies, on one site or on two")
  func templates() {
    #expect(CopySamples.templates.count > 10)
    for template in CopySamples.templates {
      for hosts in [("a.example", "a.example"), ("a.example", "b.example")] {
        let a = CopySamples.entry(
          template.first.title, template.first.body, at: "https://\(hosts.0)/1")
        let b = CopySamples.entry(
          template.second.title, template.second.body, at: "https://\(hosts.1)/2")
        #expect(Self.likeness(a, b) == nil, "\(template.name) \(hosts)")
      }
    }
  }

  @Test("What one site says of many, with other names in it, are many")
  func namesAlone() throws {
    let rules = CopySamples.companyWords + " " + CopySamples.companyWords.uppercased() + " Rules."
    let bodies = [("Roe", "Sunset", "harbour"), ("Doe", "Fog", "forest")].map { facts in
      "<p>This week's winner is \(facts.0) with the picture \(facts.1), which was taken in the "
        + "\(facts.2) at dawn.</p><p>\(rules)</p>"
    }
    var (a, b) = (
      CopySamples.entry("The winner is Roe", bodies[0], at: "https://photo.example/1"),
      CopySamples.entry("A picture of the forest", bodies[1], at: "https://photo.example/2")
    )
    a.published = Timestamp(milliseconds: 1_600_000_000_000)
    b.published = Timestamp(milliseconds: 1_600_604_800_000)
    #expect(Self.likeness(a, b) == nil)
    b.title = "The winner is Doe"
    #expect(Self.likeness(a, b) == nil)
  }

  @Test("What a company says at the end of every release makes them no copies")
  func boilerplate() throws {
    let end = CopySamples.companyWords
    let texts = try ["en", "de"].map { language in
      try #require(Self.articles.first { $0.language == language })
    }
    let entries = texts.map { article in
      CopySamples.entry(
        "Globex: " + article.title, CopySamples.html([article.paragraphs[0], end]),
        at: "https://wire.example/\(article.language)")
    }
    #expect(Self.likeness(entries[0], entries[1]) == nil)
  }

  @Test("An article that quotes another one is its own")
  func quotation() throws {
    let english = try #require(Self.articles.first { $0.language == "en" })
    let german = try #require(Self.articles.first { $0.language == "de" })
    let body = CopySamples.html(
      german.paragraphs + [english.paragraphs[0]] + german.paragraphs)
    let essay = CopySamples.entry("What they wrote", body, at: "https://essay.example/1")
    #expect(Self.likeness(english.entry, essay) == nil)
  }

  @Test("Two episodes are two, whatever is said of them")
  func episodes() {
    let body =
      "<p>Join us for another hour of talk about books, with guests from all over the "
      + "world, and with your letters, which we read at the end of every show.</p>"
    var (a, b) = (
      CopySamples.entry("The river", body, at: "https://pod.example/1"),
      CopySamples.entry("The mountain", body, at: "https://other.example/2")
    )
    a.attachments = [WebAddress("https://cdn.example/1.mp3")].compactMap { $0 }
      .map { Attachment(address: $0) }
    b.attachments = [WebAddress("https://cdn.example/2.mp3")].compactMap { $0 }
      .map { Attachment(address: $0) }
    #expect(Self.likeness(a, b) == nil)
    b.attachments = a.attachments
    #expect(Self.likeness(a, b) == .sameText)
  }

  @Test("What a status page says again, hours later, is another incident")
  func incidents() throws {
    let body =
      "<p>Access to the customer support system has been restored, and we are ready to "
      + "assist you. Thank you for your patience during this time.</p>"
    var (a, b) = (
      CopySamples.entry("Support system: up", body, at: "https://status.example/1"),
      CopySamples.entry("Support system: up", body, at: "https://status.example/2")
    )
    a.published = Timestamp(milliseconds: 1_600_000_000_000)
    b.published = Timestamp(milliseconds: 1_600_000_000_000 + 18 * 3_600_000)
    #expect(Self.likeness(a, b) == nil)
    b.published = a.published
    #expect(Self.likeness(a, b) == .sameText)
  }

  @Test("What says next to nothing is told by nothing")
  func shortTexts() {
    for body in ["", "<p>Read more</p>", "<p>今天的图片</p>", "<p>1</p>"] {
      for titles in [("Monday", "Tuesday"), ("Photo of the day", "Photo of the day"), ("", "")] {
        let a = CopySamples.entry(titles.0, body, at: "https://a.example/1")
        let b = CopySamples.entry(titles.1, body, at: "https://b.example/2")
        #expect(Self.likeness(a, b) == nil, "\(body)")
      }
    }
  }

  // MARK: How it is told

  @Test("Case, markup, references, joiners and the form of numbers make no difference")
  func units() {
    func units(_ html: String) -> [UInt32] {
      var scanner = UnitScanner(limit: 100)
      scanner.scan(html: html)
      return scanner.units
    }
    #expect(units("<p>Some Words</p>") == units("some <b>words</b>"))
    #expect(units("so<b>me</b> words") == units("some words"))
    #expect(units("<p>one</p><p>two</p>") == units("one two"))
    #expect(units("a &amp; b") == units("a b"))
    #expect(units("1,234 and 1.234") == units("1234 and 1234"))
    #expect(units("soft\u{AD}ly zero\u{200B}width") == units("softly zerowidth"))
    #expect(units("ＡＢＣ１２") == units("abc12"))
    #expect(units("ПРИВЕТ ÉTÉ") == units("привет été"))
    #expect(units("中文字") == units("中 文 字") && units("中文字").count == 3)
    #expect(units("안녕").count == 2 && units("สวัสดี").count == 6)
    #expect(units("one two") != units("two one") && units("1 2") != units("12"))
    #expect(units("<img alt=\"a > b\" src=\"x\">text") == units("text"))
    #expect(units("\u{FFFD}<p") == [] && units("&") == [])
  }

  @Test("A text is read as far as its limit, and what is damaged is read somehow")
  func limits() {
    var scanner = UnitScanner(limit: 10)
    scanner.scan(html: String(repeating: "word ", count: 10_000))
    #expect(scanner.units.count == 10)
    for html in ["<", "<a", "<a href=\"", "&#", "<p>\u{1F600}", "</", "<>"] {
      _ = CopyText(CopySamples.entry(html, html, at: nil)).keys
    }
  }
}
