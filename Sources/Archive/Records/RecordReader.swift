internal import FeedModel

/// Reads what ``RecordWriter`` and ``FieldWriter`` wrote; damaged bytes give an error, never a
/// crash.
struct RecordReader {
  struct Damaged: Error {}

  private let bytes: [UInt8]
  private var position: Int
  private let end: Int
  /// Whether a field was stepped over, here or further in, because its number is not known.
  private(set) var holdsUnknownFields = false

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = 0
    end = bytes.count
  }

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { position == end }

  /// What has not been read yet.
  var rest: ArraySlice<UInt8> { bytes[position..<end] }

  // MARK: Tagged fields

  /// Shows every field in turn; those of unknown number are stepped over.
  mutating func readFields<Tag: RecordTag>(
    _ tags: Tag.Type, _ take: (Tag, inout RecordReader) throws(Damaged) -> Void
  ) throws(Damaged) {
    while !isAtEnd {
      let number = try readUnsigned()
      var field = RecordReader(bytes, try readRange())
      if let tag = Tag(rawValue: number) {
        try take(tag, &field)
      } else {
        holdsUnknownFields = true
      }
      if field.holdsUnknownFields { holdsUnknownFields = true }
    }
  }

  /// All of a field as text.
  mutating func text() -> String {
    defer { position = end }
    return String(decoding: rest, as: UTF8.self)
  }

  /// All of a field as an address.
  mutating func address() throws(Damaged) -> WebAddress {
    guard let address = WebAddress(text()) else { throw Damaged() }
    return address
  }

  /// A length, and what it spans.
  private mutating func readRange() throws(Damaged) -> Range<Int> {
    let count = try readUnsigned()
    guard count <= UInt64(end - position) else { throw Damaged() }
    let start = position
    position += Int(count)
    return start..<position
  }

  // MARK: Numbers

  mutating func readByte() throws(Damaged) -> UInt8 {
    guard position < end else { throw Damaged() }
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

  mutating func readTimestamp() throws(Damaged) -> Timestamp {
    guard let time = Timestamp(milliseconds: try readSigned()) else { throw Damaged() }
    return time
  }

  // MARK: Layout 1: values one after another

  mutating func readString() throws(Damaged) -> String {
    String(decoding: bytes[try readRange()], as: UTF8.self)
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
    guard count <= UInt64(end - position) else { throw Damaged() }
    var list: [Value] = []
    for _ in 0..<count { list.append(try body(&self)) }
    return list
  }
}
