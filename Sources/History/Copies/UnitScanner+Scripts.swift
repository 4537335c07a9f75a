extension UnitScanner {
  /// What a character is to whoever compares texts.
  enum Kind {
    /// It stands between words.
    case blank
    /// It is not seen: joiners, marks, soft hyphens.
    case nothing
    /// Part of a word; as a small letter.
    case letter(UInt32)
    /// Part of a number; as an ASCII digit.
    case digit(UInt32)
    /// A unit by itself.
    case character
  }

  /// One character of UTF-8 and its bytes; what is damaged counts as blank.
  static func scalar(
    in bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (scalar: UInt32, count: Int) {
    let first = UInt32(bytes[index])
    let count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    guard count > 1, index + count <= bytes.count else { return (0x20, 1) }
    var scalar = first & (0x7F >> UInt32(count))
    for offset in 1..<count { scalar = scalar << 6 | UInt32(bytes[index + offset] & 0x3F) }
    return (scalar, count)
  }

  static func kind(of scalar: UInt32) -> Kind {
    switch scalar {
    case 0x80..<0x250: latin(scalar)
    case 0x300..<0x370: .nothing
    case 0x391...0x3A9, 0x410...0x42F: .letter(scalar + 0x20)
    case 0x400...0x40F: .letter(scalar + 0x50)
    case 0x0E00..<0x0F00, 0x1000..<0x10A0, 0x1780..<0x1800: .character
    case 0x1100..<0x1200, 0xAC00..<0xD7B0: .character
    case 0x200B...0x200F, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF: .nothing
    case 0x2000..<0x2C00: .blank
    case 0x3005...0x3007: .character
    case 0x3000..<0x3040, 0xFE10..<0xFE70: .blank
    case 0x3040..<0xA000, 0xF900..<0xFB00, 0x20000..<0x40000: .character
    case 0xFF10...0xFF19: .digit(scalar - 0xFF10 + 0x30)
    case 0xFF21...0xFF3A: .letter(scalar - 0xFF21 + 0x61)
    case 0xFF41...0xFF5A: .letter(scalar - 0xFF41 + 0x61)
    case 0xFF66..<0xFFA0: .character
    case 0xFF00..<0x10000, 0x1F000..<0x20000: .blank
    default: .letter(scalar)
    }
  }

  private static func latin(_ scalar: UInt32) -> Kind {
    switch scalar {
    case 0xAD: .nothing
    case 0xAA, 0xB5, 0xBA: .letter(scalar)
    case 0x80..<0xC0, 0xD7, 0xF7: .blank
    case 0xC0...0xDE: .letter(scalar + 0x20)
    case 0x139...0x148, 0x179...0x17E: .letter(scalar & 1 == 1 ? scalar + 1 : scalar)
    case 0x100..<0x180: .letter(scalar | 1)
    default: .letter(scalar)
    }
  }
}
