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
    let svg = policy["svg"]?.strings(RuleProblems()) ?? []
    let svgGlobal = (policy["svgGlobal"]?.strings(RuleProblems()) ?? []) + ["id", "href"]
    let document = HTML.Document(parsingFragment: Array(html.utf8))
    var found: [String] = []
    for node in document.descendants(of: document.root) where !document.isText(node) {
      let name = document.string(document.name(of: node))
      let isMath = document.namespace(of: node) == .mathML
      let isDrawing = document.namespace(of: node) == .svg
      let own =
        isDrawing
        ? (svg.contains(name) && isDrawn(node, in: document) ? svgGlobal : nil)
        : isMath
          ? (math.contains(name) ? mathGlobal : nil)
          : policy["elements"]?[name]?.strings(RuleProblems()).map { $0 }
      guard let own, document.isElement(node) else {
        found.append("<\(name)>")
        continue
      }
      document.forEachAttribute(of: node) { attribute, value in
        let attribute = document.string(attribute)
        let text = value.copied
        if !own.contains(attribute), isMath || isDrawing || !global.contains(attribute) {
          found.append("\(name)[\(attribute)]")
        }
        if ["href", "src", "poster", "cite"].contains(attribute), !isSafe(text) {
          found.append(String(decoding: text, as: UTF8.self))
        }
        if isDrawing, attribute == "href", name != "image", text.first != UInt8(ascii: "#") {
          found.append("\(name)[href]")
        }
        if isDrawing, attribute != "href", !isClosed(text) {
          found.append(String(decoding: text, as: UTF8.self))
        }
      }
    }
    return found
  }

  /// Whether a drawing's element stands in a drawing, whose own parent is HTML.
  private func isDrawn(_ node: NodeID, in document: borrowing HTML.Document) -> Bool {
    guard let parent = document.parent(of: node) else { return false }
    let isRoot = document.isElement(node, .svg, in: .svg)
    return document.namespace(of: parent) == .svg
      || isRoot && document.namespace(of: parent) == .html
  }

  /// Whether a value names nothing outside of its drawing.
  private func isClosed(_ value: [UInt8]) -> Bool {
    let text = String(decoding: value.map(\.lowercased), as: UTF8.self)
    let outside = text.replacing("url(#entry-", with: Array("(".utf8))
    return !["url", "script:", "expression", "data:", "@import"].contains {
      Array(outside.utf8).firstRange(ofBytes: Array($0.utf8)) != nil
    }
  }

  private func isSafe(_ address: [UInt8]) -> Bool {
    for scheme in ["javascript", "vbscript", "data:text", "data:image/svg", "blob", "file"]
    where address.startsIgnoringCase(scheme.utf8) {
      return false
    }
    return address.contains(UInt8(ascii: ":")) || address.first == UInt8(ascii: "#")
  }

  @Test("C9 other sanitizers' inputs come out safe, and the same when cleaned again")
  func otherSanitizersInputsComeOutSafeAndStable() throws {
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

  @Test(
    "C10 addresses that run something go, whatever they are written like",
    arguments: [
      ("<a href='java\tscript:alert(1)'>x</a>", "x"),
      ("<a href='&#1;javascript:alert(1)'>x</a>", "x"),
      ("<a href='JaVaScRiPt&colon;alert(1)'>x</a>", "x"),
      ("<a href='\u{1}javascript:alert(1)'>x</a>", "x"),
      ("<a href='java&NewLine;script&colon;alert(1)'>x</a>", "x"),
      ("<a href='java&#0000010script:alert(1)'>x</a>", "x"),
      (
        "<a href=vbscript:x>x</a><a href=file:///etc/passwd>y</a><a href=blob:https://e.org/1>z</a>",
        "xyz"
      ),
      ("<a href='data:text/html,<script>x</script>'>x</a>", "x"),
      ("a<img src='data:image/svg+xml,<svg onload=x>'>", "a"),
      ("a<img src='data:text/html;base64,PHNjcmlwdD4='>", "a"),
      (
        "<img alt=i src='data:image/png;base64,iVBORw=='>",
        #"<img alt="i" src="data:image/png;base64,iVBORw==">"#
      ),
      (
        "<img src=/x srcset='javascript:1 1x, data:text/html,2 2x'>",
        #"<img src="https://example.org/x">"#
      ),
      ("a<video poster=javascript:1 src=javascript:2></video>", "a"),
      ("a<base href=javascript:1><meta http-equiv=refresh content='0;url=javascript:1'>", "a"),
      ("a<svg><a xlink:href=javascript:1>b</a></svg>", "a"),
      ("<math><mi xlink:href=javascript:1>x</mi></math>", "<math><mi>x</mi></math>"),
      (
        "<a href=/x ping=/p download formaction=javascript:1>x</a>",
        #"<a href="https://example.org/x">x</a>"#
      ),
      ("<blockquote cite=javascript:1>x</blockquote>", "<blockquote>x</blockquote>"),
      ("<img src=x onerror=alert(1)>", #"<img src="https://example.org/a/x">"#),
      (
        "<svg><text>t</text><script>alert(1)</script></svg>a", "<svg><text>t</text></svg>a"
      ),
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

  @Test("What no document may hold is left out wherever it stands")
  func controlCharactersGoFromEveryPlace() {
    for place in 0..<36 {
      for filler in ["a", "中", "，"] {
        let head = String(repeating: filler, count: place)
        for control in ["\u{1}", "\u{1F}", "\u{FFFE}", "\u{FFFF}", "&#1;"] {
          #expect(cleaned("<p>\(head)\(control)b</p>") == "<p>\(head)b</p>")
        }
        #expect(cleaned("<p>\(head)\u{FFFD}￥#b</p>") == "<p>\(head)\u{FFFD}￥#b</p>")
      }
    }
  }

  @Test("C9 what an HTML parser must survive comes out safe, stable and as deep as allowed")
  func parserTestsComeOutSafeAndStable() throws {
    for file in SharedFiles.files(in: "corpus/html5lib-tests/tree-construction", suffix: ".dat") {
      for input in SanitizerTests.inputs(of: file.bytes) {
        let output = cleaned(input)
        let name = "\(file.name): \(input.debugDescription)"
        #expect(try violations(in: output).isEmpty, "\(name)")
        let again = cleaned(output)
        #expect(again == output, "\(name)")
        // Writing the tree and parsing it again gives the same tree.
        let document = HTML.Document(parsingFragment: Array(output.utf8))
        let written = String(decoding: document.serialized(), as: UTF8.self)
        #expect(written == output, "\(name)")
        #expect(SanitizerTests.depth(of: document) <= 255, "\(name)")
      }
    }
  }

  /// What stands under `#data` in a file of html5lib's tests.
  private static func inputs(of bytes: [UInt8]) -> [String] {
    var inputs: [String] = []
    var lines: [Substring]?
    for line in String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    {
      if line == "#data" {
        lines = []
      } else if line == "#errors" {
        if let lines { inputs.append(lines.joined(separator: "\n")) }
        lines = nil
      } else {
        lines?.append(line)
      }
    }
    return inputs
  }

  private static func depth(of document: borrowing HTML.Document) -> Int {
    var deepest = 0
    for node in document.descendants(of: document.root) {
      var depth = 0
      var current = document.parent(of: node)
      while let above = current {
        depth += 1
        current = document.parent(of: above)
      }
      deepest = max(deepest, depth)
    }
    return deepest
  }

  @Test("C9 deep nesting is flattened and no text is lost")
  func deepNestingIsFlattenedAndNoTextIsLost() {
    let output = cleaned(String(repeating: "<div>", count: 2000) + "x")
    #expect(output.utf8.contains("x".utf8))
    #expect(
      output.utf8.split(separator: UInt8(ascii: ">")).filter { $0.starts(with: "<div".utf8) }.count
        <= 255)
  }
}
