import Bytes

/// An absolute address, parsed and serialized by the WHATWG URL Standard.
///
/// A value holds one string, its serialization, and the offsets of its components. Every component
/// is in normal form: scheme and domain in lower case, default port left out, dot segments
/// resolved, what may not stand there percent-encoded. Compared and hashed by its bytes.
///
/// All of the standard's basic parser is here, with these exceptions:
/// - Queries are always encoded as UTF-8.
/// - Domains are mapped without the tables of Unicode TR 46: by the case mappings and NFC of the
///   standard library, and by rule for the compatibility characters that ``DomainMapping`` lists.
///   A domain with another character that TR 46 maps is refused, rather than mapped wrongly; so are
///   unassigned and private-use characters.
/// - The rules for bidirectional labels (RFC 5893) and for U+200C and U+200D in context (RFC 5892,
///   appendix A) are not checked: a label that breaks them is accepted.
/// - Addresses longer than ``maxBytes`` are refused.
public struct WebAddress: Sendable {
  /// The longest text that is parsed and the longest serialization.
  public static let maxBytes = 16 << 20

  /// Where components begin and end in the serialization, in bytes.
  struct Offsets: Sendable {
    /// Of the `:` after the scheme.
    var schemeEnd: UInt32 = 0
    /// All three are just behind the scheme's `:` when there is no host.
    var usernameEnd: UInt32 = 0
    var hostStart: UInt32 = 0
    var hostEnd: UInt32 = 0
    var pathStart: UInt32 = 0
    /// Of the `?`, else of the fragment's start.
    var pathEnd: UInt32 = 0
    /// Of the `#`, else the end.
    var queryEnd: UInt32 = 0
  }

  /// The serialization: ASCII, absolute.
  public let href: String
  let offsets: Offsets

  init(href: String, offsets: Offsets) {
    self.href = href
    self.offsets = offsets
  }

  /// Parses an address, relative to `base` where there is one; `nil` when it is not valid.
  ///
  /// White space around it, and tabs and line breaks in it, are dropped.
  public init?(_ text: String, base: WebAddress? = nil) {
    if let plain = WebAddress(plain: text) {
      self = plain
      return
    }
    guard text.utf8.count <= WebAddress.maxBytes else { return nil }
    var parser = WebAddressParser(text, base: base)
    guard parser.parse(), let address = parser.record.serialized() else { return nil }
    self = address
  }
}

extension WebAddress: Hashable, Comparable, CustomStringConvertible {
  public var description: String { href }

  public static func == (a: WebAddress, b: WebAddress) -> Bool {
    a.href.hasEqualBytes(b.href)
  }

  public static func < (a: WebAddress, b: WebAddress) -> Bool {
    a.href.utf8.lexicographicallyPrecedes(b.href.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    var href = href
    href.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
