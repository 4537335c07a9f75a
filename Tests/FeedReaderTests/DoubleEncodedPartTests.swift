import FeedModel
import Testing

@testable import FeedReader

/// Texts of which parts were encoded twice.
@Suite struct DoubleEncodedPartTests {
  private func title(_ text: String) throws -> String? {
    try read("<rss><channel><item><title>\(text)</title></item></channel></rss>")
      .entries.first?.title?.value
  }

  @Test(arguments: [
    ("One â€” two", "One — two"), ("Rain â€“ and more", "Rain – and more"),
    ("3 â‚¬ a day", "3 € a day"), ("Goodsâ„¢ and co", "Goods™ and co"),
    ("Up â†’ down", "Up → down"), ("Fun ðŸ˜€ here", "Fun 😀 here"), ("Starâ˜… é", "Star★ é"),
    ("We donâ€™t know — they do", "We don’t know — they do"),
    ("Le cafÃ© est là", "Le café est là"), ("naïve CafÃ©", "naïve Café"),
    ("Ãªtre “là”", "être “là”"), ("“Yes”: SÃ£o Paulo", "“Yes”: São Paulo"),
    ("Ã–sterreich – heute", "Österreich – heute"), ("GrÃ¼ÃŸe – bald", "Grüße – bald"),
    ("70Â° “warm”", "70° “warm”"), ("So “far”.Â\u{A0} Then", "So “far”.\u{A0} Then"),
    ("“a” and â€œQuotedâ€\u{9D} text", "“a” and “Quoted” text"),
    ("“m” Å‚adny", "“m” ładny"),
    ("“x” æ–°é—»ç½‘", "“x” 新闻网"),
  ])
  func repairsWhatProvesItself(text: String, expected: String) throws {
    #expect(try title(text) == expected)
  }

  @Test(arguments: [
    "Why \"Ã©\" is what é becomes", "SÃO PAULO, AMANHÃ…", "Pâté, château, «âge»", "Spaß… “gut”",
    "“che c’è…” disse", "é…» e è…”", "Preis: 20 € “â la carte”", "(â€”) é",
    "<![CDATA[the characters <code>â€™</code> é]]>", "An â€™ alone, é", "Ângström “Â” é", "CAFÉ…”",
    "Mojibake: cafÃ© for café", "UTF-8 read as latin: cafÃ© or café", "Â£5 or “€4”", "5 Å–7 Å, é",
    "TÜRKÇE “Ö”", "Šžœ “ÂŽ”", "mâ…” é", "Vượt Â “ấ”", "100 Â° “C”",
  ])
  func leavesWhatMayBeMeant(text: String) throws {
    let expected = text.hasPrefix("<![CDATA[") ? String(text.dropFirst(9).dropLast(3)) : text
    #expect(try title(text) == expected)
  }

  @Test func bodiesAreRepairedInPart() throws {
    let feed = try read(
      "<rss><channel><item><guid>1</guid><description><![CDATA[<p>Here â€” <a href=\"/é\">donâ€™t"
        + "</a> “go”.</p>]]></description></item></channel></rss>")
    #expect(
      feed.entries.first?.content?.value == "<p>Here — <a href=\"/é\">don’t</a> “go”.</p>")
  }

  @Test func otherTextsOfTheDocumentProveSigns() throws {
    let items = ["Itâ€™s", "Donâ€™t", "Canâ€™t", "3 Ã— 4 é", "Â£5 or “€4”", "Â© 2024 “x”", "SÃ, é"]
      .map { "<item><title>\($0)</title></item>" }.joined()
    let feed = try read("<rss><channel>\(items)</channel></rss>")
    #expect(
      feed.entries.map { $0.title?.value }
        == ["It’s", "Don’t", "Can’t", "3 × 4 é", "£5 or “€4”", "© 2024 “x”", "SÃ, é"])
  }

  @Test func aLongTextOfBeginningsIsReadInOnePass() throws {
    let text = String(repeating: "Ã€Ã â€ é", count: 20_000)
    #expect(try title(text)?.isEmpty == false)
  }
}
