/// Strings out of string tokens that the parser has checked.
enum JSONStringDecoder {
  static func string(_ node: JSONNode, in bytes: [UInt8]) -> String {
    let content = Int(node.start) + 1..<Int(node.extent) - 1
    if node.flags.contains(.escaped) {
      return String(decoding: unescaped(bytes, content), as: UTF8.self)
    }
    // Replaces what is not UTF-8 by U+FFFD, one per maximal subpart.
    return String(decoding: bytes[content], as: UTF8.self)
  }

  /// The content of a string token, escapes undone, halves of surrogate pairs as U+FFFD.
  private static func unescaped(_ bytes: [UInt8], _ content: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(content.count)
    var index = content.lowerBound
    while index < content.upperBound {
      // Escapes often stand side by side: PHP escapes all that is not ASCII.
      if bytes[index] == 0x5C {
        index = unescape(bytes, at: index + 1, into: &result)
        continue
      }
      let end = ByteScan.backslash(in: bytes, index..<content.upperBound)
      result.append(contentsOf: bytes[index..<end])
      index = end
    }
    return result
  }

  /// Undoes the escape whose letter is at `index`; the index after it.
  private static func unescape(
    _ bytes: [UInt8], at index: Int, into result: inout [UInt8]
  ) -> Int {
    switch bytes[index] {
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "u"): return unescapeUnicode(bytes, at: index - 1, into: &result)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(bytes[index])
    default: return unescapeOdd(bytes, at: index, into: &result)
    }
    return index + 1
  }

  /// What ``JSONOptions/mendsStrings`` lets through: `\xXX` is a character, a letter or digit keeps its
  /// backslash, a line that goes on is one, anything else is itself.
  private static func unescapeOdd(
    _ bytes: [UInt8], at index: Int, into result: inout [UInt8]
  ) -> Int {
    let byte = bytes[index]
    // The closing quote stands behind the last of them at least.
    if byte == UInt8(ascii: "x"), let high = hexDigit(bytes[index + 1]),
      let low = hexDigit(bytes[index + 2])
    {
      append(UInt32(high << 4 | low), to: &result)
      return index + 3
    }
    switch byte {
    case 0x0A, 0x0D: break
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: result += [0x5C, byte]
    default: result.append(byte)
    }
    return index + 1
  }

  /// Undoes `\uXXXX` or `\uXXXX\uXXXX`.
  private static func unescapeUnicode(
    _ bytes: [UInt8], at index: Int, into result: inout [UInt8]
  ) -> Int {
    guard let first = codeUnit(bytes, at: index) else {
      result += [0x5C, bytes[index + 1]]
      return index + 2
    }
    guard (0xD800...0xDFFF).contains(first) else {
      append(first, to: &result)
      return index + 6
    }
    guard first < 0xDC00, let second = codeUnit(bytes, at: index + 6),
      (0xDC00...0xDFFF).contains(second)
    else {
      append(0xFFFD, to: &result)
      return index + 6
    }
    append(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00), to: &result)
    return index + 12
  }

  /// Appends a scalar value as UTF-8.
  private static func append(_ scalar: UInt32, to result: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(scalar >> shift & 0x3F) | 0x80 }
    switch scalar {
    case ..<0x80:
      result.append(UInt8(scalar))
    case ..<0x800:
      result.append(UInt8(scalar >> 6) | 0xC0)
      result.append(tail(0))
    case ..<0x10000:
      result.append(UInt8(scalar >> 12) | 0xE0)
      result.append(tail(6))
      result.append(tail(0))
    default:
      result.append(UInt8(scalar >> 18 & 7) | 0xF0)
      result.append(tail(12))
      result.append(tail(6))
      result.append(tail(0))
    }
  }

  /// The value of `\uXXXX` at an offset; `nil` when something else is there.
  static func codeUnit(_ bytes: [UInt8], at offset: Int) -> UInt32? {
    guard offset + 6 <= bytes.count, bytes[offset] == 0x5C, bytes[offset + 1] == 0x75 else {
      return nil
    }
    var value: UInt32 = 0
    for index in offset + 2..<offset + 6 {
      guard let digit = hexDigit(bytes[index]) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
