internal import GRDB

extension ArchiveSession {
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

  /// Whether the archive knows a feed.
  public func knows(_ key: String) throws(ArchiveError) -> Bool {
    try run {
      try Int.fetchOne($0, sql: "SELECT 1 FROM feed WHERE key = ?", arguments: [key]) != nil
    }
  }
}
