/// What one cosmetic rule says, as ranges of the compiler's texts.
struct CosmeticRule {
  /// As ``ListedSelector`` reads it.
  var selector = 0..<0
  var isException = false
  /// The number of a set of hosts that pages must be of, counted from 1; 0 for none.
  var pages = 0
  /// The rule as the list has it.
  var text = 0..<0

  /// How many bytes a rule takes in flat bytes.
  static let bytes = 24

  func write(to writer: inout FlatWriter) {
    writer.append(UInt32(selector.lowerBound))
    writer.append(UInt32(selector.count))
    writer.append(UInt32(pages))
    writer.append(UInt32(text.lowerBound))
    writer.append(UInt32(text.count))
    writer.append(UInt32(isException ? 1 : 0))
  }
}

/// Reads a rule of flat bytes, field by field.
struct FlatCosmeticRule {
  let flat: FlatBytes
  /// Where it begins.
  let offset: Int
  /// Where texts begin.
  let texts: Int

  var selector: Range<Int> { flat.clamped(texts + flat.u32(offset), flat.u32(offset + 4)) }
  var pages: Int { flat.u32(offset + 8) }
  var text: Range<Int> { flat.clamped(texts + flat.u32(offset + 12), flat.u32(offset + 16)) }
}
