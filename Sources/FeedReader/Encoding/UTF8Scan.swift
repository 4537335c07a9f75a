/// What a pass over bytes found, taking them for UTF-8.
struct UTF8Scan {
  /// Sequences of two bytes or more that are right.
  private(set) var multibyte = 0
  /// Bytes that belong to no sequence.
  private(set) var invalid = 0
  /// Characters that XML 1.0 does not allow (§2.2).
  private(set) var illegal = 0

  var isValid: Bool { invalid == 0 }

  /// Whether what is not UTF-8 is damage, whatever the document declares: no other encoding has so
  /// many right sequences by chance.
  var isNearlyValid: Bool { multibyte >= 20 && multibyte >= 20 * invalid }

  /// Bytes at the end that begin a character: the text was cut there.
  private(set) var cutBytes = 0
  /// Control characters U+0080 to U+009F: windows-1252 that went through a wrong decoder.
  private(set) var mapped = 0
  /// Characters beyond U+FFFF that were written as two surrogates of three bytes (CESU-8).
  private(set) var paired = 0

  var isClean: Bool {
    invalid == 0 && illegal == 0 && mapped == 0 && paired == 0 && cutBytes == 0
  }

  /// What begins at a byte.
  private enum Form {
    case character
    /// U+0080 to U+009F.
    case control
    /// No character of XML.
    case illegal
    /// Two surrogates that stand for one character.
    case pair
    /// A sequence whose rest is missing.
    case cut
    /// A byte that begins no sequence.
    case stray
  }

  init(_ whole: UnsafeBufferPointer<UInt8>) {
    cutBytes = UTF8Scan.cutBytes(whole)
    let bytes = UnsafeBufferPointer(rebasing: whole.dropLast(cutBytes))
    var i = 0
    while i < bytes.count {
      i = UTF8Scan.skipPlain(bytes, from: i)
      let wide = UTF8Scan.wideRun(bytes, from: i)
      multibyte += wide / 3
      i += wide
      let narrow = wide == 0 ? UTF8Scan.narrowRun(bytes, from: i) : 0
      multibyte += narrow / 2
      i += narrow
      if i >= bytes.count { break }
      let (length, form) = UTF8Scan.sequence(bytes, at: i)
      if length > 1, form != .cut { multibyte += 1 }
      switch form {
      case .character: break
      case .control: mapped += 1
      case .illegal: illegal += 1
      case .pair: paired += 1
      case .cut, .stray: invalid += 1
      }
      i += length
    }
  }

