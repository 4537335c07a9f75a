import FeedModel

extension CivilTime {
  /// `2024-10-25`
  var dateText: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }

  /// `07:37`
  var hourAndMinute: String { "\(padded(hour, 2)):\(padded(minute, 2))" }

  /// `07:37:02`
  var timeText: String { "\(hourAndMinute):\(padded(second, 2))" }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension Timestamp {
  /// RFC 822 as RSS 2.0 wants it: `Fri, 25 Oct 2024 07:37:02 GMT`, whole seconds.
  var rfc822: String {
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let civil = CivilTime(self)
    let date = civil.dateText
    let month = months[civil.month - 1]
    return "\(days[civil.weekday]), \(date.suffix(2)) \(month) \(date.prefix(4)) "
      + "\(civil.timeText) GMT"
  }
}
