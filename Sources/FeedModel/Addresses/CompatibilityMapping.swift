/// The compatibility characters that domains are mapped from.
enum CompatibilityMapping {
  /// What a character stands for, in lower case; `nil` when it is none of those known here.
  static func text(_ scalar: UnicodeScalar) -> String? {
    let value = scalar.value
    switch value {
    case ..<0xAA: return nil
    case 0x3002, 0xFF0E, 0xFF61: return "."
    case 0xFF01...0xFF5E: return ascii(value - 0xFEE0)
    case 0x2070, 0x2074...0x2079: return String(value - 0x2070)
    case 0x2080...0x2089: return String(value - 0x2080)
    case 0x2460...0x2473: return String(value - 0x245F)
    case 0x24B6...0x24CF: return ascii(value - 0x24B6 + 0x61)
    case 0x24D0...0x24E9: return ascii(value - 0x24D0 + 0x61)
    case 0x24EA: return "0"
    case 0x1D400...0x1D6A3: return ascii((value - 0x1D400) % 26 + 0x61)
    case 0x1D7CE...0x1D7FF: return String((value - 0x1D7CE) % 10)
    case 0xFF66...0xFF9F: return katakana[Int(value - 0xFF66)]
    default: return symbols[value]
    }
  }

  private static func ascii(_ value: UInt32) -> String? {
    UnicodeScalar(value).map { $0.properties.lowercaseMapping }
  }

  /// U+FF66 to U+FF9F.
  private static let katakana: [String] = {
    let letters = """
      ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン
      """
    return (letters + "\u{3099}\u{309A}").unicodeScalars.map { String($0) }
  }()

  private static let symbols: [UInt32: String] = [
    0xAA: "a", 0xB2: "2", 0xB3: "3", 0xB9: "1", 0xBA: "o", 0x2071: "i", 0x207F: "n",
    0x2102: "c", 0x210A: "g", 0x210B: "h", 0x210C: "h", 0x210D: "h", 0x210E: "h", 0x2110: "i",
    0x2111: "i", 0x2112: "l", 0x2113: "l", 0x2115: "n", 0x2116: "no", 0x2119: "p", 0x211A: "q",
    0x211B: "r", 0x211C: "r", 0x211D: "r", 0x2122: "tm", 0x2124: "z", 0x2128: "z", 0x212C: "b",
    0x212D: "c", 0x212F: "e", 0x2130: "e", 0x2131: "f", 0x2133: "m", 0x2134: "o", 0x2139: "i",
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
    0xFB06: "st",
  ]
}
