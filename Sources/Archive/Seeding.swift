public import FeedModel
internal import History

extension ArchiveSession {
  /// Puts in entries that were published before, with their ids and dates as they are; for an
  /// archive that was lost.
  ///
  /// Entries that are there already stay as they are. The next merge recognizes them by id and
  /// address, and takes the source's version without moving a date.
  public func seed(
    _ key: String, with feed: NormalizedFeed, now: Timestamp
  ) throws(ArchiveError) {
    try runWhole { database in
      try database.lock(feed: key)
      let rows = FeedRows(database: database)
      let number = try rows.number(of: key, head: feed, idIsConfigured: false, now: now)
      for entry in feed.entries {
        let name = EntryName.of(entry, homeKeys: [])
        // Files that a run has not come to write again still hold it.
        if forgotten.contains(EntryName.forgettable(name), of: key) { continue }
        try seed(entry, name, feed: number, rows: rows, now: now)
      }
      try database.run(
        "UPDATE feed SET updated = ? WHERE number = ? AND updated < ?",
        [feed.updated.milliseconds, number, feed.updated.milliseconds])
    }
  }

  private func seed(
    _ entry: NormalizedEntry, _ name: Identity.Name, feed: Int64, rows: FeedRows, now: Timestamp
  ) throws {
    let added = try rows.database.insert(
      """
      INSERT INTO entry (feed, iri, published, updated, first_seen, last_offered,
      own_published, title, visible, rules, cleaned)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?) ON CONFLICT DO NOTHING
      """,
      [
        feed, entry.id.iri, (entry.published ?? entry.updated).milliseconds,
        entry.updated.milliseconds, now.milliseconds, now.milliseconds,
        entry.published?.milliseconds, entry.title, name.visible.bytes,
        Compression.deflated(NormalizedRecord.bytes(of: entry)),
      ])
    guard let number = added else { return }
    try rows.addNames(name, entry: number, feed: feed)
  }
}
