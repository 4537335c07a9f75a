/// What SHA-1 and SHA-256 share: blocks of 64 bytes, padding, big-endian words.
struct HashBlocks: Sendable {
  static let blockBytes = 64

  /// What does not fill a block yet.
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  /// Shows every block that `bytes` fill, by the offset where it starts in a text.
  mutating func append(_ bytes: Span<UInt8>, _ compress: (Span<UInt8>, Int) -> Void) {
    length &+= UInt64(bytes.count)
    var index = 0
    if !pending.isEmpty {
      while index < bytes.count, pending.count < Self.blockBytes {
        pending.append(bytes[index])
        index += 1
      }
      guard pending.count == Self.blockBytes else { return }
      compress(pending.span, 0)
      pending.removeAll(keepingCapacity: true)
    }
    while bytes.count - index >= Self.blockBytes {
      compress(bytes, index)
      index += Self.blockBytes
    }
    while index < bytes.count {
      pending.append(bytes[index])
      index += 1
    }
  }

  /// A one bit, zeros up to 8 bytes before the end of a block, and the length in bits.
  func padding() -> [UInt8] {
    let zeros = (119 - pending.count) % 64
    let bits = length &* 8
    return [0x80] + [UInt8](repeating: 0, count: zeros)
      + (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
  }

  @inline(__always)
  static func word(_ bytes: Span<UInt8>, _ index: Int) -> UInt32 {
    UInt32(
      bigEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt32.self))
  }

  @inline(__always)
  static func rotatedLeft(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word &<< count | word &>> (32 &- count)
  }

  static func bytes(_ words: [UInt32]) -> [UInt8] {
    words.flatMap { word in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
  }
}
