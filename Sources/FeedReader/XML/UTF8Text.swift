/// Small functions over UTF-8 bytes, which is how feed data is compared and cut.
enum UTF8Text {
  static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    // What makes a string checks more slowly.
    guard UTF8Scan.isUTF8(bytes) else { return String(decoding: bytes, as: UTF8.self) }
    return String(copying: UTF8Span(unchecked: Span(_unsafeElements: bytes)))
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    let lowered = byte | 0x20
    return lowered >= 0x61 && lowered <= 0x7A
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Without XML's white space at both ends.
  static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = bytes.count
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  static func trimmed(_ text: String) -> String {
    var copy = text
    return copy.withUTF8 { bytes in
      let cut = trimmed(bytes)
      return cut.count == bytes.count ? nil : string(cut)
    } ?? text
  }

  static func contains(_ text: String, _ byte: UInt8) -> Bool {
    var text = text
    return text.withUTF8 { XMLScan(bytes: $0).index(of: byte, from: 0, to: $0.count) != nil }
  }

  /// Compares with an ASCII text in lower case, ignoring ASCII case.
  static func equal(_ text: String, ignoringCase lowered: StaticString) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count == lowered.utf8CodeUnitCount else { return false }
      for i in bytes.indices where fold(bytes[i]) != lowered.utf8Start[i] { return false }
      return true
    }
  }

  static func hasPrefix(_ text: String, ignoringCase lowered: StaticString) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count >= lowered.utf8CodeUnitCount else { return false }
      for i in 0..<lowered.utf8CodeUnitCount where fold(bytes[i]) != lowered.utf8Start[i] {
        return false
      }
      return true
    }
  }

  static func fold(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  static func lowered(_ text: String) -> String {
    var copy = text
    return copy.withUTF8 { bytes in
      // Most have no capital.
      bytes.contains { $0 >= 0x41 && $0 <= 0x5A }
        ? String(decoding: bytes.map(fold), as: UTF8.self) : nil
    } ?? text
  }

  /// What stands between marks, white space around it removed; parts without anything are left out.
  ///
  /// - Parameter limit: How many parts are looked at.
  static func parts(of text: String, between mark: UInt8, limit: Int) -> [String] {
    var text = text
    return text.withUTF8 { bytes in
      let scan = XMLScan(bytes: bytes)
      var parts: [String] = []
      var (start, count) = (0, 0)
      while start < bytes.count, count < limit {
        let end = scan.index(of: mark, from: start, to: bytes.count) ?? bytes.count
        if end > start { count += 1 }
        let part = trimmed(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        if !part.isEmpty { parts.append(string(part)) }
        start = end + 1
      }
      return parts
    }
  }

  /// A decimal number without sign, white space around it allowed; `nil` for all else.
  static func integer(_ text: String) -> Int? {
    var value = 0
    var digits = 0
    for byte in trimmed(text).utf8 {
      guard isDigit(byte), digits < 18 else { return nil }
      value = value * 10 + Int(byte - 0x30)
      digits += 1
    }
    return digits > 0 ? value : nil
  }
}

extension UTF8Text {
  static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    let value = scalar.value
    switch value {
    case 0..<0x80: bytes.append(low(value))
    case 0x80..<0x800:
      bytes.append(low(0xC0 | value >> 6))
      bytes.append(low(0x80 | value & 0x3F))
    case 0x800..<0x10000:
      bytes.append(low(0xE0 | value >> 12))
      bytes.append(low(0x80 | value >> 6 & 0x3F))
      bytes.append(low(0x80 | value & 0x3F))
    default:
      bytes.append(low(0xF0 | value >> 18))
      bytes.append(low(0x80 | value >> 12 & 0x3F))
      bytes.append(low(0x80 | value >> 6 & 0x3F))
      bytes.append(low(0x80 | value & 0x3F))
    }
  }

  private static func low(_ value: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: value) }
}
