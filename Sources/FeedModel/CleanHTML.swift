/// HTML that went through the sanitizer: the only markup that may be published.
///
/// It is made in two places alone, the sanitizer and the archive's row type; a test greps for
/// that. For the same reason it is not `Decodable`.
public struct CleanHTML: Sendable, Hashable {
  /// A fragment, serialized by the WHATWG rules.
  public let html: String

  package init(sanitized html: String) {
    self.html = html
  }

  public static func == (a: CleanHTML, b: CleanHTML) -> Bool {
    a.html.utf8.elementsEqual(b.html.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    var html = html
    html.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
