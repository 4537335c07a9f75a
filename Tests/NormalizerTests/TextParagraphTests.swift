import FeedModel
import JSON
import Testing

@testable import Normalizer

/// Paragraphs and lines of texts without block markup, and of texts that a program has wrapped.
@Suite struct TextParagraphTests {
  private func html(_ text: String, kind: Text.Kind = .html) -> String {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://e.org/a")
    entry.content = Text(kind, text)
    return Normalizer().normalized(entry: entry, context: NormalizationContext(id: "urn:uuid:0"))?
      .content?.html ?? ""
  }

  private static let long =
    "The committee met on Tuesday to discuss the new budget for the harbour and agreed on most points."

  static let paragraphs: [(text: String, html: String)] = [
    (
      "\(long)\nSecond line.\n\nNew paragraph.",
      "<p>\(long)<br>Second line.</p><p>New paragraph.</p>"
    ),
    ("\(long) Caf&eacute;.\n\nNew.", "<p>\(long) Café.</p><p>New.</p>"),
    (
      "<img src=/p.jpg>\(long)\n\nNew paragraph.",
      #"<img src="https://e.org/p.jpg"><p>\#(long)</p><p>New paragraph.</p>"#
    ),
    ("What is it?\nPart 1. Why?\nFilm 4.", "<p>What is it?<br>Part 1. Why?<br>Film 4.</p>"),
    (
      "One <b>bold</b> word.\n \nThe <a href=/b>second</a>\n\n\n\nThird.\n",
      #"<p>One <b>bold</b> word.</p><p>The <a href="https://e.org/b">second</a></p><p>Third.</p>"#
    ),
    ("One.\r\n\r\nTwo.", "<p>One.</p><p>Two.</p>"),
    // A block around the whole divides nothing.
    ("<div>One.\n\nTwo.</div>", "<p>One.</p><p>Two.</p>"),
    // The picture of a counter is no paragraph.
    (
      "One.\n\nTwo.\n\n<img src=https://pixel.wp.com/b.gif width=1 height=1>",
      "<p>One.</p><p>Two.</p>"
    ),
    (
      "<img src=/p.jpg>\n\n1 Ann\n2 Bob\n\nThe list is of <a href=/b>us</a>.",
      #"<img src="https://e.org/p.jpg"><p>1 Ann<br>2 Bob</p><p>The list is of <a href="https://e.org/b">us</a>.</p>"#
    ),
    // Wrapped lines within paragraphs of their own stay a run.
    (
      "The committee met on Tuesday to discuss the new budget for\nthe harbour and agreed &amp; left.\n\nTwo.",
      "<p>The committee met on Tuesday to discuss the new budget for\nthe harbour and agreed &amp; left.</p><p>Two.</p>"
    ),
    // A block that is no part of the text.
    (
      "\(long)\n\nNew paragraph.<div class=feedflare><a href=http://feeds.feedburner.com/~ff/x?a=1:2:yIl2AUoC8zA><img src=http://feeds.feedburner.com/~ff/x?d=yIl2AUoC8zA></a></div>",
      "<p>\(long)</p><p>New paragraph.</p>"
    ),
  ]

  @Test("Line feeds that lay a text out are its paragraphs and lines", arguments: paragraphs)
  func laidOut(text: String, expected: String) {
    let once = html(text)
    #expect(once == expected)
    #expect(html(once) == once)
  }

  @Test(
    "A text whose last block was its lead is laid out at once",
    arguments: ["<div>", "<div><a-iv id=\"x\">", "<a-iv id=\"x\"><div><div>", ""])
  func behindLead(start: String) {
    let once = html(
      start + "<address>By Ann Bee</address><p>2024-05-01</p>One of it.\n\n\nAnother line.")
    #expect(once == "<p>One of it.</p><p>Another line.</p>")
    #expect(html(once) == once)
  }

