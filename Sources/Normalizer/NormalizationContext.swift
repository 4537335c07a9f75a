public import FeedModel

/// What the normalizer is told about a feed beside its entries: configuration, and the caller's
/// decisions. The normalizer itself asks no clock and no environment.
public struct NormalizationContext: Sendable {
  /// The feed's own id, an absolute IRI.
  public var id: String

  /// Outweighs the source's title.
  public var title: String?

  /// What the feed is called where neither it nor its addresses say it: a file's name, a configured
  /// id. Never shown where there is a title.
  public var name: String?

  /// Outweighs the source's home page. Base of relative addresses where nothing nearer is known.
  public var homepage: WebAddress?

  /// BCP 47 tag; outweighs the source's.
  public var language: String?

  /// Outweighs the source's authors.
  public var author: Person?

  /// The configured icon; `nil` for the source's.
  public var icon: WebAddress?

  /// For entries that have no date at all.
  public var fallbackDate: Timestamp

  /// How far the source's clock is ahead of UTC, in minutes, when it shows a given time.
  ///
  /// `nil` when no zone is configured: dates in bodies then never date an entry.
  public var localTime: (@Sendable (CivilTime) -> Int?)?

  /// Now, for the `age` of entry filters; `nil` makes filters by age let everything pass.
  public var now: Timestamp?

  /// Whether entries carry a ``Change`` for everything that a rule did.
  public var explains: Bool

  /// Whether entries carry a ``Change`` that names but its rule, for each that a rule did; costs
  /// next to nothing.
  public var counts = false

  /// Promos that were learned from the entries of the source, and are taken out.
  public var learned = LearnedPromos.none

  /// Whether entries carry what was seen of their lines, for a ``RepetitionLedger``.
  public var observes = false

  /// What all entries together may cost; `nil` where the configuration alone says what is done.
  public var limit: WorkLimit?

  public init(
    id: String, title: String? = nil, homepage: WebAddress? = nil, language: String? = nil,
    author: Person? = nil, icon: WebAddress? = nil, fallbackDate: Timestamp = .epoch,
    localTime: (@Sendable (CivilTime) -> Int?)? = nil, now: Timestamp? = nil,
    explains: Bool = false
  ) {
    self.id = id
    self.title = title
    self.homepage = homepage
    self.language = language
    self.author = author
    self.icon = icon
    self.fallbackDate = fallbackDate
    self.localTime = localTime
    self.now = now
    self.explains = explains
  }
}
