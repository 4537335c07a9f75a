import FeedModel
internal import History

/// An entry that was found, with the place of what was looked for.
public struct FoundEntry: Sendable, Hashable {
  /// The entry.
  public var entry: ListedEntry
  /// What stands before it.
  public var before: String
  /// As it is written there.
  public var match: String
  /// What stands behind it.
  public var after: String
}

extension ArchiveSession {
  /// Makes what entries are searched by, for at most `limit` of those that have changed; tells how
  /// many that were.
  public func indexForSearch(limit: Int) throws(ArchiveError) -> Int {
    try run { database in
      let pending = try database.rows(
        """
        SELECT search.entry AS number, title, raw, cleaned FROM search
        JOIN entry ON entry.number = search.entry WHERE grams IS NULL LIMIT ?
        """, [limit])
      for row in pending {
        try database.send(
          "UPDATE search SET grams = ? WHERE entry = ?",
          [Self.grams(row), row["number"] as Int64])
      }
      return pending.count
    }
  }

  private static func grams(_ row: StoredRow) -> [UInt8] {
    let raw = (row["raw"] as [UInt8]?).flatMap { try? Compression.inflated($0) }
      .flatMap(RawEntry.parsed)
    let text = text(ofCleaned: row["cleaned"])
    let markup = (raw?.content ?? raw?.summary)?.value ?? ""
    return SearchGrams.packed(title: row["title"], text: text, markup: Array(markup.utf8))
  }

  /// What a reader sees of a clean entry; empty where it can't be read.
  private static func text(ofCleaned blob: [UInt8]?) -> [UInt8] {
    let bytes = blob.flatMap { try? Compression.inflated($0) }
    guard let entry = bytes.flatMap({ try? NormalizedRecord.entry($0) }) else { return [] }
    if let content = entry.content { return MarkupNames.text(of: Array(content.html.utf8)) }
    return Array((entry.summary ?? "").utf8)
  }

  /// Lets go of all that entries are searched by, or begins to make it where there is none.
  public func keepSearch(_ isWanted: Bool) throws(ArchiveError) {
    try run { database in
      guard isWanted else {
        try database.run("DELETE FROM search", [])
        return
      }
      guard try database.row("SELECT 1 FROM search LIMIT 1", []) == nil else { return }
      try database.run(
        "INSERT INTO search (entry) SELECT number FROM entry WHERE cleaned IS NOT NULL", [])
    }
  }

  /// The entries that hold a text, newest first: all its words, and pairs of characters where a
  /// script has no blanks.
  ///
  /// - Parameters:
  ///   - feeds: the only feeds to look in; `nil` for all.
  ///   - limit: how many to give.
  /// - Returns: them, and whether there may be more that were not looked at.
  public func search(
    _ text: String, in feeds: Set<String>? = nil, limit: Int
  ) throws(ArchiveError) -> (found: [FoundEntry], isCut: Bool) {
    let wanted = SearchGrams.wanted(text)
    guard !wanted.isEmpty else { return ([], false) }
    let words = Self.words(text)
    return try run { database in
      var found: [FoundEntry] = []
      let numbers = try candidates(wanted, in: database)
      for (count, number) in numbers.enumerated() {
        guard found.count < limit, count < Self.mostLookedAt else { return (found, true) }
        let row = try database.row(
          """
          SELECT \(ListedEntry.columns), entry.cleaned AS cleaned FROM \(ListedEntry.tables)
          WHERE entry.number = ?
          """, [number])
        guard let row, let listed = ListedEntry(row: row),
          feeds?.contains(listed.feed) ?? true
        else { continue }
        let text = Self.text(ofCleaned: row["cleaned"])
        if let entry = Self.found(listed, text, words) { found.append(entry) }
      }
      return (found, false)
    }
  }

  /// How many entries hold names of markup, and how many are remembered, of those of a feed.
  public func count(
    names: [String], in feed: String
  ) throws(ArchiveError) -> (holding: Int, all: Int) {
    let wanted = SearchGrams.wanted(names: names)
    return try run { database in
      let sets = try database.rows(
        """
        SELECT grams FROM search WHERE grams IS NOT NULL AND entry IN
        (SELECT number FROM entry WHERE feed = (SELECT number FROM feed WHERE key = ?))
        """, [feed])
      let holding = sets.count { SearchGrams.holds(wanted, in: $0[0]) }
      return (holding, sets.count)
    }
  }

