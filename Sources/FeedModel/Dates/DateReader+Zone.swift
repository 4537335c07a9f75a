/// The names of time zones, comments and second zones, which stand behind the clock.
extension DateReader {
  /// What brackets hold behind an offset is a comment (RFC 5322 §3.4.3) or the zone's other name;
  /// without an offset it is the zone.
  mutating func readComment(from open: UInt8) -> Bool {
    let close: UInt8 = open == 0x28 ? 0x29 : 0x5D
    guard fields.offset != nil, let end = bytes[i...].firstIndex(of: close) else {
      i += 1
      return true
    }
    i = end + 1
    return true
  }

  /// The offset behind a clock; one that no zone has is none, and the date stays.
  mutating func readSign() -> Bool {
    let isNegative = byte() == 0x2D
    i += 1
    // `--0700`
    if isNegative, byte() == 0x2D, isDigit(byte(1)), fields.hour != nil { i += 1 }
    if byte() == 0x20, isDetachedOffset { i += 1 }
    guard fields.hour != nil, isDigit(byte()) else { return isNegative && isDash }
    let zoneStart = i
    guard let hours = number() else { return false }
    // `- 15:21`, a dash and then the time, has been excluded by the digit above.
    var minutes = 0
    switch hours.digits {
    case 1, 2: minutes = hours.value * 60
    case 3, 4: minutes = hours.value / 100 * 60 + hours.value % 100
    default: return false
    }
    guard fields.offset == nil || hasZoneName else { return false }
    if hours.digits >= 3, hours.value % 100 > 59 || minutes >= 24 * 60 {
      return takeUnclear(from: zoneStart - 1)
    }
    if byte() == 0x3A || byte() == 0x2E, isDigit(byte(1)), i - zoneStart <= 2 {
      guard let part = readOffsetMinutes() else { return false }
      minutes += part
    }
    hasZoneName = false
    fields.offset = isNegative ? -minutes : minutes
    return true
  }

  /// A dash between date and time, before a number that a named month is before, or within a word
  /// (`sexta-feira`).
  private var isDash: Bool {
    let isBehindWord = i > 1 && isLetter(bytes[i - 2])
    if byte() == 0x20 || i == bytes.count || (isBehindWord && isLetter(byte())) { return true }
    return isBehindWord && fields.month != nil && !hasNumber && isDigit(byte())
  }

  /// `+ 0530`: four digits behind a blank, which are no year.
  private var isDetachedOffset: Bool {
    guard fields.hour != nil, fields.offset == nil, bytes[i - 1] == 0x2B || isDateWhole,
      isDigit(byte(1)), isDigit(byte(2)), byte(1) <= 0x31
    else { return false }
    // `+ 05:30`
    let minutes = byte(3) == 0x3A ? 4 : 3
    return isDigit(byte(minutes)) && byte(minutes) <= 0x35 && isDigit(byte(minutes + 1))
      && !isDigit(byte(minutes + 2))
  }

  /// Four digits that end a date which has day, month and year and a clock: an offset without its sign.
  func isUnsignedOffset(_ number: (value: Int, digits: Int)) -> Bool {
    number.digits == 4 && i == bytes.count && fields.hour != nil && fields.offset == nil
      && isDateWhole
  }

  /// What stands behind a whole date and clock and begins as no word does, `{zone}`, `$z` or `+`, is
  /// a zone that a program failed to write.
  mutating func takeBrokenZone(from start: Int) -> Bool {
    guard fields.hour != nil, isDateWhole, fields.offset == nil || hasZoneName,
      start > 0, start < bytes.count, bytes.count - start <= 16, bytes[start] != 0x3A,
      !isLetter(bytes[start]), !isDigit(bytes[start])
    else { return false }
    // `+zz:00` and `-99:99` are hours and minutes that no zone has: such a date is made up.
    let isSign = bytes[start] == 0x2B || bytes[start] == 0x2D
    if isSign, bytes[start...].contains(0x3A) { return false }
    i = bytes.count
    return takeUnclear(from: start)
  }

  /// Minutes behind a colon or dot, perhaps with seconds.
  private mutating func readOffsetMinutes() -> Int? {
    i += 1
    // `+00:0` has been seen.
    guard let part = number(), part.digits <= 2, part.value < 60 else { return nil }
    // `-07:00:00`
    if byte() == 0x3A, isDigit(byte(1)) {
      i += 1
      guard number() != nil else { return nil }
    }
    return part.value
  }

  /// What stands where a zone does and is none.
  mutating func takeUnclear(from start: Int) -> Bool {
    if fields.offset == nil {
      fields.zone = .unclear(String(decoding: bytes[start..<i], as: UTF8.self))
    }
    return true
  }

