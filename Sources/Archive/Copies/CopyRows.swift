internal import FeedModel
internal import History

/// What tells an archive's entries as copies: the fingerprints that each is looked up by, and which
/// entry is a copy of which.
///
/// An entry that is a copy stays what it is, with its id, its names and its offers; it is only not
/// published, and listed by the entry that is. What was published stays published.
struct CopyRows {
  let database: any Statements

  /// Older layouts, which an archive that is only read may have, know no copies.
  static let firstLayout = 5

  /// What `feed.copies` holds where fingerprints are kept; 0 stands for none.
  static func mark(isAcrossFeeds: Bool) -> Int { 2 * CopyText.version + (isAcrossFeeds ? 1 : 0) }

  /// Feeds that look at each other's entries share a space of keys, 0; any other has its own.
  static func scope(ofMark mark: Int, feed: Int64) -> Int64 { mark % 2 == 1 ? 0 : feed }

  // MARK: Fingerprints

  /// Notes how an entry is looked up.
  ///
  /// - Parameter run: the run that has brought it, 0 for one that was there before: what a run has
  ///   brought is not published yet.
  func add(_ text: CopyText, entry: Int64, feed: Int64, scope: Int64, run: Int64) throws {
    try database.send(
      "INSERT INTO copy_text (entry, feed, run, richness) VALUES (?, ?, ?, ?)",
      [entry, feed, run, text.richness])
    let keys = Set(text.keys).sorted()
    guard !keys.isEmpty else { return }
    // As many statements as there are numbers of keys: each is compiled once.
    let places = Array(repeating: "(?, ?, ?)", count: keys.count).joined(separator: ", ")
    try database.send(
      "INSERT INTO copy_key (scope, key, entry) VALUES \(places)",
      keys.flatMap { [scope, $0, entry] })
  }

  /// Notes that an entry says something else now, where its feed keeps fingerprints.
  func renew(_ entry: NormalizedEntry?, number: Int64) throws {
    let row = try database.row(
      """
      SELECT entry.feed AS feed, feed.copies AS mark, copy_text.run AS run FROM entry
      JOIN feed ON feed.number = entry.feed LEFT JOIN copy_text ON copy_text.entry = entry.number
      WHERE entry.number = ?
      """, [number])
    guard let row, row["mark"] as Int != 0 else { return }
    try forget(number)
    guard let entry else { return }
    let feed: Int64 = row["feed"]
    try add(
      CopyText(entry), entry: number, feed: feed,
      scope: CopyRows.scope(ofMark: row["mark"], feed: feed), run: row["run"] as Int64? ?? 0)
  }

  /// Forgets how an entry is looked up.
  func forget(_ number: Int64) throws {
    try database.send("DELETE FROM copy_key WHERE entry = ?", [number])
    try database.send("DELETE FROM copy_text WHERE entry = ?", [number])
  }

  /// Forgets all fingerprints of a feed.
  func forgetAll(of feed: Int64) throws {
    try database.run(
      "DELETE FROM copy_key WHERE entry IN (SELECT entry FROM copy_text WHERE feed = ?)", [feed])
    try database.send("DELETE FROM copy_text WHERE feed = ?", [feed])
  }

  /// Entries that share keys with a text, the likeliest first.
  func candidates(for text: CopyText, scope: Int64) throws -> [Int64] {
    var candidates = CopyCandidates()
    let found = try database.rows(
      "SELECT entry FROM copy_key WHERE scope = ? AND key = ? ORDER BY entry DESC LIMIT ?",
      each: Set(text.keys).sorted().map { [scope, $0, CopyCandidates.limitOfKey] })
    for row in found.joined() { candidates.add(row[0]) }
    return candidates.ranked
  }

  // MARK: Copies

  /// Notes that an entry is a copy of another one; those of its own go with it.
  func note(_ copy: StoredCopy) throws {
    try database.run(
      "UPDATE copy SET original = ? WHERE original = ?", [copy.original, copy.entry])
    try database.run(
      """
      INSERT INTO copy (entry, feed, original, likeness, address, language, source)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        copy.entry, copy.feed, copy.original, copy.likeness.rawValue, copy.link?.address.href,
        copy.link?.hreflang, copy.link?.title,
      ])
    // What another feed publishes lists it from its next publication on.
    try database.run(
      """
      UPDATE feed SET digest = NULL, generation = generation + 1
      WHERE number = (SELECT feed FROM entry WHERE number = ?) AND number <> ?
      """, [copy.original, copy.feed])
  }

  /// Copies of an entry as it lists them, in the order in which they came; those that a filter has
  /// taken are not among them.
  func links(of original: Int64) throws -> [Link] {
    let rows = try database.rows(
      """
      SELECT copy.address AS address, copy.language AS language, copy.source AS source
      FROM copy JOIN entry ON entry.number = copy.entry
      WHERE copy.original = ? AND (entry.cleaned IS NOT NULL OR entry.raw IS NULL)
      ORDER BY copy.entry
      """, [original])
    return rows.compactMap { row in
      guard let address = (row["address"] as String?).flatMap({ WebAddress($0) }) else {
        return nil
      }
      return Link(
        rel: "related", address: address, hreflang: row["language"], title: row["source"])
    }
  }
}

/// One entry that is a copy, as it is stored.
struct StoredCopy {
  var entry: Int64
  var feed: Int64
  var original: Int64
  var likeness: CopyLikeness
  /// How the original lists it.
  var link: Link?
}