  /// Whether there is anything to search by: not in an archive that no run of this version has opened.
  public var canBeSearched: Bool {
    (try? run { try $0.layout }) ?? 0 >= 6
  }

  /// The entries that an id or the address of a page names, whatever became of them, and the feeds in
  /// which such an entry was forgotten for good.
  ///
  /// - Parameter feeds: the only feeds to look in.
  public func entries(
    named name: String, in feeds: [String]
  ) throws(ArchiveError) -> (entries: [ListedEntry], forgottenIn: [String]) {
    var keys = ["i:\(name)"]
    if let address = WebAddress(name) { keys += EntryName.forgettable(address: address) }
    let names = keys
    return try run { database in
      var entries: [ListedEntry] = []
      var forgottenIn: [String] = []
      for feed in feeds {
        let number: Int64? = try database.value("SELECT number FROM feed WHERE key = ?", [feed])
        guard let number else { continue }
        var found: Set<Int64> = []
        for key in names {
          let numbers: [Int64] = try database.values(
            """
            SELECT entry FROM name
            WHERE feed = ? AND \(database.indexed("key")) = \(database.indexed("?"))
            """, [number, key])
          found.formUnion(numbers)
        }
        for entry in found.sorted() {
          let row = try database.row(
            "SELECT \(ListedEntry.columns) FROM \(ListedEntry.tables) WHERE entry.number = ?",
            [entry])
          if let listed = row.flatMap(ListedEntry.init(row:)) { entries.append(listed) }
        }
        let isForgotten =
          try forgotten.contains(names, of: feed)
          || !FeedRows(database: database).forgotten(of: names, feed: number).isEmpty
        if isForgotten { forgottenIn.append(feed) }
      }
      return (entries, forgottenIn)
    }
  }

  /// Candidates that are read and looked at.
  private static let mostLookedAt = 1000

  private func candidates(
    _ wanted: [UInt16], in database: any Statements
  ) throws -> [Int64] {
    var numbers: [Int64] = []
    var after: Int64 = -1
    while true {
      let sets = try database.rows(
        """
        SELECT entry, grams FROM search WHERE entry > ? AND grams IS NOT NULL
        ORDER BY entry LIMIT 2000
        """, [after])
      guard let last = sets.last else { break }
      after = last[0]
      for set in sets where SearchGrams.holds(wanted, in: set[1]) { numbers.append(set[0]) }
    }
    let dated = try numbers.map { number -> (Int64, Int64) in
      let row = try database.row("SELECT published FROM entry WHERE number = ?", [number])
      return (row?["published"] ?? 0, number)
    }
    return dated.sorted { $0 > $1 }.map(\.1)
  }

  /// In lower case, without blanks around them.
  private static func words(_ text: String) -> [[UInt8]] {
    SearchGrams.folded(Array(text.utf8)).split { $0 <= 0x20 }.map(Array.init)
  }

  private static func found(
    _ entry: ListedEntry, _ text: [UInt8], _ words: [[UInt8]]
  ) -> FoundEntry? {
    let title = SearchGrams.folded(Array(entry.title.utf8))
    let folded = SearchGrams.folded(text)
    var place: Range<Int>?
    for word in words {
      let range = folded.firstRange(of: word)
      guard range != nil || title.firstRange(of: word) != nil else { return nil }
      if place == nil { place = range }
    }
    // Letters that are longer in lower case move what is behind them; then the folded text is shown.
    let shown = folded.count == text.count ? text : folded
    guard let place else {
      return FoundEntry(entry: entry, before: "", match: "", after: excerpt(shown.prefix(240)))
    }
    let start = max(0, place.lowerBound - 120)
    let end = min(shown.count, place.upperBound + 160)
    return FoundEntry(
      entry: entry, before: (start > 0 ? "…" : "") + excerpt(shown[start..<place.lowerBound]),
      match: String(decoding: shown[place], as: UTF8.self),
      after: excerpt(shown[place.upperBound..<end]) + (end < shown.count ? "…" : ""))
  }

  /// Without the halves of characters at its ends.
  private static func excerpt(_ bytes: ArraySlice<UInt8>) -> String {
    var part = bytes.drop { $0 & 0xC0 == 0x80 }
    if let lead = part.lastIndex(where: { $0 & 0xC0 != 0x80 }), part[lead] >= 0xC0 {
      let length = part[lead] >= 0xF0 ? 4 : part[lead] >= 0xE0 ? 3 : 2
      if part.endIndex - lead < length { part = part[..<lead] }
    }
    return String(decoding: part.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
  }
}
