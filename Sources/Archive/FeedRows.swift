internal import FeedModel
internal import Foundation
internal import GRDB

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
}

/// The statements on feeds and entries.
struct FeedRows {
  let database: Database

  func execute(_ sql: String, _ arguments: StatementArguments) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  // MARK: Feeds

  /// Finds or adds a feed; a feed's id stays what it was first, unless it is configured.
  ///
  /// - Parameter now: when a feed that is new began.
  func number(
    of key: String, head: NormalizedFeed, idIsConfigured: Bool, now: Timestamp
  ) throws -> Int64 {
    let blob = Data(NormalizedRecord.bytes(ofHead: head))
    if let row = try Row.fetchOne(
      database, sql: "SELECT number, iri, head FROM feed WHERE key = ?", arguments: [key])
    {
      let number: Int64 = row["number"]
      let iri: String = idIsConfigured ? head.id : row["iri"]
      let stored: Data = row["head"]
      let isForeign = RecordLayout.isForeign([UInt8](stored), as: NormalizedFeed.self)
      if stored != blob && !isForeign || row["iri"] as String != iri {
        let blob = isForeign ? stored : blob
        try execute("UPDATE feed SET head = ?, iri = ? WHERE number = ?", [blob, iri, number])
      }
      return number
    }
    try execute(
      "INSERT INTO feed (key, iri, head, updated, began) VALUES (?, ?, ?, ?, ?)",
      [key, head.id, blob, Timestamp.range.lowerBound, now.milliseconds])
    return database.lastInsertedRowID
  }

  /// What a feed last said of itself; `nil` for one that is not there.
  func head(of key: String) throws -> NormalizedFeed? {
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT iri, head, updated FROM feed WHERE key = ?", arguments: [key])
    else { return nil }
    var head = try NormalizedRecord.head([UInt8](row["head"] as Data))
    head.id = row["iri"]
    head.updated = row.timestamp("updated") ?? .epoch
    return head
  }

  // MARK: Entries

  /// Publishes an entry no longer, because the rules drop it; other rules may let it back.
  func drop(_ print: Fingerprint, feed: Int64) throws {
    let arguments: StatementArguments = [feed, Data(print.bytes)]
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
    let statement = try database.cachedStatement(sql: "SELECT entry FROM offer WHERE source = ?")
    return try Set(Int64.fetchAll(statement, arguments: [source]))
  }

  /// The entries that offered ones may be: those that share a name with one, and those that the
  /// source has offered until now.
  func candidates(
    for names: [Identity.Name], feed: Int64, source: Int64, alsoOffered: Set<Int64>
  ) throws -> [KnownRow] {
    let find = try database.cachedStatement(
      sql: "SELECT entry FROM name WHERE feed = ? AND key = ?")
    var numbers = alsoOffered
    // Each once: many entries may share one.
    var keys: Set<String> = []
    for name in names {
      keys.formUnion(OfferName.storedKeys(of: name))
      keys.formUnion(OfferName.storedIDs([Identity.distinctID(name)]))
    }
    for key in keys { numbers.formUnion(try Int64.fetchAll(find, arguments: [feed, key])) }
    return try numbers.sorted().compactMap { try row($0, source: source) }
  }

