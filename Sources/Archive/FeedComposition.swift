internal import FeedModel
internal import History

extension FeedRows {
  /// What tells two states of a published entry apart.
  private struct Item {
    var number: Int64
    var retained: Retention.Item
    var updated: Timestamp
    var state: [UInt8]
    /// Copies that it lists.
    var copies: [Link] = []
  }

  /// What of the statements concerns copies, which older layouts do not know.
  private struct CopyTerms {
    /// A copy is published by its original alone.
    var isNoCopy = "1 = 1"
    var hasCopies = "0 AS has_copies"
    var copyIsOffered = "1 = 0"
    var orOriginal = ""

    init(layout: Int) {
      guard layout >= CopyRows.firstLayout else { return }
      isNoCopy = "NOT EXISTS (SELECT 1 FROM copy WHERE copy.entry = entry.number)"
      hasCopies =
        "EXISTS (SELECT 1 FROM copy WHERE copy.original = entry.number) AS has_copies"
      copyIsOffered = """
        EXISTS (SELECT 1 FROM copy JOIN offer ON offer.entry = copy.entry
        WHERE copy.original = entry.number)
        """
      orOriginal = """
        UNION SELECT copy.original FROM copy JOIN offer ON offer.entry = copy.entry
        JOIN feed_source ON feed_source.number = offer.source WHERE feed_source.feed = ?
        """
    }

    var columns: String {
      """
      number, feed, iri, published, updated, raw_print, rules,
      EXISTS (SELECT 1 FROM offer WHERE offer.entry = number) OR \(copyIsOffered) AS is_offered,
      \(hasCopies)
      """
    }
  }

  /// The newest entries, and those that are offered: no others can be in the main document.
  private func items(feed: Int64, newest: Int) throws -> [Item] {
    let terms = CopyTerms(layout: try database.layout)
    let newestOnes = try database.rows(
      """
      SELECT \(terms.columns) FROM entry WHERE feed = ? AND cleaned IS NOT NULL
      AND \(terms.isNoCopy) ORDER BY published DESC, iri LIMIT ?
      """, [feed, max(0, newest)])
    let offered = try database.rows(
      """
      SELECT \(terms.columns) FROM entry WHERE cleaned IS NOT NULL AND \(terms.isNoCopy)
      AND number IN
      (SELECT offer.entry FROM offer JOIN feed_source ON feed_source.number = offer.source
      WHERE feed_source.feed = ? \(terms.orOriginal))
      """, terms.orOriginal.isEmpty ? [feed] : [feed, feed])
    var seen: Set<Int64> = []
    return try (newestOnes + offered).compactMap { row in
      // The original may be another feed's.
      guard row["feed"] as Int64 == feed, seen.insert(row["number"]).inserted else { return nil }
      guard let published = row.timestamp("published"), let updated = row.timestamp("updated")
      else { return nil }
      let print = row["raw_print"] as [UInt8]? ?? []
      var item = Item(
        number: row["number"],
        retained: Retention.Item(
          id: EntryID(iri: row["iri"]), published: published, isOffered: row["is_offered"]),
        updated: updated, state: print + Array((row["rules"] as String).utf8))
      if row["has_copies"] {
        item.copies = try CopyRows(database: database).links(of: item.number)
      }
      return item
    }
  }

  private func selected(feed: Int64, retention: Retention) throws -> [Item] {
    let items = try items(feed: feed, newest: retention.entries)
    return retention.selection(of: items.map(\.retained)).map { items[$0] }
  }

  /// Brings the feed's date and generation up to date; both only grow.
  func settle(
    feed: Int64, head: NormalizedFeed, policy: MergePolicy
  ) throws -> (generation: Int, isChanged: Bool) {
    guard
      let row = try database.row(
        "SELECT iri, head, updated, digest, generation FROM feed WHERE number = ?",
        [feed])
    else { throw MissingRow() }
    let selected = try selected(feed: feed, retention: policy.retention)
    let newest = selected.map(\.updated).max() ?? head.updated
    let stored: Int64 = row["updated"]
    let isEmpty = selected.isEmpty && stored > Timestamp.range.lowerBound
    let updated = isEmpty ? stored : max(stored, newest.milliseconds)
    let digest =
      digest(of: selected, iri: row["iri"], head: head, updated: updated, policy.settings).bytes
    let generation: Int = row["generation"]
    try execute(
      "UPDATE feed SET rules = ?, settings = ? WHERE number = ?",
      [policy.rules, policy.settings, feed])
    guard digest != row["digest"] as [UInt8]? else { return (generation, false) }
    try execute(
      "UPDATE feed SET digest = ?, updated = ?, generation = ? WHERE number = ?",
      [digest, updated, generation + 1, feed])
    return (generation + 1, true)
  }

