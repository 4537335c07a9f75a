public import FeedModel
public import History

/// A stored entry that other rules than the present ones have cleaned.
public struct StaleEntry: Sendable {
  /// Names the entry to ``ArchiveSession/replace(_:with:rules:)``.
  public var number: Int64
  /// As its source published it.
  public var raw: ParsedEntry
  /// The source that gave it; `nil` when it is configured no longer.
  public var source: String?
  /// Whether a source offers it now.
  public var isOffered = false
  /// How many attempts at its page have failed; `nil` where it waits for none.
  public var attempts: Int?
  /// What is stored of it, where its text was taken from a page.
  public var ofPage: NormalizedEntry?
  /// Of the raw entry, as it is stored; empty where that is not known.
  var rawPrint: [UInt8] = []
}

/// Makes the clean form of a raw entry; `nil` when the rules drop it.
public typealias Cleaning = (StaleEntry) -> NormalizedEntry?

extension StaleEntry {
  /// `nil` when the raw entry can't be read.
  init?(row: StoredRow) throws {
    let bytes = try Compression.inflated(row["raw"])
    guard let raw = RawEntry.parsed(bytes) else { return nil }
    self.init(number: row["number"], raw: raw, source: row["address"])
    isOffered = row["is_offered"]
    rawPrint = row["raw_print"]
    attempts = PageWait.attempts(row["rules"])
    let stored = (row["cleaned"] as [UInt8]?).flatMap { try? Compression.inflated($0) }
    let known = stored.flatMap { try? NormalizedRecord.entry($0) }
    if known?.page != nil { ofPage = known }
  }
}

extension ArchiveSession {
  /// Entries of a feed that were cleaned by other rules, in no order that matters, at most
  /// `limit` and all after `number`.
  ///
  /// - Parameters:
  ///   - all: those cleaned by these rules too.
  ///   - withPages: whether ``StaleEntry/ofPage`` is wanted.
  public func staleEntries(
    of key: String, rules: String, all: Bool = false, after number: Int64 = 0, limit: Int = 500,
    withPages: Bool = false
  ) throws(ArchiveError) -> [StaleEntry] {
    try run { database in
      let rows = try database.rows(
        """
        SELECT entry.number AS number, raw, raw_print, address, entry.rules AS rules,
        CASE WHEN ? <> 0 THEN cleaned END AS cleaned,
        EXISTS (SELECT 1 FROM offer WHERE offer.entry = entry.number) AS is_offered FROM entry
        JOIN feed ON feed.number = entry.feed
        LEFT JOIN feed_source ON feed_source.number = entry.source
        WHERE key = ? AND (? <> 0 OR entry.rules <> ?) AND raw IS NOT NULL AND entry.number > ?
        ORDER BY entry.number LIMIT ?
        """, [withPages, key, all, rules, number, limit])
      return try rows.compactMap { try StaleEntry(row: $0) }
    }
  }

  /// Entries that these rules have cleaned and whose page is still to come, the newest first.
  public func waitingEntries(
    of key: String, rules: String, limit: Int
  ) throws(ArchiveError) -> [StaleEntry] {
    try run { database in
      let rows = try database.rows(
        """
        SELECT entry.number AS number, raw, raw_print, address, entry.rules AS rules, cleaned,
        EXISTS (SELECT 1 FROM offer WHERE offer.entry = entry.number) AS is_offered FROM entry
        JOIN feed ON feed.number = entry.feed
        LEFT JOIN feed_source ON feed_source.number = entry.source
        WHERE key = ? AND entry.rules IN (?, ?, ?) AND raw IS NOT NULL
        ORDER BY entry.published DESC, entry.number LIMIT ?
        """, [key] + PageWait.all(rules) + [limit])
      return try rows.compactMap { try StaleEntry(row: $0) }
    }
  }

  /// How many attempts at the pages of a feed's waiting entries have failed, by their raw form.
  public func pageAttempts(
    of key: String, rules: String
  ) throws(ArchiveError) -> [Fingerprint: Int] {
    try run { database in
      let rows = try database.rows(
        """
        SELECT raw_print, entry.rules AS rules FROM entry JOIN feed ON feed.number = entry.feed
        WHERE key = ? AND entry.rules IN (?, ?, ?) AND raw_print IS NOT NULL
        """, [key] + PageWait.all(rules))
      var attempts: [Fingerprint: Int] = [:]
      for row in rows {
        guard let print = Fingerprint(stored: row["raw_print"] as [UInt8]) else { continue }
        attempts[print] = PageWait.attempts(row["rules"]) ?? 0
      }
      return attempts
    }
  }

  /// Puts what the present rules make of an entry in place of what older ones made; its id and
  /// dates stay. What a newer program wrote is left to it, and so is an entry that its source has edited
  /// since it was read. Nobody merges into the feed until the transaction ends.
  ///
  /// - Parameters:
  ///   - entry: `nil` when the rules drop the entry: it is published no longer, and comes back when
  ///     other rules let it.
  ///   - waits: how many attempts at its page have failed, where it is still to come.
  public func replace(
    _ stale: StaleEntry, with entry: NormalizedEntry?, rules: String, waits: Int? = nil
  ) throws(ArchiveError) {
    let rules = PageWait.rules(rules, attempts: waits)
    try runWhole { database in
      try database.lock(feedOf: stale.number)
      let row = try database.row(
        "SELECT feed, cleaned, raw_print FROM entry WHERE number = ?",
        [stale.number])
      guard let row, !FeedRows.isForeign(cleaned: row["cleaned"]) else { return }
      // A merge has put something newer there since it was read.
      let print: [UInt8]? = row["raw_print"]
      guard stale.rawPrint.isEmpty || print == stale.rawPrint else { return }
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
