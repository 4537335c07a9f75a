/// What a pass over bytes found, taking them for UTF-8.
struct UTF8Scan {
  /// Sequences of two bytes or more that are right.
  private(set) var multibyte = 0
  /// Bytes that belong to no sequence.
  private(set) var invalid = 0
  /// Characters that XML 1.0 does not allow (§2.2).
  private(set) var illegal = 0

  var isValid: Bool { invalid == 0 }
  /// Bytes at the end that begin a character: the text was cut there.
  private(set) var cutBytes = 0
  /// Control characters U+0080 to U+009F: windows-1252 that went through a wrong decoder.
  private(set) var mapped = 0

  var isClean: Bool { invalid == 0 && illegal == 0 && mapped == 0 && cutBytes == 0 }

  init(_ whole: UnsafeBufferPointer<UInt8>) {
    cutBytes = UTF8Scan.cutBytes(whole)
    let bytes = UnsafeBufferPointer(rebasing: whole.dropLast(cutBytes))
    var i = 0
    while i < bytes.count {
      i = UTF8Scan.skipPlain(bytes, from: i)
      let wide = UTF8Scan.wideRun(bytes, from: i)
      multibyte += wide / 3
      i += wide
      if i >= bytes.count { break }
      let (length, isLegal) = UTF8Scan.sequence(bytes, at: i)
      if length == 0 {
        invalid += 1
        i += 1
        continue
      }
      if length > 1 { multibyte += 1 }
      if !isLegal {
        if length == 2 { mapped += 1 } else { illegal += 1 }
      }
      i += length
    }
  }

  /// Skips ASCII that needs no look, eight bytes at a time.
  @inline(__always)
  private static func skipPlain(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var i = start
    let raw = UnsafeRawBufferPointer(bytes)
    while i + 8 <= bytes.count {
      let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      let control = (word &- 0x2020_2020_2020_2020) & ~word
      if (word | control) & 0x8080_8080_8080_8080 != 0 { break }
      i += 8
    }
    return i
  }

  /// The bytes of the characters of three bytes that begin here and need no further look, most of
  /// Chinese, Japanese and Korean text among them.
  @inline(__always)
  private static func wideRun(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var i = start
    let raw = UnsafeRawBufferPointer(bytes)
    while i + 4 <= bytes.count {
      let word = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt32.self))
      let isSequence = word & 0x00C0_C0F0 == 0x0080_80E0
      // E0 may be overlong, ED a surrogate, EF U+FFFE.
      guard isSequence, bytes[i] != 0xE0, bytes[i] != 0xED, bytes[i] != 0xEF else { break }
      i += 3
    }
    return i - start
  }

  /// The length of the sequence at an index, 0 for none, and whether the character may stay: of
  /// those that may not, the ones with two bytes have a windows-1252 character in their place.
  @inline(__always)
  private static func sequence(
    _ b: UnsafeBufferPointer<UInt8>, at i: Int
  ) -> (length: Int, isLegal: Bool) {
    let first = b[i]
    if first < 0x80 {
      return (1, first >= 0x20 || first == 0x0A || first == 0x0D || first == 0x09)
    }
    let left = b.count - i
    switch first {
    case 0xC2...0xDF:
      guard left >= 2, isTail(b[i + 1]) else { return (0, false) }
      return (2, first != 0xC2 || b[i + 1] >= 0xA0)
    case 0xE0...0xEF:
      guard left >= 3, isTail(b[i + 1]), isTail(b[i + 2]) else { return (0, false) }
      if first == 0xE0, b[i + 1] < 0xA0 { return (0, false) }
      if first == 0xED, b[i + 1] > 0x9F { return (0, false) }
      return (3, !(first == 0xEF && b[i + 1] == 0xBF && b[i + 2] >= 0xBE))
    case 0xF0...0xF4:
      guard left >= 4, isTail(b[i + 1]), isTail(b[i + 2]), isTail(b[i + 3]) else {
        return (0, false)
      }
      if first == 0xF0, b[i + 1] < 0x90 { return (0, false) }
      if first == 0xF4, b[i + 1] > 0x8F { return (0, false) }
      return (4, true)
    default: return (0, false)
    }
  }

  @inline(__always)
  private static func isTail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// How many bytes at the end are the beginning of a sequence whose rest is missing.
  private static func cutBytes(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let tails = bytes.reversed().prefix(3).prefix(while: isTail).count
    guard bytes.count > tails else { return 0 }
    switch bytes[bytes.count - tails - 1] {
    case 0xC2...0xDF: return tails < 1 ? tails + 1 : 0
    case 0xE0...0xEF: return tails < 2 ? tails + 1 : 0
    case 0xF0...0xF4: return tails < 3 ? tails + 1 : 0
    default: return 0
    }
  }

  /// The bytes with illegal characters left out or mapped, and U+FFFD for what is no UTF-8; without
  /// a character at the end that is cut.
  static func cleaned(_ whole: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let bytes = UnsafeBufferPointer(rebasing: whole.dropLast(cutBytes(whole)))
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    // What lies between here and `i` is right and not yet copied.
    var start = 0
    var i = 0
    while i < bytes.count {
      i = skipPlain(bytes, from: i)
      i += wideRun(bytes, from: i)
      if i >= bytes.count { break }
      let (length, isLegal) = sequence(bytes, at: i)
      if isLegal {
        i += length
        continue
      }
      text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<i]))
      if length == 0 {
        text.append(contentsOf: [0xEF, 0xBF, 0xBD])
      } else if length == 2 {
        let meant = SingleByteTables.windows1252(bytes[i + 1])
        if meant.value > 0x9F { Bytes.append(meant, to: &text) }
      }
      i += max(length, 1)
      start = i
    }
    text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    return text
  }
}
