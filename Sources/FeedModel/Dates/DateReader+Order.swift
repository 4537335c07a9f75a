/// The order of the numbers in dates, where they alone must tell it.
extension DateReader {
  /// `Oct-14-2024`, of which the month has been read: whether the number is the day and the year
  /// follows.
  func isNamedDayBeforeYear(_ number: (value: Int, digits: Int)) -> Bool {
    guard fields.month != nil, fields.year == nil, number.digits <= 2, byte() == 0x2D else {
      return false
    }
    return (1...4).allSatisfy { isDigit(byte($0)) } && !isDigit(byte(5)) && byte(5) != 0x2D
  }

  /// Decides `05/03/2019`: by range, by the weekday, by other dates of the feed, by an English clock,
  /// else day first.
  mutating func settleOrder() -> Bool {
    guard let ambiguous, let year = fields.year else { return true }
    let order = order(of: ambiguous, year: year)
    fields.numberOrder = order
    let isMonthFirst =
      switch order {
      case .monthFirst: true
      case .dayFirst, .settled: false
      // Dashes stand between the numbers of an English date where something says so.
      case .open: self.isMonthFirst ?? (isAfternoon != nil && !ambiguous.hasDashes)
      }
    fields.month = isMonthFirst ? ambiguous.first : ambiguous.second
    fields.day = isMonthFirst ? ambiguous.second : ambiguous.first
    return true
  }

  /// What the date itself says.
  private func order(
    of numbers: (first: Int, second: Int, hasDashes: Bool), year: Int
  ) -> ParsedDate.NumberOrder {
    if numbers.first > 12 { return .dayFirst }
    if numbers.second > 12 { return .monthFirst }
    // The same day, whichever is first.
    if numbers.first == numbers.second { return .settled }
    guard !numbers.hasDashes, let weekday = fields.weekday, numbers.first > 0, numbers.second > 0
    else { return .open }
    let isIfMonthFirst =
      DateFields.weekday(year: year, month: numbers.first, day: numbers.second) == weekday
    let isIfDayFirst =
      DateFields.weekday(year: year, month: numbers.second, day: numbers.first) == weekday
    // A weekday that fits neither was never right.
    if isIfMonthFirst == isIfDayFirst { return isIfDayFirst ? .open : .settled }
    return isIfMonthFirst ? .monthFirst : .dayFirst
  }
}
