extension UnicodeBlanks {
  /// Whether a blank may begin with a byte; `false` is certain.
  @inline(__always)
  static func mayBegin(with byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF
  }

  /// Whether a blank has no width: U+00AD, U+200B to U+200F, U+2060, U+FEFF.
  static func isJoining(at index: Int, _ length: Int, _ byte: (Int) -> UInt8) -> Bool {
    switch (byte(index), length) {
    case (0xC2, 2): byte(index + 1) == 0xAD
    case (0xE2, 3):
      byte(index + 1) == 0x80
        ? (0x8B...0x8F).contains(byte(index + 2))
        : byte(index + 1) == 0x81 && byte(index + 2) == 0xA0
    case (0xEF, 3): byte(index + 1) == 0xBB
    default: false
    }
  }
}

extension RandomAccessCollection where Element == UInt8, Index == Int {
  /// Where the blanks (see ``UnicodeBlanks``) at the beginning end.
  var blankPrefix: Int {
    var low = startIndex
    while low < endIndex {
      let length = UnicodeBlanks.length(at: low, count: endIndex) { self[$0] }
      if length == 0 { break }
      low += length
    }
    return low
  }

  /// Without blanks (see ``UnicodeBlanks``) at both ends.
  var trimmedSpaces: SubSequence {
    let low = blankPrefix
    var high = endIndex
    search: while high > low {
      for length in 1...3 where high - length >= low {
        if UnicodeBlanks.length(at: high - length, count: high, { self[$0] }) == length {
          high -= length
          continue search
        }
      }
      break
    }
    return self[low..<high]
  }

  /// Runs of blanks become one space; none at the ends. What has no width (U+200B to U+200F, soft
  /// hyphens and the like) joins letters and emoji and stays where it stands between others.
  var collapsedSpaces: [UInt8] {
    withContiguousStorageIfAvailable { $0.collapsed }
      ?? Array(self).withUnsafeBufferPointer { $0.collapsed }
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate var collapsed: [UInt8] {
    let trimmed = trimmedSpaces
    let end = trimmed.endIndex
    var output: [UInt8] = []
    output.reserveCapacity(trimmed.count)
    var index = trimmed.startIndex
    while index < end {
      let start = index
      index = wordsEnd(from: index, to: end)
      if index > start {
        output.append(contentsOf: self[start..<index])
        continue
      }
      while index < end {
        let length = UnicodeBlanks.length(at: index, count: end) { self[$0] }
        if length == 0 || UnicodeBlanks.isJoining(at: index, length, { self[$0] }) { break }
        index += length
      }
      output.append(index > start ? 0x20 : self[start])
      if index == start { index += 1 }
    }
    return output
  }

  /// How many of eight bytes are words with one space between them, for certain: all, or all but a
  /// space at their end; else 0.
  @inline(__always)
  private func wordLength(at index: Int, to end: Int) -> Int {
    guard index + 8 <= end, let base = baseAddress else { return 0 }
    let word = UInt64(
      littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
    let spaces = zeroBytes(word ^ 0x2020_2020_2020_2020)
    let controls = (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
    // E2 and E3 differ in one bit.
    let others =
      zeroBytes((word | 0x0101_0101_0101_0101) ^ 0xE3E3_E3E3_E3E3_E3E3)
      | zeroBytes(word ^ 0xC2C2_C2C2_C2C2_C2C2) | zeroBytes(word ^ 0xEFEF_EFEF_EFEF_EFEF)
    guard controls | others | (spaces & spaces &>> 8) == 0 else { return 0 }
    return spaces &>> 63 == 0 ? 8 : 7
  }

  /// Whether a blank is there, or the end.
  @inline(__always)
  private func isBlank(at index: Int, to end: Int) -> Bool {
    index >= end
      || UnicodeBlanks.mayBegin(with: self[index])
        && UnicodeBlanks.length(at: index, count: end, { self[$0] }) > 0
  }

  /// Marks the lowest byte of `word` that is zero, and perhaps others above it.
  @inline(__always)
  private func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  /// The end of words with one space between them.
  private func wordsEnd(from start: Int, to end: Int) -> Int {
    var index = start
    // Where to look at eight bytes at once again.
    var retry = start + 1
    while index < end {
      if index >= retry {
        let length = wordLength(at: index, to: end)
        index += length
        if length == 0 { retry = index + 8 }
        if length > 0 { continue }
      }
      let byte = self[index]
      // Nearly all others are letters.
      if byte &- 0x21 < 0xA1 || byte > 0xE3 && byte != 0xEF {
        index += 1
        continue
      }
      let isBlank = self.isBlank(at: index, to: end)
      if isBlank, byte != 0x20 || index == start || self.isBlank(at: index + 1, to: end) {
        return index
      }
      index += 1
    }
    return index
  }
}
