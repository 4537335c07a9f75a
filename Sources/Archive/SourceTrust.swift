internal import FeedModel

/// Decides whether a source is believed when it suddenly offers something quite different.
public struct SourceTrust: Sendable, Hashable {
  /// How many runs in a row a source must repeat a doubtful offer to be believed.
  public var tolerance: Int

  public init(tolerance: Int = 3) {
    self.tolerance = tolerance
  }

  struct Offer: Sendable, Hashable {
    /// How many entries the source offered when it was last believed.
    var before: Int
    var now: Int
    /// How many of those it offers now are among those it offered before.
    var inCommon: Int
    /// Whether any entry's link has a host in common with the links before.
    var sharesHosts: Bool
    /// Doubtful offers in a row before this one.
    var doubts: Int
  }

  enum Verdict: Sendable, Hashable {
    case believed
    /// The offer's entries are merged, but none is taken to have left its source.
    case addedOnly(Diagnostic)
    /// Nothing of the offer is taken.
    case refused(Diagnostic)
  }

  func verdict(on offer: Offer) -> Verdict {
    guard offer.before > 0, offer.doubts + 1 < max(1, tolerance) else { return .believed }
    if offer.now == 0 {
      return .addedOnly(
        Diagnostic(
          .warning, code: "source-empty",
          "the source offers nothing where it offered \(offer.before) entries; they are kept"))
    }
    if offer.before >= 5, offer.inCommon == 0, !offer.sharesHosts {
      return .refused(
        Diagnostic(
          .warning, code: "source-swapped",
          "the source offers other entries of another site; it is believed after "
            + "\(tolerance) runs"))
    }
    if offer.before >= 4, offer.now * 2 < offer.before {
      return .addedOnly(
        Diagnostic(
          .warning, code: "source-shrank",
          "the source offers \(offer.now) entries where it offered \(offer.before); "
            + "the others are kept"))
    }
    return .believed
  }
}
