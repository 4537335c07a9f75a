import FeedModel
import HTML
import JSON
import Testing

@testable import Normalizer

/// C9 and C10: nothing outside the allow-list, whatever the input; cleaning twice changes nothing.
@Suite struct SanitizerTests {
  private func cleaned(_ html: String) -> String {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://example.org/a/b")
    entry.rawLink = "https://example.org/a/b"
    entry.content = Text(.html, html)
    let context = NormalizationContext(id: "urn:uuid:0")
    return Normalizer().normalized(entry: entry, context: context)?.content?.html ?? ""
  }

  /// What the output holds that the policy does not allow; parsed again by our own engine.
  private func violations(in html: String) throws -> [String] {
    let policy = try JSONDocument(parsing: Array(SanitizerTable.json.utf8)).root
    let global = policy["global"]?.strings(RuleProblems()) ?? []
    let math = policy["math"]?.strings(RuleProblems()) ?? []
    let mathGlobal = policy["mathGlobal"]?.strings(RuleProblems()) ?? []
    let document = HTML.Document(parsingFragment: Array(html.utf8))
    var found: [String] = []
    for node in document.descendants(of: document.root) where !document.isText(node) {
      let name = document.string(document.name(of: node))
      let isMath = document.namespace(of: node) == .mathML
      let own =
        isMath
        ? (math.contains(name) ? mathGlobal : nil)
        : policy["elements"]?[name]?.strings(RuleProblems()).map { $0 }
      guard let own, document.isElement(node), document.namespace(of: node) != .svg else {
        found.append("<\(name)>")
        continue
      }
      document.forEachAttribute(of: node) { attribute, value in
        let attribute = document.string(attribute)
        let text = value.copied
        if !own.contains(attribute), isMath || !global.contains(attribute) {
          found.append("\(name)[\(attribute)]")
        }
        if ["href", "src", "poster", "cite"].contains(attribute), !isSafe(text) {
          found.append(String(decoding: text, as: UTF8.self))
        }
      }
    }
    return found
  }

  private func isSafe(_ address: [UInt8]) -> Bool {
    for scheme in ["javascript", "vbscript", "data:text", "data:image/svg", "blob", "file"]
    where address.startsIgnoringCase(scheme.utf8) {
      return false
    }
    return address.contains(UInt8(ascii: ":")) || address.first == UInt8(ascii: "#")
  }

  @Test func otherSanitizersInputsComeOutSafeAndStable() throws {
    for file in SharedFiles.files(in: "corpus/sanitizer", suffix: ".json") {
      let tests =
        try JSONDocument(parsing: file.bytes).root["tests"]?.elements.map(Array.init) ?? []
      for test in tests {
        guard let input = test["input"]?.string else { continue }
        let output = cleaned(input)
        #expect(try violations(in: output).isEmpty, "\(file.name): \(input)")
        #expect(cleaned(output) == output, "\(file.name): \(input)")
      }
    }
  }

  @Test(arguments: [
    ("<a href='java\tscript:alert(1)'>x</a>", "x"),
    ("<a href='&#1;javascript:alert(1)'>x</a>", "x"),
    ("<a href='JaVaScRiPt&colon;alert(1)'>x</a>", "x"),
    ("<img src=x onerror=alert(1)>", #"<img src="https://example.org/a/x">"#),
    ("<svg><text>t</text><script>alert(1)</script></svg>a", "a"),
    (
      "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
      "<math><mtext></mtext></math>"
    ),
    ("<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", ""),
    (
      "<form action=javascript:1><button formaction=javascript:1>x</button>y</form>", "y"
    ),
    ("<p>a<object><div>b</div></object></p>c", "<div>a<div>b</div></div>c"),
    (
      "<a href=/1>a<table><tr><td><a href=/2>b</a></td></tr></table></a>",
      #"<a href="https://example.org/1">a<table><tbody><tr><td>b</td></tr></tbody></table></a>"#
    ),
    (
      "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
      "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>"
    ),
    ("<p dir=rtl>אבג</p>", #"<p dir="rtl">אבג</p>"#),
    (
      "<math><msup><mi>x</mi><mn>2</mn></msup></math>",
      "<math><msup><mi>x</mi><mn>2</mn></msup></math>"
    ),
    ("<pre><code>a\n  b</code></pre>", "<pre><code>a\n  b</code></pre>"),
    (
      "<h2 id=x>T</h2><p><a href=#x>up</a></p>",
      ##"<h2 id="entry-x">T</h2><p><a href="#entry-x">up</a></p>"##
    ),
    ("<p>a\u{1}b\u{FFFE}c</p>", "<p>abc</p>"),
  ])
  func inputComesOut(pair: (String, String)) {
    #expect(cleaned(pair.0) == pair.1)
    #expect(cleaned(pair.1) == pair.1)
  }

  @Test func deepNestingIsFlattenedAndNoTextIsLost() {
    let output = cleaned(String(repeating: "<div>", count: 2000) + "x")
    #expect(output.utf8.contains("x".utf8))
    #expect(
      output.utf8.split(separator: UInt8(ascii: ">")).filter { $0.starts(with: "<div".utf8) }.count
        <= 255)
  }
}
