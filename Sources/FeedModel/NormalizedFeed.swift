/// A feed that is ready to be archived and published: clean, safe, explained.
///
/// Plain-text fields hold characters, never markup; emitters escape them.
public struct NormalizedFeed: Sendable, Hashable {
  /// An absolute IRI: the configured `uri`, else a version 5 `urn:uuid:`.
  public var id: String
  /// Plain text, one line, never empty.
  public var title: String
  public var subtitle: String?
  public var homepage: WebAddress?
  /// BCP 47 tag.
  public var language: String?
  public var rights: String?
  public var icon: WebAddress?
  public var logo: WebAddress?
  /// Never empty: the configured author, else the source's, else the feed's title.
  public var authors: [Person]
  public var contributors: [Person]
  public var categories: [Category]
  /// `hub` links and the like that concern the published feed, not the source's own documents.
  public var links: [Link]
  public var extensions: [ExtensionElement]
  /// Newest first by ``NormalizedEntry/published`` (else `updated`), then by id.
  public var entries: [NormalizedEntry]
  /// The newest entry's `updated`.
  public var updated: Timestamp
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
