import Bytes

/// Percent-encoding (URL Standard §1.3).
public enum PercentEncoding {
  /// Which ASCII characters are encoded beside C0 controls, U+007F and all that is not ASCII.
  struct Set: Sendable {
    /// One bit per ASCII character.
    private let low: UInt64
    private let high: UInt64

    init(_ base: Set?, _ characters: String) {
      var low = base?.low ?? 0xFFFF_FFFF
      var high = base?.high ?? 1 << 63
      for byte in characters.utf8 {
        if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
      }
      (self.low, self.high) = (low, high)
    }

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
      switch byte {
      case ..<64: low >> UInt64(byte) & 1 != 0
      case ..<128: high >> UInt64(byte & 63) & 1 != 0
      default: true
      }
    }
  }

  static let controls = Set(nil, "")
  static let fragment = Set(nil, " \"<>`")
  static let query = Set(nil, " \"#<>")
  static let specialQuery = Set(query, "'")
  static let path = Set(query, "?^`{}")
  static let userinfo = Set(path, "/:;=@[\\]|")
  /// All but letters, digits, `-`, `.`, `_` and `~` (RFC 3986 §2.3).
  static let component = Set(userinfo, "!$%&'()*+,")

  static func append(_ bytes: some Sequence<UInt8>, _ set: Set, to result: inout [UInt8]) {
    for byte in bytes {
      if set.contains(byte) { PercentCoding.append(byte, to: &result) } else { result.append(byte) }
    }
  }

  /// Undoes `%XX`, reading the result as UTF-8; what is not UTF-8 becomes U+FFFD.
  public static func decoded(_ text: String) -> String {
    String(decoding: PercentCoding.decoded(text.utf8), as: UTF8.self)
  }

  /// Encodes all but letters, digits, `-`, `.`, `_` and `~`: a value for any component.
  public static func encoded(_ text: String) -> String {
    var result: [UInt8] = []
    append(text.utf8, component, to: &result)
    return String(decoding: result, as: UTF8.self)
  }
}
