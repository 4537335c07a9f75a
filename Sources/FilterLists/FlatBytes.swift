/// Numbers at offsets of a flat run of bytes, little-endian. What lies outside reads as 0.
struct FlatBytes: Sendable {
  let bytes: [UInt8]

  @inline(__always)
  private func load<Number: FixedWidthInteger & BitwiseCopyable>(_ offset: Int) -> Number {
    bytes.withUnsafeBytes { memory in
      guard offset >= 0, offset &+ MemoryLayout<Number>.size <= memory.count else { return 0 }
      return Number(littleEndian: memory.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }
  }

  @inline(__always) func u16(_ offset: Int) -> Int { Int(load(offset) as UInt16) }
  @inline(__always) func u32(_ offset: Int) -> Int { Int(load(offset) as UInt32) }
  @inline(__always) func u64(_ offset: Int) -> UInt64 { load(offset) }

  /// The part of a range that is there.
  func clamped(_ start: Int, _ length: Int) -> Range<Int> {
    let start = min(max(0, start), bytes.count)
    return start..<min(bytes.count, start + max(0, length))
  }
}

/// Writes what ``FlatBytes`` reads.
struct FlatWriter {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ more: [UInt8]) { bytes.append(contentsOf: more) }

  /// Makes room for so many bytes in all.
  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  /// Writes a number over what is there.
  mutating func put(_ number: UInt64, at offset: Int) {
    withUnsafeBytes(of: number.littleEndian) {
      bytes.replaceSubrange(offset..<offset + 8, with: $0)
    }
  }

  /// Zeros up to a multiple of 8.
  mutating func align() {
    while bytes.count % 8 != 0 { bytes.append(0) }
  }
}
