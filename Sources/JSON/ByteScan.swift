/// Scans that look at many bytes at once.
enum ByteScan {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Marks the bytes of `word` that are `byte`, the first of them exactly.
  @inline(__always)
  private static func marks(_ word: UInt64, equalTo byte: UInt8) -> UInt64 {
    let zeros = word ^ (ones &* UInt64(byte))
    return (zeros &- ones) & ~zeros & highs
  }

  /// Marks the bytes of `word` below 0x20, the first of them exactly.
  @inline(__always)
  private static func marksOfControls(_ word: UInt64) -> UInt64 {
    (word &- ones &* 0x20) & ~word & highs
  }

  /// The offset of the first quote, backslash, control character or byte that is not UTF-8; the
  /// end when there is none.
  static func endOfPlainText(in bytes: [UInt8], from start: Int) -> Int {
    let raw = bytes.span.bytes
    var index = start
    while index < bytes.count {
      while index + 8 <= bytes.count {
        let word = UInt64(
          littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
        let marks =
          marks(word, equalTo: 0x22) | marks(word, equalTo: 0x5C) | marksOfControls(word)
          | (word & highs)
        guard marks == 0 else {
          index += marks.trailingZeroBitCount / 8
          break
        }
        index += 8
      }
      guard index < bytes.count else { break }
      let byte = bytes[index]
      if byte < 0x20 || byte == 0x22 || byte == 0x5C { break }
      let length = byte < 0x80 ? 1 : utf8Length(in: bytes, at: index)
      guard length > 0 else { break }
      index += length
    }
    return index
  }

  /// The offset of the first backslash in a range; its end when there is none.
  @inline(__always)
  static func backslash(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    let raw = bytes.span.bytes
    var index = range.lowerBound
    while index + 8 <= range.upperBound {
      let word = UInt64(
        littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
      let marks = marks(word, equalTo: 0x5C)
      guard marks == 0 else { return index + marks.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < range.upperBound, bytes[index] != 0x5C { index += 1 }
    return index
  }

  /// The length of the UTF-8 sequence at `index`, which begins with a byte of 0x80 or more; 0 when
  /// it is none (Unicode, table 3-7).
  @inline(__always)
  static func utf8Length(in bytes: [UInt8], at index: Int) -> Int {
    func isTail(_ offset: Int) -> Bool {
      index + offset < bytes.count && bytes[index + offset] & 0xC0 == 0x80
    }
    guard isTail(1) else { return 0 }
    let second = bytes[index + 1]
    switch bytes[index] {
    case 0xC2...0xDF: return 2
    case 0xE0: return second >= 0xA0 && isTail(2) ? 3 : 0
    case 0xED: return second < 0xA0 && isTail(2) ? 3 : 0
    case 0xE1...0xEF: return isTail(2) ? 3 : 0
    case 0xF0: return second >= 0x90 && isTail(2) && isTail(3) ? 4 : 0
    case 0xF1...0xF3: return isTail(2) && isTail(3) ? 4 : 0
    case 0xF4: return second < 0x90 && isTail(2) && isTail(3) ? 4 : 0
    default: return 0
    }
  }

  /// The offset of the first byte that ``JSONWriter`` may have to escape: a quote, a backslash, a
  /// control character, or 0xE2, with which U+2028 and U+2029 begin.
  static func endOfUnescapedText(in bytes: Span<UInt8>, from start: Int) -> Int {
    let raw = bytes.bytes
    var index = start
    while index + 32 <= bytes.count, isUnescaped(bytes, from: index) { index += 32 }
    while index + 8 <= bytes.count {
      let word = UInt64(
        littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
      let marks =
        marks(word, equalTo: 0x22) | marks(word, equalTo: 0x5C) | marksOfControls(word)
        | marks(word, equalTo: 0xE2)
      guard marks == 0 else { return index + marks.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0xE2 { break }
      index += 1
    }
    return index
  }

  /// The same of 32 bytes, all of which are looked at: the compiler takes sixteen at once.
  @inline(__always)
  private static func isUnescaped(_ bytes: Span<UInt8>, from start: Int) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      var found: UInt8 = 0
      for index in start..<(start + 32) {
        let byte = bytes[index]
        found |= bit(byte < 0x20) | bit(byte == 0x22) | bit(byte == 0x5C) | bit(byte == 0xE2)
      }
      return found == 0
    }
  }

  private static func bit(_ condition: Bool) -> UInt8 { condition ? 1 : 0 }
}
