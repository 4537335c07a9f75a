import FeedModel
import Foundation
import Testing

@testable import FeedReader

/// Documents that declare no encoding, or a wrong one.
@Suite struct EncodingGuessTests {
  static func feed(_ title: String, declaration: String = "", language: String = "") -> String {
    let language = language.isEmpty ? "" : "<language>\(language)</language>"
    return
      "\(declaration)<rss version=\"2.0\"><channel><title>News</title>\(language)<item>"
      + "<title>\(title)</title><guid>1</guid></item></channel></rss>"
  }

  /// A title and the encoding in iconv's spelling: a few words are enough.
  static let titles: [(String, String)] = [
    ("Café à Genève", "CP1252"), ("Smørrebrød på dansk", "CP1252"), ("Düsseldorf & Köln", "CP1252"),
    ("El Niño vuelve", "CP1252"), ("São Paulo não é", "CP1252"), ("It’s “quoted” …", "CP1252"),
    ("© 2024 Foo", "CP1252"), ("¿Qué pasa? ¡Nada!", "CP1252"), ("MÜNCHEN", "CP1252"),
    ("Žluťoučký kůň", "CP1250"), ("Žluťoučký kůň", "ISO-8859-2"), ("Gęsi i żółwie", "CP1250"),
    ("Gęsi i żółwie", "ISO-8859-2"), ("Tükörfúrógép és őzek", "CP1250"),
    ("İki göz, bir ağız", "CP1254"),
    ("Καλημέρα κόσμε", "CP1253"), ("Τα νέα της ημέρας", "ISO-8859-7"), ("שלום עולם", "CP1255"),
    ("الأخبار اليوم", "CP1256"), ("ข่าววันนี้", "CP874"), ("Žąsys ėjo į", "CP1257"),
    ("Новости дня", "CP1251"), ("Новости дня", "KOI8-R"), ("Новости дня", "CP866"),
    ("ПРИВЕТ МИР", "CP1251"), ("Україна сьогодні", "CP1251"), ("iPhone в России", "CP1251"),
    ("日本語のニュース", "CP932"), ("日本語のニュース", "EUC-JP"), ("C#の基礎", "CP932"),
    ("中文標題測試", "BIG5"), ("今日新闻", "GB18030"), ("GitHub 中文", "GB18030"), ("한국어 뉴스", "CP949"),
  ]

  @Test(arguments: titles)
  func readsATitleThatNothingDeclares(title: String, encoding: String) throws {
    let text = Self.feed(title.replacing("&", with: "&amp;"))
    let bytes = try #require(Encoded.bytes(text, as: encoding))
    let feed = try FeedReader().read(SourceDocument(bytes: bytes, name: "test"))
    #expect(feed.entries.first?.title?.value == title)
    #expect(feed.guessedEncoding == feed.encoding)
  }

