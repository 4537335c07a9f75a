import FeedModel

/// HTTP dates (RFC 9110 §5.6.7).
enum HTTPDate {
  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// IMF-fixdate, the only form that is written: `Fri, 25 Oct 2024 07:37:02 GMT`.
  static func text(_ time: Timestamp) -> String {
    let civil = CivilTime(time)
    return
      "\(days[civil.weekday]), \(two(civil.day)) \(months[civil.month - 1]) \(four(civil.year))"
      + " \(two(civil.hour)):\(two(civil.minute)):\(two(civil.second)) GMT"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func four(_ number: Int) -> String {
    String(repeating: "0", count: max(0, 4 - "\(number)".utf8.count)) + "\(number)"
  }
}
