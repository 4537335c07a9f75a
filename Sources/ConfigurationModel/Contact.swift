import FeedModel

/// Where the people whose servers are asked can reach who asks.
package enum Contact {
  /// Whether a text is an http or https address or an e-mail address, and can stand in a comment of
  /// a header field (RFC 9110 §5.6.5).
  static func isValid(_ text: String) -> Bool {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"()\\".utf8.contains($0) }) else {
      return false
    }
    return WebAddress(text)?.isHTTP == true || isMail(text)
  }

  private static func isMail(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, let user = parts.first, let host = parts.last else { return false }
    return !user.isEmpty && host.contains(UInt8(ascii: "."))
      && host.first != UInt8(ascii: ".") && host.last != UInt8(ascii: ".")
      && !text.utf8.contains { "<>,;:\"/".utf8.contains($0) }
  }

  /// What a request says of who makes it: `Refeed/0.1.0 (+https://example.org/about; …)`.
  package static func userAgent(version: String, contact: String?) -> String {
    let contact = contact.map { "+\($0); " } ?? ""
    return "Refeed/\(version) (\(contact)feed regenerator)"
  }
}
