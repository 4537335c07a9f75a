public import ConfigurationModel
public import FeedModel
public import JSON

/// What `refeed convert` or `refeed explain` was asked to do.
public struct ConversionRequest: Sendable {
  /// Files, folders, addresses, `-`.
  public var inputs: [String]
  /// `nil`: the input's.
  public var title: String?
  /// `nil`: the input's.
  public var homepage: WebAddress?
  /// The base of relative addresses in local documents.
  public var base: WebAddress?
  /// BCP 47 tag; `nil`: the input's.
  public var language: String?
  /// IANA name of the zone of body dates.
  public var timezone: String?
  /// Whether images stay at the addresses of their proxies.
  public var keepsImageProxies = false
  /// The configured feed whose settings and rules are taken over.
  public var like: FeedConfiguration?
  /// The rules for all feeds of that configuration.
  public var rules: JSONValue?
  /// Files of filter lists.
  public var filterLists: [String] = []
  /// The filter lists that the configuration names for the feed, and its archive's path: copies of
  /// those at addresses are kept beside it.
  public var configuredLists: (lists: [SourceLocation], archive: String)?
  /// That configuration's file, for messages.
  public var configurationPath: String?
  /// What makes entries of several inputs one article; `nil`: what the configured feed says, else
  /// one address.
  public var duplicates: DuplicateRule?
  /// The archive of that configuration, where `explain` finds what a feed holds to be copies and what
  /// was learned.
  public var archive: String?
  /// The folder of rules for sites that the configuration names.
  public var siteRules: String?
  /// Whose pages are fetched for their whole texts: `truncated` or `always`; `nil` for none.
  public var fullText: String?
  /// The most entries, the newest; `nil` for all.
  public var limit: Int?
  /// Older entries are left out.
  public var since: Timestamp?
  /// What to write: the name of a format (`FeedFormat`) or of a template about one feed.
  public var format = FeedFormat.atom.name
  /// A folder of templates beside the built-in ones; `nil` for none.
  public var templates: String?
  /// How to fetch; `nil` for the defaults.
  public var fetch: FetchSettings?
  /// Whether addresses may lead to this machine or a private network.
  public var allowPrivateNetworks = false
  /// The largest input in bytes, unpacked; `nil` for 32 MiB.
  public var maxBytes: Int?

  /// All else at its default.
  public init(inputs: [String]) {
    self.inputs = inputs
  }
}
