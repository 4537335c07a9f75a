/// Strings out of string tokens that the parser has checked.
enum JSONStringDecoder {
  static func string(_ node: JSONNode, in bytes: [UInt8]) -> String {
    let content = Int(node.start) + 1..<Int(node.extent) - 1
    if node.flags.contains(.escaped) {
      return String(decoding: unescaped(bytes[content]), as: UTF8.self)
    }
    // Replaces what is not UTF-8 by U+FFFD, one per maximal subpart.
    return String(decoding: bytes[content], as: UTF8.self)
  }

  /// The content of a string token, escapes undone, halves of surrogate pairs as U+FFFD.
  static func unescaped(_ content: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(content.count)
    var rest = content
    while let backslash = rest.firstIndex(of: 0x5C) {
      result += rest[rest.startIndex..<backslash]
      rest = rest[(backslash + 1)...]
      unescape(&rest, into: &result)
    }
    return result + rest
  }

  /// Takes what follows a backslash off `rest`.
  private static func unescape(_ rest: inout ArraySlice<UInt8>, into result: inout [UInt8]) {
    guard let letter = rest.popFirst() else { return }
    switch letter {
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "u"):
      let scalar = scalarValue(&rest)
      result += Array(String(UnicodeScalar(scalar) ?? "\u{FFFD}").utf8)
    default: result.append(letter)
    }
  }

  /// The scalar value of `XXXX` or `XXXX\uXXXX`; a surrogate value when it is half a pair.
  private static func scalarValue(_ rest: inout ArraySlice<UInt8>) -> UInt32 {
    let first = hexValue(rest.prefix(4))
    rest = rest.dropFirst(4)
    guard (0xD800...0xDBFF).contains(first), rest.starts(with: [0x5C, 0x75]) else { return first }
    let second = hexValue(rest.dropFirst(2).prefix(4))
    guard (0xDC00...0xDFFF).contains(second) else { return first }
    rest = rest.dropFirst(6)
    return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
  }

  static func hexValue(_ digits: ArraySlice<UInt8>) -> UInt32 {
    digits.reduce(0) { $0 << 4 | UInt32(hexDigit($1) ?? 0) }
  }

  static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
