public import FeedModel
internal import GRDB

/// An entry that was removed for good.
public struct ForgottenEntry: Sendable, Hashable {
  /// The feed's configured `id`.
  public var feed: String
  public var id: EntryID
}

extension ArchiveSession {
  /// Removes the entries that an id or address names, and remembers only that they must not
  /// come back; the feeds they were in are to be published again.
  ///
  /// - Parameters:
  ///   - name: an entry's id, or the address of its page.
  ///   - feed: the configured `id` of the only feed to look in; `nil` for all.
  public func forget(_ name: String, in feed: String?) throws(ArchiveError) -> [ForgottenEntry] {
    let address = WebAddress(name).map { "a:\($0.aliasKey)" }
    return try runWhole { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT DISTINCT entry.number AS entry, entry.feed AS feed, entry.iri AS iri,
          feed.key AS key FROM entry JOIN feed ON feed.number = entry.feed
          LEFT JOIN name ON name.entry = entry.number
          WHERE (name.key = ? OR name.key = ? OR entry.iri = ?) AND (? IS NULL OR feed.key = ?)
          ORDER BY feed.key, entry.iri
          """, arguments: ["i:\(name)", address ?? "i:\(name)", name, feed, feed])
      for row in rows { try forget(entry: row["entry"], in: row["feed"], database) }
      return rows.map { ForgottenEntry(feed: $0["key"], id: EntryID(iri: $0["iri"])) }
    }
  }

  private func forget(entry: Int64, in feed: Int64, _ database: Database) throws {
    // A name that other entries share would take them along.
    try database.execute(
      sql: """
        INSERT OR IGNORE INTO forgotten (feed, key)
        SELECT feed, key FROM name AS mine WHERE entry = ? AND NOT EXISTS
        (SELECT 1 FROM name WHERE name.feed = mine.feed AND name.key = mine.key
        AND name.entry <> mine.entry)
        """, arguments: [entry])
    try database.execute(sql: "DELETE FROM entry WHERE number = ?", arguments: [entry])
    try database.execute(
      sql: "UPDATE feed SET generation = generation + 1, digest = NULL WHERE number = ?",
      arguments: [feed])
  }
}
