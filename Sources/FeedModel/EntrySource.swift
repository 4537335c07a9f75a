/// The feed that an entry was taken from (Atom `source`, RSS `source`).
///
/// What Atom's `source` may hold (RFC 4287 §4.2.11), as first read: a feed that is made of others
/// changes its date at every entry of any of them.
public struct EntrySource: Sendable, Hashable {
  /// Byte for byte, an IRI in Atom.
  public var id: String?
  /// As the source wrote it; plain text once it was normalized.
  public var title: String?
  /// The home page of that feed.
  public var homepage: WebAddress?
  /// The address of the feed document itself.
  public var feedAddress: WebAddress?
  /// As the source wrote it; plain text once it was normalized.
  public var subtitle: String?
  /// When that feed last changed, as it was said in the entry.
  public var updated: Timestamp?
  /// As the source wrote it; plain text once it was normalized.
  public var rights: String?
  /// Name of the software that made that feed.
  public var generator: String?
  /// Small and square.
  public var icon: WebAddress?
  /// Large.
  public var logo: WebAddress?
  /// Who made that feed.
  public var authors: [Person] = []
  /// Who helped to.
  public var contributors: [Person] = []
  /// What that feed is about.
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
