/// Years that other calendars count: the eras of Japan and the Republic of China, Iran's years of the
/// sun.
extension DateReader {
  /// The name of an era, behind which its year stands; `元年` is the first.
  mutating func readEra(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count >= 6, word.count <= 18, word[0] >= 0xE4, word[0] <= 0xE6 else { return false }
    var name = Array(word)
    let first = Array("元年".utf8)
    let isFirstYear = name.count > first.count && name[(name.count - first.count)...] == first[...]
    if isFirstYear { name.removeLast(first.count) }
    guard let before = Self.eras.first(where: { name.elementsEqual($0.name.utf8) })?.yearBefore
    else {
      return false
    }
    if isFirstYear { fields.year = before + 1 } else { era = before }
    return true
  }

  private static let eras: [(name: String, yearBefore: Int)] = [
    ("令和", 2018), ("平成", 1988), ("昭和", 1925), ("大正", 1911), ("民國", 1911),
    ("民国", 1911), ("中華民國", 1911), ("中华民国", 1911),
  ]

  /// A year by the era that was named, else as it is written.
  func year(_ number: (value: Int, digits: Int)) -> Int {
    if let era, number.value < 200 { return era + number.value }
    return DateFields.fullYear(number.value, digits: number.digits)
  }

  /// `113 年 12 月`, the unit behind a blank; a day's would be Sunday there.
  mutating func takeApartUnit(_ number: (value: Int, digits: Int)) -> Bool {
    guard byte() == 0x20, let unit = DateWords.unit(bytes, at: i + 1),
      unit.kind == .year || unit.kind == .month
        || (unit.kind == .day && fields.month != nil && fields.day == nil)
    else { return false }
    i += 1
    return take(number, unit: unit)
  }

  /// 1 to 12 for a month of Iran's calendar.
  static func persianMonth(_ word: UnsafeBufferPointer<UInt8>) -> Int? {
    guard word.count >= 4, word[0] >= 0xD8, word[0] <= 0xDA || word[0] == 0xDB else { return nil }
    return persianMonths.firstIndex { word.elementsEqual($0.utf8) }.map { $0 + 1 }
  }

  private static let persianMonths = [
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن",
    "اسفند",
  ]

  /// Brings a date of Iran's calendar to the common one; `false` for what belongs to a third.
  ///
  /// Nothing that is published now is of the 14th century, and years of the moon, which can't be told
  /// without seeing it, are counted beyond 1420 since feeds are written.
  mutating func settleCalendar() -> Bool {
    guard let year = fields.year, isPersian || isNumericFromYear else { return true }
    if year >= 1420, year <= 1470, !isPersian { return false }
    guard year >= 1370, year < 1420 else { return !isPersian }
    guard let month = fields.month, month >= 1, month <= 12 else { return false }
    let day = fields.day ?? 1
    guard day >= 1, day <= (month <= 6 ? 31 : 30) else { return false }
    let days = Self.daysSinceEpoch(persianYear: year, month: month, day: day)
    let date = CivilTime.date(daysSinceEpoch: days)
    (fields.year, fields.month, fields.day) = (date.year, date.month, date.day)
    return true
  }

  /// The calendar's leap years come eight in 33.
  private static func daysSinceEpoch(persianYear: Int, month: Int, day: Int) -> Int64 {
    // Of 1 Farvardin 979, which was 21 March 1600.
    let start = CivilTime.daysSinceEpoch(year: 1600, month: 3, day: 20)
    let years = persianYear - 979
    let leapDays = years / 33 * 8 + (years % 33 + 3) / 4
    let months = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30
    return start + Int64(years * 365 + leapDays + months + day - 1)
  }
}
