/// Tags whose `>` was forgotten before the next one: `<a href="…"<img src="…">`.
///
/// To HTML (§13.2.5.32) the second is attributes of the first, and what it shows is lost.
enum UnclosedTags {
  /// The markup with such tags closed: one pass, which looks closer only where a `<` stands directly
  /// behind a quotation mark.
  static func closed(_ html: String) -> String {
    var html = html
    return html.withUTF8 { bytes -> String? in
      var output: [UInt8] = []
      var start = 0
      var lastOpen: Int?
      var next = nextOpen(bytes, from: 0)
      while let index = next {
        next = nextOpen(bytes, from: index + 1)
        defer { lastOpen = index }
        guard index > 0, bytes[index - 1] == 0x22, let open = lastOpen,
          beginsElement(bytes, at: index), isTag(bytes, from: open, to: index)
        else { continue }
        output += bytes[start..<index]
        output.append(0x3E)
        start = index
      }
      guard start > 0 else { return nil }
      output += bytes[start...]
      return String(decoding: output, as: UTF8.self)
    } ?? html
  }

  /// The next `<`, eight bytes at a time.
  @inline(__always)
  private static func nextOpen(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    while index + 8 <= bytes.count, let base = bytes.baseAddress {
      let raw = UnsafeRawPointer(base + index)
      let word = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self)) ^ 0x3C3C_3C3C_3C3C_3C3C
      // The lowest mark is exact.
      let marks = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
      if marks != 0 { return index + marks.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < bytes.count {
      if bytes[index] == 0x3C { return index }
      index += 1
    }
    return nil
  }

  /// Whether a tag begins and goes on to an index, in front of which an attribute's value has ended.
  private static func isTag(
    _ bytes: UnsafeBufferPointer<UInt8>, from open: Int, to end: Int
  ) -> Bool {
    guard end - open < 4_000, isLetter(bytes[open + 1]) else { return false }
    var isQuoted = false
    for index in open..<end {
      if bytes[index] == 0x22 {
        guard isQuoted || bytes[index - 1] == 0x3D else { return false }
        isQuoted.toggle()
      } else if bytes[index] == 0x3E, !isQuoted {
        return false
      }
    }
    return !isQuoted
  }

  private static func beginsElement(_ bytes: UnsafeBufferPointer<UInt8>, at open: Int) -> Bool {
    let name = bytes[(open + 1)...].prefix(8).prefix(while: isLetter).map { $0 | 0x20 }
    return elements.contains { name.elementsEqual($0.utf8) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
  }

  private static let elements = [
    "a", "b", "br", "div", "em", "figure", "i", "iframe", "img", "p", "picture", "small", "span",
    "strong", "video",
  ]
}
