/// A feed as its source published it: neutral, Atom-shaped, unsafe, in document order.
public struct ParsedFeed: Sendable, Hashable {
  /// What language a document was written in.
  public enum Dialect: String, Sendable, Hashable {
    case rss090 = "rss-0.90"
    case rss091 = "rss-0.91"
    case rss092 = "rss-0.92"
    case rss093 = "rss-0.93"
    case rss094 = "rss-0.94"
    case rss10 = "rss-1.0"
    case rss20 = "rss-2.0"
    case atom03 = "atom-0.3"
    case atom10 = "atom-1.0"
    case jsonFeed10 = "json-feed-1.0"
    case jsonFeed11 = "json-feed-1.1"
    case rssInJSON = "rss-in-json"
    /// Microsoft's Channel Definition Format.
    case channelDefinition = "cdf"
    case entryFile = "entry-file"
    case opml = "opml"
  }

  /// The language that the document was written in.
  public var dialect: Dialect
  /// The document's own address, after redirects.
  public var address: WebAddress?
  /// The encoding that the document was read in, by its WHATWG name in lower case (`utf-8`,
  /// `gb18030`), else by iconv's.
  public var encoding: String?
  /// The same where no encoding that fits was declared and it was guessed: to be remembered as the
  /// next document's ``SourceDocument/assumedEncoding``.
  public var guessedEncoding: String?
  /// Atom `id`, byte for byte.
  public var id: String?
  /// Atom, RSS and JSON Feed `title`, else `dc:title`.
  public var title: Text?
  /// Atom `subtitle`, Atom 0.3 `tagline` else `info`, RSS and JSON Feed `description`, else `dc:description`,
  /// `itunes:summary`, `itunes:subtitle`, `googleplay:description`.
  public var subtitle: Text?
  /// Atom `link rel=alternate`, RSS `link`, JSON Feed `home_page_url`.
  public var homepage: WebAddress?
  /// Media type of the home page, lower case: `type` of the Atom `link` that gives it.
  public var homepageType: String?
  /// `title` of the Atom `link` that gives the home page.
  public var homepageTitle: String?
  /// `hreflang` of the Atom `link` that gives the home page, a BCP 47 tag.
  public var homepageLanguage: String?
  /// Where the feed says that it lives: Atom `link rel=self`, JSON Feed `feed_url`.
  public var selfAddress: WebAddress?
  /// Everything else of the feed's links: `hub`, `prev-archive`, `next`, `current`, …; JSON Feed
  /// `hubs` and `next_url`, `license` for Creative Commons.
  public var links: [Link]
  /// BCP 47 tag as written: RSS `language`, `xml:lang`, JSON Feed `language`, else `dc:language`.
  public var language: String?
  /// Atom `rights`, Atom 0.3 and RSS `copyright`, else `dc:rights`.
  public var rights: Text?
  /// Small and square: Atom `icon`, JSON Feed `favicon`.
  public var icon: WebAddress?
  /// Large: Atom `logo`, iTunes `image`, else RSS `image`; JSON Feed `icon`.
  public var logo: WebAddress?
  /// Atom `author`, RSS `managingEditor`, JSON Feed `authors` else `author`, else `dc:creator`,
  /// `itunes:author`, `googleplay:author`.
  public var authors: [Person]
  /// Atom `contributor`, `dc:contributor`.
  public var contributors: [Person]
  /// Atom and RSS `category`, `dc:subject`, `itunes:category` and `itunes:keywords`.
  public var categories: [Category]
  /// Name of the software that made it: Atom and RSS `generator`.
  public var generator: String?
  /// Atom 1.0 `generator uri`, Atom 0.3 `generator url`.
  public var generatorAddress: WebAddress?
  /// Atom `generator version`.
  public var generatorVersion: String?
  /// The feed's own date: Atom `updated`, RSS `lastBuildDate` else `pubDate`.
  public var updated: Timestamp?
  /// The feed's own wish for how often to ask: RSS `ttl`, `sy:updatePeriod`, in seconds.
  public var refreshSeconds: Int?
  /// RSS `skipHours`, 0 to 23, UTC.
  public var skipHours: [Int]
  /// RSS `skipDays`, 0 is Sunday.
  public var skipDays: [Int]
  /// What has no field, as ``ParsedEntry/extensions``.
  public var extensions: [ExtensionElement]
  /// In document order: Atom `entry`, RSS `item`, JSON Feed `items`, the one entry of an entry file.
  public var entries: [ParsedEntry]
  /// Whether the document broke off or was damaged so that entries may be missing.
  public var isPartial: Bool
  /// What was wrong with the document.
  public var diagnostics: [Diagnostic]

  public init(dialect: Dialect) {
    self.dialect = dialect
    links = []
    authors = []
    contributors = []
    categories = []
    skipHours = []
    skipDays = []
    extensions = []
    entries = []
    isPartial = false
    diagnostics = []
  }
}
