public import FeedModel

/// What of a feed's entries is one article, beyond one id and one address.
public struct CopyPolicy: Sendable, Hashable {
  /// What makes two entries one article.
  public var rule: DuplicateRule
  /// The other feeds, by key, whose entries are looked at too; `nil` where only the feed's own are.
  public var otherFeeds: [String]?

  /// One id and one address, of the feed itself.
  public init(rule: DuplicateRule = .sameAddress, otherFeeds: [String]? = nil) {
    self.rule = rule
    self.otherFeeds = otherFeeds
  }
}
