/// FNV-1a, 64 bits: small, and the same in every process. No proof against an attacker.
public struct ByteHash: Sendable, Hashable {
  /// The hash of what was combined.
  @inlinable public var value: UInt64 { state }

  @usableFromInline var state: UInt64

  /// - Parameter kind: Makes equal bytes of different kinds differ; 0 is plain FNV-1a.
  @inlinable
  public init(kind: UInt64 = 0) {
    state = 0xCBF2_9CE4_8422_2325 ^ kind
  }

  /// Adds one byte.
  @inlinable
  public mutating func combine(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  /// The hash of a run of bytes.
  public static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = ByteHash()
    for byte in bytes { hash.combine(byte) }
    return hash.value
  }
}
