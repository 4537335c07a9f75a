public import FeedModel
internal import Foundation
internal import GRDB

/// A feed without its entries, as far as deciding what a run has to do needs it.
public struct FeedState: Sendable, Hashable {
  /// The feed's configured `id`.
  public var key: String
  /// The rules that its entries were last merged under, and its other settings then.
  public var rules: String
  public var settings: String
  public var generation: Int
  /// The generation whose files are in place.
  public var published: Int
  /// When the feed was first merged.
  public var began: Timestamp
  /// When the next of its archive pages is to be closed; `nil` when none is open.
  public var nextClosing: Timestamp?
  /// Entries of the main document, and the date of the newest.
  public var entryCount: Int
  public var newest: Timestamp?
}

/// An entry for the pages of a feed's history.
public struct PageEntry: Sendable {
  public var entry: NormalizedEntry
  public var firstSeen: Timestamp
}

extension FeedState {
  fileprivate static let columns = """
    key, rules, settings, generation, published, began, next_closing, entry_count, newest
    """

  fileprivate init(row: Row) {
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
      let rows = try Row.fetchCursor(
        database, sql: "SELECT \(FeedState.columns) FROM feed ORDER BY key")
      return try Array(rows.map(FeedState.init(row:)))
    }
  }

  /// `nil` for a feed that the archive does not know.
  public func feedState(_ key: String) throws(ArchiveError) -> FeedState? {
    try run { database in
      let statement = try database.cachedStatement(
        sql: "SELECT \(FeedState.columns) FROM feed WHERE key = ?")
      return try Row.fetchOne(statement, arguments: [key]).map(FeedState.init(row:))
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
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT count(cleaned) AS kept, count(*) AS remembered FROM entry
          JOIN feed ON feed.number = entry.feed WHERE key = ?
          """, arguments: [key])
      return (row?["kept"] ?? 0, row?["remembered"] ?? 0)
    }
  }

}
