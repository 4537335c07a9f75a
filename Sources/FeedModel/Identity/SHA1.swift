/// SHA-1 (RFC 3174), for name-based UUIDs alone: it resists no attacker.
public struct SHA1: Sendable {
  private var blocks = HashBlocks()
  private var state: [UInt32] = [
    0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0,
  ]

  public init() {}

  /// The 20 bytes of a text's digest.
  public static func digest(of bytes: some Sequence<UInt8>) -> [UInt8] {
    var hash = SHA1()
    hash.update(bytes)
    return hash.finish()
  }

  /// Adds bytes to what is digested.
  public mutating func update(_ bytes: some Sequence<UInt8>) {
    let isDone: Void? = bytes.withContiguousStorageIfAvailable { update($0.span) }
    if isDone == nil { update(Array(bytes).span) }
  }

  /// Adds bytes to what is digested.
  public mutating func update(_ bytes: Span<UInt8>) {
    var state = state
    blocks.append(bytes) { Self.compress(&state, $0, at: $1) }
    self.state = state
  }

  /// The digest, 20 bytes.
  public consuming func finish() -> [UInt8] {
    update(blocks.padding().span)
    return HashBlocks.bytes(state)
  }

  private static func compress(_ state: inout [UInt32], _ bytes: Span<UInt8>, at start: Int) {
    var schedule = InlineArray<80, UInt32>(repeating: 0)
    for index in 0..<16 { schedule[index] = HashBlocks.word(bytes, start + 4 * index) }
    for index in 16..<80 {
      schedule[index] = HashBlocks.rotatedLeft(
        schedule[index - 3] ^ schedule[index - 8] ^ schedule[index - 14] ^ schedule[index - 16], 1)
    }
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for index in 0..<80 {
      let (f, constant) = SHA1.round(index, b, c, d)
      let next =
        HashBlocks.rotatedLeft(a, 5) &+ f &+ e &+ constant &+ schedule[index]
      (e, d, c, b, a) = (d, c, HashBlocks.rotatedLeft(b, 30), a, next)
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
  }

  private static func round(
    _ index: Int, _ b: UInt32, _ c: UInt32, _ d: UInt32
  ) -> (UInt32, UInt32) {
    switch index {
    case ..<20: (b & c | ~b & d, 0x5A82_7999)
    case ..<40: (b ^ c ^ d, 0x6ED9_EBA1)
    case ..<60: (b & c | b & d | c & d, 0x8F1B_BCDC)
    default: (b ^ c ^ d, 0xCA62_C1D6)
    }
  }
}