  /// `%z`, which a program did not fill in.
  mutating func readZoneDirective() -> Bool {
    guard fields.hour != nil, byte(1) | 0x20 == 0x7A, !isLetter(byte(2)) else {
      i += 1
      return i == bytes.count
    }
    i += 2
    return takeUnclear(from: i - 2)
  }

  /// A zone that names its offset in hours and its summer time: `EST5EDT`.
  mutating func readNumberedZone(from start: Int) -> Bool {
    guard fields.hour != nil, i - start >= 3, i - start <= 4, isDigit(byte()) else { return false }
    var end = i + 1
    while end < bytes.count, isLetter(bytes[end]) { end += 1 }
    let name = UnsafeBufferPointer(rebasing: bytes[start..<end])
    guard let zone = Self.numberedZones.first(where: { name.elementsEqual($0.name.utf8) }) else {
      return false
    }
    i = end
    if fields.offset == nil { fields.americanOffset = zone.minutes }
    return true
  }

  private static let numberedZones: [(name: String, minutes: Int)] = [
    ("EST5EDT", -300), ("CST6CDT", -360), ("MST7MDT", -420), ("PST8PDT", -480),
    ("AKST9AKDT", -540),
  ]

  /// A zone by its abbreviation; behind an offset it says the same once more.
  mutating func takeZone(_ minutes: Int, from start: Int, isAmerican: Bool = false) -> Bool {
    // A weekday of some language.
    guard fields.hour != nil || hasNumber else { return true }
    // Lithuanian `2024 m. spalio 25 d.`; `Z` alone is a zone without a clock too.
    if fields.hour == nil, i - start == 1, bytes[start] | 0x20 != 0x7A { return true }
    if fields.offset != nil { return fields.hour != nil }
    if let long = longZone(from: start) {
      fields.offset = long
      return true
    }
    if isAmerican { fields.americanOffset = minutes } else { fields.offset = minutes }
    hasZoneName = true
    return true
  }

  /// A name of the IANA's database: `America/Los_Angeles`, `Etc/GMT+5`.
  mutating func takeZonePath(from start: Int) -> Bool {
    while i < bytes.count, isPathByte(bytes[i]) { i += 1 }
    guard fields.hour != nil else { return false }
    let name = String(decoding: bytes[start..<i], as: UTF8.self)
    switch DateWords.meaning(of: UnsafeBufferPointer(rebasing: bytes[start..<i])) {
    case .zone(let minutes): if fields.offset == nil { fields.offset = minutes }
    default: if fields.offset == nil { fields.zone = .named(name) }
    }
    return true
  }

  private func isPathByte(_ byte: UInt8) -> Bool {
    let lowered = byte | 0x20
    return (lowered >= 0x61 && lowered <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == 0x2F
      || byte == 0x5F || byte == 0x2D || byte == 0x2B
  }

  /// The name of a zone in words, to the text's end: known, or not and said so.
  mutating func takeZoneWords(from start: Int) -> Bool {
    if fields.offset == nil, let long = longZone(from: start) {
      fields.offset = long
      return true
    }
    // `-06:00Textra`
    if fields.offset != nil, start > 0, bytes[start - 1] >= 0x30, bytes[start - 1] <= 0x39 {
      return false
    }
    let rest = bytes[start...]
    let isLast = rest.count <= 48 && !rest.contains { $0 >= 0x30 && $0 <= 0x39 }
    // `08:00:00 ABCT 2024`
    let word = bytes[start..<i]
    let isAbbreviation =
      word.count >= 3 && word.count <= 5 && word.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
    guard isLast || isAbbreviation else { return false }
    if fields.offset == nil {
      fields.zone = .unclear(String(decoding: isLast ? rest : word, as: UTF8.self))
    }
    if isLast { i = bytes.count }
    return true
  }

  /// The offset of a zone's long name (`Pacific Standard Time`), which it stands behind then.
  private mutating func longZone(from start: Int) -> Int? {
    var end = start
    while end < bytes.count, bytes[end] != 0x29, bytes[end] != 0x5D { end += 1 }
    guard end - start <= 48 else { return nil }
    var words: [String] = []
    for word in bytes[start..<end].split(whereSeparator: { !isNameByte($0) }) {
      words.append(String(decoding: word.map { $0 | 0x20 }, as: UTF8.self))
    }
    if words.last == "time" { words.removeLast() }
    guard words.count > 1 || words == ["universal"],
      let minutes = ZoneNames.long[words.joined(separator: " ")]
    else { return nil }
    i = end
    return minutes
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    let lowered = byte | 0x20
    return lowered >= 0x61 && lowered <= 0x7A
  }
}
