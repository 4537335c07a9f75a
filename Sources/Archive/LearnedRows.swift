public import FeedModel
public import History

/// What is remembered of one source, to learn which blocks recur in its entries.
public struct SourceLessons: Sendable, Hashable {
  /// An entry that was seen, and the raw form that it was seen in.
  public struct Seen: Sendable, Hashable {
    /// What was seen of its lines; without their texts.
    public var lines: SeenLines
    /// Of the raw entry.
    public var raw: Fingerprint

    /// - Parameters:
    ///   - lines: what was seen of its lines.
    ///   - raw: of the raw entry.
    public init(lines: SeenLines, raw: Fingerprint) {
      self.lines = lines
      self.raw = raw
    }
  }

  /// The text of a line that recurs.
  public struct LineText: Sendable, Hashable {
    /// Names it.
    public var print: UInt64
    /// In UTF-8.
    public var text: [UInt8]

    /// - Parameters:
    ///   - print: names it.
    ///   - text: in UTF-8.
    public init(print: UInt64, text: [UInt8]) {
      self.print = print
      self.text = text
    }
  }

  /// Promos that were learned, and those that were taken back, by id.
  public var promos: [LearnedPromo] = []
  /// What was seen of entries, the oldest first.
  public var seen: [Seen] = []
  /// Texts of lines that recur.
  public var texts: [LineText] = []

  /// Nothing.
  public init() {}
}

extension ArchiveSession {
  /// How many entries of a source are remembered line by line.
  public static var mostSeen: Int { 1000 }

  /// What is remembered of a source; nothing where nobody learns from it.
  public func lessons(
    of address: String, in feed: String
  ) throws(ArchiveError) -> SourceLessons {
    try run { database in
      var lessons = SourceLessons()
      lessons.promos = try LearnedRows.promos(of: feed, database).filter { $0.address == address }
        .map(\.promo)
      lessons.seen = try database.rows(
        """
        SELECT key, day, author, line_count, raw_print, lines FROM seen_lines
        WHERE feed = ? AND \(database.indexed("address")) = \(database.indexed("?"))
        ORDER BY seen, coalesce(day, -1000000000), key
        """, [feed, address]
      ).compactMap { LearnedRows.seen($0) }
      lessons.texts = try database.rows(
        """
        SELECT print, line FROM seen_text
        WHERE feed = ? AND \(database.indexed("address")) = \(database.indexed("?")) ORDER BY print
        """, [feed, address]
      ).map { SourceLessons.LineText(print: UInt64(bitPattern: $0[0]), text: $0[1]) }
      return lessons
    }
  }

  /// The promos that were learned of the sources of a feed, taken back or not, by source and id.
  public func learnedPromos(
    of feed: String
  ) throws(ArchiveError) -> [(address: String, promo: LearnedPromo)] {
    try run { try LearnedRows.promos(of: feed, $0) }
  }

  /// Adds to what is remembered of a source; what was seen of an entry before goes, and so do the
  /// oldest beyond ``mostSeen``.
  ///
  /// - Parameter now: when it was seen and learned.
  public func add(
    _ lessons: SourceLessons, of address: String, in feed: String, now: Timestamp
  ) throws(ArchiveError) {
    try runWhole { database in
      for seen in lessons.seen {
        try database.send(
          """
          INSERT INTO seen_lines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (feed, \(database.indexed("address")), key) DO UPDATE SET
          day = excluded.day, author = excluded.author, line_count = excluded.line_count,
          raw_print = excluded.raw_print, seen = excluded.seen, lines = excluded.lines
          """, LearnedRows.arguments(seen, feed, address, now))
      }
      for text in lessons.texts {
        try database.send(
          """
          INSERT INTO seen_text VALUES (?, ?, ?, ?)
          ON CONFLICT (feed, \(database.indexed("address")), print)
          DO UPDATE SET line = excluded.line
          """, [feed, address, Int64(bitPattern: text.print), text.text])
      }
      for promo in lessons.promos { try LearnedRows.put(promo, feed, address, now, database) }
      if !lessons.seen.isEmpty { try LearnedRows.expire(feed, address, database) }
    }
  }

  /// Takes promos back: they stay from now on, and are not learned again. The feed's entries are
  /// cleaned again in the next run.
  ///
  /// - Parameter ids: those to take back; `nil` for all.
  /// - Returns: those that were taken back.
  public func takeBack(
    _ ids: [String]?, in feed: String, now: Timestamp
  ) throws(ArchiveError) -> [(address: String, promo: LearnedPromo)] {
    try runWhole { database in
      try database.lock(feed: feed)
      let back = try LearnedRows.promos(of: feed, database).filter { row in
        row.promo.state == .taken && ids.map { $0.contains(row.promo.id) } ?? true
      }
      for row in back {
        var promo = row.promo
        promo.state = .forgotten
        try LearnedRows.put(promo, feed, row.address, now, database)
        try database.run(
          """
          UPDATE entry SET rules = '' WHERE source IN (SELECT feed_source.number FROM feed_source
          JOIN feed ON feed.number = feed_source.feed WHERE feed.key = ?
          AND \(database.indexed("address")) = \(database.indexed("?")))
          """, [feed, row.address])
      }
      if !back.isEmpty {
        try database.run("UPDATE feed SET rules = '' WHERE key = ?", [feed])
      }
      return back
    }
  }

