/// An entry as its source published it: unsafe, nothing cleaned, nothing filled in.
public struct ParsedEntry: Sendable, Hashable {
  /// Atom `id`, RSS `guid`, JSON Feed `id`, byte for byte; `nil` when absent or blank.
  public var id: String?
  /// The entry's page: Atom `link rel=alternate`, RSS `link`, else a permalink `guid`,
  /// JSON Feed `url`.
  public var link: WebAddress?
  /// The page's address byte for byte, before it was resolved or normalized; what the entry's
  /// id is made of where `id` is `nil`.
  public var rawLink: String?
  /// `title` of the Atom `link` that gives the page.
  public var linkTitle: String?
  /// `hreflang` of the Atom `link` that gives the page, a BCP 47 tag.
  public var linkLanguage: String?
  public var title: Text?
  public var summary: Text?
  /// The body: `content:encoded`, Atom `content`, JSON Feed `content_html` else `content_text`,
  /// RSS `description` where nothing longer is there.
  public var content: Text?
  /// Atom `content src`.
  public var contentSource: Link?
  /// All links but `link` and the enclosures.
  public var links: [Link]
  public var authors: [Person]
  public var contributors: [Person]
  public var categories: [Category]
  public var published: Timestamp?
  public var updated: Timestamp?
  public var rights: Text?
  public var source: EntrySource?
  public var attachments: [Attachment]
  /// JSON Feed `image`, Media RSS `thumbnail`, iTunes `image`.
  public var image: WebAddress?
  /// JSON Feed `banner_image`.
  public var bannerImage: WebAddress?
  /// JSON Feed `external_url`.
  public var externalAddress: WebAddress?
  /// BCP 47 tag as written.
  public var language: String?
  /// The base in force for relative addresses in the body, where it is not the document's.
  public var base: WebAddress?
  public var extensions: [ExtensionElement]
  /// Whether the document broke off inside this entry: fields may be missing and the body may end
  /// early.
  ///
  /// A whole version of the same entry, read before or later, is to be preferred; that the feed was
  /// damaged is ``ParsedFeed/isPartial``.
  public var isCut: Bool
  /// The file it came from, for folders of entry files; used in messages only.
  public var name: String?

  public init() {
    links = []
    authors = []
    contributors = []
    categories = []
    attachments = []
    extensions = []
    isCut = false
  }
}
