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

  /// A zone by its abbreviation; behind an offset it says the same once more.
  mutating func takeZone(_ minutes: Int, from start: Int) -> Bool {
    // A weekday of some language.
    guard fields.hour != nil || hasNumber else { return true }
    // Lithuanian `2024 m. spalio 25 d.`; `Z` alone is a zone without a clock too.
    if fields.hour == nil, i - start == 1, bytes[start] | 0x20 != 0x7A { return true }
    if fields.offset != nil { return fields.hour != nil }
    if let long = longZone(from: start) {
      fields.offset = long
      return true
    }
    fields.offset = minutes
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
