import FeedModel

/// What holds in a zone for all years to come: the `TZ` string at the end of a TZif file (RFC 9636,
/// section 3.3.1), such as `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneRule: Sendable {
  private var standard: Int
  private var summer: Int
  private var begin: Turn?
  private var end: Turn?

  /// `nil` for what is no such string.
  init?(_ text: [UInt8]) {
    var parser = Parser(rest: text[...])
    guard parser.name(), let west = parser.duration() else { return nil }
    standard = -west
    summer = -west
    guard !parser.rest.isEmpty else { return }
    guard parser.name() else { return nil }
    summer = standard + 3600
    if parser.rest.first != 0x2C {
      guard let west = parser.duration() else { return nil }
      summer = -west
    }
    guard let begin = parser.turn(), let end = parser.turn(), parser.rest.isEmpty else {
      return nil
    }
    (self.begin, self.end) = (begin, end)
  }

  /// The offset in force at a moment, in seconds east of UTC.
  func offset(at seconds: Int64) -> Int {
    guard let begin, let end else { return standard }
    let local = seconds + Int64(standard)
    let days = (local >= 0 ? local : local - 86_399) / 86_400
    let year = CivilTime.date(daysSinceEpoch: days).year
    let start = begin.seconds(in: year) - Int64(standard)
    let stop = end.seconds(in: year) - Int64(summer)
    let isSummer =
      start < stop
      ? seconds >= start && seconds < stop : seconds >= start || seconds < stop
    return isSummer ? summer : standard
  }

  /// When clocks turn, by the clock that is in force before.
  private struct Turn {
    enum Day {
      /// 1 to 365, without 29 February.
      case julian(Int)
      /// 0 to 365.
      case ofYear(Int)
      /// Week 5 is the last one; day 0 is Sunday.
      case ofMonth(Int, week: Int, day: Int)
    }
    var day: Day
    /// Seconds after midnight.
    var time = 7200

    func seconds(in year: Int) -> Int64 {
      days(in: year) * 86_400 + Int64(time)
    }

    private func days(in year: Int) -> Int64 {
      let newYear = CivilTime.daysSinceEpoch(year: year, month: 1, day: 1)
      switch day {
      case .julian(let number):
        return newYear + Int64(number - 1 + (CivilTime.isLeapYear(year) && number > 59 ? 1 : 0))
      case .ofYear(let number):
        return newYear + Int64(number)
      case .ofMonth(let month, let week, let day):
        let first = CivilTime.daysSinceEpoch(year: year, month: month, day: 1)
        let weekday = CivilTime(year: year, month: month, day: 1).weekday
        var number = (day - weekday + 7) % 7 + (week - 1) * 7
        while number >= CivilTime.daysInMonth(month, year: year) { number -= 7 }
        return first + Int64(number)
      }
    }
  }

  private struct Parser {
    var rest: ArraySlice<UInt8>

    /// Letters, or anything in angle brackets.
    mutating func name() -> Bool {
      if rest.first == 0x3C {
        guard let close = rest.firstIndex(of: 0x3E) else { return false }
        rest = rest[(close + 1)...]
        return true
      }
      let letters = rest.prefix { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
      rest = rest[letters.endIndex...]
      return letters.count >= 3
    }

    mutating func take(_ byte: UInt8) -> Bool {
      guard rest.first == byte else { return false }
      rest.removeFirst()
      return true
    }

    mutating func number(upTo limit: Int) -> Int? {
      let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
      guard (1...3).contains(digits.count) else { return nil }
      rest = rest[digits.endIndex...]
      let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      return value <= limit ? value : nil
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func duration() -> Int? {
      let isNegative = take(0x2D)
      if !isNegative { _ = take(0x2B) }
      guard var seconds = number(upTo: 167).map({ $0 * 3600 }) else { return nil }
      for unit in [60, 1] where take(0x3A) {
        guard let more = number(upTo: 59) else { return nil }
        seconds += more * unit
      }
      return isNegative ? -seconds : seconds
    }

    mutating func turn() -> Turn? {
      guard take(0x2C), let day = day() else { return nil }
      guard take(0x2F) else { return Turn(day: day) }
      return duration().map { Turn(day: day, time: $0) }
    }

    private mutating func day() -> Turn.Day? {
      if take(0x4A) {
        return number(upTo: 365).flatMap { $0 > 0 ? .julian($0) : nil }
      }
      guard take(0x4D) else { return number(upTo: 365).map { .ofYear($0) } }
      guard let month = number(upTo: 12), month > 0, take(0x2E), let week = number(upTo: 5),
        week > 0,
        take(0x2E), let day = number(upTo: 6)
      else { return nil }
      return .ofMonth(month, week: week, day: day)
    }
  }
}
