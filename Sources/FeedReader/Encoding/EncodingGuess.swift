/// A guess at the encoding of bytes that are not UTF-8 and about which nothing is said.
///
/// Every encoding of the web is weighed by how natural the text is in it; what uchardet takes it
/// for, and what the document's language was usually written in, tip the scales.
struct EncodingGuess {
  /// By its WHATWG name in lower case.
  let name: String
  /// About 1 where the text is natural in the encoding, negative where it can't be.
  let score: Double
  /// Whether it is one of several bytes per character, all of which are whole.
  let isWholeWide: Bool

  init(_ document: ArraySlice<UInt8>) {
    self.init(TextSample(document))
  }

  init(_ sample: TextSample) {
    let detected = Uchardet.name(of: sample.bytes).flatMap(EncodingGuess.webName)
    let usual = sample.language.map(EncodingGuess.usual) ?? []
    var best = (name: "windows-1252", weight: -Double.infinity, score: 0.0, isWholeWide: false)
    let evidence = EncodingGuess.evidence(sample.bytes)
    // The letters of the Macintosh are the dashes and quotation marks of Windows: its encoding is one
    // only for a text that can't be in the other.
    let isMacintosh = evidence.contains { $0.name == "windows-1252" && $0.score < 0 }
    for (name, score, confidence, isWholeWide) in evidence {
      if name == "macintosh", !isMacintosh { continue }
      var weight = score + (EncodingGuess.prior[name] ?? 0)
      if name == detected { weight += confidence }
      if usual.contains(name) { weight += 0.3 }
      if weight > best.weight { best = (name, weight, score, isWholeWide) }
    }
    let isGreek = best.name == "windows-1253" && EncodingGuess.isStandardGreek(sample.bytes)
    name = isGreek ? "iso-8859-7" : best.name
    (score, isWholeWide) = (best.score, best.isWholeWide)
  }

  /// The two Greek encodings differ in one letter, `Ά`, which the other one has a sign for.
  private static func isStandardGreek(_ bytes: [UInt8]) -> Bool {
    var isStandard = false
    for i in bytes.indices.dropLast() where bytes[i + 1] >= 0xC0 {
      if bytes[i] == 0xB6 { isStandard = true }
      // The other one's `Ά` begins words; here it is an apostrophe behind a letter.
      if bytes[i] == 0xA2, i == 0 || bytes[i - 1] < 0xC0 { return false }
    }
    return isStandard && !bytes.contains { (0x80...0x9F).contains($0) }
  }

  /// How natural a text is in one encoding; `nil` for encodings that are not weighed.
  static func score(_ sample: TextSample, as name: String) -> Double? {
    if let latin = LatinAlphabets.encodings.first(where: { $0.name == name }) {
      return LatinEvidence(sample.bytes, encoding: name, languages: latin.languages).score
    }
    if let other = ScriptEvidence.encodings.first(where: { $0.name == name }) {
      return ScriptEvidence(sample.bytes, encoding: name, script: other.script)?.score
    }
    guard WideEvidence.encodings.contains(name) else { return nil }
    return WideEvidence(sample.bytes, encoding: name)?.score
  }

  private typealias Evidence = (
    name: String, score: Double, confidence: Double, isWholeWide: Bool
  )

  /// Each encoding with its score, and with how much uchardet's word for it counts: of a few bytes
  /// it can't tell much.
  private static func evidence(_ text: [UInt8]) -> [Evidence] {
    let high = Double(text.count { $0 >= 0x80 })
    var all: [Evidence] = []
    for (name, languages) in LatinAlphabets.encodings {
      let evidence = LatinEvidence(text, encoding: name, languages: languages)
      let confidence = 0.25 * min(1, Double(evidence.letters) / 6)
      all.append((name, evidence.score, confidence, false))
    }
    let confidence = 0.35 * min(1, high / 4)
    for (name, script) in ScriptEvidence.encodings {
      guard let evidence = ScriptEvidence(text, encoding: name, script: script) else { continue }
      all.append((name, evidence.score, confidence, false))
    }
    for name in WideEvidence.encodings {
      guard let evidence = WideEvidence(text, encoding: name) else { continue }
      all.append((name, evidence.score, confidence, evidence.invalid == 0))
    }
    return all
  }

  /// How common an encoding was, beyond what the text says; it decides where
  /// the letters fit several.
  private static let prior: [String: Double] = [
    "windows-1252": 0.12, "windows-1250": 0.05, "windows-1251": 0.06, "windows-1253": 0.03,
    "windows-1254": 0.02, "windows-1257": 0.02, "iso-8859-15": -0.05, "iso-8859-3": -0.1,
    "iso-8859-4": -0.1, "x-mac-cyrillic": -0.3, "ibm866": -0.05, "iso-8859-5": -0.05,
    "koi8-u": -0.03, "windows-1258": -0.1, "iso-8859-8": -0.05, "macintosh": -0.3,
  ]

  /// The encodings that a language was written in.
  private static func usual(_ language: String) -> [String] {
    switch language {
    case "zh": ["gb18030", "big5"]
    case "ko": ["euc-kr"]
    case "ja": ["shift_jis", "euc-jp"]
    case "ru", "be": ["windows-1251", "koi8-r", "ibm866", "iso-8859-5"]
    case "uk": ["windows-1251", "koi8-u"]
    case "bg", "mk": ["windows-1251"]
    case "sr": ["windows-1251", "windows-1250"]
    case "el": ["windows-1253", "iso-8859-7"]
    case "he", "iw", "yi": ["windows-1255", "iso-8859-8"]
    case "ar": ["windows-1256", "iso-8859-6"]
    case "fa", "ur": ["windows-1256"]
    case "th": ["windows-874"]
    default:
      LatinAlphabets.encodings.filter { $0.languages.split(separator: " ").contains(language[...]) }
        .map(\.name)
    }
  }

  /// The web's name for what uchardet found; `nil` for what no feed is written in.
  private static func webName(_ found: String) -> String? {
    switch found {
    case "iso-8859-16", "ibm852": "windows-1250"
    case "iso-8859-13": "windows-1257"
    case "mac-cyrillic": "x-mac-cyrillic"
    case "hz-gb-2312", "mac-centraleurope", "johab", "ibm855", "iso-8859-10": nil
    default: EncodingLabels.name(of: found)
    }
  }

  /// With GBK's lone 0x80, the euro sign, spelled as GB18030 does.
  static func replacingLoneEuro(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard bytes.contains(0x80) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var i = bytes.startIndex
    while i < bytes.endIndex {
      if bytes[i] == 0x80 {
        result.append(contentsOf: [0xA2, 0xE3])
        i += 1
      } else if bytes[i] > 0x80, i + 1 < bytes.endIndex {
        result.append(contentsOf: bytes[i...(i + 1)])
        i += 2
      } else {
        result.append(bytes[i])
        i += 1
      }
    }
    return result[...]
  }
}
