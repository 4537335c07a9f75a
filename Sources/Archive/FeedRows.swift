internal import FeedModel
internal import History

/// An entry of the archive, as far as merging needs it.
struct KnownRow {
  var number: Int64
  var known: Identity.Known
  var dates: EntryDates
  /// The source's last own modification date.
  var modified: Timestamp?
  var rules: String
  var rawPrint: Fingerprint?
  /// The source that tells what it says.
  var source: Int64?
  /// Whether that source offers it now.
  var ownerOffers: Bool
  var hasContent: Bool
  /// The version of the reader that read it.
  var reader: Int
}

/// The statements on feeds and entries.
struct FeedRows {
  let database: any Statements

  func execute(_ sql: String, _ arguments: [any StoredValue]) throws {
    try database.send(sql, arguments)
  }

  // MARK: Feeds

  /// Finds or adds a feed; a feed's id stays what it was first, unless it is configured.
  ///
  /// - Parameter now: when a feed that is new began.
  func number(
    of key: String, head: NormalizedFeed, idIsConfigured: Bool, now: Timestamp
  ) throws -> Int64 {
    let blob = NormalizedRecord.bytes(ofHead: head)
    if let row = try database.row("SELECT number, iri, head FROM feed WHERE key = ?", [key]) {
      let number: Int64 = row["number"]
      let iri: String = idIsConfigured ? head.id : row["iri"]
      let stored: [UInt8] = row["head"]
      let isForeign = RecordLayout.isForeign(stored, as: NormalizedFeed.self)
      if stored != blob && !isForeign || row["iri"] as String != iri {
        let blob = isForeign ? stored : blob
        try execute("UPDATE feed SET head = ?, iri = ? WHERE number = ?", [blob, iri, number])
      }
      return number
    }
    let number = try database.insert(
      "INSERT INTO feed (key, iri, head, updated, began) VALUES (?, ?, ?, ?, ?)",
      [key, head.id, blob, Timestamp.range.lowerBound, now.milliseconds])
    guard let number else { throw MissingRow() }
    return number
  }

  /// What a feed last said of itself; `nil` for one that is not there.
  func head(of key: String) throws -> NormalizedFeed? {
    guard
      let row = try database.row("SELECT iri, head, updated FROM feed WHERE key = ?", [key])
    else { return nil }
    var head = try NormalizedRecord.head(row["head"])
    head.id = row["iri"]
    head.updated = row.timestamp("updated") ?? .epoch
    return head
  }

  // MARK: Entries

  /// Publishes an entry no longer, because the rules drop it; other rules may let it back.
  func drop(_ print: Fingerprint, feed: Int64) throws {
    let arguments: [any StoredValue] = [feed, print.bytes]
    try execute(
      """
      DELETE FROM offer WHERE entry IN (SELECT number FROM entry
      WHERE feed = ? AND raw_print = ? AND cleaned IS NOT NULL)
      """, arguments)
    try execute(
      """
      UPDATE entry SET cleaned = NULL WHERE feed = ? AND raw_print = ? AND cleaned IS NOT NULL
      """, arguments)
  }

  func offered(by source: Int64) throws -> Set<Int64> {
    Set(try database.values("SELECT entry FROM offer WHERE source = ?", [source]))
  }

  /// The entries that offered ones may be: those that share a name with one, and those that the
  /// source has offered until now.
  func candidates(
    for names: [Identity.Name], feed: Int64, source: Int64, alsoOffered: Set<Int64>, reader: Int
  ) throws -> [KnownRow] {
    var numbers = alsoOffered
    // Each once: many entries may share one.
    let keys = Array(Set(names.flatMap(EntryName.lookups)))
    let named = try database.rows(
      """
      SELECT entry FROM name
      WHERE feed = ? AND \(database.indexed("key")) = \(database.indexed("?"))
      """, each: keys.map { [feed, $0] })
    for row in named.joined() { numbers.insert(row[0]) }
    let all = numbers.sorted()
    let (rows, keysOfEach) = (try rows(all), try storedKeys(of: all))
    return all.indices.compactMap { index in
      guard let found = rows[index].first,
        var row = row(all[index], found, keysOfEach[index].map { $0[0] }, source: source)
      else { return nil }
      row.known.isOffered = alsoOffered.contains(row.number)
      row.known.isOfAnotherReader = row.reader != reader
      return row
    }
  }

