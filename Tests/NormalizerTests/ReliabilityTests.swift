import FeedModel
import HTML
import JSON
import Testing

@testable import Normalizer

/// C11 to C14 of the reliability matrix, by their ids; C9 and C10 are in `SanitizerTests`.
@Suite struct ReliabilityTests {
  private func cleaned(_ html: String, rules: Rules = .builtIn) -> NormalizedEntry? {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://example.org/a/b")
    entry.rawLink = "https://example.org/a/b"
    entry.content = Text(.html, html)
    return Normalizer(rules: rules).normalized(
      entry: entry, context: NormalizationContext(id: "urn:uuid:0"))
  }

  // MARK: C9

  /// Markup in every field that a source can fill.
  private func hostile(_ attack: String) -> ParsedEntry {
    var entry = ParsedEntry()
    entry.id = attack
    entry.rawLink = attack
    entry.link = WebAddress("https://example.org/a/b")
    entry.title = Text(.html, attack)
    entry.summary = Text(.html, attack)
    entry.content = Text(.html, "<p>x</p><img alt='\(attack)' src=/a.png>" + attack)
    entry.rights = Text(.html, attack)
    entry.authors = [Person(name: attack, email: attack)]
    entry.categories = [Category(term: attack, label: attack)]
    entry.attachments = [
      Attachment(address: WebAddress("data:text/html,\(attack)") ?? WebAddress.placeholder),
      Attachment(address: WebAddress("https://example.org/a.mp3") ?? WebAddress.placeholder),
    ]
    return entry
  }

