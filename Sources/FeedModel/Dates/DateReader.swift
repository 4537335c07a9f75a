/// Reads a date by its words and numbers, in whatever order they come.
struct DateReader {
  var fields = DateFields()

  let bytes: UnsafeBufferPointer<UInt8>
  var i = 0
  /// Numbers whose meaning the month's name decides, the first ``looseCount`` of them.
  private var loose = InlineArray<3, (value: Int, digits: Int)>(repeating: (0, 0))
  private var looseCount = 0
  /// A date of numbers alone, when the order of day and month is open.
  var ambiguous: (first: Int, second: Int, hasDashes: Bool)?
  var isAfternoon: Bool?
  private var isKorean = false
  var isThai = false
  private(set) var hasNumber = false
  var hasZoneName = false
  var hasSeconds = false
  /// Whether `tháng` stands before the month's number.
  var isMonthNext = false
  var unknownWords = 0
  /// The year before the first of the era that was named (`令和6年`).
  var era: Int?
  /// Whether the date is three numbers, the year first.
  var isNumericFromYear = false
  /// Whether the month was named by the Persian calendar.
  var isPersian = false
  /// The order of day and month that other dates of the feed have.
  var isMonthFirst: Bool?
  let language: String?

  init(_ bytes: UnsafeBufferPointer<UInt8>, language: String? = nil) {
    self.bytes = bytes
    self.language = language
  }

  mutating func read() -> ParsedDate? {
    while i < bytes.count {
      let start = i
      guard step() || takeBrokenZone(from: start) else { return nil }
    }
    guard settleOrder(), settleLoose(), settleAfternoon() else { return nil }
    // The two Korean blog services that write no zone write seconds.
    if isKorean, hasSeconds, fields.offset == nil, fields.zone == .unknown, fields.hour != nil {
      fields.offset = 540
    }
    guard let year = fields.year else { return nil }
    // The Buddhist calendar counts 543 years more.
    if isThai, year >= 2400 { fields.year = year - 543 }
    guard settleCalendar() else { return nil }
    return fields.date()
  }

  private mutating func step() -> Bool {
    let byte = bytes[i]
    switch byte {
    case 0x30...0x39: return readNumber()
    case 0x2B, 0x2D: return readSign()
    case 0x28, 0x5B: return readComment(from: byte)
    case 0x00...0x20, 0x2C, 0x2E, 0x3B, 0x29, 0x2F, 0x5D, 0x7C, 0x27:
      i += 1
      return true
    case 0x3A:
      // `15:04:05:-0700`; Apache's `25/Oct/2024:08:00:00`; `Updated: 25 October 2024`
      i += 1
      return fields.hour != nil || (fields.year != nil && isDigit(self.byte())) || isBehindLabel
    case 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: return readWord()
    case 0x3D where fields.offset != nil && fields.hour != nil:
      // `m=+0.001`, a clock that Go writes behind the date.
      i = bytes.count
      return true
    case 0x40 where hasNumber:
      // `Oct 14, 2024 @ 10:05`
      return skip()
    case 0x25: return readZoneDirective()
    default: return i + 1 == bytes.count ? skip() : false
    }
  }

  private mutating func skip() -> Bool {
    i += 1
    return true
  }

  // MARK: - Numbers

  mutating func number() -> (value: Int, digits: Int)? {
    var value = 0
    let start = i
    while i < bytes.count, bytes[i] >= 0x30, bytes[i] <= 0x39 {
      guard i - start < 9 else { return nil }
      value = value * 10 + Int(bytes[i] - 0x30)
      i += 1
    }
    return i > start ? (value, i - start) : nil
  }

  /// Whether day, month and year have been read.
  var isDateWhole: Bool {
    if ambiguous != nil { return true }
    return fields.month != nil && (fields.year != nil && fields.day != nil || looseCount >= 2)
  }

  func byte(_ offset: Int = 0) -> UInt8 { i + offset < bytes.count ? bytes[i + offset] : 0 }

