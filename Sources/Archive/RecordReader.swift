internal import FeedModel

/// Reads what ``RecordWriter`` wrote; damaged bytes give an error, never a crash.
struct RecordReader {
  struct Damaged: Error {}

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  /// What has not been read yet.
  var rest: ArraySlice<UInt8> { bytes[position...] }

  mutating func readByte() throws(Damaged) -> UInt8 {
    guard position < bytes.count else { throw Damaged() }
    defer { position += 1 }
    return bytes[position]
  }

  mutating func readUnsigned() throws(Damaged) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      let byte = try readByte()
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw Damaged()
  }

  mutating func readSigned() throws(Damaged) -> Int64 {
    let value = try readUnsigned()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  mutating func readInt() throws(Damaged) -> Int { Int(try readSigned()) }
  mutating func readDouble() throws(Damaged) -> Double {
    Double(bitPattern: try readUnsigned())
  }

  mutating func readString() throws(Damaged) -> String {
    let count = try readUnsigned()
    guard count <= UInt64(bytes.count - position) else { throw Damaged() }
    let end = position + Int(count)
    defer { position = end }
    return String(decoding: bytes[position..<end], as: UTF8.self)
  }

  mutating func readTimestamp() throws(Damaged) -> Timestamp {
    guard let time = Timestamp(milliseconds: try readSigned()) else { throw Damaged() }
    return time
  }

  mutating func readAddress() throws(Damaged) -> WebAddress {
    guard let address = WebAddress(try readString()) else { throw Damaged() }
    return address
  }

  mutating func readOptional<Value>(
    _ body: (inout RecordReader) throws(Damaged) -> Value
  ) throws(Damaged) -> Value? {
    try readByte() == 0 ? nil : try body(&self)
  }

  mutating func readOptionalString() throws(Damaged) -> String? {
    try readOptional { reader throws(Damaged) in try reader.readString() }
  }

  mutating func readOptionalAddress() throws(Damaged) -> WebAddress? {
    try readOptional { reader throws(Damaged) in try reader.readAddress() }
  }

  mutating func readOptionalTimestamp() throws(Damaged) -> Timestamp? {
    try readOptional { reader throws(Damaged) in try reader.readTimestamp() }
  }

  mutating func readOptionalInt() throws(Damaged) -> Int? {
    try readOptional { reader throws(Damaged) in try reader.readInt() }
  }

  mutating func readOptionalDouble() throws(Damaged) -> Double? {
    try readOptional { reader throws(Damaged) in try reader.readDouble() }
  }

  mutating func readList<Value>(
    _ body: (inout RecordReader) throws(Damaged) -> Value
  ) throws(Damaged) -> [Value] {
    let count = try readUnsigned()
    guard count <= UInt64(bytes.count - position) else { throw Damaged() }
    var list: [Value] = []
    for _ in 0..<count { list.append(try body(&self)) }
    return list
  }
}
