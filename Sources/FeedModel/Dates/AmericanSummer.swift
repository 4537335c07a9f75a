/// When the clocks of the United States are an hour ahead: for abbreviations that name no half of the
/// year (`ET`, `EST5EDT`).
enum AmericanSummer {
  /// Whether summer time holds at a clock time, which it gives or takes an hour itself at 2:00.
  ///
  /// By the Uniform Time Act: since 2007 from the second Sunday of March to the first of November,
  /// before from April to the last Sunday of October.
  static func holds(year: Int, month: Int, day: Int, hour: Int) -> Bool {
    let (first, last) = (2007 <= year ? (3, 11) : (4, 10))
    guard month >= first, month <= last, year >= 1967 else { return false }
    if month > first, month < last { return true }
    let change = month == first ? beginning(year) : end(year)
    let isBehind = day > change || (day == change && hour >= 2)
    return month == first ? isBehind : !isBehind
  }

  private static func beginning(_ year: Int) -> Int {
    if year >= 2007 { return sunday(from: 8, 3, year) }
    return year >= 1987 ? sunday(from: 1, 4, year) : sunday(from: 24, 4, year)
  }

  private static func end(_ year: Int) -> Int {
    year >= 2007 ? sunday(from: 1, 11, year) : sunday(from: 25, 10, year)
  }

  /// The first Sunday at or after a day.
  private static func sunday(from day: Int, _ month: Int, _ year: Int) -> Int {
    day + (7 - DateFields.weekday(year: year, month: month, day: day)) % 7
  }
}
