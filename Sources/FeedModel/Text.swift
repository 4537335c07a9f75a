/// A text construct as the source published it (RFC 4287 §3.1): plain text or unsafe HTML.
public struct Text: Sendable, Hashable {
  /// How a text is written.
  public enum Kind: UInt8, Sendable, Hashable {
    /// Characters to be shown as they are.
    case plain
    /// HTML markup, not sanitized. Inline XHTML arrives here too, serialized as HTML.
    case html
  }

  /// How the value is written.
  public var kind: Kind
  /// Markup or plain text, as the kind says.
  public var value: String

  /// The base of relative addresses inside, where `xml:base` gives one of its own.
  public var base: WebAddress?

  /// `xml:lang` in force, a BCP 47 tag as written.
  public var language: String?

  public init(
    _ kind: Kind, _ value: String, base: WebAddress? = nil, language: String? = nil
  ) {
    self.kind = kind
    self.value = value
    self.base = base
    self.language = language
  }
}
