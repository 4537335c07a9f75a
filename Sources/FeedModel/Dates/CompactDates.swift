/// Dates that are one run of digits: ISO 8601's basic forms, ordinal dates, and times since 1970.
enum CompactDates {
  /// Digits as one number, from which parts are cut by powers of ten.
  private struct Digits {
    var value = 0
    var count = 0

    /// The part that `length` digits make, `rest` digits before the end.
    func part(_ length: Int, before rest: Int) -> Int {
      value / Digits.power(rest) % Digits.power(length)
    }

    private static func power(_ exponent: Int) -> Int {
      var power = 1
      for _ in 0..<exponent { power *= 10 }
      return power
    }
  }

  private static let maxDigits = 14

  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> ParsedDate? {
    var i = 0
    let startsWithHyphen = bytes[0] == 0x2D
    if startsWithHyphen { i = 1 }
    let digits = readDigits(bytes, &i)
    if i < bytes.count {
      if digits.count >= 9, digits.count <= 13, !startsWithHyphen {
        return fraction(of: digits, bytes, from: i)
      }
      guard digits.count == 8, bytes[i] | 0x20 == 0x74 || bytes[i] == 0x20 else { return nil }
      return basicDateTime(digits, bytes, from: i + 1)
    }
    if startsWithHyphen { return digits.count == 4 ? centuryless(digits) : nil }
    return number(digits)
  }

  private static func readDigits(_ bytes: UnsafeBufferPointer<UInt8>, _ i: inout Int) -> Digits {
    var digits = Digits()
    while i < bytes.count, let digit = digit(bytes[i]), digits.count < maxDigits {
      digits.value = digits.value * 10 + digit
      digits.count += 1
      i += 1
    }
    return digits
  }

  private static func number(_ d: Digits) -> ParsedDate? {
    var fields = DateFields()
    switch d.count {
    case 4: (fields.year, fields.month) = (d.value, 1)
    case 5:
      fields.year = DateFields.fullYear(d.part(2, before: 3), digits: 2)
      guard fields.setOrdinal(d.part(3, before: 0)) else { return nil }
    case 6: (fields.year, fields.month) = (d.part(4, before: 2), d.part(2, before: 0))
    case 7:
      fields.year = d.part(4, before: 3)
      guard fields.setOrdinal(d.part(3, before: 0)) else { return nil }
    case 8: setDay(&fields, d, before: 0)
    case 9, 10, 11: return epoch(milliseconds: Int64(d.value) * 1_000)
    case 12, 13: return epoch(milliseconds: Int64(d.value))
    case 14:
      setDay(&fields, d, before: 6)
      fields.hour = d.part(2, before: 4)
      fields.minute = d.part(2, before: 2)
      fields.second = d.part(2, before: 0)
    default: return nil
    }
    return fields.date()
  }

  /// `1729845000.0`, seconds or milliseconds since 1970 with decimals.
  private static func fraction(
    of digits: Digits, _ bytes: UnsafeBufferPointer<UInt8>, from mark: Int
  ) -> ParsedDate? {
    let decimals = bytes[(mark + 1)...]
    guard bytes[mark] == 0x2E, !decimals.isEmpty, decimals.allSatisfy({ digit($0) != nil }) else {
      return nil
    }
    if digits.count >= 12 { return epoch(milliseconds: Int64(digits.value)) }
    var milliseconds = Int64(digits.value) * 1_000
    for (byte, scale) in zip(decimals, [100, 10, 1] as [Int64]) {
      milliseconds += Int64(byte - 0x30) * scale
    }
    return epoch(milliseconds: milliseconds)
  }

  private static func epoch(milliseconds: Int64) -> ParsedDate? {
    Timestamp(milliseconds: milliseconds).map {
      ParsedDate(timestamp: $0, hasTimeOfDay: true, zone: .offset(minutes: 0))
    }
  }

  /// ISO 8601:1988's `-YYMM`.
  private static func centuryless(_ d: Digits) -> ParsedDate? {
    var fields = DateFields()
    fields.year = DateFields.fullYear(d.part(2, before: 2), digits: 2)
    fields.month = d.part(2, before: 0)
    return fields.date()
  }

  /// `20031231T101455+0100`, the time with or without colons.
  private static func basicDateTime(
    _ day: Digits, _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> ParsedDate? {
    var fields = DateFields()
    setDay(&fields, day, before: 0)
    var i = start
    var time = Digits()
    while i < bytes.count, time.count < 6 {
      if let digit = digit(bytes[i]) {
        time.value = time.value * 10 + digit
        time.count += 1
      } else if bytes[i] != 0x3A {
        break
      }
      i += 1
    }
    guard time.count == 4 || time.count == 6 else { return nil }
    let seconds = time.count - 4
    fields.hour = time.part(2, before: seconds + 2)
    fields.minute = time.part(2, before: seconds)
    if seconds > 0 { fields.second = time.part(2, before: 0) }
    if i == bytes.count { return fields.date() }
    var reader = DateReader(UnsafeBufferPointer(rebasing: bytes[i...]))
    reader.fields = fields
    return reader.read()
  }

  private static func digit(_ byte: UInt8) -> Int? {
    byte >= 0x30 && byte <= 0x39 ? Int(byte - 0x30) : nil
  }

  private static func setDay(_ fields: inout DateFields, _ d: Digits, before rest: Int) {
    fields.year = d.part(4, before: rest + 4)
    fields.month = d.part(2, before: rest + 2)
    fields.day = d.part(2, before: rest)
  }
}
