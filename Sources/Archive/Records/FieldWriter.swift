internal import FeedModel

/// Names the fields of one kind of record.
///
/// Numbers are given once and for ever: a field that is no longer written keeps its own, and a new
/// one takes the next.
protocol RecordTag: RawRepresentable, Sendable where RawValue == UInt64 {
  /// The last number that layout 1 held a value of; what comes after it was not known then.
  static var lastOfFirstLayout: UInt64 { get }
}

/// A value that is stored as tagged fields.
protocol Recordable {
  associatedtype Tag: RecordTag

  func write(to fields: inout FieldWriter<Tag>)
  static func read(from record: inout RecordReader) throws(RecordReader.Damaged) -> Self
}

/// Writes a record as fields, each with its number and its length, so that a reader can step over
/// those that it does not know.
///
/// What is `nil` or an empty list is left out.
struct FieldWriter<Tag: RecordTag> {
  private var record = RecordWriter()
  /// Whether there is a field that layout 1 did not have, here or further in.
  private(set) var goesBeyondFirstLayout = false

  var bytes: [UInt8] { record.bytes }

  private mutating func write(_ tag: Tag, bytes: [UInt8]) {
    record.write(tag.rawValue)
    record.write(UInt64(bytes.count))
    record.append(bytes)
    if tag.rawValue > Tag.lastOfFirstLayout { goesBeyondFirstLayout = true }
  }

  mutating func write(_ tag: Tag, _ value: String?) {
    if let value { write(tag, bytes: Array(value.utf8)) }
  }

  mutating func write(_ tag: Tag, _ values: [String]) {
    for value in values { write(tag, value) }
  }

  mutating func write(_ tag: Tag, _ value: WebAddress?) { write(tag, value?.href) }

  mutating func write(_ tag: Tag, _ value: Timestamp?) {
    write(tag, number: value?.milliseconds) { $0.write($1) }
  }

  mutating func write(_ tag: Tag, _ value: Int?) { write(tag, number: value) { $0.write($1) } }
  mutating func write(_ tag: Tag, _ value: UInt64?) { write(tag, number: value) { $0.write($1) } }
  mutating func write(_ tag: Tag, _ value: Double?) { write(tag, number: value) { $0.write($1) } }

  private mutating func write<Value>(
    _ tag: Tag, number: Value?, _ body: (inout RecordWriter, Value) -> Void
  ) {
    guard let number else { return }
    var inner = RecordWriter()
    body(&inner, number)
    write(tag, bytes: inner.bytes)
  }

  mutating func write<Value: Recordable>(_ tag: Tag, _ value: Value?) {
    guard let value else { return }
    var inner = FieldWriter<Value.Tag>()
    value.write(to: &inner)
    write(tag, bytes: inner.bytes)
    if inner.goesBeyondFirstLayout { goesBeyondFirstLayout = true }
  }

  mutating func write<Value: Recordable>(_ tag: Tag, _ values: [Value]) {
    for value in values { write(tag, value) }
  }
}
