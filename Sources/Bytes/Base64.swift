/// Base64 and base64url (RFC 4648 §4, §5).
public enum Base64 {
  /// What may stand between the digits.
  public enum Space: Sendable, Hashable {
    case none
    /// Tab, line feed, carriage return, space, anywhere: as Atom content carries it.
    case anywhere
  }

  /// The bytes of a text in either alphabet; padding is optional, and nothing follows it.
  ///
  /// `nil` at any other byte, and where a last digit stands alone, which makes no byte.
  public static func decoded(
    _ text: some Collection<UInt8>, space: Space = .none
  ) -> [UInt8]? {
    var output: [UInt8] = []
    output.reserveCapacity(text.count * 3 / 4)
    var buffer: UInt32 = 0
    var digits = 0
    var isPadded = false
    for byte in text {
      if space == .anywhere, byte == 0x20 || (0x09...0x0A).contains(byte) || byte == 0x0D {
        continue
      }
      if byte == UInt8(ascii: "=") {
        isPadded = true
        continue
      }
      guard !isPadded, let value = value(of: byte) else { return nil }
      buffer = buffer << 6 | value
      digits += 1
      if digits.isMultiple(of: 4) {
        output.append(UInt8(truncatingIfNeeded: buffer >> 16))
        output.append(UInt8(truncatingIfNeeded: buffer >> 8))
        output.append(UInt8(truncatingIfNeeded: buffer))
      }
    }
    switch digits % 4 {
    case 1: return nil
    case 2: output.append(UInt8(truncatingIfNeeded: buffer >> 4))
    case 3:
      output.append(UInt8(truncatingIfNeeded: buffer >> 10))
      output.append(UInt8(truncatingIfNeeded: buffer >> 2))
    default: break
    }
    return output
  }

  /// base64url without padding.
  public static func urlEncoded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var output: [UInt8] = []
    var buffer: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
      buffer = (buffer << 8 | UInt32(byte)) & 0xFFFF
      bits += 8
      while bits >= 6 {
        bits -= 6
        output.append(digits[Int(buffer >> bits & 63)])
      }
    }
    if bits > 0 { output.append(digits[Int(buffer << (6 - bits) & 63)]) }
    return output
  }

  private static func value(of byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
