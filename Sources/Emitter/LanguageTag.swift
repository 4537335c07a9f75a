/// The shape that RFC 4287 §2 demands of `xml:lang` and `hreflang`.
enum LanguageTag {
  /// One to eight letters, then parts of one to eight letters or digits.
  static func isValid(_ tag: String) -> Bool {
    let parts = tag.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.allSatisfy({ (1...8).contains($0.count) }) else { return false }
    return parts.enumerated().allSatisfy { index, part in
      part.allSatisfy { isLetter($0) || (index > 0 && isDigit($0)) }
    }
  }

  /// The tag itself, or `nil` when it has not the shape.
  static func valid(_ tag: String?) -> String? {
    tag.flatMap { isValid($0) ? $0 : nil }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte)
  }
}
