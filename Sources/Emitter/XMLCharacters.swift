/// Escaping and names by XML 1.0 (fifth edition) and Namespaces in XML 1.0.
enum XMLCharacters {
  /// Where characters are put, and so which of them need a reference.
  enum Place {
    case text
    /// Between double quotes.
    case attribute
    /// Either, and between single quotes too: where a template's author puts it.
    case markup
  }

  /// Appends `text` so that an XML parser gives the same characters back.
  ///
  /// Characters that XML 1.0 §2.2 forbids (controls, U+FFFE, U+FFFF) are dropped. `>` is always
  /// escaped, so `]]>` can't appear; CR is a reference, or a parser would make it LF.
  static func appendEscaped(_ text: String, in place: Place, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { appendEscaped($0, in: place, to: &bytes) }
  }

  private static func appendEscaped(
    _ input: UnsafeBufferPointer<UInt8>, in place: Place, to bytes: inout [UInt8]
  ) {
    var start = 0
    var index = 0
    while index < input.count {
      let byte = input[index]
      if byte > 0x3E && byte != 0xEF {
        index += 1
        continue
      }
      guard let (length, reference) = replacement(of: byte, at: index, in: input, place) else {
        index += 1
        continue
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: input[start..<index]))
      reference.withUTF8Buffer { bytes.append(contentsOf: $0) }
      index += length
      start = index
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: input[start...]))
  }

  /// What stands for the character that begins at `index`, and its length in bytes; `nil` when
  /// the byte stands for itself.
  @inline(__always)
  private static func replacement(
    of byte: UInt8, at index: Int, in input: UnsafeBufferPointer<UInt8>, _ place: Place
  ) -> (length: Int, reference: StaticString)? {
    switch byte {
    case UInt8(ascii: "<"): (1, "&lt;")
    case UInt8(ascii: ">"): (1, "&gt;")
    case UInt8(ascii: "&"): (1, "&amp;")
    case UInt8(ascii: "\"") where place != .text: (1, "&quot;")
    case UInt8(ascii: "'") where place == .markup: (1, "&#39;")
    case 0x0D: (1, "&#13;")
    case 0x09 where place == .attribute: (1, "&#9;")
    case 0x0A where place == .attribute: (1, "&#10;")
    case 0x09, 0x0A: nil
    case 0..<0x20: (1, "")
    case 0xEF where isForbidden(at: index, in: input): (3, "")
    default: nil
    }
  }

  /// Whether U+FFFE or U+FFFF (EF BF BE, EF BF BF) begins at `index`.
  private static func isForbidden(at index: Int, in input: UnsafeBufferPointer<UInt8>) -> Bool {
    index + 2 < input.count && input[index + 1] == 0xBF && input[index + 2] >= 0xBE
  }

  /// Whether `text` is an NCName (Namespaces in XML 1.0 §3) of ASCII characters.
  ///
  /// No vocabulary that feeds carry has others, and parsers disagree on which of them are names
  /// (XML 1.0's fourth and fifth editions).
  static func isNCName(_ text: String) -> Bool {
    guard let first = text.utf8.first, startsName(first) else { return false }
    return text.utf8.allSatisfy { startsName($0) || "0123456789.-".utf8.contains($0) }
  }

  private static func startsName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x41...0x5A, 0x5F, 0x61...0x7A: true
    default: false
    }
  }
}
