/// HTML's syntax, as far as the reader writes or recognizes it.
enum Markup {
  static func escape(_ bytes: UnsafeBufferPointer<UInt8>, into text: inout [UInt8]) {
    var start = 0
    for i in bytes.indices {
      let replacement: StaticString
      switch bytes[i] {
      case 0x26: replacement = "&amp;"
      case 0x3C: replacement = "&lt;"
      case 0x3E: replacement = "&gt;"
      default: continue
      }
      text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<i]))
      append(replacement, to: &text)
      start = i + 1
    }
    text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
  }

  static func escapeAttribute(_ bytes: UnsafeBufferPointer<UInt8>, into text: inout [UInt8]) {
    var start = 0
    for i in bytes.indices {
      let replacement: StaticString
      switch bytes[i] {
      case 0x26: replacement = "&amp;"
      case 0x22: replacement = "&quot;"
      default: continue
      }
      text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<i]))
      append(replacement, to: &text)
      start = i + 1
    }
    text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
  }

  /// Text that may stand between tags as well as in an attribute.
  static func escapeAll(_ bytes: UnsafeBufferPointer<UInt8>, into text: inout [UInt8]) {
    for byte in bytes {
      switch byte {
      case 0x26: append("&amp;", to: &text)
      case 0x3C: append("&lt;", to: &text)
      case 0x3E: append("&gt;", to: &text)
      case 0x22: append("&quot;", to: &text)
      case 0x27: append("&#39;", to: &text)
      default: text.append(byte)
      }
    }
  }

  private static func append(_ literal: StaticString, to text: inout [UInt8]) {
    text.append(
      contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// What is to be read of a short text: its tags left out, its references resolved.
  static func words(_ html: String) -> String {
    var words: [UInt8] = []
    for (index, part) in Array(html.utf8).split(separator: 0x3C, omittingEmptySubsequences: false)
      .enumerated()
    {
      // `a < b` is no tag.
      let isTag = part.first.map { UTF8Text.isLetter($0) || $0 == 0x2F || $0 == 0x21 } ?? false
      if index > 0, !isTag { words.append(0x3C) }
      words += index > 0 && isTag ? part.drop { $0 != 0x3E }.dropFirst() : part
    }
    return CharacterReferences.resolvedOnce(
      UTF8Text.trimmed(String(decoding: words, as: UTF8.self)))
  }

  /// How many bytes at the end of a text are a tag or a reference that has only begun.
  static func unfinishedBytes(_ text: ArraySlice<UInt8>) -> Int {
    for (length, byte) in text.suffix(2_000).reversed().enumerated() {
      if byte == 0x3E || (byte == 0x3B && length == 0) { return 0 }
      if byte == 0x3C { return length + 1 }
      if byte == 0x26, length < 10 { return length + 1 }
    }
    return 0
  }

  /// Elements without an end tag (HTML §13.1.2).
  static func isVoid(_ name: String) -> Bool {
    switch name {
    case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
      "source", "track", "wbr":
      return true
    default: return false
    }
  }

  /// Attributes that hold one address.
  static func isAddress(_ name: String) -> Bool {
    switch name {
    case "href", "src", "cite", "action", "poster", "data", "longdesc", "background": return true
    default: return false
    }
  }
}