  /// The stored entries of a feed that were made of these raw ones, in no order that matters.
  public func staleEntries(
    of key: String, raw prints: [Fingerprint]
  ) throws(ArchiveError) -> [StaleEntry] {
    try run { database in
      try prints.flatMap { print in
        try database.rows(
          """
          SELECT entry.number AS number, raw, raw_print, address, entry.rules AS rules, cleaned,
          EXISTS (SELECT 1 FROM offer WHERE offer.entry = entry.number) AS is_offered FROM entry
          JOIN feed ON feed.number = entry.feed
          LEFT JOIN feed_source ON feed_source.number = entry.source
          WHERE key = ? AND raw_print = ? AND raw IS NOT NULL
          """, [key, print.bytes]
        ).compactMap { try StaleEntry(row: $0) }
      }
    }
  }
}

/// The statements on what was learned.
enum LearnedRows {
  /// Bytes of one line: its name, its place, its facts.
  private static let lineBytes = 18

  static func promos(
    of feed: String, _ database: any Statements
  ) throws -> [(address: String, promo: LearnedPromo)] {
    try database.rows(
      """
      SELECT address, id, state, lines, evidence FROM learned_promo WHERE feed = ?
      ORDER BY address, id
      """, [feed]
    ).map { row in
      let lines: String = row[3]
      var promo = LearnedPromo(
        id: row[1], lines: lines.split(separator: "\n").map(String.init), evidence: row[4])
      promo.state = LearnedPromo.State(rawValue: row[2]) ?? .forgotten
      return (row[0], promo)
    }
  }

  static func put(
    _ promo: LearnedPromo, _ feed: String, _ address: String, _ now: Timestamp,
    _ database: any Statements
  ) throws {
    try database.send(
      """
      INSERT INTO learned_promo VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (feed, \(database.indexed("address")), id) DO UPDATE SET
      state = excluded.state, since = excluded.since, lines = excluded.lines,
      evidence = excluded.evidence
      """,
      [
        feed, address, promo.id, promo.state.rawValue, now.milliseconds,
        promo.lines.joined(separator: "\n"), promo.evidence,
      ])
  }

  /// Lets the oldest go.
  static func expire(_ feed: String, _ address: String, _ database: any Statements) throws {
    let isSource = "\(database.indexed("address")) = \(database.indexed("?"))"
    try database.send(
      """
      DELETE FROM seen_lines WHERE feed = ? AND \(isSource) AND key NOT IN
      (SELECT key FROM seen_lines WHERE feed = ? AND \(isSource)
      ORDER BY seen DESC, coalesce(day, -1000000000) DESC, key LIMIT ?)
      """, [feed, address, feed, address, ArchiveSession.mostSeen])
  }

  static func arguments(
    _ seen: SourceLessons.Seen, _ feed: String, _ address: String, _ now: Timestamp
  ) -> [any StoredValue] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(seen.lines.lines.count * lineBytes)
    for line in seen.lines.lines {
      append(line.print, 8, to: &bytes)
      append(UInt64(line.place), 2, to: &bytes)
      append(line.facts, 8, to: &bytes)
    }
    return [
      feed, address, Int64(bitPattern: seen.lines.key), seen.lines.day.map { Int64($0) },
      Int64(bitPattern: seen.lines.author), seen.lines.count, seen.raw.bytes, now.milliseconds,
      bytes,
    ]
  }

  static func seen(_ row: StoredRow) -> SourceLessons.Seen? {
    guard let raw = Fingerprint(stored: row[4] as [UInt8]) else { return nil }
    var lines = SeenLines(key: UInt64(bitPattern: row[0]))
    lines.day = (row[1] as Int64?).map { Int32(clamping: $0) }
    lines.author = UInt64(bitPattern: row[2])
    lines.count = row[3]
    let bytes: [UInt8] = row[5]
    for start in stride(from: 0, to: bytes.count - lineBytes + 1, by: lineBytes) {
      lines.lines.append(
        SeenLines.Line(
          print: number(bytes[start..<(start + 8)]),
          place: UInt16(truncatingIfNeeded: number(bytes[(start + 8)..<(start + 10)])),
          facts: number(bytes[(start + 10)..<(start + 18)])))
    }
    return SourceLessons.Seen(lines: lines, raw: raw)
  }

  private static func append(_ value: UInt64, _ count: Int, to bytes: inout [UInt8]) {
    for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * index))) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
