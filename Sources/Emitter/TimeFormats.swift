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
