extension ParsedDate {
  /// Reads a date in whatever form feeds write it.
  ///
  /// RFC 5322 and its wild variants, RFC 3339, ISO 8601 and W3C-DTF, asctime, seconds and
  /// milliseconds since 1970, and dates in words of several languages (`2024年10月25日`,
  /// `mer. 16 nov. 2022`). A weekday that contradicts the date is ignored, unless it decides
  /// between day and month. `nil` when the text is no date, or an impossible one.
  ///
  /// - Parameter language: a BCP 47 tag, which decides where languages mean different months by one
  ///   word (Polish and Croatian `lis`).
  /// - Parameter isMonthFirst: the order of `04/05/2024`, where nothing in the date itself decides;
  ///   `nil` where it isn't known either: then the day is first, or the month before an English clock.
  public init?(_ text: String, language: String? = nil, isMonthFirst: Bool? = nil) {
    var text = text
    guard
      let date = text.withUTF8({
        DateParser.parse($0, language: language, isMonthFirst: isMonthFirst)
      })
    else { return nil }
    self = date
  }

  /// Reads a date from UTF-8 bytes.
  public init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let date = DateParser.parse(bytes, language: nil, isMonthFirst: nil) else { return nil }
    self = date
  }

  /// Whether it is what software writes that has no date: the first moment of a calendar or clock
  /// (year 1, 1601, 1899-12-30, 1900, 1904, 1970), in UTC or on the clock that was named, or any of
  /// the first thousand years.
  public var isZero: Bool {
    var moments = [timestamp.milliseconds]
    if case .offset(let minutes) = zone { moments.append(moments[0] + Int64(minutes) * 60_000) }
    return moments.contains { $0 < ParsedDate.year1000 || ParsedDate.zeros.contains($0) }
  }

  private static let zeros: Set<Int64> = Set(
    [(1601, 1, 1), (1899, 12, 30), (1899, 12, 31), (1900, 1, 1), (1904, 1, 1), (1970, 1, 1)].map {
      (year: Int, month: Int, day: Int) -> Int64 in
      CivilTime.daysSinceEpoch(year: year, month: month, day: day) * 86_400_000
    })
  private static let year1000 =
    CivilTime.daysSinceEpoch(year: 1000, month: 1, day: 1) * 86_400_000
}

/// The date parser: two fixed shapes first, then the general reading by words and numbers.
enum DateParser {
  /// Longer texts are no dates.
  static let maxBytes = 128

  static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, language: String?, isMonthFirst: Bool?
  ) -> ParsedDate? {
    var start = 0
    var end = bytes.count
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    guard start < end, end - start <= maxBytes else { return nil }
    let text = UnsafeBufferPointer(rebasing: bytes[start..<end])
    if let date = FixedShapes.internet(text) ?? FixedShapes.mail(text) { return date }
    if let date = CompactDates.parse(text) ?? ISOShapes.parse(text) { return date }
    guard let plain = NativeText.plain(text) else { return read(text, language, isMonthFirst) }
    return plain.withUnsafeBufferPointer { read($0, language, isMonthFirst) }
  }

  static func read(
    _ text: UnsafeBufferPointer<UInt8>, _ language: String?, _ isMonthFirst: Bool?
  ) -> ParsedDate? {
    if text.isEmpty { return nil }
    var reader = DateReader(text, language: language)
    reader.isMonthFirst = isMonthFirst
    return reader.read()
  }
}

/// What was found of a date, before it is checked and counted.
struct DateFields {
  var year: Int?
  var month: Int?
  var day: Int?
  var hour: Int?
  var minute = 0
  var second = 0
  var millisecond = 0
  /// Minutes east of UTC.
  var offset: Int?
  /// 0 is Sunday.
  var weekday: Int?
  /// What the zone is called, where its offset is not known here.
  var zone = ParsedDate.Zone.unknown
  /// Standard time, in minutes east of UTC, of a clock that the United States' rule moves in summer.
  var americanOffset: Int?
  /// What the date says of the order of day and month.
  var numberOrder = ParsedDate.NumberOrder.settled

  /// The moment; `nil` when any part is out of its range.
  func date() -> ParsedDate? {
    guard let year, let month, year >= 0, year <= 9999, month >= 1, month <= 12 else {
      return nil
    }
    let day = day ?? 1
    guard day >= 1, day <= CivilTime.daysInMonth(month, year: year) else { return nil }
    let hour = hour ?? 0
    // 24:00 is the end of the day; a leap second is the last moment of its minute.
    guard hour <= 23 || (hour == 24 && minute == 0 && second == 0) else { return nil }
    guard minute <= 59, second <= 60, abs(offset ?? 0) < 24 * 60 else { return nil }
    let offset =
      offset
      ?? americanOffset.map { standard in
        let isSummer = AmericanSummer.holds(year: year, month: month, day: day, hour: hour)
        return isSummer ? standard + 60 : standard
      }
    let days = Int(CivilTime.daysSinceEpoch(year: year, month: month, day: day))
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + min(second, 59) - (offset ?? 0) * 60
    let milliseconds = Int64(seconds) * 1_000 + Int64(second == 60 ? 999 : millisecond)
    guard let timestamp = Timestamp(milliseconds: milliseconds) else { return nil }
    var date = ParsedDate(
      timestamp: timestamp, hasTimeOfDay: self.hour != nil,
      zone: offset.map { .offset(minutes: $0) } ?? zone)
    date.numberOrder = numberOrder
    return date
  }

  /// Sets month and day from the day of the year, counted from 1; `false` when there is none such.
  mutating func setOrdinal(_ ordinal: Int) -> Bool {
    guard let year, ordinal >= 1 else { return false }
    var left = ordinal
    for month in 1...12 {
      let days = CivilTime.daysInMonth(month, year: year)
      if left <= days {
        (self.month, day) = (month, left)
        return true
      }
      left -= days
    }
    return false
  }

  /// 0 is Sunday.
  static func weekday(year: Int, month: Int, day: Int) -> Int {
    let days = Int(CivilTime.daysSinceEpoch(year: year, month: month, day: day))
    return ((days + 4) % 7 + 7) % 7
  }

  /// RFC 5322 §4.3: two digits below 50 are this century's, three digits count from 1900.
  static func fullYear(_ value: Int, digits: Int) -> Int {
    switch digits {
    case 1, 2: value < 50 ? 2000 + value : 1900 + value
    case 3: 1900 + value
    default: value
    }
  }
}
