/// Dates that are one run of digits: ISO 8601's basic forms, ordinal dates, and times since 1970.
enum CompactDates {
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> ParsedDate? {
    var digits: [Int] = []
    var i = 0
    let startsWithHyphen = bytes[0] == 0x2D
    if startsWithHyphen { i = 1 }
    while i < bytes.count, bytes[i] >= 0x30, bytes[i] <= 0x39, digits.count <= 17 {
      digits.append(Int(bytes[i] - 0x30))
      i += 1
    }
    if i < bytes.count {
      guard digits.count == 8, bytes[i] | 0x20 == 0x74 || bytes[i] == 0x20 else { return nil }
      return basicDateTime(digits, bytes, from: i + 1)
    }
    if startsWithHyphen { return digits.count == 4 ? centuryless(digits) : nil }
    return number(digits)
  }

  private static func number(_ d: [Int]) -> ParsedDate? {
    var fields = DateFields()
    switch d.count {
    case 4: (fields.year, fields.month) = (value(d, 0..<4), 1)
    case 5:
      fields.year = DateFields.fullYear(value(d, 0..<2), digits: 2)
      guard fields.setOrdinal(value(d, 2..<5)) else { return nil }
    case 6: (fields.year, fields.month) = (value(d, 0..<4), value(d, 4..<6))
    case 7:
      fields.year = value(d, 0..<4)
      guard fields.setOrdinal(value(d, 4..<7)) else { return nil }
    case 8: setDay(&fields, d)
    case 9, 10, 11: return epoch(milliseconds: Int64(value(d, 0..<d.count)) * 1_000)
    case 12, 13: return epoch(milliseconds: Int64(value(d, 0..<d.count)))
    case 14:
      setDay(&fields, d)
      fields.hour = value(d, 8..<10)
      fields.minute = value(d, 10..<12)
      fields.second = value(d, 12..<14)
    default: return nil
    }
    return fields.date()
  }

  private static func epoch(milliseconds: Int64) -> ParsedDate? {
    Timestamp(milliseconds: milliseconds).map {
      ParsedDate(timestamp: $0, hasTimeOfDay: true, zone: .offset(minutes: 0))
    }
  }

  /// ISO 8601:1988's `-YYMM`.
  private static func centuryless(_ d: [Int]) -> ParsedDate? {
    var fields = DateFields()
    fields.year = DateFields.fullYear(value(d, 0..<2), digits: 2)
    fields.month = value(d, 2..<4)
    return fields.date()
  }

  /// `20031231T101455+0100`, the time with or without colons.
  private static func basicDateTime(
    _ d: [Int], _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> ParsedDate? {
    var fields = DateFields()
    setDay(&fields, d)
    var i = start
    var time: [Int] = []
    while i < bytes.count, time.count < 6, let digit = digit(bytes[i], allowingColon: true) {
      if digit >= 0 { time.append(digit) }
      i += 1
    }
    guard time.count == 4 || time.count == 6 else { return nil }
    fields.hour = value(time, 0..<2)
    fields.minute = value(time, 2..<4)
    if time.count == 6 { fields.second = value(time, 4..<6) }
    if i == bytes.count { return fields.date() }
    var reader = DateReader(UnsafeBufferPointer(rebasing: bytes[i...]))
    reader.fields = fields
    return reader.read()
  }

  /// -1 for a colon.
  private static func digit(_ byte: UInt8, allowingColon: Bool) -> Int? {
    if byte == 0x3A, allowingColon { return -1 }
    return byte >= 0x30 && byte <= 0x39 ? Int(byte - 0x30) : nil
  }

  private static func setDay(_ fields: inout DateFields, _ d: [Int]) {
    fields.year = value(d, 0..<4)
    fields.month = value(d, 4..<6)
    fields.day = value(d, 6..<8)
  }

  private static func value(_ digits: [Int], _ range: Range<Int>) -> Int {
    digits[range].reduce(0) { $0 * 10 + $1 }
  }
}
