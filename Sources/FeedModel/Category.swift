/// A category (RFC 4287 §4.2.2), RSS `category`, JSON Feed tag.
public struct Category: Sendable, Hashable {
  /// The name that programs compare (RFC 4287 §4.2.2.1).
  public var term: String
  /// Atom `scheme`, RSS `domain`; an IRI or any text.
  public var scheme: String?
  /// The name that people read; `nil` where the term is it.
  public var label: String?

  public init(term: String, scheme: String? = nil, label: String? = nil) {
    self.term = term
    self.scheme = scheme
    self.label = label
  }
}
