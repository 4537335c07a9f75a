/// Which runs of three bytes some texts hold, ASCII case aside: a set that may say that a run is there
/// when it is not, never the other way round.
///
/// With it a thousand texts to look for cost one pass over a body, and not one each.
package struct GramSet: ~Copyable {
  private var bits = Buffer<UInt64>(repeating: 0, count: 1024)

  package init() {}

  /// Adds the runs of a text.
  ///
  /// - Parameter start: What the text before ended with, where they count as one; gets what this one
  ///   ends with.
  package mutating func insert(_ text: Span<UInt8>, after start: inout UInt32) {
    for index in text.indices {
      start = GramSet.next(start, text[index])
      let slot = GramSet.slot(start)
      bits[Int(slot >> 6)] |= 1 &<< UInt64(slot & 63)
    }
  }

  /// Whether a text with all of these may be there; `false` is certain.
  package func mayHold(_ slots: [UInt16]) -> Bool {
    for slot in slots where bits[Int(slot >> 6)] & (1 &<< UInt64(slot & 63)) == 0 { return false }
    return true
  }

  /// The slots of a literal's runs, of those whose every byte is wanted.
  package static func slots(
    of literal: [UInt8], where isWanted: (_ index: Int) -> Bool = { _ in true }
  ) -> [UInt16] {
    var slots: [UInt16] = []
    var gram: UInt32 = 0
    var length = 0
    for (index, byte) in literal.enumerated() {
      gram = next(gram, byte)
      length = isWanted(index) ? length + 1 : 0
      if length >= 3 { slots.append(slot(gram)) }
    }
    return slots
  }

  @inline(__always)
  private static func next(_ gram: UInt32, _ byte: UInt8) -> UInt32 {
    (gram << 8 | UInt32(lowercased(byte))) & 0xFF_FFFF
  }

  @inline(__always)
  private static func slot(_ gram: UInt32) -> UInt16 {
    UInt16(truncatingIfNeeded: (gram &* 0x9E37_79B1) >> 16)
  }
}
