import FeedModel

/// A moment as a calendar and a clock in UTC show it (proleptic Gregorian).
struct CivilTime {
  let year: Int
  let month: Int
  let day: Int
  let hour: Int
  let minute: Int
  let second: Int
  let millisecond: Int
  /// 0 is Sunday.
  let weekday: Int

  init(_ timestamp: Timestamp) {
    let total = Int(timestamp.milliseconds - Timestamp.range.lowerBound)
    let days = total / 86_400_000
    let time = total % 86_400_000
    hour = time / 3_600_000
    minute = time / 60_000 % 60
    second = time / 1000 % 60
    millisecond = time % 1000
    // 0001-01-01 was a Monday.
    weekday = (days + 1) % 7
    (year, month, day) = Self.date(days)
  }

  /// Years are counted from March, so that the leap day is the last, in eras of 400 years.
  private static func date(_ daysSinceYear1: Int) -> (year: Int, month: Int, day: Int) {
    let day = daysSinceYear1 + 306
    let era = day / 146_097
    let dayOfEra = day % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// `2024-10`
  var yearAndMonth: String { "\(Self.padded(year, 4))-\(Self.padded(month, 2))" }

  /// `2024-10-25`
  var date: String { "\(yearAndMonth)-\(Self.padded(day, 2))" }

  /// `07:37`
  var hourAndMinute: String { "\(Self.padded(hour, 2)):\(Self.padded(minute, 2))" }

  /// `07:37:02`
  var time: String { "\(hourAndMinute):\(Self.padded(second, 2))" }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension Timestamp {
  /// RFC 3339 in UTC, with milliseconds only where there are some.
  var rfc3339: String {
    let civil = CivilTime(self)
    let fraction = civil.millisecond == 0 ? "" : ".\(String(civil.millisecond + 1000).dropFirst())"
    return "\(civil.date)T\(civil.time)\(fraction)Z"
  }

  /// RFC 822 as RSS 2.0 wants it: `Fri, 25 Oct 2024 07:37:02 GMT`, whole seconds.
  var rfc822: String {
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let civil = CivilTime(self)
    let day = String(civil.day + 100).dropFirst()
    let year = String(civil.year + 10_000).dropFirst()
    return "\(days[civil.weekday]), \(day) \(months[civil.month - 1]) \(year) \(civil.time) GMT"
  }
}
