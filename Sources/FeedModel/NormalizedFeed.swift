/// A feed that is ready to be archived and published: clean, safe, explained.
///
/// Plain-text fields hold characters, never markup; emitters escape them.
public struct NormalizedFeed: Sendable, Hashable {
  /// An absolute IRI: the configured `uri`, else a version 5 `urn:uuid:`.
  public var id: String
  /// Plain text, one line, never empty.
  public var title: String
  /// What the feed is about, plain text.
  public var subtitle: String?
  /// The site's page, an http or https address.
  public var homepage: WebAddress?
  /// Media type of the home page, where the source gives it.
  public var homepageType: String?
  /// BCP 47 tag of the home page's language, where the source gives it.
  public var homepageLanguage: String?
  /// BCP 47 tag.
  public var language: String?
  /// Who may do what with it, plain text (RFC 4287 §4.2.10).
  public var rights: String?
  /// A square picture (RFC 4287 §4.2.5).
  public var icon: WebAddress?
  /// A picture twice as wide as high (RFC 4287 §4.2.8).
  public var logo: WebAddress?
  /// Never empty: the configured author, else the source's, else the feed's title.
  public var authors: [Person]
  /// Who helps (RFC 4287 §4.2.3), in the source's order.
  public var contributors: [Person]
  /// Each once, in the source's order.
  public var categories: [Category]
  /// `hub` links and the like that concern the published feed, not the source's own documents.
  public var links: [Link]
  /// Elements of other vocabularies, in the source's order.
  public var extensions: [ExtensionElement]
  /// Newest first by ``NormalizedEntry/published`` (else `updated`), then as documents order them.
  public var entries: [NormalizedEntry]
  /// The newest entry's `updated`.
  public var updated: Timestamp
  /// What was wrong with it; never published.
  public var diagnostics: [Diagnostic]

  public init(id: String, title: String, authors: [Person], updated: Timestamp) {
    self.id = id
    self.title = title
    self.authors = authors
    self.updated = updated
    contributors = []
    categories = []
    links = []
    extensions = []
    entries = []
    diagnostics = []
  }
}
