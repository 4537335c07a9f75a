/// A typed reference (Atom `link`, RFC 4287 §4.2.7) with an absolute address.
public struct Link: Sendable, Hashable {
  /// The relation: a registered name in lower case (`alternate`, `related`, `via`, `hub`,
  /// `replies`, `prev-archive`, …) or an IRI. Enclosures are ``Attachment`` values instead.
  public var rel: String
  /// Where it leads.
  public var address: WebAddress
  /// Media type, lower case.
  public var type: String?
  /// BCP 47 tag of the target's language.
  public var hreflang: String?
  /// What people read of it, plain text.
  public var title: String?
  /// Size of the target in bytes.
  public var length: Int?

  public init(
    rel: String = "alternate", address: WebAddress, type: String? = nil,
    hreflang: String? = nil, title: String? = nil, length: Int? = nil
  ) {
    self.rel = rel
    self.address = address
    self.type = type
    self.hreflang = hreflang
    self.title = title
    self.length = length
  }
}
