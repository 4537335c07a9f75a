/// A category (RFC 4287 §4.2.2), RSS `category`, JSON Feed tag.
public struct Category: Sendable, Hashable {
  public var term: String
  /// Atom `scheme`, RSS `domain`; an IRI or any text.
  public var scheme: String?
  public var label: String?

  public init(term: String, scheme: String? = nil, label: String? = nil) {
    self.term = term
    self.scheme = scheme
    self.label = label
  }
}
