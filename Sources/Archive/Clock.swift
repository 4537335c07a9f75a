public import FeedModel
internal import History

/// What the archive makes of a run's clock.
public struct ClockFinding: Sendable, Hashable {
  /// Entries whose dates only a wrong clock gave, and that have credible ones now.
  public var corrected = 0
  /// Whether the clock has jumped by more than 30 days since the last run: then nothing is let go.
  public var hasJumped = false

  /// Nothing was found.
  public init() {}
}

extension ArchiveSession {
  /// Notes that a run begins, and undoes what runs under a wrong clock have noted.
  ///
  /// A clock was wrong where a run stored moments more than a day after this run's, where it said a
  /// time before this program was written, or where ``markClockAsWrong(of:)`` said so. What only it
  /// dated is dated anew, once, in order: the one exception to that `published` never changes.
  public func beginRun(at now: Timestamp) throws(ArchiveError) -> ClockFinding {
    try runWhole { database in
      var finding = ClockFinding()
      guard ClockCheck.isPossible(now) else {
        // The next run puts right what this one dates.
        try database.run(
          "INSERT INTO run (started, is_wrong) VALUES (?, 1) ON CONFLICT DO NOTHING",
          [now.milliseconds])
        finding.hasJumped = true
        return finding
      }
      let runs = try database.rows("SELECT started, is_wrong FROM run ORDER BY started", [])
      var last: Timestamp?
      for row in runs {
        guard let started = row.timestamp("started") else { continue }
        if ClockCheck.isAhead(started, of: now) || row["is_wrong"] as Bool {
          finding.corrected += try Correction(database, wrong: started, now: now).run()
          try database.run(
            "DELETE FROM run WHERE started = ?", [started.milliseconds])
        } else {
          last = started
        }
      }
      let former = last ?? runs.last?.timestamp("started")
      finding.hasJumped = former.map { ClockCheck.hasJumped(from: $0, to: now) } ?? false
      try database.run("DELETE FROM run WHERE started < ?", [last?.milliseconds])
      try database.run(
        "INSERT INTO run (started) VALUES (?) ON CONFLICT DO NOTHING", [now.milliseconds])
      return finding
    }
  }

  /// Notes that the clock of a run is wrong, by what the servers said; the next run puts it right.
  public func markClockAsWrong(of run: Timestamp) throws(ArchiveError) {
    try self.run { database in
      _ = try database.run(
        "UPDATE run SET is_wrong = 1 WHERE started = ?", [run.milliseconds])
    }
  }
}

/// Puts right what one run under a wrong clock has stored.
private struct Correction {
  let database: any Statements
  let wrong: Timestamp
  let now: Timestamp

  init(_ database: any Statements, wrong: Timestamp, now: Timestamp) {
    self.database = database
    self.wrong = wrong
    self.now = now
  }

  /// Gives how many entries have other dates now.
  func run() throws -> Int {
    let entries = try database.rows(
      """
      SELECT number, feed, published, modified, own_published, first_seen = ? AS is_new,
      published_by_clock, updated_by_clock = ? AS is_moved FROM entry
      WHERE first_seen = ? OR updated_by_clock = ? ORDER BY feed, published DESC, number
      """, [Int64](repeating: wrong.milliseconds, count: 4))
    var places: [Int64: Int64] = [:]
    var months: [Int64: Set<String>] = [:]
    for row in entries {
      let feed: Int64 = row["feed"]
      let place = places[feed, default: 0]
      guard try correct(row, place: place) else { continue }
      places[feed] = place + 1
      // On the pages of these months it may stand.
      let former = [row.timestamp("published"), wrong].compactMap(\.self)
      months[feed, default: []].formUnion(former.map(\.month))
    }
    let files = PublishedFileRows(database: database)
    for (feed, months) in months.sorted(by: { $0.key < $1.key }) {
      try files.mark(months, of: feed, as: PublishedFile.misdated)
    }
    // What was known before was offered again, or let go, at that time.
    try database.run(
      """
      UPDATE entry SET last_offered = ?
      WHERE feed IN (SELECT number FROM feed) AND last_offered = ?
      """,
      [now.milliseconds, wrong.milliseconds])
    for feed in places.keys.sorted() { try settleAgain(feed) }
    try correctSources()
    return Int(places.values.reduce(0, +))
  }

  /// Whether a date has changed that is published.
  private func correct(_ row: StoredRow, place: Int64) throws -> Bool {
    let (number, isNew): (Int64, Bool) = (row["number"], row["is_new"])
    let moment = Timestamp(milliseconds: now.milliseconds - place * 1000) ?? now
    if isNew {
      try database.run(
        "UPDATE entry SET first_seen = ?, last_offered = ? WHERE number = ?",
        [now.milliseconds, now.milliseconds, number])
    }
    if isNew, row["published_by_clock"] {
      let own = row.timestamp("own_published").flatMap {
        EntryDates.isAhead($0, of: now) ? nil : $0
      }
      let published = own ?? moment
      let modified = row.timestamp("modified").flatMap {
        EntryDates.isAhead($0, of: now) ? nil : $0
      }
      try database.run(
        "UPDATE entry SET published = ?, updated = ?, published_by_clock = ? WHERE number = ?",
        [
          published.milliseconds, max(published, modified ?? published).milliseconds, own == nil,
          number,
        ])
    } else if row["is_moved"] {
      try database.run(
        """
        UPDATE entry SET updated = CASE WHEN published > ? THEN published ELSE ? END,
        updated_by_clock = NULL WHERE number = ?
        """, [moment.milliseconds, moment.milliseconds, number])
    } else {
      return false
    }
    return true
  }

  /// A feed's own date comes of its entries' again.
  private func settleAgain(_ feed: Int64) throws {
    try database.run(
      """
      UPDATE feed SET digest = NULL, next_closing = NULL, generation = generation + 1,
      updated = (SELECT max(entry.updated) FROM entry
      WHERE entry.feed = feed.number AND cleaned IS NOT NULL),
      began = CASE WHEN began = ? THEN ? ELSE began END WHERE number = ?
      """, [wrong.milliseconds, now.milliseconds, feed])
  }

  /// What was asked in that run may be asked at once, retired or not.
  private func correctSources() throws {
    try database.run(
      """
      UPDATE source SET due = NULL, held_until = NULL, retired = 0, last_attempt = NULL,
      body_at = NULL, etag = NULL, last_modified = NULL,
      last_success = CASE WHEN last_success = last_attempt THEN ? ELSE last_success END,
      last_news = CASE WHEN last_news = last_attempt THEN ? ELSE last_news END
      WHERE last_attempt = ?
      """, [now.milliseconds, now.milliseconds, wrong.milliseconds])
  }
}
