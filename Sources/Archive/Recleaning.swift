public import FeedModel
internal import History

/// A stored entry that other rules than the present ones have cleaned.
public struct StaleEntry: Sendable {
  /// Names the entry to ``ArchiveSession/replace(_:with:rules:)``.
  public var number: Int64
  /// As its source published it.
  public var raw: ParsedEntry
  /// The source that gave it; `nil` when it is configured no longer.
  public var source: String?
}

/// Makes the clean form of a raw entry; `nil` when the rules drop it.
public typealias Cleaning = (StaleEntry) -> NormalizedEntry?

extension StaleEntry {
  /// `nil` when the raw entry can't be read.
  init?(row: StoredRow) throws {
    let bytes = try Compression.inflated(row["raw"])
    guard let raw = RawEntry.parsed(bytes) else { return nil }
    self.init(number: row["number"], raw: raw, source: row["address"])
  }
}

extension ArchiveSession {
  /// Entries of a feed that were cleaned by other rules, in no order that matters, at most
  /// `limit` and all after `number`.
  ///
  /// - Parameter all: those cleaned by these rules too.
  public func staleEntries(
    of key: String, rules: String, all: Bool = false, after number: Int64 = 0, limit: Int = 500
  ) throws(ArchiveError) -> [StaleEntry] {
    try run { database in
      let rows = try database.rows(
        """
        SELECT entry.number AS number, raw, address FROM entry
        JOIN feed ON feed.number = entry.feed
        LEFT JOIN feed_source ON feed_source.number = entry.source
        WHERE key = ? AND (? OR entry.rules <> ?) AND raw IS NOT NULL AND entry.number > ?
        ORDER BY entry.number LIMIT ?
        """, [key, all, rules, number, limit])
      return try rows.compactMap { try StaleEntry(row: $0) }
    }
  }

  /// Puts what the present rules make of an entry in place of what older ones made; its id and
  /// dates stay. What a newer program wrote is left to it.
  ///
  /// - Parameter entry: `nil` when the rules drop the entry: it is published no longer, and
  ///   comes back when other rules let it.
  public func replace(
    _ stale: StaleEntry, with entry: NormalizedEntry?, rules: String
  ) throws(ArchiveError) {
    try runWhole { database in
      let row = try database.row(
        "SELECT feed, cleaned FROM entry WHERE number = ?",
        [stale.number])
      guard let row, !FeedRows.isForeign(cleaned: row["cleaned"]) else { return }
      let blob = entry.map { FeedRows.record(of: $0, over: row["cleaned"]) }
      if row["cleaned"] as [UInt8]? != blob {
        try database.run(
          "UPDATE feed SET digest = NULL WHERE number = ?", [row["feed"] as Int64])
      }
      try CopyRows(database: database).renew(entry, number: stale.number)
      guard let entry else {
        try database.run(
          "UPDATE entry SET cleaned = NULL, rules = ? WHERE number = ?",
          [rules, stale.number])
        // So that the filter is not taken for a source that shrinks.
        try database.run(
          "DELETE FROM offer WHERE entry = ?", [stale.number])
        return
      }
      try database.run(
        "UPDATE entry SET cleaned = ?, visible = ?, rules = ? WHERE number = ?",
        [blob, VisibleFingerprint.of(entry).bytes, rules, stale.number])
    }
  }
}