  private func row(_ number: Int64, source: Int64) throws -> KnownRow? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT iri, published, updated, modified, own_published, title, visible, rules,
        raw_print, source, cleaned IS NOT NULL AS has_content,
        EXISTS (SELECT 1 FROM offer WHERE offer.entry = number AND offer.source = entry.source)
        AS owner_offers
        FROM entry WHERE number = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [number]),
      let published = row.timestamp("published"), let updated = row.timestamp("updated"),
      let visible = Fingerprint(stored: row["visible"] as Data)
    else { return nil }
    var name = try names(of: number, id: EntryID(iri: row["iri"]), visible: visible)
    name.title = row["title"]
    name.published = row.timestamp("own_published")
    let owner: Int64? = row["source"]
    return KnownRow(
      number: number, known: Identity.Known(name: name, isOfThisSource: owner == source),
      dates: EntryDates(published: published, updated: updated),
      modified: row.timestamp("modified"), rules: row["rules"],
      rawPrint: (row["raw_print"] as Data?).flatMap { Fingerprint(stored: $0) },
      source: owner, ownerOffers: row["owner_offers"], hasContent: row["has_content"])
  }

  private func names(
    of number: Int64, id: EntryID, visible: Fingerprint
  ) throws -> Identity.Name {
    let statement = try database.cachedStatement(
      sql: "SELECT key FROM name WHERE entry = ? ORDER BY key")
    var name = Identity.Name(id: id, keys: [], visible: visible)
    for key in try String.fetchAll(statement, arguments: [number]) {
      let value = String(key.dropFirst(2))
      if key.hasPrefix("a:") {
        name.keys.append(value)
      } else if EntryID(iri: value) != id {
        name.otherIDs.append(EntryID(iri: value))
      }
    }
    return name
  }

  func insert(
    _ offer: Offer, name: Identity.Name, id: EntryID, dates: EntryDates, feed: Int64,
    source: Int64, rules: String, now: Timestamp
  ) throws -> Int64 {
    try execute(
      """
      INSERT INTO entry (feed, source, iri, published, updated, first_seen, last_offered,
      modified, own_published, title, visible, rules, raw_print, raw, cleaned)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        feed, source, id.iri, dates.published.milliseconds, dates.updated.milliseconds,
        now.milliseconds, now.milliseconds, offer.modified?.milliseconds,
        offer.entry.published?.milliseconds, name.title, Data(name.visible.bytes), rules,
        Data(offer.raw.fingerprint.bytes), Data(Compression.deflated(offer.raw.bytes)),
        Data(Compression.deflated(NormalizedRecord.bytes(of: offer.entry))),
      ])
    let number = database.lastInsertedRowID
    try addNames(name, entry: number, feed: feed)
    if id != name.id { try addName("i:\(id.iri)", entry: number, feed: feed) }
    return number
  }

  func update(
    _ row: KnownRow, with offer: Offer, name: Identity.Name, dates: EntryDates, source: Int64,
    rules: String
  ) throws {
    try execute(
      """
      UPDATE entry SET source = ?, updated = ?, modified = coalesce(?, modified), title = ?,
      own_published = coalesce(?, own_published), visible = ?, rules = ?, raw_print = ?,
      raw = ?, cleaned = ? WHERE number = ?
      """,
      [
        source, dates.updated.milliseconds, offer.modified?.milliseconds, name.title,
        offer.entry.published?.milliseconds, Data(name.visible.bytes), rules,
        Data(offer.raw.fingerprint.bytes), Data(Compression.deflated(offer.raw.bytes)),
        Data(Compression.deflated(NormalizedRecord.bytes(of: offer.entry))), row.number,
      ])
  }

  /// Whether an entry holds what only a newer program knows; then nothing is put in its place.
  func isForeign(_ number: Int64) throws -> Bool {
    let row = try Row.fetchOne(
      database, sql: "SELECT raw, cleaned FROM entry WHERE number = ?", arguments: [number])
    guard let row else { return false }
    let raw = (row["raw"] as Data?).flatMap { try? Compression.inflated([UInt8]($0)) }
    return FeedRows.isForeign(cleaned: row["cleaned"])
      || raw.map { RecordLayout.isForeign($0, as: ParsedEntry.self) } ?? false
  }

  static func isForeign(cleaned blob: Data?) -> Bool {
    let bytes = blob.flatMap { try? Compression.inflated([UInt8]($0)) }
    return bytes.map { RecordLayout.isForeign($0, as: NormalizedEntry.self) } ?? false
  }

  func raw(of number: Int64) throws -> RawEntry? {
    let blob = try Data.fetchOne(
      database, sql: "SELECT raw FROM entry WHERE number = ?", arguments: [number])
    return try blob.map { RawEntry(stored: try Compression.inflated([UInt8]($0))) }
  }

  // MARK: Names and offers

  func addNames(
    _ name: Identity.Name, missingFrom known: Identity.Name, entry: Int64, feed: Int64
  ) throws {
    if name.id != known.id, !known.otherIDs.contains(name.id) {
      try addName("i:\(name.id.iri)", entry: entry, feed: feed)
    }
    for key in name.keys where !known.keys.contains(key) {
      try addName("a:\(key)", entry: entry, feed: feed)
    }
  }

  /// Adds all names of an entry that has none yet.
  func addNames(_ name: Identity.Name, entry: Int64, feed: Int64) throws {
    for key in OfferName.storedKeys(of: name) { try addName(key, entry: entry, feed: feed) }
  }

  private func addName(_ key: String, entry: Int64, feed: Int64) throws {
    try execute(
      "INSERT OR IGNORE INTO name (feed, key, entry) VALUES (?, ?, ?)", [feed, key, entry])
  }

  func addOffer(entry: Int64, source: Int64) throws {
    try execute("INSERT OR IGNORE INTO offer (entry, source) VALUES (?, ?)", [entry, source])
  }

  func leave(entry: Int64, source: Int64, now: Timestamp) throws {
    try execute("DELETE FROM offer WHERE entry = ? AND source = ?", [entry, source])
    try execute("UPDATE entry SET last_offered = ? WHERE number = ?", [now.milliseconds, entry])
  }

  func isForgotten(_ keys: [String], feed: Int64) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: "SELECT 1 FROM forgotten WHERE feed = ? AND key = ?")
    return try keys.contains { try Int.fetchOne(statement, arguments: [feed, $0]) != nil }
  }
}
