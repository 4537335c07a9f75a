/// UTF-16 and UTF-32, either byte order.
enum WideDecoder {
  static func decodeUTF16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 3 / 2)
    var i = bytes.startIndex
    var high: UInt32?
    while i + 1 < bytes.endIndex {
      let unit =
        isBigEndian
        ? UInt32(bytes[i]) << 8 | UInt32(bytes[i + 1])
        : UInt32(bytes[i + 1]) << 8 | UInt32(bytes[i])
      i += 2
      if let pending = high {
        high = nil
        if unit >= 0xDC00, unit <= 0xDFFF {
          append(0x10000 + (pending - 0xD800) << 10 + (unit - 0xDC00), to: &text)
          continue
        }
        append(0xFFFD, to: &text)
      }
      if unit >= 0xD800, unit <= 0xDBFF { high = unit } else { append(unit, to: &text) }
    }
    if high != nil || i < bytes.endIndex { append(0xFFFD, to: &text) }
    return text
  }

  static func decodeUTF32(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var i = bytes.startIndex
    while i + 3 < bytes.endIndex {
      let four = (0..<4).map { UInt32(bytes[i + (isBigEndian ? $0 : 3 - $0)]) }
      append(four[0] << 24 | four[1] << 16 | four[2] << 8 | four[3], to: &text)
      i += 4
    }
    return text
  }

  private static func append(_ value: UInt32, to text: inout [UInt8]) {
    UTF8Text.append(Unicode.Scalar(value) ?? "\u{FFFD}", to: &text)
  }
}
