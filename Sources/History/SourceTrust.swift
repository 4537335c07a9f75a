package import FeedModel

/// Decides whether a source is believed when it suddenly offers something quite different.
public struct SourceTrust: Sendable, Hashable {
  /// How many runs in a row a source must repeat a doubtful offer to be believed.
  public var tolerance: Int

  /// Trust that a source must earn by so many runs.
  public init(tolerance: Int = 3) {
    self.tolerance = tolerance
  }

  package struct Offer: Sendable, Hashable {
    /// How many entries the source offered when it was last believed.
    package var before: Int
    package var now: Int
    /// How many of those it offers now are among those it offered before.
    package var inCommon: Int
    /// Whether any entry's link has a host in common with the links before.
    package var sharesHosts: Bool
    /// Doubtful offers in a row before this one.
    package var doubts: Int

    package init(before: Int, now: Int, inCommon: Int, sharesHosts: Bool, doubts: Int) {
      self.before = before
      self.now = now
      self.inCommon = inCommon
      self.sharesHosts = sharesHosts
      self.doubts = doubts
    }
  }

  package enum Verdict: Sendable, Hashable {
    case believed
    /// The offer's entries are merged, but none is taken to have left its source.
    case addedOnly(Diagnostic)
    /// Nothing of the offer is taken.
    case refused(Diagnostic)
  }

  package func verdict(on offer: Offer) -> Verdict {
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
