import HTML
import Testing

/// What must be escaped or left out is found wherever it stands in a long text.
@Suite struct EscapingTests {
  private static let texts: [(character: Unicode.Scalar, text: String, value: String)] = [
    ("&", "&amp;", "&amp;"), ("<", "&lt;", "&lt;"), (">", "&gt;", "&gt;"), ("\"", "\"", "&quot;"),
    ("\u{A0}", "&nbsp;", "&nbsp;"), ("\u{A9}", "©", "©"), ("\t", "\t", "\t"), ("\n", "\n", "\n"),
    ("\r", "\n", "\n"), ("\u{1}", "", ""), ("\u{1F}", "", ""), ("\u{FFFE}", "", ""),
    ("\u{FFFF}", "", ""), ("\u{FFFD}", "\u{FFFD}", "\u{FFFD}"), ("\u{FFE5}", "￥", "￥"),
    ("，", "，", "，"), ("中", "中", "中"), ("=", "=", "="),
  ]

  @Test(arguments: ["a", "中", "é"]) func isDoneAtEveryPlace(filler: Unicode.Scalar) {
    for (character, text, value) in Self.texts {
      for count in [1, 15, 16, 17, 18, 33, 40] {
        for place in 0..<count {
          var all = String.UnicodeScalarView(repeatElement(filler, count: count))
          all.replaceSubrange(
            all.index(all.startIndex, offsetBy: place)...all.index(all.startIndex, offsetBy: place),
            with: [character])
          let head = String(repeating: Character(filler), count: place)
          let tail = String(repeating: Character(filler), count: count - place - 1)
          var document = Document(parsingFragment: "<p></p>")
          guard let paragraph = document.firstChild(of: document.root) else { continue }
          document.setTextContent(String(all), of: paragraph)
          document.setAttribute(.title, to: String(all), of: paragraph)
          #expect(
            document.serializedText()
              == "<p title=\"\(head)\(value)\(tail)\">\(head)\(text)\(tail)</p>",
            "U+\(String(character.value, radix: 16)) at \(place) of \(count)")
        }
      }
    }
  }
}
