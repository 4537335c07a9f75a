public import FeedModel
internal import History

/// An entry that was removed for good.
public struct ForgottenEntry: Sendable, Hashable {
  /// The feed's configured `id`.
  public var feed: String
  /// What it was published as.
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
    var keys = ["i:\(name)"]
    if let address = WebAddress(name) { keys += EntryName.forgettable(address: address) }
    while keys.count < 7 { keys.append(keys[0]) }
    return try runWhole { database in
      let feeds = try database.rows(
        "SELECT number, key FROM feed WHERE ? IS NULL OR key = ? ORDER BY key",
        [feed, feed])
      var removed: [ForgottenEntry] = []
      let (key, iri) = (database.indexed("key"), database.indexed("iri"))
      let asked = Array(repeating: database.indexed("?"), count: 7).joined(separator: ", ")
      let statement = """
        SELECT number, iri FROM entry WHERE number IN
        (SELECT entry FROM name WHERE feed = ? AND \(key) IN (\(asked)) UNION
        SELECT number FROM entry WHERE feed = ? AND \(iri) = \(database.indexed("?"))) ORDER BY iri
        """
      for row in feeds {
        let (number, key): (Int64, String) = (row["number"], row["key"])
        try database.lock(feed: key)
        let entries = try database.rows(statement, [number] + keys + [number, name])
        // An article that is forgotten does not come back as one of its copies.
        for entry in try entries + copies(of: entries, feed: number, database) {
          try forget(entry["number"], of: number, key, database)
        }
        removed += entries.map { ForgottenEntry(feed: key, id: EntryID(iri: $0["iri"])) }
      }
      return removed
    }
  }

  private func copies(
    of entries: [StoredRow], feed: Int64, _ database: any Statements
  ) throws -> [StoredRow] {
    let known = Set(entries.map { $0["number"] as Int64 })
    return try entries.flatMap { entry in
      try database.rows(
        "SELECT entry AS number FROM copy WHERE original = ? AND feed = ? ORDER BY entry",
        [entry["number"] as Int64, feed])
    }.filter { !known.contains($0["number"]) }
  }

  private func forget(
    _ entry: Int64, of feed: Int64, _ key: String, _ database: any Statements
  )
    throws
  {
    // A name that other entries share would take them along.
    let (other, own) = (database.indexed("name.key"), database.indexed("mine.key"))
    let names: [String] = try database.values(
      """
      SELECT key FROM name AS mine WHERE entry = ? AND substr(key, 1, 2) IN ('i:', 'a:')
      AND NOT EXISTS
      (SELECT 1 FROM name WHERE name.feed = mine.feed AND \(other) = \(own)
      AND name.entry <> mine.entry)
      """, [entry])
    // First what outlives the archive.
    try forgotten.add(names.map { (key, $0) }, to: database)
    for name in names {
      try database.send(
        "INSERT INTO forgotten (feed, key) VALUES (?, ?) ON CONFLICT DO NOTHING", [feed, name])
    }
    try FeedRows(database: database).outdatePages(with: entry, of: feed)
    try database.run("DELETE FROM entry WHERE number = ?", [entry])
    try database.run(
      "UPDATE feed SET generation = generation + 1, digest = NULL WHERE number = ?",
      [feed])
  }

  /// All names that were forgotten, each with its feed's configured `id`.
  func forgottenNames() throws(ArchiveError) -> [(feed: String, name: String)] {
    try run { database in
      try database.rows(
        """
        SELECT feed.key, forgotten.key FROM forgotten JOIN feed ON feed.number = forgotten.feed
        """
      ).map { ($0[0], $0[1]) }
    }
  }
}
