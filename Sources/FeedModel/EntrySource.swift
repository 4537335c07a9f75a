/// The feed that an entry was taken from (Atom `source`, RSS `source`).
public struct EntrySource: Sendable, Hashable {
  /// The source feed's own id (RFC 4287 §4.2.11).
  public var id: String?
  /// The source feed's title, plain text.
  public var title: String?
  /// The home page of that feed.
  public var homepage: WebAddress?
  /// The address of the feed document itself.
  public var feedAddress: WebAddress?

  public init(
    id: String? = nil, title: String? = nil, homepage: WebAddress? = nil,
    feedAddress: WebAddress? = nil
  ) {
    self.id = id
    self.title = title
    self.homepage = homepage
    self.feedAddress = feedAddress
  }
}
