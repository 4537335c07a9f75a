/// Who made something: an Atom person construct (RFC 4287 §3.2) or a JSON Feed author.
///
/// At least one field is set.
public struct Person: Sendable, Hashable {
  /// As people read it, plain text.
  public var name: String?
  /// An address without `mailto:`.
  public var email: String?
  /// Atom `uri`, JSON Feed `url`.
  public var address: WebAddress?
  /// JSON Feed `avatar`.
  public var avatar: WebAddress?

  public init(
    name: String? = nil, email: String? = nil, address: WebAddress? = nil,
    avatar: WebAddress? = nil
  ) {
    self.name = name
    self.email = email
    self.address = address
    self.avatar = avatar
  }
}