  static let others: [String] = [
    // Wrapped.
    "The project is pleased to announce the sixth update of its\nstable distribution (codename <q>bull</q>).\nThis release mainly adds corrections for security issues,\nalong with a few adjustments.",
    "Also check the email for a few important dates in October you&rsquo;ll want to mark on your\n                calendar!",
    "Also check the email for a few important dates in October you&rsquo;ll want to mark\non your calendar!",
    // Blocks.
    "One.<br>\n\nTwo.", "<p>One.</p>\n\nTwo.", "<div>One.\n\nTwo.</div><div>Three.</div>",
    "<pre>One.\n\nTwo.</pre>",
    "One.\n\n<ul><li>Two.</li></ul>", "<h2>One</h2>\n\nTwo.\n\nThree.", "One.\n\n<hr>\n\nTwo.",
    "One.\n\n<table><tbody><tr><td>x</td></tr></tbody></table>",
    // Blank lines of a template.
    "<b>Ann</b>\n\n<i>Bob</i>", "<b>Title</b>\n\n    <i>A sentence of it.</i>\n\n    Another one.",
    "<a href=\"https://e.org/x\">One\n\ntwo.</a>", "One <b>two.\n\nThree.</b>",
    "<a href=\"https://e.org/x\">One.</a>\n\n\n", "One.\n    Two.", "One <b>line.</b>\nTwo.",
    "One.",
  ]

  @Test("What is laid out by markup stays as it is", arguments: others)
  func markup(text: String) {
    let plain = text.replacing("&rsquo;", with: "’")
    let last = plain.lastIndex { !$0.isNewline } ?? plain.startIndex
    #expect(html(text) == String(plain[...last]))
  }

  @Test("The step can be switched off")
  func off() throws {
    let rules = try Rules(
      merging: JSONDocument(parsing: Array(#"{ "off": ["text.paragraphs"] }"#.utf8)).root)
    var entry = ParsedEntry()
    entry.content = Text(.html, "One.\n\nTwo.")
    let context = NormalizationContext(id: "urn:uuid:0")
    #expect(
      Normalizer(rules: rules).normalized(entry: entry, context: context)?.content?.html
        == "One.\n\nTwo.")
  }

  // MARK: Plain text

  private static let indent = String(repeating: " ", count: 16)

  static let plain: [(text: String, html: String)] = [
    (
      "The committee met on Tuesday to discuss the new budget\n\(indent)for the harbour and agreed on most points, said the mayor of\n\(indent)the town.",
      "<p>The committee met on Tuesday to discuss the new budget for the harbour and agreed on most points, said the mayor of the town.</p>"
    ),
    (
      "A paper said yesterday that the club of the city wishes to sign Ann \n    Martens, who is one of the most valued players.",
      "<p>A paper said yesterday that the club of the city wishes to sign Ann Martens, who is one of the most valued players.</p>"
    ),
    (
      "\tThe committee met on Tuesday to discuss the new\n\tbudget.\n\n\tAnother paragraph.",
      "<p>\tThe committee met on Tuesday to discuss the new budget.</p><p>\tAnother paragraph.</p>"
    ),
    // Mails are wrapped too, and quote and list.
    (
      "The committee met on Tuesday to discuss the new budget for\nthe harbour.",
      "<p>The committee met on Tuesday to discuss the new budget for<br>the harbour.</p>"
    ),
    (
      "Tyger Tyger, burning bright,\n    in the forests of the night,\n    what immortal hand or eye",
      "<p>Tyger Tyger, burning bright,<br>in the forests of the night,<br>what immortal hand or eye</p>"
    ),
    ("Ann Other\n  12 High Street\n  Town", "<p>Ann Other<br>12 High Street<br>Town</p>"),
    (
      "The points that were agreed upon at the meeting on Tuesday\n  - the new budget\n  - the harbour",
      "<p>The points that were agreed upon at the meeting on Tuesday<br>- the new budget<br>- the harbour</p>"
    ),
    ("if x:\n    go()\n        on()", "<p>if x:<br>    go()<br>        on()</p>"),
    ("What is it?\nPart 1.\nFilm 4.", "<p>What is it?<br>Part 1.<br>Film 4.</p>"),
  ]

  @Test("Lines that are indented alike and break inside of sentences are one", arguments: plain)
  func wrapped(text: String, expected: String) {
    #expect(html(text, kind: .plain) == expected)
  }
}