  private func rows(_ numbers: [Int64]) throws -> [[StoredRow]] {
    try database.rows(
      """
      SELECT iri, published, updated, modified, own_published, title, visible, rules,
      raw_print, source, reader, cleaned IS NOT NULL AS has_content,
      EXISTS (SELECT 1 FROM offer WHERE offer.entry = number AND offer.source = entry.source)
      AS owner_offers
      FROM entry WHERE number = ?
      """, each: numbers.map { [$0] })
  }

  private func storedKeys(of numbers: [Int64]) throws -> [[StoredRow]] {
    try database.rows(
      "SELECT key FROM name WHERE entry = ? ORDER BY key", each: numbers.map { [$0] })
  }

  private func row(
    _ number: Int64, _ row: StoredRow, _ keys: [String], source: Int64
  ) -> KnownRow? {
    guard
      let published = row.timestamp("published"), let updated = row.timestamp("updated"),
      let visible = Fingerprint(stored: row["visible"] as [UInt8])
    else { return nil }
    var name = Identity.Name(id: EntryID(iri: row["iri"]), keys: [], visible: visible)
    for key in keys { EntryName.read(key, into: &name) }
    name.title = row["title"]
    name.published = row.timestamp("own_published")
    name.modified = row.timestamp("modified")
    let owner: Int64? = row["source"]
    return KnownRow(
      number: number, known: Identity.Known(name: name, isOfThisSource: owner == source),
      dates: EntryDates(published: published, updated: updated),
      modified: row.timestamp("modified"), rules: row["rules"],
      rawPrint: (row["raw_print"] as [UInt8]?).flatMap { Fingerprint(stored: $0) },
      source: owner, ownerOffers: row["owner_offers"], hasContent: row["has_content"],
      reader: row["reader"])
  }

