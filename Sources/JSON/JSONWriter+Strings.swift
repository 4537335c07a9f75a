extension JSONWriter {
  /// Writes a string token; runs that need no escape are copied as a whole.
  mutating func quote(_ text: String) {
    var text = text
    buffer.append(0x22)
    text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        let end = ByteScan.endOfUnescapedText(in: bytes.span, from: index)
        buffer.append(contentsOf: bytes[index..<end])
        index = end < bytes.count ? end + escape(bytes, at: end) : end
      }
    }
    buffer.append(0x22)
  }

  /// Writes the character at `index`, escaped if it must be.
  /// - Returns: how many bytes it takes in the source.
  private mutating func escape(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let byte = bytes[index]
    let letter: UInt8
    switch byte {
    case 0x22, 0x5C: letter = byte
    case 0x08: letter = UInt8(ascii: "b")
    case 0x09: letter = UInt8(ascii: "t")
    case 0x0A: letter = UInt8(ascii: "n")
    case 0x0C: letter = UInt8(ascii: "f")
    case 0x0D: letter = UInt8(ascii: "r")
    case 0xE2: return escapeSeparator(bytes, at: index)
    default:
      buffer += "\\u00".utf8
      buffer.append(0x30 + (byte >> 4))
      buffer.append(byte & 15 < 10 ? 0x30 + (byte & 15) : 0x57 + (byte & 15))
      return 1
    }
    buffer.append(0x5C)
    buffer.append(letter)
    return 1
  }

  /// U+2028 and U+2029 end a line in JavaScript before 2019; other characters that begin with
  /// 0xE2 are copied.
  private mutating func escapeSeparator(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> Int {
    guard index + 2 < bytes.count, bytes[index + 1] == 0x80, bytes[index + 2] & 0xFE == 0xA8
    else {
      buffer.append(0xE2)
      return 1
    }
    buffer += bytes[index + 2] == 0xA8 ? "\\u2028".utf8 : "\\u2029".utf8
    return 3
  }
}
