public import FeedModel

/// What of a feed's entries is one article, beyond one id and one address.
public struct CopyPolicy: Sendable, Hashable {
  /// What makes two entries one article.
  public var rule: DuplicateRule
  /// The feeds, by key, that look at each other's entries, the feed itself among them; `nil` where
  /// only its own are looked at.
  public var mutualFeeds: Set<String>?

  /// One id and one address, of the feed itself.
  public init(rule: DuplicateRule = .sameAddress, mutualFeeds: Set<String>? = nil) {
    self.rule = rule
    self.mutualFeeds = mutualFeeds
  }
}
