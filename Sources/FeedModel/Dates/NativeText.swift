/// Dates as they are written in other scripts, brought to ASCII's digits and marks.
enum NativeText {
  /// The date with Arabic, Persian, Devanagari, Bengali, Thai and full-width digits as ASCII's, the
  /// kinds of minus and dash as one, blanks of every width as one, and marks that show nothing left
  /// out; `nil` when there are none of them.
  static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return nil }
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x660...0x669: plain.append(UInt8(scalar.value - 0x660) + 0x30)
      case 0x6F0...0x6F9: plain.append(UInt8(scalar.value - 0x6F0) + 0x30)
      case 0x966...0x96F: plain.append(UInt8(scalar.value - 0x966) + 0x30)
      case 0x9E6...0x9EF: plain.append(UInt8(scalar.value - 0x9E6) + 0x30)
      case 0xE50...0xE59: plain.append(UInt8(scalar.value - 0xE50) + 0x30)
      case 0xFF10...0xFF19: plain.append(UInt8(scalar.value - 0xFF10) + 0x30)
      case 0x2010...0x2015, 0x2212, 0xFF0D: plain.append(0x2D)
      case 0xA0, 0x2000...0x200A, 0x202F, 0x3000: plain.append(0x20)
      case 0x2018, 0x2019, 0x2BC, 0xB4: plain.append(0x27)
      case 0x60C, 0xFF0C, 0x3001: plain.append(0x2C)
      case 0xFF1A: plain.append(0x3A)
      case 0xFF08: plain.append(0x28)
      case 0xFF09: plain.append(0x29)
      case 0x5F3, 0x970, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: break
      default: plain.append(contentsOf: UTF8.encode(scalar) ?? .init())
      }
    }
    return plain
  }
}