  /// Whether bytes are UTF-8, whatever characters they stand for.
  static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var i = 0
    while i < bytes.count {
      i = skipASCII(bytes, from: i)
      let wide = wideRun(bytes, from: i)
      i += wide > 0 ? wide : narrowRun(bytes, from: i)
      if i >= bytes.count { break }
      let (length, form) = sequence(bytes, at: i)
      switch form {
      case .character, .control, .illegal: i += length
      case .pair, .cut, .stray: return false
      }
    }
    return true
  }

  /// Skips ASCII of any kind, 64 bytes at a time.
  @inline(__always)
  private static func skipASCII(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var i = start
    let raw = UnsafeRawBufferPointer(bytes)
    while i + 64 <= bytes.count {
      var all = SIMD2<UInt64>.zero
      for offset in stride(from: 0, to: 64, by: 16) {
        all |= raw.loadUnaligned(fromByteOffset: i + offset, as: SIMD2<UInt64>.self)
      }
      if (all[0] | all[1]) & highBits != 0 { break }
      i += 64
    }
    while i + 8 <= bytes.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      if word & highBits != 0 { return i + (word & highBits).trailingZeroBitCount / 8 }
      i += 8
    }
    // Behind the last eight: most texts are short.
    while i < bytes.count, bytes[i] < 0x80 { i += 1 }
    return i
  }

  /// Whether the 32 bytes from an index on are ASCII without controls, but for line ends and tabs.
  @inline(__always)
  private static func isPlain(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Bool {
    var odd: UInt8 = 0
    for i in start..<(start + 32) {
      let byte = bytes[i]
      let isControl: UInt8 = byte < 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09 ? 0x80 : 0
      odd |= byte | isControl
    }
    return odd < 0x80
  }

  /// Skips ASCII that needs no look, line ends and tabs among it.
  @inline(__always)
  private static func skipPlain(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var i = start
    let raw = UnsafeRawBufferPointer(bytes)
    while i + 32 <= bytes.count, isPlain(raw, from: i) { i += 32 }
    while i + 8 <= bytes.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      // No byte borrows from its neighbour.
      let controls = ~((word | highBits) &- 0x2020_2020_2020_2020) & highBits
      let others = word & highBits | (controls == 0 ? 0 : controls & ~blanks(word))
      if others != 0 { return i + others.trailingZeroBitCount / 8 }
      i += 8
    }
    return i
  }

  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// The high bits of those of eight ASCII bytes that are a tab, a line feed or a carriage return.
  @inline(__always)
  private static func blanks(_ word: UInt64) -> UInt64 {
    places(word ^ 0x0909_0909_0909_0909) | places(word ^ 0x0A0A_0A0A_0A0A_0A0A)
      | places(word ^ 0x0D0D_0D0D_0D0D_0D0D)
  }

  /// The high bits of those of eight bytes below 0x80 that are zero.
  @inline(__always)
  private static func places(_ word: UInt64) -> UInt64 {
    ~((word | highBits) &- 0x0101_0101_0101_0101) & highBits
  }

  /// The bytes of the characters of three bytes that begin here and need no further look, most of
  /// Chinese, Japanese and Korean text among them.
  @inline(__always)
  private static func wideRun(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var i = start
    let raw = UnsafeRawBufferPointer(bytes)
    while i + 8 <= bytes.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      guard word & 0x00C0_C0F0 == 0x0080_80E0, isPlainWide(word) else { break }
      // Two characters at once, where the next is one of these too.
      let next = word &>> 24
      let isNext = next & 0x00C0_C0F0 == 0x0080_80E0 && isPlainWide(next)
      i += isNext ? 6 : 3
      if !isNext { break }
    }
    return i - start
  }

  /// The bytes of the characters of two bytes that begin here, by fours and twos: words of Cyrillic,
  /// Greek, Hebrew and Arabic. U+0100 and what follows; none of these needs a further look.
  @inline(__always)
  private static func narrowRun(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var i = start
    let raw = UnsafeRawBufferPointer(bytes)
    while i + 8 <= bytes.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      let isOther = word & 0xC0E0_C0E0_C0E0_C0E0 ^ 0x80C0_80C0_80C0_80C0
      // Of each first byte C4 to DF, whose five lower bits are 4 at least.
      let lowBits = word & 0x001C_001C_001C_001C
      let isLow = ~(lowBits &+ 0x00FC_00FC_00FC_00FC) & 0x0100_0100_0100_0100
      if isOther | isLow == 0 {
        i += 8
        continue
      }
      if (isOther | isLow) & 0xFFFF_FFFF == 0 { i += 4 }
      break
    }
    return i - start
  }

  /// Whether the lowest byte begins no sequence of three that may be overlong (E0), a surrogate (ED),
  /// U+FFFE or U+FFFF (EF BF).
  @inline(__always)
  private static func isPlainWide(_ word: UInt64) -> Bool {
    0x5FFE &>> (word & 15) & 1 != 0 || word & 15 == 15 && word & 0xFF00 != 0xBF00
  }

  /// The length of what begins at an index, 1 at least.
  @inline(__always)
  private static func sequence(
    _ b: UnsafeBufferPointer<UInt8>, at i: Int
  ) -> (length: Int, form: Form) {
    let first = b[i]
    if first < 0x80 {
      let isLegal = first >= 0x20 || first == 0x0A || first == 0x0D || first == 0x09
      return (1, isLegal ? .character : .illegal)
    }
    let left = b.count - i
    switch first {
    case 0xC2...0xDF:
      guard left >= 2, isTail(b[i + 1]) else { return damaged(b, at: i) }
      return (2, first != 0xC2 || b[i + 1] >= 0xA0 ? .character : .control)
    case 0xE0...0xEF:
      guard left >= 3, isTail(b[i + 1]), isTail(b[i + 2]) else { return damaged(b, at: i) }
      if first == 0xE0, b[i + 1] < 0xA0 { return damaged(b, at: i) }
      if first == 0xED, b[i + 1] > 0x9F { return surrogate(b, at: i) }
      let isCharacter = !(first == 0xEF && b[i + 1] == 0xBF && b[i + 2] >= 0xBE)
      return (3, isCharacter ? .character : .illegal)
    case 0xF0...0xF4:
      guard left >= 4, isTail(b[i + 1]), isTail(b[i + 2]), isTail(b[i + 3]) else {
        return damaged(b, at: i)
      }
      if first == 0xF0, b[i + 1] < 0x90 { return damaged(b, at: i) }
      if first == 0xF4, b[i + 1] > 0x8F { return damaged(b, at: i) }
      return (4, .character)
    default: return (1, .stray)
    }
  }

  /// A surrogate of three bytes: with its other half a character, alone nothing.
  private static func surrogate(
    _ b: UnsafeBufferPointer<UInt8>, at i: Int
  ) -> (length: Int, form: Form) {
    let isPair =
      b[i + 1] <= 0xAF && i + 6 <= b.count && b[i + 3] == 0xED && b[i + 4] >= 0xB0
      && isTail(b[i + 4]) && isTail(b[i + 5])
    return isPair ? (6, .pair) : (3, .cut)
  }

  /// A sequence was cut off where some of its bytes are there, or where a field ends behind its
  /// first; any other byte is one of another encoding.
  private static func damaged(
    _ b: UnsafeBufferPointer<UInt8>, at i: Int
  ) -> (length: Int, form: Form) {
    let wanted = b[i] < 0xE0 ? 2 : b[i] < 0xF0 ? 3 : 4
    var length = 1
    while length < wanted, i + length < b.count, isTail(b[i + length]) { length += 1 }
    if length > 1 { return (min(length, wanted - 1), .cut) }
    let end = XMLScan(bytes: b)
    let isAtEnd = i + 1 == b.count || b[i + 1] == 0x3C || end.starts(with: "]]>", at: i + 1)
    return (1, isAtEnd ? .cut : .stray)
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

  /// The bytes with illegal characters left out or mapped, and without a character at the end that
  /// is cut.
  ///
  /// A sequence that is cut off becomes U+FFFD, a byte that begins none is read as windows-1252, and
  /// two surrogates become their character.
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
      let (length, form) = sequence(bytes, at: i)
      if form != .character {
        text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<i]))
        replace(form, bytes, at: i, into: &text)
        start = i + length
      }
      i += length
    }
    text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    return text
  }

  private static func replace(
    _ form: Form, _ bytes: UnsafeBufferPointer<UInt8>, at i: Int, into text: inout [UInt8]
  ) {
    switch form {
    case .character, .illegal: break
    case .control:
      let meant = SingleByteTables.windows1252(bytes[i + 1])
      // The five that mean nothing are kept behind others: text that was encoded twice has them.
      if meant.value > 0x9F || (i > 0 && bytes[i - 1] >= 0x80) { UTF8Text.append(meant, to: &text) }
    case .pair:
      let high = UInt32(bytes[i + 1] & 0x0F) << 6 | UInt32(bytes[i + 2] & 0x3F)
      let low = UInt32(bytes[i + 4] & 0x0F) << 6 | UInt32(bytes[i + 5] & 0x3F)
      let scalar = Unicode.Scalar(0x10000 + high << 10 + low)
      UTF8Text.append(scalar ?? "\u{FFFD}", to: &text)
    case .cut: UTF8Text.append("\u{FFFD}", to: &text)
    case .stray:
      let meant = SingleByteTables.windows1252(bytes[i])
      UTF8Text.append(meant.value > 0x9F ? meant : "\u{FFFD}", to: &text)
    }
  }
}
