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

  // What else Atom's `source` may hold (RFC 4287 §4.2.11), as first read: a feed that is made of
  // others changes its date at every entry of any of them.

  public var subtitle: String?
  public var updated: Timestamp?
  public var rights: String?
  /// Name of the software that made that feed.
  public var generator: String?
  public var icon: WebAddress?
  public var logo: WebAddress?
  public var authors: [Person] = []
  public var contributors: [Person] = []
  public var categories: [Category] = []
  /// All links but the two above.
  public var links: [Link] = []

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
