/// A guess at the encoding of bytes that are not UTF-8 and about which nothing is said.
enum EncodingGuess {
  /// Enough to tell, so that a large document costs no more than a small one.
  private static let sample = 1 << 16

  static func name(_ bytes: ArraySlice<UInt8>) -> String {
    let sample = bytes.prefix(EncodingGuess.sample)
    let candidates = ["gb18030", "big5", "euc-kr", "shift_jis", "euc-jp"]
    var best = (name: "windows-1252", score: 0)
    for name in candidates {
      let score = score(sample, as: name)
      if score > best.score { best = (name, score) }
    }
    for name in ["windows-1251", "koi8-r"] {
      let score = cyrillicScore(sample, as: name)
      if score > best.score { best = (name, score) }
    }
    return best.name
  }

  /// Like ``score(_:as:)`` for Russian, whose two encodings exchange capital and small letters.
  private static func cyrillicScore(_ bytes: ArraySlice<UInt8>, as name: String) -> Int {
    guard let table = SingleByteTables(named: name) else { return 0 }
    var score = 0
    for byte in bytes where byte >= 0x80 {
      switch table.upper[Int(byte) - 0x80] {
      case "о", "е", "а", "и", "н", "т", "с", "р", "в", "л": score += 3
      case "а"..."я": score += 1
      case "А"..."Я": break
      default: score -= 3
      }
    }
    return score
  }

  /// How many of the characters are frequent in the language of the encoding; a text with bytes
  /// left over scores nothing.
  private static func score(_ bytes: ArraySlice<UInt8>, as name: String) -> Int {
    guard let iconvName = EncodingLabels.iconvNames(of: name).last,
      let iconv = Iconv(name: iconvName)
    else { return 0 }
    let (text, invalid) = iconv.decode(bytes)
    // A character may be cut at the sample's end.
    if invalid > 1 { return 0 }
    let frequent = Self.frequent[name] ?? []
    var score = 0
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars where scalar.value >= 0x80 {
      if frequent.contains(scalar) { score += 10 }
      switch (name, scalar.value) {
      case ("euc-kr", 0xAC00...0xD7A3): score += 2
      case ("shift_jis", 0x3041...0x30FF), ("euc-jp", 0x3041...0x30FF): score += 3
      case (_, 0xE000...0xF8FF), (_, 0xFF61...0xFF9F): score -= 5
      default: break
      }
    }
    return score
  }

  private static let frequent: [String: Set<Unicode.Scalar>] = [
    "gb18030": Set("的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以，。".unicodeScalars),
    "big5": Set("的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以，。".unicodeScalars),
    "euc-kr": Set("이다는의에을를가고은하지로한도사기대시어나".unicodeScalars),
    "shift_jis": Set("のにはをたがでてとしれさいるもな、。".unicodeScalars),
    "euc-jp": Set("のにはをたがでてとしれさいるもな、。".unicodeScalars),
  ]

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
