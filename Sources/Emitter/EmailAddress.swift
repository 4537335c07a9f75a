/// The email addresses that every reader takes: RFC 5322's `addr-spec` without quotes or comments.
enum EmailAddress {
  static func isValid(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, let local = parts.first, !local.isEmpty else { return false }
    return local.allSatisfy { isWordByte($0) || "_+.'".utf8.contains($0) } && isDomain(parts[1])
  }

  /// Two labels or more.
  private static func isDomain(_ text: Substring.UTF8View) -> Bool {
    let labels = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return labels.count > 1 && labels.allSatisfy { !$0.isEmpty && $0.allSatisfy(isWordByte) }
      && labels.allSatisfy { $0.first != UInt8(ascii: "-") }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): true
    default: false
    }
  }
}
