internal import FeedModel

/// Writes values one after another, compactly: numbers as variable-length integers, texts with
/// their length, what may be absent with a mark.
struct RecordWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Small numbers of either sign stay short.
  mutating func write(_ value: Int64) {
    write(UInt64(bitPattern: value << 1 ^ value >> 63))
  }

  mutating func write(_ value: Int) { write(Int64(value)) }
  mutating func write(_ value: Double) { write(value.bitPattern) }
  mutating func write(_ value: Timestamp) { write(value.milliseconds) }
  mutating func write(_ value: WebAddress) { write(value.href) }

  mutating func append(_ more: [UInt8]) { bytes += more }

  mutating func write(_ value: String) {
    write(UInt64(value.utf8.count))
    bytes.append(contentsOf: value.utf8)
  }

  mutating func write<Value>(
    optional value: Value?, _ body: (inout RecordWriter, Value) -> Void
  ) {
    bytes.append(value == nil ? 0 : 1)
    if let value { body(&self, value) }
  }

  mutating func write(_ value: String?) { write(optional: value) { $0.write($1) } }
  mutating func write(_ value: WebAddress?) { write(optional: value) { $0.write($1) } }
  mutating func write(_ value: Timestamp?) { write(optional: value) { $0.write($1) } }
  mutating func write(_ value: Int?) { write(optional: value) { $0.write($1) } }
  mutating func write(_ value: Double?) { write(optional: value) { $0.write($1) } }

  mutating func write<Value>(list: [Value], _ body: (inout RecordWriter, Value) -> Void) {
    write(UInt64(list.count))
    for value in list { body(&self, value) }
  }
}