  @Test(
    "C9 every field comes out as text, and the body by the policy",
    arguments: [
      "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
      "<a href=javascript:alert(1)>x</a>", "]]><script>alert(1)</script>", "<iframe srcdoc='<b>'>",
      "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
    ])
  func c9EveryField(attack: String) throws {
    let entry = try #require(
      Normalizer().normalized(
        entry: hostile(attack), context: NormalizationContext(id: "urn:uuid:0")))
    let html = entry.content?.html ?? ""
    for word in ["<script", "onerror=", "onload=", "javascript:", "srcdoc", "xlink"] {
      let tags = html.split(separator: "<").filter { $0.contains(">") }
      #expect(!tags.contains { $0.prefix { $0 != ">" }.contains(word) && !$0.hasPrefix("img alt") })
    }
    let texts = [entry.title, entry.summary ?? "", entry.rights ?? ""]
    #expect(!texts.contains { $0.contains("<script>") })
    #expect(entry.attachments.allSatisfy { $0.address.isHTTP })
  }

  // MARK: C11

  @Test(
    "C11 unwrapping gives http or https at a public host, or leaves the address",
    arguments: [
      "https://images.weserv.nl/?url=javascript:alert(1)", "https://wsrv.nl/?url=%",
      "https://images.weserv.nl/?url=127.0.0.1/a.jpg", "https://wsrv.nl/?url=[::1]/a.jpg",
      "https://images.weserv.nl/?url=http%3A%2F%2F169.254.169.254%2Flatest",
      "https://images.weserv.nl/?url=https%3A%2F%2Fuser%3Apw%40example.com%2F",
      "https://images.weserv.nl/?url=file%3A%2F%2F%2Fetc%2Fpasswd",
      "https://images.weserv.nl/?url=%2568%2574%2574%70://10.1.1.1/",
      "https://images.weserv.nl/?url=https%25253A%25252F%25252Fexample.com%25252F",
      "https://site.example/_next/image?url=%2F%2F192.168.0.1%2Fa.png",
      "https://wsrv.nl/?url=wsrv.nl/?url=wsrv.nl/?url=wsrv.nl/?url=wsrv.nl/?url=wsrv.nl/?url=e.org",
    ])
  func c11Unwrapping(text: String) throws {
    let html = cleaned("<img src='\(text)'>")?.content?.html ?? ""
    for word in [
      "\"javascript", "\"file", "\"http://169", "\"http://10.", "\"https://user:", "\"http://192",
    ] {
      #expect(!html.contains(word), "\(html)")
    }
    #expect(cleaned(html)?.content?.html ?? "" == html)
  }

  // MARK: C12

  static let characters = [
    "]]>", "<!--", "-->", "\u{2028}", "</script>", "\"'", "𝒜😀", "\u{202E}abc\u{202C}", "&amp;",
    "\u{0}", "\u{B}", "\u{FFFE}", "\u{FFFF}", "\u{1F}", "\r\n", "\u{85}", "\u{FEFF}",
  ]

  @Test("C12 odd characters survive in every field or are none of XML's", arguments: characters)
  func c12Characters(text: String) throws {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://example.org/a/b")
    entry.title = Text(.plain, "a\(text)b")
    entry.summary = Text(.plain, "Another text: \(text) and more of it.")
    entry.content = Text(.plain, "a\(text)b")
    entry.authors = [Person(name: "a\(text)b")]
    entry.categories = [Category(term: "a\(text)b")]
    let clean = try #require(
      Normalizer().normalized(entry: entry, context: NormalizationContext(id: "urn:uuid:0")))
    var texts = [clean.title, clean.summary ?? "", clean.content?.html ?? ""]
    texts += clean.authors.compactMap(\.name) + clean.categories.map(\.term)
    for scalar in texts.joined().unicodeScalars {
      let isXML =
        scalar.value == 0x9 || scalar.value == 0xA
        || (scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF)
      #expect(isXML, "U+\(String(scalar.value, radix: 16))")
    }
    // What was written is what a reader of the markup gets.
    let document = HTML.Document(parsingFragment: Array((clean.content?.html ?? "").utf8))
    let kept = text.unicodeScalars.filter {
      $0.value >= 0x20 && $0.value < 0xFFFE || $0.value > 0xFFFF
    }
    let isKept = document.textContent(of: document.root).unicodeScalars.contains {
      kept.contains($0)
    }
    #expect(isKept || kept.isEmpty)
  }

  // MARK: C13

  @Test("C13 a pattern that explodes is cut short, in a megabyte of text too")
  func c13Patterns() throws {
    let json = Array(
      #"{"replace": [{"text": "/(a+)+$/", "with": "x"}, {"text": "/(x|xx|xxx)*y/", "with": ""}]}"#
        .utf8)
    let rules = try Rules(merging: try JSONDocument(parsing: json).root)
    let text = String(repeating: "a", count: 1_000_000) + "b"
    let entry = cleaned("<p>\(text)</p>", rules: rules)
    let length = entry?.content?.html.utf8.count
    #expect(length == text.utf8.count + 7)
  }

  static let repetitions: [(start: String, piece: String, count: Int)] = [
    ("<br>获取更多RSS", "<b>x</b>", 20_000), ("", "<br><hr>获取更多RSS：<b><br></b>", 5000),
    ("", "<div><span>获取更多RSS", 5000), ("", "<div><i>2020-10-15</i></div>", 5000),
    ("", "<p>(Feed generated with FetchRSS)</p>", 3000), ("", "<noscript><button>x", 3000),
    ("", "<a href='#x' id=x>", 5000), ("", "<div class=sharedaddy>x", 3000),
    ("<img srcset='", "a.jpg 1x, ", 20_000), ("<a href='https://wsrv.nl/?", "url=", 20_000),
  ]

  @Test(
    "C13 what looks like a promo or a lead over and over is dealt with in one go",
    arguments: repetitions)
  func c13Repetition(start: String, piece: String, count: Int) {
    let html = start + String(repeating: piece, count: count) + "'>x"
    let once = cleaned(html)?.content?.html ?? ""
    #expect(once.utf8.count <= 4 * html.utf8.count + 1000)
  }

  // MARK: C14

  @Test("C14 relative addresses in bodies resolve as the URL Standard's own tests say")
  func c14Resolution() throws {
    guard let file = SharedFiles.bytes("corpus/url/urltestdata.json") else { return }
    let cases = try JSONDocument(parsing: file).root.elements.map(Array.init) ?? []
    var count = 0
    for test in cases {
      guard let input = test["input"]?.string, let base = test["base"]?.string,
        let address = WebAddress(base), address.isHTTP, test["failure"] == nil,
        let href = test["href"]?.string, href.hasPrefix("http")
      else { continue }
      var entry = ParsedEntry()
      entry.base = address
      let escaped = input.replacing("&", with: Array("&amp;".utf8))
        .replacing("\"", with: Array("&quot;".utf8))
      entry.content = Text(.html, "<a href=\"\(escaped)\">x</a>")
      let clean = Normalizer().normalized(
        entry: entry, context: NormalizationContext(id: "urn:uuid:0"))
      let document = HTML.Document(parsingFragment: Array((clean?.content?.html ?? "").utf8))
      let link = document.elements(.a, in: document.root).first
      let found = link.flatMap { document.attribute(.href, of: $0) }
      // The parser of HTML drops U+0000 and changes carriage returns before a URL parser sees them.
      if input.unicodeScalars.contains(where: { $0.value == 0 || $0.value == 0xD }) { continue }
      // Links to nothing are unwrapped.
      let isNothing = ["", "#"].contains(input.filter { !$0.isWhitespace })
      count += 1
      #expect(found == (isNothing ? nil : href), "\(input) \(base)")
    }
    #expect(count > 50)
  }

  @Test("C14 nested bases count from the outside in")
  func c14NestedBases() {
    let outer = WebAddress("https://example.org/a/")
    let inner = WebAddress("b/c/", base: outer)
    var entry = ParsedEntry()
    entry.base = inner
    entry.content = Text(.html, "<img src=d.png><a href=../e>x</a>")
    let clean = Normalizer().normalized(
      entry: entry, context: NormalizationContext(id: "urn:uuid:0"))
    #expect(
      clean?.content?.html
        == #"<img src="https://example.org/a/b/c/d.png"><a href="https://example.org/a/b/e">x</a>"#)
  }
}

extension WebAddress {
  /// For addresses that a test's own text may not make.
  fileprivate static var placeholder: WebAddress {
    guard let address = WebAddress("data:,") else { preconditionFailure("data: is an address") }
    return address
  }
}
