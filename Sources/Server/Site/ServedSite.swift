public import ConfigurationModel
import FeedModel
import Regenerator

/// What may be served: the names that Refeed publishes files under, made from the configuration and
/// the table of formats. What else lies in the folder is not there for anybody.
public struct ServedSite: Sendable {
  /// The output folder.
  public var root: String
  /// In the order of the configuration.
  public var feeds: [ServedFeed]
  /// Pages about all feeds that are published as files: `index.html`, `opml.xml`.
  public var pages: [ServedDocument]
  /// The configured `baseURL`, ending in a slash; feeds that need a token are rewritten with it.
  public var baseURL: String?
  /// The address of the hub that is served too.
  public var hub: String?

  /// See the properties.
  public init(
    root: String, feeds: [ServedFeed] = [], pages: [ServedDocument] = [], baseURL: String? = nil
  ) {
    self.root = root
    self.feeds = feeds
    self.pages = pages
    self.baseURL = baseURL
  }

  /// Whether a token opens any feed.
  func knows(_ presented: TokenSet.Digest) -> Bool {
    feeds.reduce(false) { $1.tokens.opens(presented) || $0 }
  }
}

/// One feed that is served.
public struct ServedFeed: Sendable {
  /// As configured.
  public var id: String
  /// What it is published as, in the order of its formats.
  public var documents: [ServedDocument]
  /// How long an answer stays good, in seconds: the feed's own rhythm.
  public var freshSeconds: Int
  /// Who may read it; empty for everybody.
  public var tokens: TokenSet
  /// Where readers may subscribe to its documents, the site's own hub among them.
  public var hubs: [String] = []

  /// See the properties.
  public init(
    id: String, documents: [ServedDocument], freshSeconds: Int = 600, tokens: TokenSet = TokenSet()
  ) {
    self.id = id
    self.documents = documents
    self.freshSeconds = freshSeconds
    self.tokens = tokens
  }

  /// Whether everybody may read it.
  public var isOpen: Bool { tokens.isEmpty }
}

/// One file that is served.
public struct ServedDocument: Sendable, Hashable {
  /// Relative to the output folder: `world.atom`.
  public var name: String
  /// As for HTTP `Content-Type`, with its parameters.
  public var mediaType: String
  /// What follows the first dot of the name.
  public var suffix: String
  /// Whether older entries stand on pages of the same format (`world/2024-10.atom`).
  public var hasPages: Bool

  /// See the properties.
  public init(name: String, mediaType: String, suffix: String, hasPages: Bool = false) {
    self.name = name
    self.mediaType = mediaType
    self.suffix = suffix
    self.hasPages = hasPages
  }
}

extension ServedSite {
  /// What a configuration publishes.
  public init(_ configuration: Configuration) {
    let auth = configuration.serve.auth
    self.init(
      root: configuration.output,
      feeds: configuration.feeds.map { feed in
        var served = ServedFeed(
          id: feed.id,
          documents: configuration.publishedNames(of: feed).map(ServedDocument.init),
          freshSeconds: configuration.freshSeconds(of: feed),
          tokens: TokenSet(auth.tokens + (auth.feeds[feed.id] ?? [])))
        served.hubs = configuration.namedHubs(of: feed).map(\.href)
        return served
      },
      pages: configuration.publishedPages.map(ServedDocument.init),
      baseURL: configuration.baseURL?.href)
    hub = configuration.ownHub?.href
  }
}

extension ServedDocument {
  init(_ name: PublishedName) {
    self.init(
      name: name.name, mediaType: name.mediaType, suffix: name.suffix, hasPages: name.hasPages)
  }
}

extension TokenSet {
  init(_ tokens: [AccessToken]) {
    self.init(tokens.map { Digest($0) })
  }
}
