/// Rows of one list without a sign before them: "tea 11 kr./box 5", "coffee 18 kr./box 5".
enum PriceRow {
  /// Bytes of the longest row.
  private static let longest = 120

  /// Whether two lines end alike but for their numbers, for the half of the shorter one.
  static func areAlike(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    guard first.count <= longest, second.count <= longest, !Sentence.isWhole(first),
      !Sentence.isWhole(second)
    else { return false }
    let (one, other) = (shape(of: first), shape(of: second))
    var length = 0
    var numbers = 0
    while length < min(one.count, other.count) {
      let byte = one[one.count - 1 - length]
      guard byte == other[other.count - 1 - length] else { break }
      if byte == 0x30 { numbers += 1 }
      length += 1
    }
    return numbers > 0 && length > numbers && 2 * length >= min(one.count, other.count)
  }

  /// The text with each number as one sign.
  private static func shape(of text: [UInt8]) -> [UInt8] {
    var shape: [UInt8] = []
    for byte in text {
      if byte.isASCIIDigit {
        if shape.last != 0x30 { shape.append(0x30) }
      } else {
        shape.append(byte)
      }
    }
    return shape
  }
}
