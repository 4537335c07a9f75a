/// The labels of encodings (WHATWG Encoding Standard §4.2), as far as feeds use them.
enum EncodingLabels {
  /// The encoding that a label means, by its standard name in lower case; `nil` for labels that
  /// neither the standard has nor can be told from one that it has.
  static func name(of label: String) -> String? {
    let label = UTF8Text.lowered(UTF8Text.trimmed(label))
    return table[label] ?? table[squashed(label)] ?? resembled(squashed(label))
  }

  /// Without the hyphens, blanks and other marks that people put where they like.
  private static func squashed(_ label: String) -> String {
    String(
      decoding: label.utf8.filter { UTF8Text.isLetter($0) || UTF8Text.isDigit($0) }, as: UTF8.self)
  }

  /// What labels mean that carry a known name: `win1250`, `windowscp1251`, `big5eten`, `sjiswin`.
  private static func resembled(_ label: String) -> String? {
    if label.contains("utf8") { return "utf-8" }
    for prefix in ["windows", "win", "microsoft", "codepage", "ibm", "cp", "ms", "x"]
    where label.hasPrefix(prefix) {
      let rest = String(label.dropFirst(prefix.utf8.count))
      if let name = codePage(rest) ?? table[rest] ?? resembled(rest) { return name }
    }
    for prefix in ["iso8859", "isolatin", "8859", "latin"] where label.hasPrefix(prefix) {
      let number = label.dropFirst(prefix.utf8.count).utf8.prefix(while: UTF8Text.isDigit)
      let family = prefix.hasSuffix("8859") ? "iso8859" : "latin"
      if let name = table[family + String(Substring(number))] { return name }
    }
    for name in [
      "big5", "gb18030", "gb2312", "gbk", "euccn", "eucjp", "euckr", "ksc5601", "koi8r",
      "koi8u", "shiftjis", "sjis",
    ]
    where label.hasPrefix(name) {
      return table[name]
    }
    return nil
  }

  private static func codePage(_ number: String) -> String? {
    switch number {
    case "874", "1250", "1251", "1252", "1253", "1254", "1255", "1256", "1257", "1258":
      "windows-\(number)"
    case "932", "943": "shift_jis"
    case "936", "1386", "54936": "gb18030"
    case "949": "euc-kr"
    case "950": "big5"
    case "866": "ibm866"
    case "65001": "utf-8"
    case "20866": "koi8-r"
    case "21866": "koi8-u"
    case "51932": "euc-jp"
    case "51949": "euc-kr"
    default: nil
    }
  }

  private static let table: [String: String] = {
    var table: [String: String] = [:]
    for line in lines {
      let words = line.split(separator: " ").map(String.init)
      for word in words {
        table[word] = words[0]
        table[squashed(word)] = words[0]
      }
    }
    return table
  }()

  /// Each line: the name, then its other labels.
  private static let lines = [
    "utf-8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8 utf-8-sig u8",
    "ibm866 866 cp866 csibm866",
    "iso-8859-2 csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2",
    "iso-8859-3 csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3",
    "iso-8859-4 csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4",
    "iso-8859-5 csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 "
      + "iso_8859-5:1988",
    "iso-8859-6 arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e "
      + "iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987",
    "iso-8859-7 csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 "
      + "iso_8859-7 iso_8859-7:1987 sun_eu_greek",
    "iso-8859-8 csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8 iso88598 "
      + "iso_8859-8 iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical",
    "iso-8859-10 csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso-8859-13 iso8859-13 iso885913", "iso-8859-14 iso8859-14 iso885914",
    "iso-8859-15 csisolatin9 iso8859-15 iso885915 iso_8859-15 l9 latin9", "iso-8859-16",
    "koi8-r cskoi8r koi koi8 koi8_r", "koi8-u koi8-ru",
    "macintosh csmacintosh mac x-mac-roman macroman",
    "windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 cp874",
    "windows-1250 cp1250 x-cp1250", "windows-1251 cp1251 x-cp1251 win-1251 win1251",
    "windows-1252 ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 "
      + "iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 latin-1 us-ascii x-cp1252",
    "windows-1253 cp1253 x-cp1253",
    "windows-1254 cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 "
      + "iso_8859-9:1989 l5 latin5 x-cp1254",
    "windows-1255 cp1255 x-cp1255", "windows-1256 cp1256 x-cp1256",
    "windows-1257 cp1257 x-cp1257", "windows-1258 cp1258 x-cp1258",
    "x-mac-cyrillic x-mac-ukrainian mac-cyrillic",
    "gb18030 gbk chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk "
      + "cp936 ms936 windows-936 gb18030-2000 euc-cn euccn eucgb2312-cn x-euc-cn",
    "big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950 big5hkscs",
    "euc-jp cseucpkdfmtjapanese x-euc-jp eucjp",
    "iso-2022-jp csiso2022jp",
    "shift_jis csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis cp932",
    "euc-kr cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 "
      + "ksc_5601 windows-949 cp949 uhc euckr",
    "utf-16be unicodefffe utf-16be-bom",
    "utf-16le csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf_16 u16",
    "utf-32le utf-32 utf_32 ucs-4", "utf-32be",
  ]

  /// The names under which iconv may know a label that the standard lacks: EBCDIC and the like.
  static func iconvSpellings(of label: String) -> [String] {
    let label = UTF8Text.lowered(UTF8Text.trimmed(label))
    let hyphened = String(decoding: label.utf8.map { $0 == 0x5F ? 0x2D : $0 }, as: UTF8.self)
    var spellings = [label, hyphened, squashed(label)]
    if label.hasPrefix("cs") { spellings.append(String(label.dropFirst(2))) }
    switch squashed(label) {
    case "maciceland": spellings.append("mac-is")
    case "maclatin2", "maccentraleurope": spellings.append("mac-centraleurope")
    default: break
    }
    return spellings
  }

  /// What glibc's iconv calls the multi-byte encodings that the web means by these names; its own
  /// tables under the plain names differ (`SHIFT_JIS` fails on ①, `EUC-KR` drops bytes).
  static func iconvNames(of name: String) -> [String] {
    switch name {
    case "gb18030": return ["GB18030"]
    case "big5": return ["BIG5-HKSCS", "BIG5"]
    case "euc-jp": return ["EUC-JP-MS", "EUC-JP"]
    case "iso-2022-jp": return ["ISO-2022-JP"]
    case "shift_jis": return ["CP932"]
    case "euc-kr": return ["UHC"]
    default: return [name]
    }
  }
}
