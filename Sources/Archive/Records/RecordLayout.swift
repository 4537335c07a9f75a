/// How records are laid out: a number, and what it stands for.
///
/// Every layout that ever was is read. Layout 1 is values one after another, layout 2 is tagged
/// fields: a field that is new needs no new layout, and one that is not known is stepped over.
enum RecordLayout {
  /// Of what this program writes.
  static let present: UInt64 = 2

  /// A record of the present layout: its number, the length of the fields, and the fields.
  static func bytes<Value: Recordable>(of value: Value) -> [UInt8] {
    var fields = FieldWriter<Value.Tag>()
    value.write(to: &fields)
    return bytes(of: fields)
  }

  static func bytes<Tag>(of fields: FieldWriter<Tag>) -> [UInt8] {
    var writer = RecordWriter()
    writer.write(present)
    writer.write(UInt64(fields.bytes.count))
    writer.append(fields.bytes)
    return writer.bytes
  }

  /// Reads a record of any layout up to the present one.
  ///
  /// - Throws: for damaged bytes, and for layouts that are newer.
  static func value<Value: Recordable>(
    of bytes: [UInt8], first: (inout RecordReader) throws(RecordReader.Damaged) -> Value
  ) throws(RecordReader.Damaged) -> Value {
    try record(of: bytes, first: first).value
  }

  private static func record<Value: Recordable>(
    of bytes: [UInt8], first: (inout RecordReader) throws(RecordReader.Damaged) -> Value
  ) throws(RecordReader.Damaged) -> (value: Value, holdsUnknownFields: Bool) {
    var reader = RecordReader(bytes)
    switch try reader.readUnsigned() {
    case 1:
      let value = try first(&reader)
      guard reader.isAtEnd else { throw RecordReader.Damaged() }
      return (value, false)
    case 2...present:
      return try fields(of: &reader)
    default: throw RecordReader.Damaged()
    }
  }

  /// Whether a record holds what this program does not know, so that it must not write its own in
  /// the place of it: unknown fields, or a newer layout.
  static func isForeign<Value: Recordable>(_ bytes: [UInt8], as type: Value.Type) -> Bool {
    var reader = RecordReader(bytes)
    guard let layout = try? reader.readUnsigned(), layout >= 2 else { return false }
    guard layout <= present else { return true }
    let record: (value: Value, holdsUnknownFields: Bool)? = try? fields(of: &reader)
    return record?.holdsUnknownFields ?? false
  }

  private static func fields<Value: Recordable>(
    of reader: inout RecordReader
  ) throws(RecordReader.Damaged) -> (value: Value, holdsUnknownFields: Bool) {
    guard try reader.readUnsigned() == UInt64(reader.rest.count) else {
      throw RecordReader.Damaged()
    }
    let value = try Value.read(from: &reader)
    return (value, reader.holdsUnknownFields)
  }
}
