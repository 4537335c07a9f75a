public import FeedModel
internal import History

/// An entry as lists show it: no content.
public struct ListedEntry: Sendable, Hashable {
  /// Names it within this archive.
  public var number: Int64
  /// The feed's configured `id`.
  public var feed: String
  /// What it is published as.
  public var id: EntryID
  /// As its source wrote it.
  public var title: String
  /// When it was published.
  public var published: Timestamp
  /// When it was changed last.
  public var updated: Timestamp
  /// When the archive saw it first.
  public var firstSeen: Timestamp
  /// When a source last stopped offering it; the first sight of one that is offered still.
  public var lastOffered: Timestamp
  /// Whether a source offers it now.
  public var isOffered: Bool
  /// Whether its clean form is there: it is published, or could be.
  public var hasContent: Bool
  /// Whether what its source wrote is there.
  public var hasRaw: Bool
  /// The source that tells what it says; `nil` when that is configured no longer.
  public var source: String?
}

/// An entry with all that is remembered of it.
public struct StoredEntry: Sendable {
  /// Its place in lists.
  public var listed: ListedEntry
  /// As its source published it; `nil` where that was let go, or can't be read.
  public var raw: ParsedEntry?
  /// As it is published; `nil` where it is not.
  public var cleaned: NormalizedEntry?
  /// The sources that offer it now, by name.
  public var offeredBy: [String]
  /// The rules that it was cleaned by.
  public var rules: String
}

/// An entry that looks like another one of its feed.
public struct EntryDouble: Sendable, Hashable {
  /// What makes it look like the other one.
  public enum Likeness: Sendable, Hashable {
    /// Both were known by one address or id.
    case name
    /// Both have one title.
    case title
  }

  /// The other one.
  public var entry: ListedEntry
  /// What they have in common.
  public var likeness: Likeness
}

extension ListedEntry {
  static let columns = """
    entry.number AS number, feed.key AS feed, entry.iri AS iri, entry.title AS title, entry.published AS published,
    entry.updated AS updated, entry.first_seen AS first_seen,
    entry.last_offered AS last_offered, entry.cleaned IS NOT NULL AS has_content,
    entry.raw IS NOT NULL AS has_raw, address,
    EXISTS (SELECT 1 FROM offer WHERE offer.entry = entry.number) AS is_offered
    """

  static let tables = """
    entry JOIN feed ON feed.number = entry.feed
    LEFT JOIN feed_source ON feed_source.number = entry.source
    """

  init?(row: StoredRow) {
    guard let published = row.timestamp("published"), let updated = row.timestamp("updated"),
      let firstSeen = row.timestamp("first_seen"), let lastOffered = row.timestamp("last_offered")
    else { return nil }
    self.init(
      number: row["number"], feed: row["feed"], id: EntryID(iri: row["iri"]), title: row["title"],
      published: published, updated: updated, firstSeen: firstSeen, lastOffered: lastOffered,
      isOffered: row["is_offered"], hasContent: row["has_content"], hasRaw: row["has_raw"],
      source: row["address"])
  }
}

extension ArchiveSession {
  /// The entries of a feed, newest first.
  ///
  /// - Parameter start: how many to leave out.
  public func entries(
    of key: String, from start: Int, limit: Int
  ) throws(ArchiveError) -> [ListedEntry] {
    try run { database in
      try database.rows(
        """
        SELECT \(ListedEntry.columns) FROM \(ListedEntry.tables) WHERE entry.feed = (SELECT number FROM feed WHERE key = ?)
        ORDER BY entry.published DESC, entry.iri LIMIT ? OFFSET ?
        """, [key, limit, start]
      ).compactMap(ListedEntry.init(row:))
    }
  }

