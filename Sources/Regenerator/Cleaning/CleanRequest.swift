public import FeedModel

/// What of a feed that nobody configured is wanted.
public struct CleanRequest: Sendable, Hashable {
  /// At least one; several are merged.
  public var addresses: [WebAddress]
  /// What to write.
  public var format = FeedFormat.atom
  /// The most entries, the newest; `nil` for all.
  public var limit: Int?
  /// Filters as the configuration's `only` and `drop` have them, as JSON; each of them counts.
  public var only: [String] = []
  /// The same for entries that are not wanted.
  public var drop: [String] = []
  var filters: [String] { only + drop }
  /// The configured feed whose rules count too.
  public var rules: String?
  /// What the feed is to be called.
  public var title: String?
  /// Only entries that are younger, in seconds.
  public var youngerThan: Int?
  /// Whether entries stay in the order of their source; else they are newest first.
  public var keepsOrder = false
  /// The share of the entries that stays, the same ones each time; in percent.
  public var percentage: Int?
  /// Which entries get the whole text of their page, as the configuration's `fullText` has it.
  public var fullText = "never"
  /// Whether entries without a whole text are left out.
  public var onlyWhole = false
  /// Whether links of texts go and their words stay.
  public var withoutLinks = false

  /// All else at its default.
  public init(_ addresses: [WebAddress]) {
    self.addresses = addresses
  }
}

/// What came of cleaning a feed that nobody configured.
public enum CleanAnswer: Sendable, Hashable {
  case feed([UInt8])
  /// A filter or the name of a feed can't be used; one sentence.
  case mistaken(String)
  /// What is looked for takes too many steps.
  public static let tooCostly = CleanAnswer.mistaken(
    "A filter is too costly: it takes too many steps on these entries.")
  /// What ``CleanRequest/rules`` names is no feed, or none that whoever asks may know of.
  public static let noSuchRules = CleanAnswer.mistaken("There is no feed with those rules.")

  /// Nothing could be read, or it led where it may not; why, for whoever runs the service.
  case unreadable(why: String)
  /// The task was cancelled: nobody waits for it.
  case abandoned
}
