extension Timestamp {
  /// The moment that calendar and clock show `civil` at `offsetMinutes` east of UTC.
  ///
  /// `nil` when there is no such date or time, or it is out of ``range``. Second 60 is the second
  /// after 59.
  public init?(_ civil: CivilTime, offsetMinutes: Int = 0) {
    guard civil.isReal, abs(offsetMinutes) <= 24 * 60 else { return nil }
    let days = CivilTime.daysSinceEpoch(year: civil.year, month: civil.month, day: civil.day)
    let minutes = days * 1440 + Int64(civil.hour * 60 + civil.minute - offsetMinutes)
    self.init(milliseconds: minutes * 60_000 + Int64(civil.second * 1000 + civil.millisecond))
  }

  /// Whole seconds since 1970-01-01T00:00:00Z; `nil` outside ``range``.
  public init?(seconds: Int64) {
    let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    guard !overflow else { return nil }
    self.init(milliseconds: milliseconds)
  }

  /// RFC 3339 in UTC: `2024-10-25T07:37:02Z`, with three digits of fraction only when there are
  /// milliseconds.
  public var rfc3339: String {
    let time = CivilTime(self)
    var text: [UInt8] = []
    text.reserveCapacity(24)
    append(time.year, digits: 4, then: "-", to: &text)
    append(time.month, digits: 2, then: "-", to: &text)
    append(time.day, digits: 2, then: "T", to: &text)
    append(time.hour, digits: 2, then: ":", to: &text)
    append(time.minute, digits: 2, then: ":", to: &text)
    append(time.second, digits: 2, then: time.millisecond == 0 ? "Z" : ".", to: &text)
    if time.millisecond != 0 { append(time.millisecond, digits: 3, then: "Z", to: &text) }
    return String(decoding: text, as: UTF8.self)
  }

  /// The one form of RFC 5322, RSS and HTTP dates (RFC 9110 §5.6.7) that is written, whole
  /// seconds: `Fri, 25 Oct 2024 07:37:02 GMT`.
  public var internetDate: String {
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let time = CivilTime(self)
    var text: [UInt8] = []
    append(time.day, digits: 2, then: " ", to: &text)
    text += "\(months[time.month - 1]) ".utf8
    append(time.year, digits: 4, then: " ", to: &text)
    append(time.hour, digits: 2, then: ":", to: &text)
    append(time.minute, digits: 2, then: ":", to: &text)
    append(time.second, digits: 2, then: " ", to: &text)
    return "\(days[time.weekday]), " + String(decoding: text, as: UTF8.self) + "GMT"
  }

  /// The UTC month: `2024-10`.
  public var month: String { String(rfc3339.prefix(7)) }

  private func append(
    _ value: Int, digits: Int, then separator: UnicodeScalar, to text: inout [UInt8]
  ) {
    var unit = 1
    for _ in 1..<digits { unit *= 10 }
    while unit > 0 {
      text.append(0x30 + UInt8(value / unit % 10))
      unit /= 10
    }
    text.append(UInt8(ascii: separator))
  }
}
