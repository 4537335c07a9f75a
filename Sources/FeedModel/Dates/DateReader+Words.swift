/// The words of dates and what stands close to numbers: suffixes of days, clocks in letters,
/// abbreviations with dots.
extension DateReader {
  /// What is written behind a day's number: `1st`, `1er`, `1º`, `2e`, `25-го`, `25-én`.
  private static let suffixes: [StaticString] = [
    "st", "nd", "rd", "th", "er", "re", "ère", "ème", "eme", "e", "de", "ste", "º", "°", "ª", "-го",
    "-е", "-én", "-án", "-jén", "-i",
  ]

  /// Skips the suffix of a day's number, if one stands here.
  @discardableResult
  mutating func skipSuffix() -> Bool {
    guard isLetter(byte()) || byte() == 0x2D else { return false }
    let suffix = DateReader.suffixes.first { suffix in
      let length = suffix.utf8CodeUnitCount
      guard i + length <= bytes.count, !isLetter(byte(length)) else { return false }
      for offset in 0..<length where lowered(byte(offset)) != suffix.utf8Start[offset] {
        return false
      }
      return true
    }
    guard let suffix else { return false }
    i += suffix.utf8CodeUnitCount
    return true
  }

  private func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

  /// `8h30`, `08h00`, `8 h 30 min`, `8u30`, `8 Uhr`: a clock whose hour a letter or word ends.
  mutating func readSpelledClock(hour: (value: Int, digits: Int)) -> Bool {
    guard fields.hour == nil, hour.digits <= 2, hour.value <= 24, hour.digits > 0 else {
      return false
    }
    let start = i
    if byte() == 0x20 { i += 1 }
    guard skipHourWord(isClose: i == start) else {
      i = start
      return false
    }
    fields.hour = hour.value
    let behind = i
    // `8h 25 octobre`: a number behind a blank is of the clock if the date stands already.
    if byte() == 0x20, fields.month != nil { i += 1 }
    guard let minute = number(), minute.digits == 2, minute.value < 60, byte() != 0x3A else {
      i = behind
      return true
    }
    fields.minute = minute.value
    readSpelledSeconds()
    return true
  }

  private mutating func skipHourWord(isClose: Bool) -> Bool {
    let start = i
    while i < bytes.count, isLetter(bytes[i]) { i += 1 }
    let word = bytes[start..<i].map(lowered)
    switch String(decoding: word, as: UTF8.self) {
    case "h", "hs", "uhr", "uur", "heure", "heures", "std": return true
    case "u": return isClose && isDigit(byte())
    default: return false
    }
  }

  /// `min`, `m` behind the minutes, and seconds behind that.
  private mutating func readSpelledSeconds() {
    let start = i
    if byte() == 0x20 { i += 1 }
    let word = i
    while i < bytes.count, isLetter(bytes[i]) { i += 1 }
    switch String(decoding: bytes[word..<i].map(lowered), as: UTF8.self) {
    case "m", "mn", "min": break
    default:
      i = start
      return
    }
    let behind = i
    if byte() == 0x20 { i += 1 }
    guard let second = number(), second.digits == 2 else {
      i = behind
      return
    }
    if byte() == 0x20 { i += 1 }
    guard byte() | 0x20 == 0x73, !isLetter(byte(1)) else {
      i = behind
      return
    }
    fields.second = second.value
    hasSeconds = true
    i += 1
  }

  /// `a.m.`, `p. m.`, of which the letter has been read.
  mutating func readMeridiem(_ letter: UInt8) -> Bool {
    guard letter | 0x20 == 0x61 || letter | 0x20 == 0x70, byte() == 0x2E else { return false }
    let blank = byte(1) == 0x20 && fields.hour != nil ? 1 : 0
    guard byte(1 + blank) | 0x20 == 0x6D, !isLetter(byte(2 + blank)) else { return false }
    i += 2 + blank
    isAfternoon = letter | 0x20 == 0x70
    return true
  }

  /// Reads on over the dots of a Thai abbreviation (`ต.ค.`), which belong to it.
  mutating func readThaiAbbreviation(from start: Int) {
    guard i - start >= 3, bytes[start] == 0xE0, bytes[start + 1] == 0xB8 || bytes[start + 1] == 0xB9
    else { return }
    isThai = true
    while byte() == 0x2E, byte(1) == 0xE0 {
      i += 1
      while i < bytes.count, isLetter(bytes[i]) { i += 1 }
    }
  }

  /// The month that a word means, alone or with the one behind it (`كانون الثاني`).
  mutating func month(_ raw: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    if let month = DateWords.month(raw, language: language) { return month }
    if raw.elementsEqual("thg".utf8) { isMonthNext = true }
    guard raw.contains(where: { $0 >= 0x80 }) else { return nil }
    // Hebrew's `ב`, which means "in", stands before the name without a blank.
    if raw.count > 4, raw[0] == 0xD7, raw[1] == 0x91,
      let month = DateWords.month(UnsafeBufferPointer(rebasing: raw[2...]), language: language)
    {
      return month
    }
    if let month = DateReader.persianMonth(raw) {
      isPersian = true
      return month
    }
    let word = String(decoding: raw, as: UTF8.self).lowercased()
    if word == "tháng" {
      isMonthNext = true
      return nil
    }
    guard byte() == 0x20, isLetter(byte(1)) else { return nil }
    var end = i + 1
    while end < bytes.count, isLetter(bytes[end]) { end += 1 }
    let both = String(decoding: bytes[start..<end], as: UTF8.self)
    guard let month = MonthTable.shared.month(both) else { return nil }
    i = end
    return month
  }

  /// Words before the first number are weekdays of some language, words behind the clock the name
  /// of a time zone; between stands nothing but weekdays.
  mutating func takeUnknown(from start: Int, to end: Int) -> Bool {
    unknownWords += 1
    if unknownWords > 8 { return false }
    if isMonthNext { return true }
    if !hasNumber { return true }
    if DateWords.isWeekday(String(decoding: bytes[start..<end], as: UTF8.self)) { return true }
    guard fields.hour != nil else { return false }
    return takeZoneWords(from: start)
  }
}