  /// Where the letters fit several encodings the language decides.
  @Test(arguments: [
    ("Şaşkın", "CP1254", "tr"), ("Dobrý den", "CP1250", "cs"), ("ζωή", "CP1253", "el"),
    ("東京", "CP932", "ja"), ("서울", "CP949", "ko"), ("北京", "GB18030", "zh"),
  ])
  func listensToTheLanguage(title: String, encoding: String, language: String) throws {
    let bytes = try #require(
      Encoded.bytes(Self.feed(title, language: language), as: encoding))
    let feed = try FeedReader().read(SourceDocument(bytes: bytes, name: "test"))
    #expect(feed.entries.first?.title?.value == title)
  }

  @Test func keepsWhatWasGuessedBefore() throws {
    // Alone, `º` and `ª` are read as Western.
    let bytes = Array("<rss><channel><item><title>a ".utf8) + [0xE1] + Array("</title></item>".utf8)
    var document = SourceDocument(bytes: bytes, name: "test")
    #expect(try FeedReader().read(document).entries.first?.title?.value == "a á")
    document.assumedEncoding = "windows-1253"
    let again = try FeedReader().read(document)
    #expect(again.entries.first?.title?.value == "a α")
    #expect(again.guessedEncoding == "windows-1253")
    // What can't be read so is guessed anew: D2 begins no sequence here.
    document.assumedEncoding = "gb18030"
    #expect(try FeedReader().read(document).guessedEncoding == "windows-1252")
  }

  @Test func remembersNothingWhereNothingWasGuessed() throws {
    #expect(try read(Self.feed("Café")).guessedEncoding == nil)
    let declared = Self.feed("Café", declaration: "<?xml version='1.0' encoding='latin1'?>")
    let bytes = try #require(Encoded.bytes(declared, as: "CP1252"))
    var document = SourceDocument(bytes: bytes, name: "test")
    document.assumedEncoding = "koi8-r"
    let feed = try FeedReader().read(document)
    #expect(feed.guessedEncoding == nil)
    #expect(feed.entries.first?.title?.value == "Café")
  }

  @Test func doesNotBelieveAMultibyteLabelThatCannotBe() throws {
    let text = Self.feed(
      "Новости дня и погода на завтра", declaration: "<?xml version='1.0' encoding='gb2312'?>")
    let bytes = try #require(Encoded.bytes(text, as: "CP1251"))
    let feed = try FeedReader().read(SourceDocument(bytes: bytes, name: "test"))
    #expect(feed.entries.first?.title?.value == "Новости дня и погода на завтра")
  }

  @Test func believesTheDocumentWhereTheServersDefaultCannotBe() throws {
    let text = Self.feed(
      "Новости дня", declaration: "<?xml version='1.0' encoding='windows-1251'?>")
    let bytes = try #require(Encoded.bytes(text, as: "CP1251"))
    var document = SourceDocument(bytes: bytes, name: "test", charset: "iso-8859-1")
    #expect(try FeedReader().read(document).entries.first?.title?.value == "Новости дня")
    // HTTP is right wherever it can be (RFC 7303 §3).
    let western = Self.feed(
      "Café Müller", declaration: "<?xml version='1.0' encoding='windows-1251'?>")
    document.bytes = try #require(Encoded.bytes(western, as: "CP1252"))
    #expect(try FeedReader().read(document).entries.first?.title?.value == "Café Müller")
  }

  /// Labels that carry a known name; those of other encodings are left to iconv.
  @Test(arguments: [
    ("win-1250", "windows-1250"), ("WIN1252", "windows-1252"), ("win1257", "windows-1257"),
    ("ISO 8859-2", "iso-8859-2"), ("iso8859_2", "iso-8859-2"), ("ISO_8859_7", "iso-8859-7"),
    ("big5-eten", "big5"), ("cp-1250", "windows-1250"), ("CP 1251", "windows-1251"),
    ("windows1256", "windows-1256"), ("x-windows-949", "euc-kr"), ("sjis-win", "shift_jis"),
    ("Shift JIS", "shift_jis"), ("GB 2312", "gb18030"), ("utf8mb4", "utf-8"), ("UTF-8N", "utf-8"),
    ("codepage1252", "windows-1252"), ("latin-2", "iso-8859-2"), ("euc_jp-ms", "euc-jp"),
  ])
  func understandsLabelsThatCarryAKnownName(label: String, name: String) {
    #expect(EncodingLabels.name(of: label) == name)
  }

  @Test(arguments: ["ibm037", "cp437", "cp850", "windows-1259", "iso-8859-12", "hebrew2", "", "x"])
  func leavesOtherLabelsAlone(label: String) {
    #expect(EncodingLabels.name(of: label) == nil)
  }
}

/// UTF-8 that is damaged in places.
@Suite struct DamagedUTF8Tests {
  private static let long = "Übergrößenträger "

  private func title(_ bytes: [UInt8], declaration: String = "") throws -> String? {
    let before = "\(declaration)<rss><channel><item><description>"
    let padding = String(repeating: Self.long, count: 12)
    let start = Array("\(before)\(padding)</description><title>".utf8)
    let document = SourceDocument(
      bytes: start + bytes + Array("</title></item></channel></rss>".utf8), name: "test")
    return try FeedReader().read(document).entries.first?.title?.value
  }