  func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private mutating func readNumber() -> Bool {
    guard let number = number() else { return false }
    hasNumber = true
    if byte() == 0x3A, isDigit(byte(1)), fields.hour == nil { return readClock(hour: number.value) }
    if isDottedClock(number) { return readClock(hour: number.value) }
    if readSpelledClock(hour: number) || readHourAlone(number) { return true }
    skipBracketedEnding()
    if isMonthNext {
      fields.month = number.value
      isMonthNext = false
      return number.digits <= 2
    }
    if let unit = DateWords.unit(bytes, at: i) { return take(number, unit: unit) }
    if takeApartUnit(number) { return true }
    if isUnsignedOffset(number) { return takeUnclear(from: i - 4) }
    if isNamedDayBeforeYear(number) {
      i += 1
      return keep(number)
    }
    if isDateSeparator(byte()), fields.year == nil, fields.day == nil, looseCount == 0,
      isDigit(byte(1)) || (byte() != 0x2E && isLetter(byte(1)))
    {
      let mark = i
      if number.digits <= 2, skipSuffix() { return keep(number) }
      i = mark
      return readTriple(first: number)
    }
    if number.digits <= 2 { skipSuffix() }
    return keep(number)
  }

  private mutating func keep(_ number: (value: Int, digits: Int)) -> Bool {
    guard looseCount < 3 else { return false }
    loose[looseCount] = number
    looseCount += 1
    return true
  }

  /// `08.00`, `08.00.00` behind a whole date.
  private func isDottedClock(_ hour: (value: Int, digits: Int)) -> Bool {
    guard byte() == 0x2E, hour.digits <= 2, hour.value < 24, fields.hour == nil,
      isDigit(byte(1)), isDigit(byte(2)), !isDigit(byte(3)),
      fields.year != nil || (fields.month != nil && looseCount >= 2)
    else { return false }
    return true
  }

  private func isDateSeparator(_ byte: UInt8) -> Bool {
    byte == 0x2D || byte == 0x2F || byte == 0x2E
  }

  func isLetter(_ byte: UInt8) -> Bool {
    let lowered = byte | 0x20
    return (lowered >= 0x61 && lowered <= 0x7A) || byte >= 0x80
  }

  mutating func take(_ number: (value: Int, digits: Int), unit: DateWords.Unit) -> Bool {
    i += unit.bytes
    if unit.isKorean { isKorean = true }
    switch unit.kind {
    case .year: fields.year = year(number)
    case .month: fields.month = number.value
    case .day: fields.day = number.value
    case .hour: fields.hour = number.value
    case .minute: fields.minute = number.value
    case .second: fields.second = number.value
    }
    return true
  }

  // MARK: - Clock and zone

  private mutating func readClock(hour: Int) -> Bool {
    let separator = byte()
    fields.hour = hour
    i += 1
    guard let minute = number(), minute.digits <= 2 else { return false }
    fields.minute = minute.value
    if byte() == separator, isDigit(byte(1)), separator == 0x3A || !isDigit(byte(3)) {
      i += 1
      guard let second = number(), second.digits <= 2 else { return false }
      fields.second = second.value
      hasSeconds = true
      if byte() == 0x3A, isDigit(byte(1)) { return false }
    }
    if byte() == 0x2E || byte() == 0x2C, isDigit(byte(1)) {
      i += 1
      var scale = 100
      while isDigit(byte()) {
        fields.millisecond += Int(byte() - 0x30) * scale
        scale /= 10
        i += 1
      }
    }
    return true
  }

  // MARK: - Dates of numbers

  private mutating func readTriple(first: (value: Int, digits: Int)) -> Bool {
    let separator = byte()
    i += 1
    if !isDigit(byte()) {
      guard let month = namedMonth(endingAt: separator) else { return false }
      fields.month = month
      return readThird(first: first, second: nil, separator: separator)
    }
    guard let second = number() else { return false }
    return readThird(first: first, second: second, separator: separator)
  }

  private mutating func namedMonth(endingAt separator: UInt8) -> Int? {
    let start = i
    while i < bytes.count, isLetter(bytes[i]) { i += 1 }
    return DateWords.month(
      UnsafeBufferPointer(rebasing: bytes[start..<i]), language: language)
  }

