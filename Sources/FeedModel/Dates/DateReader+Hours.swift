/// Hours without minutes, the middle of day and night, and what stands around dates in prose.
extension DateReader {
  /// `9am`, `9 a.m.`, `12 noon`: an hour of an English clock behind a whole date, or close before its
  /// letters.
  mutating func readHourAlone(_ hour: (value: Int, digits: Int)) -> Bool {
    guard fields.hour == nil, hour.digits <= 2, (1...12).contains(hour.value) else { return false }
    let isApart = byte() == 0x20
    // German `25 am`, the day before another word, stands in no whole date.
    guard isDateWhole || !isApart else { return false }
    let start = i
    if isApart { i += 1 }
    let word = i
    while i < bytes.count, i - word < 9, isLetter(bytes[i]) { i += 1 }
    let raw = UnsafeBufferPointer(rebasing: bytes[word..<i])
    if let middle = Self.middle(raw), hour.value == 12, isDateWhole {
      fields.hour = middle
      return true
    }
    guard let isAfternoon = meridiem(raw) else {
      i = start
      return false
    }
    fields.hour = hour.value
    self.isAfternoon = isAfternoon
    return true
  }

  /// Whether an English clock's letters, dots among them, say afternoon; `nil` for other words.
  private mutating func meridiem(_ word: UnsafeBufferPointer<UInt8>) -> Bool? {
    guard let first = word.first.map({ $0 | 0x20 }), first == 0x61 || first == 0x70 else {
      return nil
    }
    if word.count == 2, word[1] | 0x20 == 0x6D, !isDigit(byte()) { return first == 0x70 }
    guard word.count == 1, byte() == 0x2E, byte(1) | 0x20 == 0x6D, !isLetter(byte(2)) else {
      return nil
    }
    i += byte(2) == 0x2E ? 3 : 2
    return first == 0x70
  }

  /// `noon` and `midnight` behind a whole date.
  mutating func readMiddle(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard fields.hour == nil, isDateWhole, let hour = Self.middle(word) else { return false }
    fields.hour = hour
    return true
  }

  private static func middle(_ word: UnsafeBufferPointer<UInt8>) -> Int? {
    let word = word.map { $0 | 0x20 }
    if word.elementsEqual("noon".utf8) { return 12 }
    return word.elementsEqual("midnight".utf8) ? 0 : nil
  }

  /// Whether nothing but words stand before a colon: `Published: …`.
  var isBehindLabel: Bool {
    !hasNumber && fields.month == nil && i > 1 && (isLetter(bytes[i - 2]) || bytes[i - 2] == 0x20)
  }

  /// Basque `2025(e)ko` and `4(a)`: the ending of a number's name, which it is read with.
  mutating func skipBracketedEnding() {
    guard byte() == 0x28 else { return }
    var end = i + 1
    while end < bytes.count, end - i <= 3, isLetter(bytes[end]) { end += 1 }
    guard end > i + 1, end < bytes.count, bytes[end] == 0x29 else { return }
    i = end + 1
    while i < bytes.count, i - end <= 4, isLetter(bytes[i]) { i += 1 }
  }
}
