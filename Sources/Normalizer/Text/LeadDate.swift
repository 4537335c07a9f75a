internal import FeedModel

/// A date that stands alone at the head of a body, as its publisher wrote it.
struct LeadDate: Sendable, Hashable {
  var time: CivilTime
  var hasTimeOfDay: Bool
  /// Minutes east of Greenwich; `nil` when the text says nothing.
  var offsetMinutes: Int?

  /// Reads a text that is a date and nothing else; `nil` when anything is left over.
  init?(_ text: some Collection<UInt8>) {
    guard text.count <= 64 else { return nil }
    var scanner = DateScanner(Array(text).collapsedSpaces)
    guard let date = scanner.date() else { return nil }
    self = date
  }

  init(year: Int, month: Int, day: Int) {
    time = CivilTime(year: year, month: month, day: day)
    hasTimeOfDay = false
  }

  /// The moment, with an offset in minutes for where none was written; 0 takes the clock as UTC.
  func timestamp(offsetMinutes fallback: Int = 0) -> Timestamp? {
    Timestamp(time, offsetMinutes: offsetMinutes ?? fallback)
  }

  /// How far another moment lies, in milliseconds; a date alone is its whole day.
  func distance(to other: Timestamp) -> Int64 {
    guard let start = timestamp()?.milliseconds else { return .max }
    let end = hasTimeOfDay ? start : start + 86_400_000
    if other.milliseconds < start { return start - other.milliseconds }
    return max(0, other.milliseconds - end)
  }
}

/// Reads the forms of dates that feed mirrors put at the head of a body.
struct DateScanner {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// `2020-10-15 10:25:43`, `2024.10.25`, `2020年 7月 19日`, `31/10/2020 - 11:41`,
  /// `Thu, 29 Oct 2020 01:28:55 GMT`, `Nov 28th 2020`.
  mutating func date() -> LeadDate? {
    skipWeekday()
    guard var date = day() else { return nil }
    guard timeOfDay(&date), index == bytes.count else { return nil }
    return date
  }

  private mutating func day() -> LeadDate? {
    if let month = monthName() { return americanDay(month) }
    guard let first = number() else { return nil }
    if first.digits == 4 { return yearFirst(first.value) }
    guard first.digits <= 2 else { return nil }
    if eat("/") {
      guard let month = number(), eat("/"), let year = number(), year.digits == 4 else {
        return nil
      }
      return checked(year.value, month.value, first.value)
    }
    skipOrdinal()
    _ = eat(" ") || eat("-")
    guard let month = monthName() else { return nil }
    _ = eat(",")
    _ = eat(" ") || eat("-")
    guard let year = number(), year.digits == 4 else { return nil }
    return checked(year.value, month, first.value)
  }

  private mutating func yearFirst(_ year: Int) -> LeadDate? {
    _ = eat(" ")
    if eat("年") {
      _ = eat(" ")
      guard let month = number() else { return nil }
      _ = eat(" ")
      guard eat("月") else { return nil }
      _ = eat(" ")
      guard let day = number() else { return nil }
      _ = eat(" ")
      guard eat("日") || eat("号") else { return nil }
      return checked(year, month.value, day.value)
    }
    for separator in ["-", ".", "/"] where eat(separator) {
      guard let month = number(), eat(separator), let day = number() else { return nil }
      return checked(year, month.value, day.value)
    }
    return nil
  }

  private mutating func americanDay(_ month: Int) -> LeadDate? {
    _ = eat(".")
    _ = eat(" ")
    guard let day = number(), day.digits <= 2 else { return nil }
    skipOrdinal()
    _ = eat(",")
    _ = eat(" ")
    guard let year = number(), year.digits == 4 else { return nil }
    return checked(year.value, month, day.value)
  }

  private func checked(_ year: Int, _ month: Int, _ day: Int) -> LeadDate? {
    guard (1900...2200).contains(year),
      CivilTime.isRealDate(year: year, month: month, day: day)
    else { return nil }
    return LeadDate(year: year, month: month, day: day)
  }

  /// What follows the day; `false` when it is no time of day.
  private mutating func timeOfDay(_ date: inout LeadDate) -> Bool {
    skipSeparators()
    guard index < bytes.count else { return true }
    guard let hour = number(), hour.digits <= 2, eat(":"), let minute = number(),
      minute.digits == 2, hour.value < 24, minute.value < 60
    else { return false }
    date.time.hour = hour.value
    date.time.minute = minute.value
    date.hasTimeOfDay = true
    if eat(":") {
      guard let second = number(), second.digits == 2, second.value < 61 else { return false }
      date.time.second = min(second.value, 59)
      if eat("."), let fraction = number() {
        date.time.millisecond = milliseconds(fraction)
      }
    }
    return zone(&date)
  }

  private func milliseconds(_ fraction: (value: Int, digits: Int)) -> Int {
    var value = fraction.value
    var digits = fraction.digits
    while digits < 3 {
      value *= 10
      digits += 1
    }
    while digits > 3 {
      value /= 10
      digits -= 1
    }
    return value
  }

  private mutating func zone(_ date: inout LeadDate) -> Bool {
    _ = eat(" ")
    if index == bytes.count { return true }
    if eat("Z") || eat("z") || eat("GMT") || eat("UTC") || eat("UT") {
      date.offsetMinutes = 0
      if index == bytes.count { return true }
    }
    let isWest = eat("-")
    guard isWest || eat("+") else { return false }
    guard let first = number() else { return false }
    var minutes = first.value * 60
    if first.digits == 4 {
      minutes = first.value / 100 * 60 + first.value % 100
    } else if eat(":"), let second = number() {
      minutes += second.value
    }
    guard minutes <= 18 * 60 else { return false }
    date.offsetMinutes = isWest ? -minutes : minutes
    return true
  }

  /// A number of up to nine digits.
  private mutating func number() -> (value: Int, digits: Int)? {
    var value = 0
    let start = index
    while index < bytes.count, bytes[index].isASCIIDigit, index - start < 9 {
      value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
      index += 1
    }
    return index == start ? nil : (value, index - start)
  }

  private mutating func monthName() -> Int? {
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ]
    var end = index
    while end < bytes.count, bytes[end].isASCIILetter { end += 1 }
    guard end - index >= 3 else { return nil }
    let word = bytes[index..<end].map(\.lowercased)
    let found = names.firstIndex { name in
      name.utf8.elementsEqual(word) || name.utf8.prefix(3).elementsEqual(word)
        || (word.count == 4 && name == "september" && word.elementsEqual("sept".utf8))
    }
    guard let found else { return nil }
    index = end
    return found + 1
  }

  private mutating func skipWeekday() {
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    var end = index
    while end < bytes.count, bytes[end].isASCIILetter { end += 1 }
    let word = bytes[index..<end].map(\.lowercased)
    guard end - index >= 3, names.contains(where: { word.starts(with: $0.utf8) }),
      end < bytes.count, bytes[end] == UInt8(ascii: ",") || bytes[end] == 0x20
    else { return }
    index = end
    _ = eat(",")
    _ = eat(" ")
  }

  private mutating func skipOrdinal() {
    for suffix in ["st", "nd", "rd", "th"] where eat(suffix) { return }
  }

  private mutating func skipSeparators() {
    let start = index
    _ = eat(",")
    _ = eat(" ")
    if eat("-") || eat("|") { _ = eat(" ") }
    if eat("T") || eat("t") { return }
    if index == start || index == bytes.count { return }
  }

  private mutating func eat(_ text: String) -> Bool {
    guard bytes[index...].starts(with: text.utf8) else { return false }
    index += text.utf8.count
    return true
  }
}