  /// Bytes and what they are read as among much that is UTF-8.
  @Test(
    arguments: [
      ([0x43, 0x61, 0x66, 0xE9, 0x20, 0x78], "Café x"), ([0x61, 0x92, 0x73], "a’s"),
      ([0x61, 0xE4, 0xB8, 0x20, 0x62], "a\u{FFFD} b"), ([0x61, 0xE4, 0xB8], "a\u{FFFD}"),
      ([0x61, 0xC3], "a\u{FFFD}"), ([0x61, 0xF0, 0x9F, 0x98], "a\u{FFFD}"),
      ([0x61, 0x81, 0x62], "a\u{FFFD}b"),
      ([0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], "😀"), ([0x61, 0xED, 0xA0, 0xBD, 0x62], "a\u{FFFD}b"),
      ([0xF0, 0x9F, 0x98, 0x80], "😀"),
    ] as [([UInt8], String)])
  func readsWhatIsThere(bytes: [UInt8], expected: String) throws {
    #expect(try title(bytes) == expected)
    let declared = "<?xml version='1.0' encoding='iso-8859-1'?>"
    #expect(try title(bytes, declaration: declared) == expected)
  }

  @Test(arguments: [
    ("&#55357;&#56832;", "😀"), ("&#xD83D;&#xDE00; x", "😀 x"), ("&#55357;&#xDE00;", "😀"),
    ("a&#55357;b", "ab"), ("a&#56832;&#55357;b", "ab"), ("&#128512;", "😀"),
    ("&#55357; &#56832;", ""),
  ])
  func joinsReferencesToSurrogates(text: String, expected: String) throws {
    let feed = try read(
      "<rss><channel><item><guid>1</guid><title>\(text)</title></item></channel></rss>")
    #expect((feed.entries.first?.title?.value ?? "") == expected)
  }

  @Test(arguments: [
    ("CafÃ© MÃ¼nchen", "Café München"), ("donâ€™t", "don’t"),
    ("â€œHiâ€\u{9D} she said", "“Hi” she said"),
    ("æ–°é—»", "新闻"), ("ÃƒÂ©tait", "Ã©tait"), ("РџСЂРёРІРµС‚", "Привет"),
  ])
  func repairsWhatWasEncodedTwice(text: String, expected: String) throws {
    let feed = try read("<rss><channel><item><title>\(text)</title></item></channel></rss>")
    #expect(feed.entries.first?.title?.value == expected)
    #expect(feed.diagnostics.map(\.code).contains("text-double-encoded"))
  }

  private func titles(_ titles: [String], bodies: [String]) throws -> [String?] {
    let items = titles.map { "<item><title>\($0)</title></item>" }
    let texts = bodies.map {
      "<item><guid>\($0.utf8.count)</guid><description>\($0)</description></item>"
    }
    return try read("<rss><channel>\((items + texts).joined())</channel></rss>")
      .entries.prefix(titles.count).map { $0.title?.value }
  }

  @Test("One sequence in a title is enough where the document was encoded twice")
  func titlesOfADocumentEncodedTwice() throws {
    let long = String(
      repeating: "A sentence about cafÃ©s that is long enough to be a text. ", count: 3)
    let proven = [long, long + "And another."]
    let wrong = [
      "The ministry spends Â£30 million", "Crime Â· 2 more", "3 Ã— 4",
    ]
    #expect(
      try titles(wrong, bodies: proven)
        == ["The ministry spends £30 million", "Crime · 2 more", "3 × 4"])
    #expect(try titles(wrong, bodies: ["Clean text.", "Another."]) == wrong)
    #expect(try titles(wrong, bodies: [long]) == wrong)
    let other = ["What Ã is", "From £30 to €40", "Plain"]
    #expect(try titles(other, bodies: proven) == other)
  }

  @Test(arguments: [
    "What is Ã© ?", "Café München", "Fixing “Ã©” in text", "São Paulo: Ã", "Привет, Россия",
    "РС и СР",
    "Ångström â la carte", "Â£5", "100 Â° C",
  ])
  func leavesOtherTextsAlone(text: String) throws {
    let feed = try read("<rss><channel><item><title>\(text)</title></item></channel></rss>")
    #expect(feed.entries.first?.title?.value == text)
  }

  @Test func leavesIdentifiersAlone() throws {
    let feed = try read(
      "<rss><channel><item><guid>CafÃ©</guid><title>a</title></item></channel></rss>")
    #expect(feed.entries.first?.id == "CafÃ©")
  }
}