  /// One entry with all that is remembered of it; `nil` where there is none.
  public func storedEntry(_ number: Int64) throws(ArchiveError) -> StoredEntry? {
    try run { database in
      let row = try database.row(
        """
        SELECT \(ListedEntry.columns), entry.raw AS raw, entry.cleaned AS cleaned, entry.rules AS rules FROM \(ListedEntry.tables)
        WHERE entry.number = ?
        """, [number])
      guard let row, let listed = ListedEntry(row: row) else { return nil }
      let raw = (row["raw"] as [UInt8]?).flatMap { try? Compression.inflated($0) }
      let cleaned = (row["cleaned"] as [UInt8]?).flatMap { try? Compression.inflated($0) }
      let offeredBy: [String] = try database.values(
        """
        SELECT address FROM offer JOIN feed_source ON feed_source.number = offer.source
        WHERE offer.entry = ? ORDER BY address
        """, [number])
      return StoredEntry(
        listed: listed, raw: raw.flatMap(RawEntry.parsed),
        cleaned: cleaned.flatMap { try? NormalizedRecord.entry($0) }, offeredBy: offeredBy,
        rules: row["rules"])
    }
  }

  /// Other entries of its feed that an entry may be taken for, at most 20.
  public func doubles(of number: Int64) throws(ArchiveError) -> [EntryDouble] {
    try run { database in
      let named = try database.rows(
        """
        SELECT \(ListedEntry.columns) FROM \(ListedEntry.tables) WHERE entry.number IN
        (SELECT other.entry FROM name AS mine JOIN name AS other
        ON other.feed = mine.feed
        AND \(database.indexed("other.key")) = \(database.indexed("mine.key")) WHERE mine.entry = ?
        AND other.entry <> mine.entry) ORDER BY entry.published DESC, entry.iri LIMIT 20
        """, [number]
      ).compactMap(ListedEntry.init(row:))
      // Within a day or so: titles such as "Open thread" come again every week.
      let span: Int64 = 3 * 86_400_000
      let titled = try database.rows(
        """
        SELECT \(ListedEntry.columns) FROM \(ListedEntry.tables) JOIN entry AS mine
        ON mine.feed = entry.feed AND mine.title = entry.title WHERE mine.number = ?
        AND entry.number <> mine.number AND entry.title <> ''
        AND entry.published BETWEEN mine.published - ? AND mine.published + ?
        ORDER BY entry.published DESC, entry.iri LIMIT 20
        """, [number, span, span]
      ).compactMap(ListedEntry.init(row:))
      let known = Set(named.map(\.number))
      return named.map { EntryDouble(entry: $0, likeness: .name) }
        + titled.filter { !known.contains($0.number) }
        .map { EntryDouble(entry: $0, likeness: .title) }
    }
  }

  /// How many entries were published on each day since a time, by feed and day (days since 1970).
  ///
  /// - Parameter keys: the only feeds to count in.
  public func publishedPerDay(
    since start: Timestamp, of keys: Set<String>
  ) throws(ArchiveError) -> [String: [Int: Int]] {
    try run { database in
      let feeds = try database.rows("SELECT number, key FROM feed")
      var counts: [String: [Int: Int]] = [:]
      for feed in feeds where keys.contains(feed["key"]) {
        let rows = try database.rows(
          """
          SELECT published / 86400000 AS day, count(*) AS count FROM entry
          WHERE feed = ? AND published >= ? GROUP BY 1
          """, [feed["number"] as Int64, start.milliseconds])
        for row in rows { counts[feed["key"], default: [:]][row["day"]] = row["count"] }
      }
      return counts
    }
  }

  /// The newest entries of a feed as their sources published them.
  ///
  /// - Parameter start: how many to leave out.
  public func rawEntries(
    of key: String, from start: Int = 0, limit: Int
  ) throws(ArchiveError) -> [StaleEntry] {
    try run { database in
      try database.rows(
        """
        SELECT entry.number AS number, raw, address FROM entry
        LEFT JOIN feed_source ON feed_source.number = entry.source
        WHERE entry.feed = (SELECT number FROM feed WHERE key = ?) AND raw IS NOT NULL
        ORDER BY entry.published DESC, entry.iri LIMIT ? OFFSET ?
        """, [key, limit, start]
      ).compactMap { try StaleEntry(row: $0) }
    }
  }
}
