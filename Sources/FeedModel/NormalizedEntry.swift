/// An entry that is ready to be archived and published.
public struct NormalizedEntry: Sendable, Hashable {
  public var id: EntryID
  /// Other names that the same entry goes by: its cleaned, canonical address, a former guid.
  public var aliases: [String]
  public var link: WebAddress?
  /// Plain text, one line; empty when the source gave none.
  public var title: String
  /// Plain text.
  public var summary: String?
  public var content: CleanHTML?
  /// `related`, `via`, `replies` and the like; `link` and enclosures are not among them.
  public var links: [Link]
  public var authors: [Person]
  public var contributors: [Person]
  public var categories: [Category]
  /// `nil` when the source gave no date.
  public var published: Timestamp?
  /// The source's own, else `published`, else what the caller gave as fallback.
  public var updated: Timestamp
  /// Plain text.
  public var rights: String?
  public var source: EntrySource?
  public var attachments: [Attachment]
  /// The picture that stands for the entry.
  public var image: WebAddress?
  public var bannerImage: WebAddress?
  public var externalAddress: WebAddress?
  /// BCP 47 tag, where it is not the feed's.
  public var language: String?
  public var extensions: [ExtensionElement]
  /// What the rules did, in order; empty unless an explanation was asked for.
  public var changes: [Change]
  public var diagnostics: [Diagnostic]

  public init(id: EntryID, title: String, updated: Timestamp) {
    self.id = id
    self.title = title
    self.updated = updated
    aliases = []
    links = []
    authors = []
    contributors = []
    categories = []
    attachments = []
    extensions = []
    changes = []
    diagnostics = []
  }

  /// The order of every document: newest first by `published`, else `updated`; then by id.
  public static func isBefore(_ a: NormalizedEntry, _ b: NormalizedEntry) -> Bool {
    let (first, second) = (a.published ?? a.updated, b.published ?? b.updated)
    return first == second ? a.id < b.id : first > second
  }
}
