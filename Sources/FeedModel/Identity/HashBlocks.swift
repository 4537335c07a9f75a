/// What SHA-1 and SHA-256 share: blocks of 64 bytes, padding, big-endian words.
struct HashBlocks: Sendable {
  private var block = [UInt8](repeating: 0, count: 64)
  private var filled = 0
  private var length: UInt64 = 0

  /// Takes a byte; `true` when the block is full and must be compressed.
  @inline(__always)
  mutating func append(_ byte: UInt8) -> Bool {
    block[filled] = byte
    filled = (filled + 1) & 63
    length &+= 1
    return filled == 0
  }

  /// A one bit, zeros up to 8 bytes before the end of a block, and the length in bits.
  func padding() -> [UInt8] {
    let zeros = (119 - filled) % 64
    let bits = length &* 8
    return [0x80] + [UInt8](repeating: 0, count: zeros)
      + (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
  }

  @inline(__always)
  func word(_ index: Int) -> UInt32 {
    UInt32(block[4 * index]) << 24 | UInt32(block[4 * index + 1]) << 16
      | UInt32(block[4 * index + 2]) << 8 | UInt32(block[4 * index + 3])
  }

  @inline(__always)
  static func rotatedLeft(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word << count | word >> (32 - count)
  }

  static func bytes(_ words: [UInt32]) -> [UInt8] {
    words.flatMap { word in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
  }
}
