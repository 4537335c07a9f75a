/// A set of bytes: one bit each.
struct ByteSet: Sendable {
  private var words = InlineArray<4, UInt64>(repeating: 0)

  init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { words[Int(byte >> 6)] |= 1 &<< UInt64(byte & 63) }
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    words[Int(byte >> 6)] & (1 &<< UInt64(byte & 63)) != 0
  }
}
