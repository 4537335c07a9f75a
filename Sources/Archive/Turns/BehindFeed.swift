/// A feed whose published files are behind what the archive holds of it.
public struct BehindFeed: Sendable, Hashable {
  /// Its configured `id`.
  public var key: String
  /// For how long somebody has its turn, and is likely to publish it; zero where nobody has.
  public var held: Duration
}

extension ArchiveSession {
  /// Feeds whose published files are behind, by key, and for how long their turns are taken by the
  /// database's clock; others are not looked at.
  ///
  /// - Parameters:
  ///   - key: the last one that is left out; empty for none.
  ///   - limit: the most that are given.
  public func behindFeeds(after key: String, limit: Int) throws(ArchiveError) -> [BehindFeed] {
    try run { database in
      // Not as a join: PostgreSQL takes a third of all feeds to be behind, and would go through all
      // turns beside them.
      try database.rows(
        """
        SELECT key, coalesce(
          (SELECT expires - \(database.dialect.clock) FROM turn WHERE turn.feed = feed.key), 0)
        FROM feed WHERE published < generation AND key > ? ORDER BY key LIMIT ?
        """, [key, limit]
      ).map { row in
        let left: Int64 = row[1]
        return BehindFeed(key: row[0], held: .milliseconds(max(0, left)))
      }
    }
  }
}
