public import FeedModel

/// One of the files that a feed is published as.
public struct PublishedDocument: Sendable, Hashable {
  /// The format's name in the configuration: `atom`, `json`, `rss`, `html`, `digest.txt`.
  public var format: String
  /// Relative to the page that shows it: `world.atom`.
  public var href: String
  /// As for HTTP `Content-Type`.
  public var mediaType: String
  /// Its full address; `nil` without a configured `baseURL`.
  public var address: WebAddress?

  public init(format: String, href: String, mediaType: String, address: WebAddress? = nil) {
    self.format = format
    self.href = href
    self.mediaType = mediaType
    self.address = address
  }

  /// What a person reads on a button.
  public var title: String { label }

  /// Whether readers subscribe to it.
  public var isForReaders: Bool { isFeed }

  var bareMediaType: String { String(mediaType.prefix { $0 != ";" }) }

  var isFeed: Bool { FeedFormat(rawValue: format)?.isFeed == true }

  var isPage: Bool { bareMediaType == "text/html" }

  /// What a person reads on a button.
  var label: String {
    format == "feed.html"
      ? FeedFormat.html.title : FeedFormat(rawValue: format)?.title ?? format
  }
}

/// Where a page of one feed stands.
public struct FeedPage: Sendable, Hashable {
  /// The feed's id in the configuration.
  public var name: String
  /// All files of the feed, pages included, in the order of `formats`.
  public var documents: [PublishedDocument]
  /// The list of all feeds, relative to the page; `nil` if there is none.
  public var index: String?

  public init(name: String, documents: [PublishedDocument], index: String? = "index.html") {
    self.name = name
    self.documents = documents
    self.index = index
  }
}

/// A feed without its entries, for the pages that list feeds.
public struct FeedSummary: Sendable, Hashable {
  /// The feed's id in the configuration.
  public var name: String
  /// The feed's title, plain text.
  public var title: String
  /// What the feed is about, plain text.
  public var subtitle: String?
  /// The site's page.
  public var homepage: WebAddress?
  /// BCP 47 tag.
  public var language: String?
  /// A square picture, else the logo.
  public var icon: WebAddress?
  /// How many entries the main document holds.
  public var entryCount: Int
  /// When its newest entry was published; `nil` for an empty feed.
  public var newest: Timestamp?
  /// The files that it is published as, in the order of `formats`.
  public var documents: [PublishedDocument]
  /// The folders that it stands in, outermost first.
  public var group: [String] = []

  /// Takes from `feed` what a list of feeds shows.
  public init(_ feed: NormalizedFeed, page: FeedPage) {
    name = page.name
    title = feed.title
    subtitle = feed.subtitle
    homepage = feed.homepage
    language = feed.language
    icon = feed.icon ?? feed.logo
    entryCount = feed.entries.count
    newest = feed.entries.map { $0.published ?? $0.updated }.max()
    documents = page.documents
  }
}

/// All feeds of an output folder.
public struct Site: Sendable, Hashable {
  /// What the list of feeds is called.
  public var title: String
  /// BCP 47 tag of the title and the words around the feeds.
  public var language: String?
  /// In the order of the configuration.
  public var feeds: [FeedSummary]

  public init(title: String = "Feeds", language: String? = "en", feeds: [FeedSummary]) {
    self.title = title
    self.language = language
    self.feeds = feeds
  }
}
