/// How natural a text is in a multi-byte encoding of Chinese, Japanese or Korean.
///
/// Its sequences are whole, of the rows that hold the common characters, and some of the most
/// frequent characters are among them.
struct WideEvidence {
  /// About 1 for a natural text, negative for one that can't be, per byte beyond ASCII.
  private(set) var score = 0.0
  /// Bytes that stand for nothing.
  private(set) var invalid = 0

  static let encodings = ["gb18030", "big5", "euc-kr", "shift_jis", "euc-jp"]

  init?(_ text: [UInt8], encoding: String) {
    guard let iconvName = EncodingLabels.iconvNames(of: encoding).first,
      let iconv = Iconv(name: iconvName)
    else { return nil }
    let decoded = iconv.decode(text[...])
    // A sequence may be cut at the sample's end.
    let isCut = text.count >= TextSample.limit
    invalid = max(0, decoded.invalid - (isCut ? 1 : 0))
    var (sum, high) = WideEvidence.rows(text, encoding)
    guard high > 0 else { return }
    sum += 2 * Double(WideEvidence.frequentCount(decoded.text, encoding)) - 4 * Double(invalid)
    score = sum / Double(high)
  }

  private static func frequentCount(_ text: [UInt8], _ encoding: String) -> Int {
    guard let frequent = frequent[encoding] else { return 0 }
    var count = 0
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars
    where scalar.value >= 0x80 && frequent.contains(scalar) {
      count += 1
    }
    return count
  }

  /// The weight of all sequences by their rows, and how many bytes beyond ASCII they have.
  private static func rows(_ text: [UInt8], _ encoding: String) -> (sum: Double, high: Int) {
    var sum = 0.0
    var high = 0
    var i = 0
    while i < text.count {
      let lead = text[i]
      if lead < 0x80 {
        i += 1
        continue
      }
      let trail = i + 1 < text.count ? text[i + 1] : 0
      let length = length(encoding, lead, trail)
      let before = i > 0 ? text[i - 1] : 0x20
      var weight = weight(encoding, lead, trail)
      if UTF8Text.isLetter(before) { weight -= 0.8 }
      if length == 2, UTF8Text.isLetter(trail) {
        weight -= encoding == "gb18030" || encoding == "euc-kr" ? 0.5 : 0.2
      }
      let bytes = min(length, 2)
      sum += weight * Double(bytes)
      high += bytes
      i += length
    }
    return (sum, high)
  }

  private static func length(_ encoding: String, _ lead: UInt8, _ trail: UInt8) -> Int {
    switch encoding {
    case "gb18030": return trail >= 0x30 && trail <= 0x39 ? 4 : trail >= 0x40 ? 2 : 1
    case "shift_jis":
      return (lead >= 0xA1 && lead <= 0xDF) || trail < 0x40 ? 1 : 2
    case "euc-jp": return lead == 0x8F ? 3 : trail >= 0xA1 ? 2 : 1
    default: return trail >= 0x40 ? 2 : 1
    }
  }

  /// 1 for rows that texts are made of, less for the others.
  private static func weight(_ encoding: String, _ lead: UInt8, _ trail: UInt8) -> Double {
    switch encoding {
    case "gb18030": gb18030(lead, trail)
    case "big5": big5(lead)
    case "euc-kr": eucKR(lead, trail)
    case "euc-jp": eucJP(lead, trail)
    default: shiftJIS(lead, trail)
    }
  }

  private static func gb18030(_ lead: UInt8, _ trail: UInt8) -> Double {
    guard trail >= 0xA1 else { return -1 }
    switch lead {
    case 0xB0...0xD7, 0xA1: return 1
    case 0xA3: return isFullWidthLetter(trail) ? 0.2 : 1
    case 0xD8...0xF7: return -0.5
    case 0xA4, 0xA5: return -0.3
    default: return -1
    }
  }

  private static func big5(_ lead: UInt8) -> Double {
    switch lead {
    case 0xA1, 0xA4...0xC6: 1
    case 0xA2, 0xA3: 0.2
    default: -0.5
    }
  }

  private static func eucKR(_ lead: UInt8, _ trail: UInt8) -> Double {
    guard trail >= 0xA1 else { return -1.5 }
    switch lead {
    case 0xB0...0xC8, 0xA1: return 1
    case 0xA3: return isFullWidthLetter(trail) ? 0.2 : 1
    case 0xCA...0xFD: return -0.5
    default: return -0.2
    }
  }

  private static func eucJP(_ lead: UInt8, _ trail: UInt8) -> Double {
    switch lead {
    case 0xA4, 0xA5: return 1.2
    case 0xA1: return 1
    case 0xA3: return 0.2
    case 0xB0...0xCF: return 0.8
    case 0x8E: return -1
    default: return -0.5
    }
  }

  private static func shiftJIS(_ lead: UInt8, _ trail: UInt8) -> Double {
    switch lead {
    case 0x82 where trail >= 0x9F, 0x83 where trail <= 0x96: return 1.2
    case 0x81: return 1
    case 0x82: return 0.2
    case 0x88...0x97: return 0.8
    case 0xA1...0xDF: return -1
    case 0xF0...0xFF: return -3
    default: return -0.5
    }
  }

  private static func isFullWidthLetter(_ trail: UInt8) -> Bool {
    (0xB0...0xB9).contains(trail) || (0xC1...0xFA).contains(trail)
  }

  private static let frequent: [String: Set<Unicode.Scalar>] = [
    "gb18030": Set("的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以，。、：".unicodeScalars),
    "big5": Set("的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以，。、：".unicodeScalars),
    "euc-kr": Set("이다는의에을를가고은하지로한도사기대시어나".unicodeScalars),
    "shift_jis": Set("のにはをたがでてとしれさいるもなっかきんースト、。".unicodeScalars),
    "euc-jp": Set("のにはをたがでてとしれさいるもなっかきんースト、。".unicodeScalars),
  ]
}
