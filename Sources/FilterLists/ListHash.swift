internal import Bytes

/// The hashes that rules are found by. Equal bytes of different kinds differ.
enum ListHash {
  enum Kind: UInt64 {
    /// A run of letters and digits of an address.
    case token = 0x51
    /// A host, or a parent of one.
    case host
    /// A host without its public suffix: `google` of `google.*`.
    case entity
    case id, `class`, type, attribute
    /// A run of letters and digits of an attribute's value.
    case word
    /// The first bytes of an attribute's value.
    case start
    /// The text of a selector.
    case selector
    /// The pattern of a network rule.
    case pattern
  }

  /// Of some bytes as they are.
  @inline(__always)
  static func of(_ bytes: Span<UInt8>, _ range: Range<Int>, _ kind: Kind) -> UInt64 {
    var hash = ByteHash(kind: kind.rawValue)
    for index in range { hash.combine(bytes[index]) }
    return hash.value
  }

  /// Of some bytes in lower case.
  @inline(__always)
  static func lowercased(_ bytes: Span<UInt8>, _ range: Range<Int>, _ kind: Kind) -> UInt64 {
    var hash = ByteHash(kind: kind.rawValue)
    for index in range { hash.combine(bytes[index].inLowerCase) }
    return hash.value
  }
}

extension UInt8 {
  /// ASCII capitals in lower case, all else as it is.
  @inline(__always)
  var inLowerCase: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

  @inline(__always)
  var isLetterOrDigit: Bool {
    (self >= 0x30 && self <= 0x39) || (self | 0x20 >= 0x61 && self | 0x20 <= 0x7A)
  }

  @inline(__always)
  var isBlank: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }

  /// What `^` in a rule stands for: neither a letter or digit nor one of `_ - . %`.
  @inline(__always)
  var isSeparator: Bool {
    !(isLetterOrDigit || self == UInt8(ascii: "_") || self == UInt8(ascii: "-")
      || self == UInt8(ascii: ".") || self == UInt8(ascii: "%") || self >= 0x80)
  }

  /// What a name of a host is written with, in lower case or not.
  @inline(__always)
  var isHostByte: Bool {
    isLetterOrDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
      || self == UInt8(ascii: "_")
  }
}
