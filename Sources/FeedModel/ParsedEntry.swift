/// An entry as its source published it: unsafe, nothing cleaned, nothing filled in.
public struct ParsedEntry: Sendable, Hashable {
  /// Atom `id`, RSS `guid`, RSS 1.0 `rdf:about`, JSON Feed `id`, byte for byte; `nil` when absent or
  /// blank, and for entry files.
  public var id: String?
  /// The entry's page: Atom `link rel=alternate`, RSS `link`, else a permalink `guid`,
  /// JSON Feed `url`, the address in an entry file's header.
  public var link: WebAddress?
  /// The page's address byte for byte, before it was resolved or normalized; what the entry's
  /// id is made of where `id` is `nil`.
  public var rawLink: String?
  /// Media type of the page, lower case: `type` of the Atom `link` that gives it.
  public var linkType: String?
  /// `title` of the Atom `link` that gives the page.
  public var linkTitle: String?
  /// `hreflang` of the Atom `link` that gives the page, a BCP 47 tag.
  public var linkLanguage: String?
  /// Atom, RSS and JSON Feed `title`, else `dc:title`, `media:title`, `itunes:title`; an entry
  /// file's header.
  public var title: Text?
  /// Atom and JSON Feed `summary`, RSS `description` beside a body, else `dc:description`,
  /// `itunes:summary`, `itunes:subtitle`, `media:description`.
  public var summary: Text?
  /// The body: `content:encoded`, Atom `content`, `xhtml:body`, JSON Feed `content_html` else
  /// `content_text`, RSS `description` where nothing longer is there; what follows an entry file's
  /// header.
  public var content: Text?
  /// Atom `content src`.
  public var contentSource: Link?
  /// All Atom links but `link` and the enclosures; `replies` for RSS `comments` and
  /// `wfw:commentRss`, `license` for Creative Commons, `canonical` for `feedburner:origLink` and
  /// Pheedo's, `alternate` for RSS `link` elements after the first.
  public var links: [Link]
  /// Atom and RSS `author`, JSON Feed `authors` else `author`, else `dc:creator`, `itunes:author`,
  /// else the authors of Atom's `source`; front matter's `author`.
  public var authors: [Person]
  /// Atom `contributor`, `dc:contributor`.
  public var contributors: [Person]
  /// Atom and RSS `category`, `dc:subject`, `media:category`, `itunes:category` and
  /// `itunes:keywords`, JSON Feed `tags`, front matter's `tags` and `categories`.
  public var categories: [Category]
  /// Atom `published`, RSS `pubDate`, Atom 0.3 `issued` else `created`, else `dc:date`,
  /// `dcterms:issued`, `dcterms:created`; JSON Feed `date_published`; an entry file's header.
  public var published: Timestamp?
  /// Atom `updated`, Atom 0.3 `modified`, else `dcterms:modified`; JSON Feed `date_modified`.
  public var updated: Timestamp?
  /// Atom `rights`, Atom 0.3 and RSS `copyright`, else `dc:rights`.
  public var rights: Text?
  /// Atom and RSS `source`; the publication, where an entry file's author is one of its tags.
  public var source: EntrySource?
  /// RSS `enclosure`, then Atom `link rel=enclosure`, `media:content`, JSON Feed `attachments`.
  public var attachments: [Attachment]
  /// JSON Feed `image`, the first `media:thumbnail`, `itunes:image`; RSS `image` and the like, before a
  /// thumbnail.
  public var image: WebAddress?
  /// JSON Feed `banner_image`.
  public var bannerImage: WebAddress?
  /// JSON Feed `external_url`.
  public var externalAddress: WebAddress?
  /// BCP 47 tag as written: `xml:lang` in force, `dc:language`, JSON Feed `language`.
  public var language: String?
  /// The base in force for relative addresses in the body, where it is neither the entry's page nor
  /// the feed's home page: `xml:base`, or what else the document gives where both are missing.
  public var base: WebAddress?
  /// What has no field: elements of any namespace, elements whose field another one filled, and
  /// JSON Feed's members that begin with an underscore, as elements.
  public var extensions: [ExtensionElement]
  /// Whether the document broke off inside this entry: fields may be missing and the body may end
  /// early.
  ///
  /// A whole version of the same entry, read before or later, is to be preferred; that the feed was
  /// damaged is ``ParsedFeed/isPartial``.
  public var isCut: Bool
  /// Where it shares its link with others of its source; given when the entries of a source are told
  /// apart, never read.
  public var sibling: EntrySibling?
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
