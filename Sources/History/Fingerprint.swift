internal import Bytes

/// 128 bits that tell whether bytes have changed; no proof against an attacker, who could only
/// hide his own changes.
public struct Fingerprint: Sendable, Hashable, CustomStringConvertible {
  private let first: UInt64
  private let second: UInt64

  /// Of all bytes of a sequence.
  public init(_ bytes: some Sequence<UInt8>) {
    var builder = FingerprintBuilder()
    builder.update(bytes)
    self = builder.finish()
  }

  fileprivate init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  /// Reads back ``bytes``; `nil` when they are not 16.
  public init?(stored bytes: some Collection<UInt8>) {
    guard bytes.count == 16 else { return nil }
    let words = [bytes.prefix(8), bytes.suffix(8)].map { half in
      half.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
    self.init(first: words[0], second: words[1])
  }

  /// 16 bytes.
  public var bytes: [UInt8] {
    [first, second].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
    }
  }

  /// 32 hexadecimal digits.
  public var description: String {
    Hexadecimal.text(bytes)
  }
}

/// Makes a ``Fingerprint`` piece by piece.
package struct FingerprintBuilder {
  private var first: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var second: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private var length: UInt64 = 0

  package init() {}

  package mutating func update(_ bytes: some Sequence<UInt8>) {
    let isDone: Void? = bytes.withContiguousStorageIfAvailable { update(buffer: $0) }
    if isDone == nil { Array(bytes).withUnsafeBufferPointer { update(buffer: $0) } }
  }

  /// Adds a text and its length, so that two texts in a row are not one.
  package mutating func update(text: String) {
    update(text.utf8)
    mix(UInt64(text.utf8.count) | 1 << 63)
  }

  private mutating func update(buffer: UnsafeBufferPointer<UInt8>) {
    let raw = UnsafeRawBufferPointer(buffer)
    var offset = 0
    while offset + 8 <= raw.count {
      mix(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      offset += 8
    }
    var rest: UInt64 = 1
    while offset < raw.count {
      rest = rest << 8 | UInt64(raw[offset])
      offset += 1
    }
    if rest != 1 { mix(rest) }
    length &+= UInt64(raw.count)
  }

  @inline(__always)
  private mutating func mix(_ word: UInt64) {
    let (high, low) = (first ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    first = (high ^ low) &+ second
    second = (second ^ word) &* 0xFF51_AFD7_ED55_8CCD
    second ^= second >> 32
  }

  package consuming func finish() -> Fingerprint {
    mix(length)
    mix(0)
    return Fingerprint(first: first, second: second)
  }
}
