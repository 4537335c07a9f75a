import FeedModel
import Testing

@testable import FeedReader

/// Every encoding that a document may declare, by a text that only it, or few, can hold.
@Suite struct EncodingTableTests {
  /// The label in the declaration, iconv's name, and a text.
  static let declared: [(label: String, iconv: String, text: String)] = [
    ("ibm866", "CP866", "Съешь ещё этих булок"),
    ("iso-8859-2", "ISO-8859-2", "Příliš žluťoučký kůň"),
    ("iso-8859-3", "ISO-8859-3", "Ħobż u ġobon"), ("iso-8859-4", "ISO-8859-4", "Šeši ģimenes ķīļi"),
    ("iso-8859-5", "ISO-8859-5", "Љубав и њива"), ("iso-8859-6", "ISO-8859-6", "مرحبا بالعالم"),
    ("iso-8859-7", "ISO-8859-7", "Καλημέρα κόσμε"), ("iso-8859-8", "ISO-8859-8", "שלום עולם"),
    ("iso-8859-10", "ISO-8859-10", "Íslenska og Sámi ŋ"),
    ("iso-8859-13", "ISO-8859-13", "Ąžuolas ėda"),
    ("iso-8859-14", "ISO-8859-14", "Ẁẃŵ Ḃḃ"), ("iso-8859-15", "ISO-8859-15", "cœur à 5 €"),
    ("iso-8859-16", "ISO-8859-16", "Știință și țară"), ("koi8-r", "KOI8-R", "Съешь ещё этих булок"),
    ("koi8-u", "KOI8-U", "Їжак і ґанок"), ("macintosh", "MACINTOSH", "Über façade œuvre"),
    ("windows-874", "CP874", "สวัสดีชาวโลก"), ("windows-1250", "CP1250", "Zażółć gęślą jaźń"),
    ("windows-1251", "CP1251", "Съешь ещё этих булок"), ("windows-1252", "CP1252", "“Café” – 5 €"),
    ("windows-1253", "CP1253", "Καλημέρα κόσμε"), ("windows-1254", "CP1254", "Işık ve gölge ğ"),
    ("windows-1255", "CP1255", "שלום עולם"), ("windows-1256", "CP1256", "مرحبا بالعالم پ"),
    ("windows-1257", "CP1257", "Ąžuolas ėda"), ("windows-1258", "CP1258", "Âm thanh Đơn ư"),
    ("x-mac-cyrillic", "MAC-CYRILLIC", "Съешь ещё этих"), ("gbk", "GBK", "今天天气很好"),
    ("gb2312", "GBK", "今天天气很好"), ("gb18030", "GB18030", "今天天气很好 𠀀"),
    ("big5", "BIG5", "今天天氣很好"), ("euc-jp", "EUC-JP", "日本語の文章"),
    ("iso-2022-jp", "ISO-2022-JP", "日本語の文章"), ("shift_jis", "CP932", "日本語の文章①"),
    ("euc-kr", "UHC", "한국어 문장 똠"), ("utf-16", "UTF-16", "Ünï 日本 𝒳"),
    ("utf-16le", "UTF-16LE", "Ünï 日本 𝒳"), ("utf-16be", "UTF-16BE", "Ünï 日本 𝒳"),
    ("utf-32", "UTF-32", "Ünï 日本 𝒳"), ("utf-8", "UTF-8", "Ünï 日本 𝒳"),
    // EBCDIC shows in its first bytes (XML 1.0 appendix F).
    ("ibm037", "IBM037", "Grüße, café, ñandú"), ("ibm500", "IBM500", "Grüße, café, ñandú"),
    ("ebcdic-cp-us", "IBM037", "Plain words!"), ("ibm273", "IBM273", "Grüße aus Köln"),
    ("ibm1047", "IBM1047", "Grüße, [café]"), ("cp1140", "IBM1140", "5 € für Grüße"),
  ]

  private func title(_ document: SourceDocument) throws -> String? {
    try FeedReader().read(document).entries.first?.title?.value
  }

  @Test(arguments: declared)
  func whatIsDeclaredIsRead(label: String, iconv: String, text: String) throws {
    let xml = EncodingGuessTests.feed(
      text, declaration: "<?xml version=\"1.0\" encoding=\"\(label)\"?>\n")
    let bytes = try #require(Encoded.bytes(xml, as: iconv), "iconv does not know \(iconv)")
    #expect(try title(SourceDocument(bytes: bytes, name: "test")) == text)
  }

  /// Where the server says it, the document need not.
  @Test(
    arguments: declared.filter {
      !$0.label.contains("ibm") && $0.label != "cp1140" && $0.label != "ebcdic-cp-us"
    })
  func whatTheServerSaysIsRead(label: String, iconv: String, text: String) throws {
    let bytes = try #require(Encoded.bytes(EncodingGuessTests.feed(text), as: iconv))
    #expect(try title(SourceDocument(bytes: bytes, name: "test", charset: label)) == text)
  }

  @Test func ebcdicWithoutADeclarationItCanBeReadByIsNone() throws {
    let xml = EncodingGuessTests.feed("x", declaration: "<?xml version=\"1.0\"?>\n")
    let bytes = try #require(Encoded.bytes(xml, as: "IBM037"))
    #expect(throws: NotAFeed.self) {
      try FeedReader().read(SourceDocument(bytes: bytes, name: "test"))
    }
  }
}
