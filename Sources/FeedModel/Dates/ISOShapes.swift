/// Rarer shapes of machines: weeks and intervals (ISO 8601), and .NET's `/Date(1741079106000)/`.
enum ISOShapes {
  static func parse(_ text: UnsafeBufferPointer<UInt8>) -> ParsedDate? {
    guard text.count >= 8, text.count <= 80 else { return nil }
    if text[0] == 0x2F { return milliseconds(text) }
    guard (0..<4).allSatisfy({ digit(text[$0]) != nil }) else { return nil }
    if let slash = text.firstIndex(of: 0x2F) { return beginning(text, slash) }
    return week(text)
  }

  /// `/Date(1741079106000+0100)/`, in which the offset says nothing of the moment.
  private static func milliseconds(_ text: UnsafeBufferPointer<UInt8>) -> ParsedDate? {
    let (start, end) = (Array("/Date(".utf8), Array(")/".utf8))
    guard text.starts(with: start), text.suffix(end.count).elementsEqual(end) else { return nil }
    let inner = text[start.count..<(text.count - end.count)]
    let isNegative = inner.first == 0x2D
    let digits = inner.dropFirst(isNegative ? 1 : 0).prefix { digit($0) != nil }
    let offset = inner.dropFirst((isNegative ? 1 : 0) + digits.count)
    guard !digits.isEmpty, digits.count <= 15, isOffset(offset) else { return nil }
    let value = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
    return Timestamp(milliseconds: isNegative ? -value : value).map {
      ParsedDate(timestamp: $0, hasTimeOfDay: true, zone: .offset(minutes: 0))
    }
  }

  private static func isOffset(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    if text.isEmpty { return true }
    return text.count == 5 && (text.first == 0x2B || text.first == 0x2D)
      && text.dropFirst().allSatisfy { digit($0) != nil }
  }

  /// The beginning of an interval, behind which stands another date or how long it lasts.
  private static func beginning(
    _ text: UnsafeBufferPointer<UInt8>, _ slash: Int
  ) -> ParsedDate? {
    guard slash >= 10, slash + 2 < text.count, text[4] == 0x2D, text[7] == 0x2D,
      !text[(slash + 1)...].contains(0x2F)
    else { return nil }
    // `2025-03-04 10:00 Europe/Berlin` names a zone.
    let next = text[slash + 1]
    guard digit(next) != nil || (next == 0x50 && text[slash + 2] <= 0x54) else { return nil }
    let first = UnsafeBufferPointer(rebasing: text[..<slash])
    return FixedShapes.internet(first) ?? DateParser.read(first, nil, nil)
  }

  /// `2025-W10-2T09:05:06Z`, `2025W102`, `2025-W10`: a week of ISO's year, which begins with the one
  /// that 4 January lies in.
  private static func week(_ text: UnsafeBufferPointer<UInt8>) -> ParsedDate? {
    var i = 4
    let isSpaced = text[i] == 0x2D
    if isSpaced { i += 1 }
    guard i + 2 < text.count, text[i] == 0x57, let tens = digit(text[i + 1]),
      let ones = digit(text[i + 2]), (1...53).contains(tens * 10 + ones)
    else { return nil }
    let week = tens * 10 + ones
    i += 3
    var weekday = 1
    let hyphen = isSpaced && i < text.count && text[i] == 0x2D ? 1 : 0
    if i + hyphen < text.count, let number = digit(text[i + hyphen]), (1...7).contains(number) {
      weekday = number
      i += hyphen + 1
    }
    let year = (0..<4).reduce(0) { $0 * 10 + Int(text[$1] - 0x30) }
    let fourth = CivilTime.daysSinceEpoch(year: year, month: 1, day: 4)
    // 1 January 1970 was a Thursday.
    let monday = fourth - ((fourth + 3) % 7 + 7) % 7
    let date = CivilTime.date(daysSinceEpoch: monday + Int64((week - 1) * 7 + weekday - 1))
    var fields = DateFields()
    (fields.year, fields.month, fields.day) = (date.year, date.month, date.day)
    if i == text.count { return fields.date() }
    guard text[i] | 0x20 == 0x74 || text[i] == 0x20 else { return nil }
    var reader = DateReader(UnsafeBufferPointer(rebasing: text[(i + 1)...]))
    reader.fields = fields
    return reader.read()
  }

  private static func digit(_ byte: UInt8) -> Int? {
    byte >= 0x30 && byte <= 0x39 ? Int(byte - 0x30) : nil
  }
}
