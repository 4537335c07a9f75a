public import FeedModel

/// A feed without its entries, as far as deciding what a run has to do needs it.
public struct FeedState: Sendable, Hashable {
  /// The feed's configured `id`.
  public var key: String
  /// The rules that its entries were last merged under.
  public var rules: String
  /// Its other settings then.
  public var settings: String
  /// Goes up with each change of what is to be published.
  public var generation: Int
  /// The generation whose files are in place.
  public var published: Int
  /// When the feed was first merged.
  public var began: Timestamp
  /// When the next of its archive pages is to be closed; `nil` when none is open.
  public var nextClosing: Timestamp?
  /// Entries of the main document.
  public var entryCount: Int
  /// The date of the newest of them.
  public var newest: Timestamp?
}

/// An entry for the pages of a feed's history.
public struct PageEntry: Sendable {
  /// As it is published.
  public var entry: NormalizedEntry
  /// When the archive saw it first.
  public var firstSeen: Timestamp
}

extension FeedState {
  fileprivate static let columns = """
    key, rules, settings, generation, published, began, next_closing, entry_count, newest
    """

  fileprivate init(row: StoredRow) {
    self.init(
      key: row[0], rules: row[1], settings: row[2], generation: row[3], published: row[4],
      began: row.timestamp(5) ?? .epoch, nextClosing: row.timestamp(6), entryCount: row[7],
      newest: row.timestamp(8))
  }
}

extension ArchiveSession {
  /// All feeds, by key.
  public func feedStates() throws(ArchiveError) -> [FeedState] {
    try run { database in
      try database.rows("SELECT \(FeedState.columns) FROM feed ORDER BY key", [])
        .map(FeedState.init(row:))
    }
  }

  /// `nil` for a feed that the archive does not know.
  public func feedState(_ key: String) throws(ArchiveError) -> FeedState? {
    try run { database in
      try database.row("SELECT \(FeedState.columns) FROM feed WHERE key = ?", [key])
        .map(FeedState.init(row:))
    }
  }

  /// What a feed last said of itself, without entries; `nil` for one that the archive does not
  /// know.
  public func head(of key: String) throws(ArchiveError) -> NormalizedFeed? {
    try run { try FeedRows(database: $0).head(of: key) }
  }

  /// Entries of a feed, in no order that matters, whether the main document holds them or not.
  ///
  /// - Parameters:
  ///   - cleaning: cleans an entry whose clean form can't be read; without it such an entry is an
  ///     error.
  ///   - isWanted: by the dates of first publication and of first sight, so that only what is
  ///     needed is read.
  public func pageEntries(
    of key: String, cleaning: Cleaning? = nil,
    where isWanted: (_ published: Timestamp, _ firstSeen: Timestamp) -> Bool
  ) throws(ArchiveError) -> [PageEntry] {
    try run {
      try FeedRows(database: $0).pageEntries(of: key, cleaning: cleaning, where: isWanted)
    }
  }

  /// How many entries a feed holds, with their content and in all.
  public func entryCounts(
    of key: String
  ) throws(ArchiveError) -> (kept: Int, remembered: Int) {
    try run { database in
      let row = try database.row(
        """
        SELECT count(cleaned) AS kept, count(*) AS remembered FROM entry
        JOIN feed ON feed.number = entry.feed WHERE key = ?
        """, [key])
      return (row?["kept"] ?? 0, row?["remembered"] ?? 0)
    }
  }

}
