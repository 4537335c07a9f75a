internal import HTML

/// Which runs of three bytes the texts of a body hold, ASCII case aside: a set that may say that a run
/// is there when it is not, never the other way round.
///
/// With it a thousand texts to look for cost one pass over the body, and not one each.
struct TextGrams {
  private var bits = [UInt64](repeating: 0, count: 1024)

  /// Of all texts of a document.
  init(_ document: borrowing HTMLDocument) {
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      if document.isText(node) { document.withText(of: node) { insert($0) } }
      current = document.next(after: node, in: document.root)
    }
  }

  mutating func insert(_ text: Span<UInt8>) {
    var gram: UInt32 = 0
    for index in text.indices {
      gram = TextGrams.next(gram, text[index])
      let slot = TextGrams.slot(gram)
      bits[Int(slot >> 6)] |= 1 &<< UInt64(slot & 63)
    }
  }

  /// Whether a text with all of these may be there; `false` is certain.
  func mayHold(_ grams: [UInt16]) -> Bool {
    for gram in grams where bits[Int(gram >> 6)] & (1 &<< UInt64(gram & 63)) == 0 { return false }
    return true
  }

  /// Those that every text with a literal in it has, however the letters' case: none with bytes of a
  /// sign that may have another case elsewhere (`k` and the sign for kelvin, `s` and the long s, what is
  /// neither ASCII nor Chinese or Japanese).
  static func of(_ literal: [UInt8]) -> [UInt16] {
    var grams: [UInt16] = []
    var gram: UInt32 = 0
    var length = 0
    var rest = 0
    for byte in literal {
      if (0xE3...0xE9).contains(byte) { rest = 3 }
      let isSure = rest > 0 || byte < 0x80 && byte | 0x20 != 0x6B && byte | 0x20 != 0x73
      if rest > 0 { rest -= 1 }
      length = isSure ? length + 1 : 0
      gram = next(gram, byte)
      if length >= 3 { grams.append(slot(gram)) }
    }
    return grams
  }

  @inline(__always)
  private static func next(_ gram: UInt32, _ byte: UInt8) -> UInt32 {
    (gram << 8 | UInt32(byte.lowercased)) & 0xFF_FFFF
  }

  @inline(__always)
  private static func slot(_ gram: UInt32) -> UInt16 {
    UInt16(truncatingIfNeeded: (gram &* 0x9E37_79B1) >> 16)
  }
}
