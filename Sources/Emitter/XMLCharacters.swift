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

  /// How much is escaped at a time; the longest reference has six bytes.
  private static let pieceBytes = 4096

  private static func appendEscaped(
    _ input: UnsafeBufferPointer<UInt8>, in place: Place, to bytes: inout [UInt8]
  ) {
    var index = 0
    while index < input.count {
      let end = min(index + pieceBytes, input.count)
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 6 * (end - index)) { output in
        let written = escape(input, from: &index, to: end, in: place, into: output)
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: output[..<written]))
      }
    }
  }

  /// Escapes the characters that begin between `index` and `end`.
  /// - Returns: how many bytes it wrote, at most six for each byte of the input.
  private static func escape(
    _ input: UnsafeBufferPointer<UInt8>, from index: inout Int, to end: Int, in place: Place,
    into output: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    let source = UnsafeRawBufferPointer(input)
    let target = UnsafeMutableRawBufferPointer(output)
    var written = 0
    while index < end {
      if index + 8 <= end {
        let word = source.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if isPlain(word, in: place) {
          target.storeBytes(of: word, toByteOffset: written, as: UInt64.self)
          index += 8
          written += 8
          continue
        }
      }
      // Byte by byte to the end of the word, so that the next look is at fresh bytes.
      let stop = min(index + 8, end)
      while index < stop {
        guard let (length, reference) = replacement(of: input[index], at: index, in: input, place)
        else {
          output[written] = input[index]
          index += 1
          written += 1
          continue
        }
        reference.withUTF8Buffer { reference in
          for byte in reference {
            output[written] = byte
            written += 1
          }
        }
        index += length
      }
    }
    return written
  }

  /// Whether none of eight bytes needs a closer look.
  @inline(__always)
  private static func isPlain(_ word: UInt64, in place: Place) -> Bool {
    let angles = hasZero((word | all(0x02)) ^ all(0x3E))
    // 0x22 `"`, 0x26 `&`, 0x27 `'`
    let quotes =
      place == .text ? hasZero(word ^ all(0x26)) : hasZero((word | all(0x05)) ^ all(0x27))
    let controls = (word &- all(0x20)) & ~word & all(0x80)
    return angles | quotes | controls | hasZero(word ^ all(0xEF)) == 0
  }

  /// A word whose eight bytes are all `byte`.
  @inline(__always)
  private static func all(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

  /// Not zero if one of the eight bytes is zero.
  @inline(__always)
  private static func hasZero(_ word: UInt64) -> UInt64 { (word &- all(0x01)) & ~word & all(0x80) }

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
