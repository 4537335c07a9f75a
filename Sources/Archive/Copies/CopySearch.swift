internal import FeedModel
internal import History

/// Finds copies among what one merge brings into a feed.
struct CopySearch {
  private let rows: CopyRows
  private let feed: Int64
  private let policy: CopyPolicy
  private let now: Timestamp
  private let mark: Int
  private let scope: Int64

  init(_ rows: CopyRows, feed: Int64, policy: CopyPolicy, now: Timestamp) {
    self.rows = rows
    self.feed = feed
    self.policy = policy
    self.now = now
    mark = policy.rule == .sameAddress ? 0 : CopyRows.mark(isAcrossFeeds: policy.mutualFeeds != nil)
    scope = CopyRows.scope(ofMark: mark, feed: feed)
  }

  /// Whether copies are looked for at all.
  var isOn: Bool { mark != 0 }

  // MARK: As configured

  /// Brings what is stored in line with what is configured: fingerprints of what was there before,
  /// and copies that are none any longer.
  func prepare() throws {
    let stored: Int? = try rows.database.value(
      "SELECT copies FROM feed WHERE number = ?", [feed])
    if mark == 0, stored ?? 0 == 0 { return }
    let most = CopyLikeness.allCases.filter { $0.isMeant(by: policy.rule) }.map(\.rawValue).max()
    try rows.database.run(
      "DELETE FROM copy WHERE feed = ? AND likeness > ?", [feed, most ?? 0])
    try release()
    guard stored != mark else { return }
    try rows.forgetAll(of: feed)
    if isOn { try addKnown() }
    try rows.database.run("UPDATE feed SET copies = ? WHERE number = ?", [mark, feed])
  }

  /// Copies of entries of feeds that are looked at no longer.
  private func release() throws {
    let others = try rows.database.rows(
      """
      SELECT copy.entry AS entry, feed.key AS key FROM copy
      JOIN entry ON entry.number = copy.original JOIN feed ON feed.number = entry.feed
      WHERE copy.feed = ? AND entry.feed <> ?
      """, [feed, feed])
    for row in others where !(policy.mutualFeeds?.contains(row["key"]) ?? false) {
      try rows.database.run("DELETE FROM copy WHERE entry = ?", [row["entry"] as Int64])
    }
  }

  private func addKnown() throws {
    var last: Int64 = 0
    while true {
      let found = try rows.database.rows(
        """
        SELECT number, cleaned FROM entry WHERE feed = ? AND number > ? AND cleaned IS NOT NULL
        ORDER BY number LIMIT ?
        """, [feed, last, 200])
      for row in found {
        last = row["number"]
        // One that can't be read is cleaned again some day, and looked at then.
        guard let entry = CopySearch.entry(row["cleaned"]) else { continue }
        try rows.add(CopyText(entry), entry: last, feed: feed, scope: scope, run: 0)
      }
      if found.isEmpty { return }
    }
  }

  private static func entry(_ blob: [UInt8]?) -> NormalizedEntry? {
    blob.flatMap { try? NormalizedRecord.entry(Compression.inflated($0)) }
  }

  // MARK: What is new

  /// An entry that is there already.
  private struct Known {
    var number: Int64
    var entry: NormalizedEntry
    var richness: Int
    var isOfThisFeed: Bool
    /// Whether this run has brought it: nobody has seen it yet.
    var isUnpublished: Bool
  }

  /// Looks whether an entry that was just added is a copy, and notes it; gives whether one entry
  /// less is published for it.
  func take(_ number: Int64, _ entry: NormalizedEntry) throws -> Bool {
    let text = CopyText(entry)
    let found = try original(of: text)
    try rows.add(text, entry: number, feed: feed, scope: scope, run: now.milliseconds)
    guard let (original, likeness) = found else { return false }
    if original.isOfThisFeed, original.isUnpublished,
      CopyText.isRicher(text.richness, than: original.richness)
    {
      try note(original.number, original.entry, copyOf: number, entry, likeness)
    } else {
      try note(number, entry, copyOf: original.number, original.entry, likeness)
    }
    return true
  }

