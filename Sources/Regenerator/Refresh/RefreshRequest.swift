/// What `refeed refresh` was asked to do.
public struct RefreshRequest: Sendable, Hashable {
  /// Ids; empty for all feeds.
  public var feeds: [String]
  /// Whether sources are asked before they are due.
  public var force: Bool
  /// Whether nothing is to be written.
  public var dryRun: Bool
  /// Whether entries are cleaned again although their rules have not changed.
  public var reclean: Bool
  /// Whether files that no feed owns any more are removed.
  public var prune: Bool
  /// Whether the report says which rules have changed how much.
  public var countsChanges = false

  /// See the properties; by default all feeds, as they are due.
  public init(
    feeds: [String] = [], force: Bool = false, dryRun: Bool = false, reclean: Bool = false,
    prune: Bool = false
  ) {
    self.feeds = feeds
    self.force = force
    self.dryRun = dryRun
    self.reclean = reclean
    self.prune = prune
  }
}
