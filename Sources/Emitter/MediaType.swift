/// The shape of media types (RFC 9110 §8.3.1): `type/subtype`, then parameters.
enum MediaType {
  /// The type itself, or `nil` when it is none.
  static func valid(_ text: String?) -> String? {
    text.flatMap { isValid($0) ? $0 : nil }
  }

  static func isValid(_ text: String) -> Bool {
    var parts = text.utf8.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)[...]
    guard let type = parts.popFirst() else { return false }
    return isPair(type, separator: UInt8(ascii: "/"))
      && parts.allSatisfy { isPair(trimmed($0), separator: UInt8(ascii: "=")) }
  }

  /// Two tokens with one separator between them.
  private static func isPair(_ text: Substring.UTF8View, separator: UInt8) -> Bool {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isTokenByte) }
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !"()<>,;:\\\"/[]?={}*".utf8.contains(byte)
  }

  private static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
    var text = text
    while text.first == 0x20 { text.removeFirst() }
    while text.last == 0x20 { text.removeLast() }
    return text
  }
}
