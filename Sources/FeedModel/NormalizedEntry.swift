/// An entry that is ready to be archived and published.
public struct NormalizedEntry: Sendable, Hashable {
  /// What readers know the entry by; never changes.
  public var id: EntryID
  /// Other names that the same entry goes by: its cleaned, canonical address, a former guid.
  public var aliases: [String]
  /// The source's own name for the entry, byte for byte, as RSS `guid` publishes it; `nil` where the
  /// source gives none, or where readers of RSS know the entry by ``id``.
  public var guid: String?
  /// The page that the entry speaks of, cleaned; an http or https address.
  public var link: WebAddress?
  /// Media type of the page, where the source gives it.
  public var linkType: String?
  /// BCP 47 tag of the page's language, where the source gives it.
  public var linkLanguage: String?
  /// Plain text, one line; empty when the source gave none.
  public var title: String
  /// Plain text.
  public var summary: String?
  /// The whole body; `nil` when there is none.
  public var content: CleanHTML?
  /// The page that ``content`` was taken from, where the source gives less than the whole text.
  public var page: WebAddress?
  /// Where ``page`` is set: the text as the source itself gave it, clean HTML or plain text. Whether an
  /// entry has changed is told by it, so that a page that comes later changes no date.
  public var sourceText: String?
  /// `related`, `via`, `replies` and the like; `link` and enclosures are not among them.
  public var links: [Link]
  /// Who wrote it, in the source's order.
  public var authors: [Person]
  /// Who helped (RFC 4287 §4.2.3), in the source's order.
  public var contributors: [Person]
  /// Each once, in the source's order.
  public var categories: [Category]
  /// `nil` when the source gave no date.
  public var published: Timestamp?
  /// The source's own, else `published`, else what the caller gave as fallback.
  public var updated: Timestamp
  /// Whether ``updated`` is made up because nothing says when the entry was written: it stands where
  /// a format demands a date (Atom), and nowhere else.
  public var hasInventedDate = false
  /// Plain text.
  public var rights: String?
  /// The feed that it was taken from, where the source names one.
  public var source: EntrySource?
  /// Each address once, in the source's order.
  public var attachments: [Attachment]
  /// The picture that stands for the entry.
  public var image: WebAddress?
  /// A wide picture for the head of a page (JSON Feed 1.1 `banner_image`).
  public var bannerImage: WebAddress?
  /// The page elsewhere that the entry is about (JSON Feed 1.1 `external_url`).
  public var externalAddress: WebAddress?
  /// BCP 47 tag, where it is not the feed's.
  public var language: String?
  /// Elements of other vocabularies, in the source's order.
  public var extensions: [ExtensionElement]
  /// What the rules did, in order; empty unless an explanation was asked for.
  public var changes: [Change]
  /// What was seen of its lines, before learned promos went; `nil` unless somebody learns from it.
  public var seenLines: SeenLines?
  /// What was wrong with it; never published.
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

extension [NormalizedEntry] {
  /// In the order of every document; those of one date stay as they stand, and none is moved where
  /// all stand in it.
  public func newestFirst() -> [NormalizedEntry] {
    // Entries are large: places are sorted, and each entry is copied once.
    let dates = map { $0.published ?? $0.updated }
    let isBefore = { (a: Int, b: Int) in
      dates[a] == dates[b] ? a < b : dates[a] > dates[b]
    }
    guard indices.dropFirst().contains(where: { !isBefore($0 - 1, $0) }) else { return self }
    return indices.sorted(by: isBefore).map { self[$0] }
  }
}