  private mutating func readThird(
    first: (value: Int, digits: Int), second: (value: Int, digits: Int)?, separator: UInt8
  ) -> Bool {
    guard byte() == separator, isDigit(byte(1)) else {
      // `2003-12`, a year and a month.
      guard let second, first.digits == 4 else { return false }
      fields.year = first.value
      if second.digits == 3 { return fields.setOrdinal(second.value) }
      fields.month = second.value
      return second.digits <= 2
    }
    i += 1
    guard let third = number() else { return false }
    if era != nil || first.digits >= 3 || isYearFirst(first, second, third, separator) {
      guard era != nil || first.digits != 3 else { return false }
      fields.year = year(first)
      if let second {
        fields.month = second.value
        isNumericFromYear = era == nil
      }
      fields.day = third.value
      return true
    }
    fields.year = DateFields.fullYear(third.value, digits: third.digits)
    guard let second else {
      fields.day = first.value
      return true
    }
    // `04.05.2024` begins with the day wherever dates have dots.
    if separator != 0x2E || (first.value <= 12 && second.value > 12) {
      ambiguous = (first.value, second.value, separator == 0x2D)
    } else {
      fields.day = first.value
      fields.month = second.value
    }
    return true
  }

  /// Whether three numbers of two digits or less begin with the year: `94-11-06`; with the month's
  /// name RFC 850 begins with the day, unless it can't be one.
  private func isYearFirst(
    _ first: (value: Int, digits: Int), _ second: (value: Int, digits: Int)?,
    _ third: (value: Int, digits: Int), _ separator: UInt8
  ) -> Bool {
    guard separator == 0x2D, first.digits == 2, third.digits <= 2 else { return false }
    return second != nil || first.value > 31 || first.value == 0
  }

  /// Tells day and year among the numbers around a month's name.
  private mutating func settleLoose() -> Bool {
    if looseCount == 0 { return true }
    // `Sat, 11 04 2020`: day, month, year.
    if fields.month == nil, looseCount == 3, loose[2].digits == 4 {
      (fields.day, fields.month, fields.year) = (loose[0].value, loose[1].value, loose[2].value)
      return true
    }
    // `2024. 10. 25.`
    if fields.month == nil, looseCount == 3, loose[0].digits == 4, loose[2].digits <= 2 {
      (fields.year, fields.month, fields.day) = (loose[0].value, loose[1].value, loose[2].value)
      return true
    }
    guard fields.month != nil else { return false }
    for index in 0..<looseCount {
      let number = loose[index]
      let isYear = number.digits >= 3 || number.value > 31 || fields.day != nil
      if isYear, fields.year == nil {
        fields.year = DateFields.fullYear(number.value, digits: number.digits)
      } else if fields.day == nil, number.digits <= 2 {
        fields.day = number.value
      } else {
        return false
      }
    }
    return true
  }

  private mutating func settleAfternoon() -> Bool {
    guard let isAfternoon, let hour = fields.hour else { return true }
    if isAfternoon, hour < 12 { fields.hour = hour + 12 }
    if !isAfternoon, hour == 12 { fields.hour = 0 }
    return true
  }

  // MARK: - Words

  private mutating func readWord() -> Bool {
    let start = i
    while i < bytes.count, isLetter(bytes[i]) || (bytes[i] == 0x2F && hasNumber) { i += 1 }
    if bytes[start..<i].contains(0x2F) { return takeZonePath(from: start) }
    if i - start == 1 {
      if readMeridiem(bytes[start]) { return true }
      // `d'octubre`
      if byte() == 0x27, isLetter(byte(1)) { return true }
    }
    readThaiAbbreviation(from: start)
    let raw = UnsafeBufferPointer(rebasing: bytes[start..<i])
    if readEra(raw) || readNumberedZone(from: start) || readMiddle(raw) { return true }
    if fields.hour == nil || fields.month == nil, let month = month(raw, from: start) {
      // "mar" and "sept" are also weekdays and numbers elsewhere: the last word wins.
      fields.month = month
      return true
    }
    let meaning = DateWords.meaning(of: raw)
    switch meaning {
    case .month: break
    case .weekday(let weekday): fields.weekday = weekday
    // German `am 25. Oktober`.
    case .morning where !hasNumber: break
    case .morning: isAfternoon = false
    // Arabic `م` behind the year is the era.
    case .afternoon where fields.hour == nil && raw[0] == 0xD9: break
    case .afternoon: isAfternoon = true
    case .koreanMorning, .koreanAfternoon:
      isKorean = true
      isAfternoon = meaning == .koreanAfternoon
    case .zone(let minutes): return takeZone(minutes, from: start)
    case .americanZone(let minutes): return takeZone(minutes, from: start, isAmerican: true)
    case .filler: break
    case nil: return takeUnknown(from: start, to: i)
    }
    return true
  }
}
