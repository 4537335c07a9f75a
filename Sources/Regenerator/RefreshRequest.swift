/// What `refeed refresh` was asked to do.
public struct RefreshRequest: Sendable, Hashable {
  /// Ids; empty for all feeds.
  public var feeds: [String]
  /// Whether sources are asked before they are due.
  public var force: Bool
  /// Whether nothing is to be written.
  public var dryRun: Bool

  public init(feeds: [String] = [], force: Bool = false, dryRun: Bool = false) {
    self.feeds = feeds
    self.force = force
    self.dryRun = dryRun
  }
}

/// How far a refresh is.
public struct RefreshProgress: Sendable, Hashable {
  /// Sources done.
  public var done: Int
  /// Sources in all.
  public var all: Int
  /// The source that was done last.
  public var current: String
}
