public import FeedModel
public import History

/// An entry that is not published because it is a copy of another one.
public struct CopyRecord: Sendable, Hashable {
  /// An entry in words.
  public struct Entry: Sendable, Hashable {
    /// The feed's configured `id`.
    public var feed: String
    /// What it is known by.
    public var id: EntryID
    /// As it is published; empty where it has none, or its content is kept no longer.
    public var title: String
    /// The address of its page.
    public var link: String?
  }

  /// What is not published.
  public var copy: Entry
  /// What is published in its stead.
  public var original: Entry
  /// How they are alike.
  public var likeness: CopyLikeness
  /// The source that offers the copy, as configured; `nil` when it is configured no longer.
  public var source: String?

  /// Says it in words, without a full stop.
  public var sentence: String {
    let name = original.title.isEmpty ? original.id.iri : "“\(original.title)”"
    let place = original.feed == copy.feed ? "" : " in the feed \(original.feed)"
    let link = original.link.map { " (\($0))" } ?? ""
    return "a copy of \(name)\(link)\(place)"
  }
}

extension ArchiveSession {
  /// How many entries of a feed are copies of others, and the newest of them.
  ///
  /// - Parameter limit: how many at most.
  public func copies(
    in key: String, limit: Int
  ) throws(ArchiveError) -> (count: Int, newest: [CopyRecord]) {
    try run { database in
      guard try database.layout >= CopyRows.firstLayout else { return (0, []) }
      let number: Int64? = try database.value("SELECT number FROM feed WHERE key = ?", [key])
      guard let number else { return (0, []) }
      let count: Int? = try database.value(
        "SELECT count(*) FROM copy WHERE feed = ?", [number])
      let newest: [Int64] = try database.values(
        "SELECT entry FROM copy WHERE feed = ? ORDER BY entry DESC LIMIT ?", [number, limit])
      return (count ?? 0, try newest.compactMap { try record(of: $0, database) })
    }
  }

  /// What a feed holds an entry to be a copy of; `nil` for what it publishes, or does not know.
  ///
  /// - Parameter id: the entry's.
  public func copy(_ id: EntryID, in key: String) throws(ArchiveError) -> CopyRecord? {
    try run { database in
      guard try database.layout >= CopyRows.firstLayout else { return nil }
      let entry: Int64? = try database.value(
        """
        SELECT name.entry FROM feed JOIN name ON name.feed = feed.number
        JOIN copy ON copy.entry = name.entry
        WHERE feed.key = ? AND \(database.indexed("name.key")) = \(database.indexed("?")) ORDER BY name.entry LIMIT 1
        """, [key, "i:\(id.iri)"])
      return try entry.flatMap { try record(of: $0, database) }
    }
  }

  private func record(of number: Int64, _ database: any Statements) throws -> CopyRecord? {
    let row = try database.row(
      """
      SELECT copy.original AS original, copy.likeness AS likeness,
      feed_source.address AS source FROM copy
      JOIN entry ON entry.number = copy.entry
      LEFT JOIN feed_source ON feed_source.number = entry.source WHERE copy.entry = ?
      """, [number])
    guard let row, let likeness = CopyLikeness(rawValue: row["likeness"]),
      let copy = try words(of: number, database),
      let original = try words(of: row["original"], database)
    else { return nil }
    return CopyRecord(
      copy: copy, original: original, likeness: likeness, source: row["source"])
  }

  private func words(
    of number: Int64, _ database: any Statements
  ) throws -> CopyRecord.Entry? {
    let row = try database.row(
      """
      SELECT feed.key AS key, entry.iri AS iri, cleaned FROM entry
      JOIN feed ON feed.number = entry.feed WHERE entry.number = ?
      """, [number])
    guard let row else { return nil }
    let entry = (row["cleaned"] as [UInt8]?).flatMap {
      try? NormalizedRecord.entry(Compression.inflated($0))
    }
    return CopyRecord.Entry(
      feed: row["key"], id: EntryID(iri: row["iri"]), title: entry?.title ?? "",
      link: entry?.link?.href)
  }
}
