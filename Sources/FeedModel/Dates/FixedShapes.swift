/// The two shapes that nearly all dates have, read at fixed places.
enum FixedShapes {
  /// RFC 3339: `2003-12-31T10:14:55.123+01:00`.
  static func internet(_ b: UnsafeBufferPointer<UInt8>) -> ParsedDate? {
    guard b.count >= 20, b[4] == 0x2D, b[7] == 0x2D, b[13] == 0x3A, b[16] == 0x3A,
      b[10] | 0x20 == 0x74,
      let century = two(b, 0), let year = two(b, 2), let month = two(b, 5), let day = two(b, 8),
      let hour = two(b, 11), let minute = two(b, 14), let second = two(b, 17)
    else { return nil }
    var fields = DateFields()
    fields.year = century * 100 + year
    fields.month = month
    fields.day = day
    fields.hour = hour
    fields.minute = minute
    fields.second = second
    var i = 19
    if b[i] == 0x2E {
      i += 1
      var scale = 100
      let first = i
      while i < b.count, b[i] >= 0x30, b[i] <= 0x39 {
        fields.millisecond += Int(b[i] - 0x30) * scale
        scale /= 10
        i += 1
      }
      if i == first { return nil }
    }
    guard let offset = offset(b, at: i) else { return nil }
    fields.offset = offset
    return fields.date()
  }

  /// RFC 5322: `Thu, 01 Jan 2004 19:48:21 +0100`, the day with one digit or two.
  static func mail(_ b: UnsafeBufferPointer<UInt8>) -> ParsedDate? {
    guard b.count >= 27, b[3] == 0x2C, b[4] == 0x20 else { return nil }
    let width = b[6] == 0x20 ? 1 : 2
    let m = 5 + width
    guard b.count >= m + 19, b[m] == 0x20, b[m + 4] == 0x20, b[m + 9] == 0x20,
      b[m + 12] == 0x3A, b[m + 15] == 0x3A, b[m + 18] == 0x20,
      let day = width == 2 ? two(b, 5) : digit(b[5]),
      let month = EnglishNames.month(b[m + 1], b[m + 2], b[m + 3]),
      let century = two(b, m + 5), let year = two(b, m + 7), let hour = two(b, m + 10),
      let minute = two(b, m + 13), let second = two(b, m + 16), m + 19 < b.count,
      let offset = offset(b, at: m + 19)
    else { return nil }
    var fields = DateFields()
    fields.year = century * 100 + year
    fields.month = month
    fields.day = day
    fields.hour = hour
    fields.minute = minute
    fields.second = second
    fields.offset = offset
    return fields.date()
  }

  /// `Z`, `GMT`, `UTC`, `+01:00`, `+0100`, to the end; `nil` for all else.
  private static func offset(_ b: UnsafeBufferPointer<UInt8>, at i: Int) -> Int? {
    let left = b.count - i
    guard left > 0 else { return nil }
    if left == 1 { return b[i] | 0x20 == 0x7A ? 0 : nil }
    if left == 3 {
      let isGMT = b[i] == 0x47 && b[i + 1] == 0x4D && b[i + 2] == 0x54
      let isUTC = b[i] == 0x55 && b[i + 1] == 0x54 && b[i + 2] == 0x43
      return isGMT || isUTC ? 0 : nil
    }
    guard b[i] == 0x2B || b[i] == 0x2D, let hours = two(b, i + 1) else { return nil }
    let minutesAt = left == 6 && b[i + 3] == 0x3A ? i + 4 : i + 3
    guard left == 6 && minutesAt == i + 4 || left == 5, let minutes = two(b, minutesAt),
      minutes < 60
    else { return nil }
    let total = hours * 60 + minutes
    return b[i] == 0x2D ? -total : total
  }

  @inline(__always)
  private static func digit(_ byte: UInt8) -> Int? {
    let value = byte &- 0x30
    return value <= 9 ? Int(value) : nil
  }

  @inline(__always)
  private static func two(_ b: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int? {
    guard i + 1 < b.count else { return nil }
    let tens = b[i] &- 0x30
    let ones = b[i + 1] &- 0x30
    guard tens <= 9, ones <= 9 else { return nil }
    return Int(tens) * 10 + Int(ones)
  }
}

enum EnglishNames {
  /// 1 to 12, by the first three letters.
  static func month(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Int? {
    let key = UInt32(a | 0x20) << 16 | UInt32(b | 0x20) << 8 | UInt32(c | 0x20)
    switch key {
    case 0x6A616E: return 1
    case 0x666562: return 2
    case 0x6D6172: return 3
    case 0x617072: return 4
    case 0x6D6179: return 5
    case 0x6A756E: return 6
    case 0x6A756C: return 7
    case 0x617567: return 8
    case 0x736570: return 9
    case 0x6F6374: return 10
    case 0x6E6F76: return 11
    case 0x646563: return 12
    default: return nil
    }
  }
}
