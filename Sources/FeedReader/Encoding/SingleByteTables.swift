/// Decoding of single-byte encodings by the tables of the WHATWG Encoding Standard.
struct SingleByteTables {
  /// The character of each byte from 0x80 on.
  let upper: [Unicode.Scalar]

  /// `nil` for a name that is not in the standard's list.
  init?(named name: String) {
    guard let entry = SingleByteIndexes.all.first(where: { $0.name == name }) else { return nil }
    upper = SingleByteTables.parse(entry.index)
  }

  private static func parse(_ index: StaticString) -> [Unicode.Scalar] {
    let digits = UnsafeBufferPointer(start: index.utf8Start, count: index.utf8CodeUnitCount)
    return stride(from: 0, to: digits.count - 3, by: 4).map { start in
      var value: UInt32 = 0
      for byte in digits[start..<(start + 4)] {
        value = value << 4 | UInt32(byte < 0x3A ? byte - 0x30 : byte - 0x41 + 10)
      }
      return Unicode.Scalar(value) ?? "\u{FFFD}"
    }
  }

  func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 2)
    for byte in bytes {
      if byte < 0x80 {
        text.append(byte)
      } else {
        UTF8Text.append(upper[Int(byte) - 0x80], to: &text)
      }
    }
    return text
  }

  /// What `&#128;` to `&#159;` mean (HTML §13.2.5.80).
  static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
    guard byte >= 0x80, let table = shared1252 else { return Unicode.Scalar(byte) }
    return table.upper[Int(byte) - 0x80]
  }

  private static let shared1252 = SingleByteTables(named: "windows-1252")
}