  private func note(
    _ number: Int64, _ copy: NormalizedEntry, copyOf original: Int64,
    _ originalEntry: NormalizedEntry, _ likeness: CopyLikeness
  ) throws {
    try rows.note(
      StoredCopy(
        entry: number, feed: feed, original: original, likeness: likeness,
        link: NormalizedEntry.related(copy, of: originalEntry)))
  }

  private func original(of text: CopyText) throws -> (Known, CopyLikeness)? {
    for candidate in try rows.candidates(for: text, scope: scope) {
      guard let row = try row(candidate), let entry = CopySearch.entry(row["cleaned"]),
        isLookedAt(row), let likeness = text.likeness(to: CopyText(entry)),
        likeness.isMeant(by: policy.rule)
      else { continue }
      guard let original = row["original"] as Int64? else {
        return (known(candidate, row, entry), likeness)
      }
      // What it is a copy of itself may have lost its content.
      guard let row = try self.row(original), isLookedAt(row) else { continue }
      return (known(original, row, CopySearch.entry(row["cleaned"]) ?? entry), likeness)
    }
    return nil
  }

  private func row(_ number: Int64) throws -> StoredRow? {
    try rows.database.row(
      """
      SELECT entry.feed AS feed, cleaned, feed.key AS key, copy_text.run AS run,
      copy_text.richness AS richness, copy.original AS original FROM entry
      JOIN feed ON feed.number = entry.feed
      LEFT JOIN copy_text ON copy_text.entry = entry.number
      LEFT JOIN copy ON copy.entry = entry.number WHERE entry.number = ?
      """, [number])
  }

  private func isLookedAt(_ row: StoredRow) -> Bool {
    row["feed"] as Int64 == feed || policy.mutualFeeds?.contains(row["key"]) ?? false
  }

  private func known(_ number: Int64, _ row: StoredRow, _ entry: NormalizedEntry) -> Known {
    Known(
      number: number, entry: entry, richness: row["richness"] as Int? ?? 0,
      isOfThisFeed: row["feed"] as Int64 == feed,
      isUnpublished: row["run"] as Int64? == now.milliseconds)
  }

  // MARK: What goes

  /// Where a filter has taken an original, the richest of its copies is published in its stead, and
  /// the original is one of that one's copies from then on.
  func succeed() throws {
    let filtered: [Int64] = try rows.database.values(
      """
      SELECT DISTINCT copy.original FROM copy JOIN entry ON entry.number = copy.original
      WHERE copy.feed = ? AND entry.cleaned IS NULL AND entry.raw IS NOT NULL
      ORDER BY copy.original
      """, [feed])
    for original in filtered { try succeed(original) }
  }

  private func succeed(_ original: Int64) throws {
    let heir = try rows.database.row(
      """
      SELECT copy.entry AS entry, copy.likeness AS likeness FROM copy
      JOIN entry ON entry.number = copy.entry
      LEFT JOIN copy_text ON copy_text.entry = copy.entry
      WHERE copy.original = ? AND copy.feed = ? AND entry.cleaned IS NOT NULL
      ORDER BY coalesce(copy_text.richness, 0) DESC, copy.entry LIMIT 1
      """, [original, feed])
    guard let heir, let likeness = CopyLikeness(rawValue: heir["likeness"]) else { return }
    let number: Int64 = heir["entry"]
    try rows.database.run("DELETE FROM copy WHERE entry = ?", [number])
    try rows.database.run(
      "UPDATE copy SET original = ? WHERE original = ? AND feed = ?", [number, original, feed])
    let home: Int64? = try rows.database.value(
      "SELECT feed FROM entry WHERE number = ?", [original])
    guard home == feed else { return }
    try rows.note(
      StoredCopy(entry: original, feed: feed, original: number, likeness: likeness, link: nil))
  }
}
