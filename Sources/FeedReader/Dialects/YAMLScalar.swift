/// A text on one line of YAML: in double quotes with escapes, in single quotes, or plain (YAML 1.2.2
/// §7.3).
enum YAMLScalar {
  /// What it says; a comment behind it is left out. One whose quotes don't close is plain.
  static func read(_ text: String) -> String {
    let bytes = Array(text.utf8)
    switch bytes.first {
    case 0x22: return doubleQuoted(bytes) ?? text
    case 0x27: return singleQuoted(bytes) ?? text
    default: return plain(bytes)
    }
  }

  /// A lone `#` begins a comment; one close before a word is the text's (`Top #1`).
  private static func plain(_ bytes: [UInt8]) -> String {
    var end = bytes.count
    for i in bytes.indices.dropFirst().dropLast()
    where bytes[i] == 0x23 && bytes[i - 1] == 0x20 && bytes[i + 1] == 0x20 {
      end = i
      break
    }
    return UTF8Text.trimmed(String(decoding: bytes[..<end], as: UTF8.self))
  }

  private static func singleQuoted(_ bytes: [UInt8]) -> String? {
    var result: [UInt8] = []
    var i = 1
    while i < bytes.count {
      if bytes[i] == 0x27 {
        guard i + 1 < bytes.count, bytes[i + 1] == 0x27 else {
          return isEnd(bytes[(i + 1)...]) ? String(decoding: result, as: UTF8.self) : nil
        }
        i += 1
      }
      result.append(bytes[i])
      i += 1
    }
    return nil
  }

  private static func doubleQuoted(_ bytes: [UInt8]) -> String? {
    var result: [UInt8] = []
    var i = 1
    while i < bytes.count {
      switch bytes[i] {
      case 0x22: return isEnd(bytes[(i + 1)...]) ? String(decoding: result, as: UTF8.self) : nil
      case 0x5C where i + 1 < bytes.count:
        i = unescape(bytes, at: i + 1, into: &result)
      default:
        result.append(bytes[i])
        i += 1
      }
    }
    return nil
  }

  /// Whether nothing but a comment stands behind a text in quotes.
  private static func isEnd(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let first = rest.first(where: { $0 != 0x20 && $0 != 0x09 }) else { return true }
    return first == 0x23 && rest.first != 0x23
  }

  /// Undoes the escape whose letter is at an index; the index after it.
  private static func unescape(
    _ bytes: [UInt8], at index: Int, into result: inout [UInt8]
  ) -> Int {
    switch bytes[index] {
    case 0x6E: result.append(0x0A)
    case 0x74: result.append(0x09)
    case 0x72, 0x30, 0x61, 0x62, 0x65, 0x66, 0x76: result.append(0x20)
    case 0x78: return character(bytes, at: index, digits: 2, into: &result)
    case 0x75: return character(bytes, at: index, digits: 4, into: &result)
    case 0x55: return character(bytes, at: index, digits: 8, into: &result)
    default: result.append(bytes[index])
    }
    return index + 1
  }

  private static func character(
    _ bytes: [UInt8], at index: Int, digits: Int, into result: inout [UInt8]
  ) -> Int {
    let end = index + 1 + digits
    guard let value = number(bytes, index + 1, end) else {
      result.append(bytes[index])
      return index + 1
    }
    // JSON's pairs of surrogates.
    let isHigh = digits == 4 && (0xD800...0xDBFF).contains(value)
    if isHigh, end + 1 < bytes.count, bytes[end] == 0x5C, bytes[end + 1] == 0x75,
      let low = number(bytes, end + 2, end + 6), (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (value - 0xD800) << 10 + (low - 0xDC00))
    {
      UTF8Text.append(scalar, to: &result)
      return end + 6
    }
    UTF8Text.append(CharacterReferences.character(value) ?? "\u{FFFD}", to: &result)
    return end
  }

  private static func number(_ bytes: [UInt8], _ start: Int, _ end: Int) -> UInt32? {
    guard end <= bytes.count else { return nil }
    return UInt32(String(decoding: bytes[start..<end], as: UTF8.self), radix: 16)
  }
}