  func insert(
    _ offer: Offer, name: Identity.Name, id: EntryID, dates: EntryDates, feed: Int64,
    source: Int64, policy: MergePolicy, now: Timestamp
  ) throws -> Int64 {
    let number = try database.insert(
      """
      INSERT INTO entry (feed, source, iri, published, updated, first_seen, last_offered,
      modified, own_published, title, visible, rules, raw_print, raw, cleaned, reader,
      published_by_clock) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        feed, source, id.iri, dates.published.milliseconds, dates.updated.milliseconds,
        now.milliseconds, now.milliseconds, offer.modified?.milliseconds,
        offer.entry.published?.milliseconds, name.title, name.visible.bytes,
        PageWait.rules(policy.rules, attempts: offer.waits),
        offer.raw.fingerprint.bytes, Compression.deflated(offer.raw.bytes),
        Compression.deflated(NormalizedRecord.bytes(of: offer.entry)), policy.reader,
        dates.isPublishedByClock,
      ])
    guard let number else { throw MissingRow() }
    try addNames(name, entry: number, feed: feed)
    if id != name.id { try addName("i:\(id.iri)", entry: number, feed: feed) }
    return number
  }

  func update(
    _ row: KnownRow, with offer: Offer, name: Identity.Name, dates: EntryDates, source: Int64,
    policy: MergePolicy
  ) throws {
    let stored: [UInt8]?? = try database.value(
      "SELECT cleaned FROM entry WHERE number = ?", [row.number])
    try execute(
      """
      UPDATE entry SET source = ?, updated = ?, modified = coalesce(?, modified), title = ?,
      own_published = coalesce(?, own_published), visible = ?, rules = ?, raw_print = ?,
      raw = ?, cleaned = ?, reader = ?, updated_by_clock = coalesce(?, updated_by_clock)
      WHERE number = ?
      """,
      [
        source, dates.updated.milliseconds, offer.modified?.milliseconds, name.title,
        offer.entry.published?.milliseconds, name.visible.bytes,
        PageWait.rules(policy.rules, attempts: offer.waits),
        offer.raw.fingerprint.bytes, Compression.deflated(offer.raw.bytes),
        FeedRows.record(of: offer.entry, over: stored ?? nil), policy.reader,
        dates.isUpdatedByClock ? dates.updated.milliseconds : nil, row.number,
      ])
  }

  /// What is stored of an entry that is known: readers of RSS go on knowing it by the guid, or the
  /// id, that it was published with, or podcast apps would fetch every episode again.
  static func record(of entry: NormalizedEntry, over stored: [UInt8]?) -> [UInt8] {
    var entry = entry
    let bytes = stored.flatMap { try? Compression.inflated($0) }
    if let known = bytes.flatMap({ try? NormalizedRecord.entry($0) }) { entry.guid = known.guid }
    return Compression.deflated(NormalizedRecord.bytes(of: entry))
  }

  /// Whether an entry holds what only a newer program knows; then nothing is put in its place.
  func isForeign(_ number: Int64) throws -> Bool {
    let row = try database.row("SELECT raw, cleaned FROM entry WHERE number = ?", [number])
    guard let row else { return false }
    let raw = (row["raw"] as [UInt8]?).flatMap { try? Compression.inflated($0) }
    return FeedRows.isForeign(cleaned: row["cleaned"])
      || raw.map { RecordLayout.isForeign($0, as: ParsedEntry.self) } ?? false
  }

  static func isForeign(cleaned blob: [UInt8]?) -> Bool {
    let bytes = blob.flatMap { try? Compression.inflated($0) }
    return bytes.map { RecordLayout.isForeign($0, as: NormalizedEntry.self) } ?? false
  }

  func raw(of number: Int64) throws -> RawEntry? {
    let blob: [UInt8]?? = try database.value("SELECT raw FROM entry WHERE number = ?", [number])
    return try (blob ?? nil).map { RawEntry(stored: try Compression.inflated($0)) }
  }

  /// Notes that another version of the reader has read the same.
  func note(reader: Int, of number: Int64) throws {
    try execute("UPDATE entry SET reader = ? WHERE number = ?", [reader, number])
  }

  // MARK: Names and offers

  /// Notes what names several entries of a source.
  func share(_ names: Set<String>, source: Int64) throws {
    for name in names.sorted() {
      try execute(
        "INSERT INTO shared (source, key) VALUES (?, ?) ON CONFLICT DO NOTHING", [source, name])
    }
  }

  func addNames(
    _ name: Identity.Name, missingFrom known: Identity.Name, entry: Int64, feed: Int64
  ) throws {
    let missing = Set(EntryName.storedKeys(of: name)).subtracting(EntryName.knownKeys(of: known))
    for key in missing.sorted() { try addName(key, entry: entry, feed: feed) }
  }

  /// Adds all names of an entry that has none yet.
  func addNames(_ name: Identity.Name, entry: Int64, feed: Int64) throws {
    for key in EntryName.storedKeys(of: name) { try addName(key, entry: entry, feed: feed) }
  }

  private func addName(_ key: String, entry: Int64, feed: Int64) throws {
    try execute(
      "INSERT INTO name (feed, key, entry) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      [feed, key, entry])
  }

  /// Whether readers of RSS know another entry of the feed by a guid.
  func isTaken(guid: String, feed: Int64) throws -> Bool {
    let holders = EntryName.holders(ofGuid: guid)
    let found = try database.rows(
      """
      SELECT 1 FROM name
      WHERE feed = ? AND \(database.indexed("key")) = \(database.indexed("?")) LIMIT 1
      """, each: holders.map { [feed, $0] })
    return found.contains { !$0.isEmpty }
  }

  func addOffer(entry: Int64, source: Int64) throws {
    try execute(
      "INSERT INTO offer (entry, source) VALUES (?, ?) ON CONFLICT DO NOTHING", [entry, source])
  }

  func leave(entry: Int64, source: Int64, now: Timestamp) throws {
    try execute("DELETE FROM offer WHERE entry = ? AND source = ?", [entry, source])
    try execute("UPDATE entry SET last_offered = ? WHERE number = ?", [now.milliseconds, entry])
  }

  /// Those of some names that were forgotten in a feed, as their bytes.
  func forgotten(of names: some Sequence<String>, feed: Int64) throws -> Set<[UInt8]> {
    // Of most feeds nothing ever is.
    let any = try database.row("SELECT 1 FROM forgotten WHERE feed = ? LIMIT 1", [feed])
    guard any != nil else { return [] }
    let keys = Array(Set(names.map { Array($0.utf8) }))
    let found = try database.rows(
      """
      SELECT 1 FROM forgotten
      WHERE feed = ? AND \(database.indexed("key")) = \(database.indexed("?"))
      """, each: keys.map { [feed, String(decoding: $0, as: UTF8.self)] })
    return Set(zip(keys, found).filter { !$0.1.isEmpty }.map(\.0))
  }
}
