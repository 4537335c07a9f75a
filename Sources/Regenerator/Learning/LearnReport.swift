import Archive
public import FeedModel
import Normalizer

/// What was found in the entries of one source.
public struct LearnedSource: Sendable {
  /// The feed's configured `id`; `nil` for what is in no configuration.
  public var feed: String?
  /// As configured, or as it was given.
  public var source: String
  /// How many entries were looked at.
  public var entries: Int
  /// Blocks that recur: promos first, then what stays.
  public var candidates: [PromoCandidate]
  /// Entries that are advertisements as a whole.
  public var filters: [FilterCandidate]
  /// What is remembered from earlier runs, taken back or not.
  public var remembered: [LearnedPromo]
}

/// What `refeed learn` found.
public struct LearnReport: Sendable {
  /// In the order of the configuration, or of the inputs.
  public var sources: [LearnedSource]
  /// What could not be read.
  public var failures: [SourceReport.Failure]
}

/// Collects what is to be seen of a source's entries.
struct SourceFindings {
  private var ledger = RepetitionLedger()
  private var advertisements = AdvertisementTally()

  mutating func add(_ entry: NormalizedEntry, isOfDocument: Bool) {
    if let seen = entry.seenLines { ledger.add(seen, isOfDocument: isOfDocument) }
    advertisements.add(entry)
  }

  func source(
    _ name: String, of feed: String?, remembered: [LearnedPromo] = []
  ) -> LearnedSource {
    LearnedSource(
      feed: feed, source: name, entries: ledger.count, candidates: ledger.candidates(),
      filters: advertisements.candidates, remembered: remembered)
  }
}
