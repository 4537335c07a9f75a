import FeedModel

extension Timestamp {
  /// RFC 3339 in UTC, with milliseconds only where there are some.
  var rfc3339: String {
    let total = milliseconds - Self.range.lowerBound
    let days = total / 86_400_000
    let time = total % 86_400_000
    let date = civil(days)
    let clock = [time / 3_600_000, time / 60_000 % 60, time / 1000 % 60].map { padded($0, 2) }
    let fraction = time % 1000 == 0 ? "" : "." + padded(time % 1000, 3)
    return "\(date)T\(clock.joined(separator: ":"))\(fraction)Z"
  }

  private func civil(_ daysSinceYear1: Int64) -> String {
    let z = daysSinceYear1 + 306
    let era = z / 146_097
    let doe = z % 146_097
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100)
    let mp = (5 * doy + 2) / 153
    let month = mp < 10 ? mp + 3 : mp - 9
    let year = yoe + era * 400 + (month <= 2 ? 1 : 0)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(doy - (153 * mp + 2) / 5 + 1, 2))"
  }

  private func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
