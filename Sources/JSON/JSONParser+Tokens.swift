extension JSONParser {
  // MARK: Strings, RFC 8259 §7

  /// Reads the string whose opening quote is at `index`.
  ///
  /// - Parameter isName: whether it is a member's.
  mutating func readString(isName: Bool = false) throws(InvalidJSON) -> JSONNode {
    let start = index
    var flags: JSONNode.Flags = []
    var mended = Mended()
    index += 1
    while true {
      index = ByteScan.endOfPlainText(in: bytes, from: index)
      guard let byte else { throw problem(.unterminatedString, at: start) }
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        if isInsideText(isName: isName) {
          if !mended.hasQuote { report(.bareQuote, at: index - 1) }
          mended.hasQuote = true
          continue
        }
        return JSONNode(
          start: UInt32(start), extent: UInt32(index), kind: .string, flags: flags)
      case UInt8(ascii: "\\"):
        flags.insert(.escaped)
        try skipEscape(&mended)
      case ..<0x20:
        try mendControl(byte, &mended)
      default:
        try repairUTF8(&flags)
      }
    }
  }

  /// Deals with a byte that begins no UTF-8 sequence.
  private mutating func repairUTF8(_ flags: inout JSONNode.Flags) throws(InvalidJSON) {
    guard options.invalidUTF8 == .replace else { throw problem(.invalidUTF8, at: index) }
    if !flags.contains(.repaired) { report(.invalidUTF8, at: index) }
    flags.insert(.repaired)
    index += 1
  }

  /// What of a string was told already.
  struct Mended {
    var hasControl = false
    var hasEscape = false
    var hasQuote = false
  }

  private mutating func mendControl(
    _ byte: UInt8, _ mended: inout Mended
  ) throws(InvalidJSON) {
    guard options.mendsStrings else { throw problem(.controlCharacter(byte), at: index) }
    if !mended.hasControl { report(.controlCharacter, at: index) }
    mended.hasControl = true
    if byte == 0x0A { lineStarts.append(UInt32(index + 1)) }
    index += 1
  }

  /// - Parameter start: of the backslash.
  private mutating func mendEscape(
    at start: Int, _ mended: inout Mended
  ) throws(InvalidJSON) {
    guard options.mendsStrings else { throw problem(.badEscape, at: start) }
    if !mended.hasEscape { report(.badEscape, at: start) }
    mended.hasEscape = true
    // A control character or a sign of several bytes is read as it would be without it.
    index = start + 1
    if let byte, byte >= 0x20, byte < 0x80 { index += 1 }
  }

  private mutating func skipEscape(_ mended: inout Mended) throws(InvalidJSON) {
    let start = index
    index += 1
    switch byte {
    case UInt8(ascii: "u"):
      guard JSONStringDecoder.codeUnit(bytes, at: start) != nil || !options.mendsStrings else {
        return try mendEscape(at: start, &mended)
      }
      try skipUnicodeEscape(from: start)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      index += 1
    default: try mendEscape(at: start, &mended)
    }
  }

  private mutating func skipUnicodeEscape(from start: Int) throws(InvalidJSON) {
    guard let first = JSONStringDecoder.codeUnit(bytes, at: start) else {
      throw problem(.badEscape, at: start)
    }
    index = start + 6
    guard (0xD800...0xDFFF).contains(first) else { return }
    if first < 0xDC00, let second = JSONStringDecoder.codeUnit(bytes, at: index),
      (0xDC00...0xDFFF).contains(second)
    {
      index += 6
    } else {
      report(.loneSurrogate, at: start)
    }
  }

  // MARK: Numbers, RFC 8259 §6

  mutating func readNumber() throws(InvalidJSON) -> JSONNode {
    let start = index
    if byte == UInt8(ascii: "-") { index += 1 }
    if byte == UInt8(ascii: "0") { index += 1 } else { try skipDigits(from: start) }
    if byte == UInt8(ascii: ".") {
      index += 1
      try skipDigits(from: start)
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      index += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { index += 1 }
      try skipDigits(from: start)
    }
    // `01`, `1.2.3`, `12px`, `-Infinity`: a number ends where a value may end.
    if let byte, JSONParser.goesOn(byte) { throw problem(.badNumber, at: start) }
    return JSONNode(start: UInt32(start), extent: UInt32(index), kind: .number)
  }

  private static func goesOn(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E, 0x5F, 0x80...: true
    default: false
    }
  }

  private mutating func skipDigits(from start: Int) throws(InvalidJSON) {
    let first = index
    while let byte, (0x30...0x39).contains(byte) { index += 1 }
    guard index > first else { throw problem(.badNumber, at: start) }
  }
}
