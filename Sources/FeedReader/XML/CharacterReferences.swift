/// Character references (XML §4.1, HTML §13.5 without its 2,000 further names).
enum CharacterReferences {
  /// One reference, read after its `&`.
  struct Reference {
    /// `nil` for a number that is no character of XML: it stands for nothing.
    var scalar: Unicode.Scalar?
    /// Bytes after the `&`, the semicolon among them.
    var length: Int
  }

  /// Reads what follows an `&`; `nil` when it is no reference that is known.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Reference? {
    guard start < bytes.count else { return nil }
    if bytes[start] == 0x23 { return readNumber(bytes, at: start) }
    if let reference = predefined(bytes, at: start) { return reference }
    var i = start
    while i < bytes.count, i - start < 9, UTF8Text.isLetter(bytes[i]) || UTF8Text.isDigit(bytes[i])
    {
      i += 1
    }
    guard i > start, i < bytes.count, bytes[i] == 0x3B else { return nil }
    let name = UnsafeBufferPointer(rebasing: bytes[start..<i])
    guard let scalar = EntityNames.character(name) else { return nil }
    return Reference(scalar: scalar, length: i + 1 - start)
  }

  /// One of the five that XML itself defines (§4.6), read after its `&`.
  @inline(__always)
  static func predefined(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Reference? {
    let (byte, length) = markup(bytes, at: start)
    return length == 0 ? nil : Reference(scalar: Unicode.Scalar(byte), length: length)
  }

  /// The same as a byte; a length of 0 where there is none.
  @inline(__always)
  static func markup(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> (byte: UInt8, length: Int) {
    var word: UInt64 = 0
    if bytes.count - start >= 8 {
      let raw = UnsafeRawBufferPointer(bytes)
      word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    } else if start < bytes.count {
      for i in stride(from: bytes.count - 1, through: start, by: -1) {
        word = word << 8 | UInt64(bytes[i])
      }
    }
    // `lt;`, `gt;`, `amp;`, `quot;` and `apos;` from behind.
    switch word & 0xFF_FFFF {
    case 0x3B_746C: return (0x3C, 3)
    case 0x3B_7467: return (0x3E, 3)
    default: break
    }
    if word & 0xFFFF_FFFF == 0x3B70_6D61 { return (0x26, 4) }
    switch word & 0xFF_FFFF_FFFF {
    case 0x3B_746F_7571: return (0x22, 5)
    case 0x3B_736F_7061: return (0x27, 5)
    default: return (0, 0)
    }
  }

  /// The reference to a low surrogate that follows one to a high surrogate: the two are a character
  /// as UTF-16 writes it.
  private static func lowHalf(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> (value: UInt32, length: Int)? {
    guard start + 2 < bytes.count, bytes[start] == 0x26, bytes[start + 1] == 0x23 else {
      return nil
    }
    let isHex = bytes[start + 2] | 0x20 == 0x78
    var i = start + (isHex ? 3 : 2)
    var value: UInt32 = 0
    let end = min(bytes.count, i + 6)
    while i < end, let digit = digit(bytes[i], isHex: isHex) {
      value = value * (isHex ? 16 : 10) + digit
      i += 1
    }
    guard i < bytes.count, bytes[i] == 0x3B, (0xDC00...0xDFFF).contains(value) else { return nil }
    return (value, i + 1 - start)
  }

  private static func readNumber(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> Reference? {
    var i = start + 1
    guard i < bytes.count else { return nil }
    let isHex = bytes[i] | 0x20 == 0x78
    if isHex { i += 1 }
    var value: UInt32 = 0
    let first = i
    while i < bytes.count, i - first < 4_096, let digit = digit(bytes[i], isHex: isHex) {
      value = min(value &* (isHex ? 16 : 10) &+ digit, 0x11_0000)
      i += 1
    }
    guard i > first, i < bytes.count, bytes[i] == 0x3B else { return nil }
    let length = i + 1 - start
    if (0xD800...0xDBFF).contains(value), let pair = lowHalf(bytes, at: i + 1) {
      let scalar = Unicode.Scalar(0x10000 + (value - 0xD800) << 10 + (pair.value - 0xDC00))
      return Reference(scalar: scalar, length: length + pair.length)
    }
    return Reference(scalar: character(value), length: length)
  }

  private static func digit(_ byte: UInt8, isHex: Bool) -> UInt32? {
    if UTF8Text.isDigit(byte) { return UInt32(byte - 0x30) }
    let lowered = byte | 0x20
    if isHex, lowered >= 0x61, lowered <= 0x66 { return UInt32(lowered - 0x61 + 10) }
    return nil
  }

  /// The character that a number stands for: 128 to 159 mean windows-1252 (HTML §13.2.5.80), and
  /// what XML 1.0 does not allow is `nil`.
  static func character(_ value: UInt32) -> Unicode.Scalar? {
    if value >= 0x80, value <= 0x9F {
      return SingleByteTables.windows1252(UInt8(truncatingIfNeeded: value))
    }
    guard isXML(value) else { return nil }
    return Unicode.Scalar(value)
  }

  /// XML 1.0 §2.2 `Char`.
  static func isXML(_ value: UInt32) -> Bool {
    switch value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: return true
    default: return false
    }
  }

  /// Like ``resolvedOnce(_:)`` for names and categories, but for what would make a tag or another
  /// reference: `&lt;` and `&amp;` before a name.
  static func resolvedInText(_ text: String) -> String {
    guard UTF8Text.contains(text, 0x26) else { return text }
    let evidence = MarkupEvidence(text)
    return evidence.hasEscapedElement || evidence.hasEscapedReference ? text : resolvedOnce(text)
  }

  /// HTML in which two references to surrogates, which HTML's rules know nothing of, are the
  /// character that they stand for.
  static func joiningSurrogates(_ html: String) -> String {
    var html = html
    return html.withUTF8 { bytes -> String? in
      let scan = XMLScan(bytes: bytes)
      var result: [UInt8] = []
      var start = 0
      var i = 0
      while let ampersand = scan.index(of: 0x26, from: i, to: bytes.count) {
        i = ampersand + 1
        guard i < bytes.count, bytes[i] == 0x23, let reference = read(bytes, at: i),
          let scalar = reference.scalar, bytes[i..<(i + reference.length)].contains(0x26)
        else { continue }
        result.append(contentsOf: bytes[start..<ampersand])
        UTF8Text.append(scalar, to: &result)
        i += reference.length
        start = i
      }
      if start == 0 { return nil }
      result.append(contentsOf: bytes[start...])
      return String(decoding: result, as: UTF8.self)
    } ?? html
  }

  /// The text in which `&quot` and `&nbsp` have the semicolon that somebody forgot.
  static func closingOpen(_ text: String) -> String {
    guard UTF8Text.contains(text, 0x26), MarkupEvidence(text).hasOpenReference else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    for i in bytes.indices {
      result.append(bytes[i])
      guard i >= 4, bytes[i - 4] == 0x26, i + 1 >= bytes.count || bytes[i + 1] != 0x3B else {
        continue
      }
      let name = bytes[(i - 3)...i]
      guard name.elementsEqual("quot".utf8) || name.elementsEqual("nbsp".utf8) else { continue }
      let end = bytes[(i + 1)...].prefix(20).first { !UTF8Text.isLetter($0) }
      if end != 0x3D { result.append(0x3B) }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The text with each reference replaced once, for what was escaped twice and for plain text.
  static func resolvedOnce(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes -> String in
      guard bytes.contains(0x26) else { return UTF8Text.string(bytes) }
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count)
      var i = 0
      while i < bytes.count {
        if bytes[i] == 0x26, let reference = read(bytes, at: i + 1) {
          if let scalar = reference.scalar { UTF8Text.append(scalar, to: &result) }
          i += 1 + reference.length
        } else {
          result.append(bytes[i])
          i += 1
        }
      }
      return String(decoding: result, as: UTF8.self)
    }
  }
}