  private func digest(
    of items: [Item], iri: String, head: NormalizedFeed, updated: Int64, _ settings: String
  ) -> Fingerprint {
    var builder = FingerprintBuilder()
    builder.update(text: iri)
    builder.update(text: settings)
    builder.update(NormalizedRecord.print(ofHead: head))
    var writer = RecordWriter()
    writer.write(updated)
    for item in items {
      writer.write(item.retained.id.iri)
      writer.write(item.retained.published)
      writer.write(item.updated)
      writer.write(list: item.state) { $0.write(UInt64($1)) }
      for copy in item.copies {
        for text in [copy.address.href, copy.hreflang ?? "", copy.title ?? ""] {
          writer.write(text)
        }
      }
    }
    builder.update(writer.bytes)
    return builder.finish()
  }

  /// - Parameter cleaning: cleans an entry again whose clean form can't be read; `nil` when the
  ///   rules drop it.
  func feed(
    _ key: String, retention: Retention, cleaning: Cleaning?
  ) throws -> NormalizedFeed? {
    guard
      let row = try database.row(
        "SELECT number, iri, head, updated FROM feed WHERE key = ?",
        [key])
    else { return nil }
    let head = try NormalizedRecord.head(row["head"])
    var feed = NormalizedFeed(
      id: row["iri"], title: head.title, authors: head.authors,
      updated: row.timestamp("updated") ?? head.updated)
    feed.copyHead(of: head)
    feed.entries = try selected(feed: row["number"], retention: retention).compactMap {
      try entry($0, cleaning: cleaning)
    }
    return feed
  }

  private func entry(_ item: Item, cleaning: Cleaning?) throws -> NormalizedEntry? {
    let stored: [UInt8]?? = try database.value(
      "SELECT cleaned FROM entry WHERE number = ?", [item.number])
    guard let blob = stored ?? nil else { return nil }
    guard var entry = try entry(of: blob, number: item.number, cleaning) else { return nil }
    entry.id = item.retained.id
    entry.published = item.retained.published
    entry.updated = item.updated
    entry.list(item.copies)
    return entry
  }

  /// Where the clean form can't be read, it is made again from the raw one and not stored: a
  /// newer program may know what it says.
  private func entry(
    of blob: [UInt8], number: Int64, _ cleaning: Cleaning?
  ) throws -> NormalizedEntry? {
    do {
      return try NormalizedRecord.entry(Compression.inflated(blob))
    } catch {
      guard let cleaning, let stale = try staleEntry(number) else { throw error }
      return cleaning(stale)
    }
  }

  private func staleEntry(_ number: Int64) throws -> StaleEntry? {
    let row = try database.row(
      """
      SELECT entry.number AS number, raw, address FROM entry
      LEFT JOIN feed_source ON feed_source.number = entry.source
      WHERE entry.number = ? AND raw IS NOT NULL
      """, [number])
    return try row.flatMap { try StaleEntry(row: $0) }
  }

  /// The entries that still have their content and that `isWanted` by their dates.
  func pageEntries(
    of key: String, cleaning: Cleaning?,
    where isWanted: (_ published: Timestamp, _ firstSeen: Timestamp) -> Bool
  ) throws -> [PageEntry] {
    let terms = CopyTerms(layout: try database.layout)
    let rows = try database.rows(
      """
      SELECT entry.number AS number, entry.iri AS iri, entry.published AS published,
      entry.updated AS updated, \(terms.hasCopies),
      first_seen FROM entry JOIN feed ON feed.number = entry.feed
      WHERE key = ? AND cleaned IS NOT NULL AND \(terms.isNoCopy) ORDER BY entry.number
      """, [key])
    return try rows.compactMap { row in
      guard let published = row.timestamp("published"), let updated = row.timestamp("updated"),
        let firstSeen = row.timestamp("first_seen"), isWanted(published, firstSeen)
      else { return nil }
      let retained = Retention.Item(
        id: EntryID(iri: row["iri"]), published: published, isOffered: false)
      var item = Item(number: row["number"], retained: retained, updated: updated, state: [])
      if row["has_copies"] {
        item.copies = try CopyRows(database: database).links(of: item.number)
      }
      return try entry(item, cleaning: cleaning).map {
        PageEntry(entry: $0, firstSeen: firstSeen)
      }
    }
  }
}

extension NormalizedFeed {
  /// Takes everything but id, title, authors, date, entries and diagnostics.
  mutating func copyHead(of head: NormalizedFeed) {
    subtitle = head.subtitle
    homepage = head.homepage
    language = head.language
    rights = head.rights
    icon = head.icon
    logo = head.logo
    contributors = head.contributors
    categories = head.categories
    links = head.links
    extensions = head.extensions
  }
}
