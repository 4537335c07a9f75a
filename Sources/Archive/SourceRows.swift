internal import FeedModel
public import History

extension ArchiveSession {
  /// What is remembered of a source; a fresh state when nothing is.
  public func sourceState(
    _ address: String, of feed: String = ""
  ) throws(ArchiveError) -> SourceState {
    try run { database in
      let row = try database.row(
        """
        SELECT * FROM source
        WHERE feed = ? AND \(database.indexed("address")) = \(database.indexed("?"))
        """, [feed, address])
      return row.map(SourceState.init(row:)) ?? SourceState(feed: feed, address: address)
    }
  }

  /// Every source that was ever asked, by feed and address.
  public func sourceStates() throws(ArchiveError) -> [SourceState] {
    try run { database in
      try database.rows("SELECT * FROM source ORDER BY feed, address", [])
        .map(SourceState.init(row:))
    }
  }

  /// Remembers a source in the place of what was remembered of it.
  public func save(_ state: SourceState) throws(ArchiveError) {
    try run { database in
      let columns = Self.sourceColumns
      let others = columns.dropFirst(2).map { "\($0) = excluded.\($0)" }
      try database.send(
        """
        INSERT INTO source (\(columns.joined(separator: ", "))) VALUES
        (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (feed, \(database.indexed("address"))) DO UPDATE SET
        \(others.joined(separator: ", "))
        """, state.arguments)
    }
  }

  /// In the order of ``SourceState/arguments``.
  private static var sourceColumns: [String] {
    [
      "feed", "address", "etag", "last_modified", "validators_from", "body", "body_at",
      "validators_lie", "last_attempt", "last_success", "last_news", "due", "interval",
      "held_until", "failures", "last_error", "moved_to", "moves", "retired", "reported_state",
      "reported_at", "settings", "hints", "encoding",
    ]
  }
}

extension SourceState {
  /// By position, in the order of ``arguments``: looking columns up by name takes longer than
  /// reading them.
  fileprivate init(row: StoredRow) {
    self.init(feed: row[0], address: row[1])
    etag = row[2]
    lastModified = row[3]
    validatorsFrom = row[4]
    body = (row[5] as [UInt8]?).flatMap { Fingerprint(stored: $0) }
    bodyAt = row.timestamp(6)
    validatorsLie = row[7]
    lastAttempt = row.timestamp(8)
    lastSuccess = row.timestamp(9)
    lastNews = row.timestamp(10)
    due = row.timestamp(11)
    interval = (row[12] as Int64?).map { .milliseconds($0) }
    heldUntil = row.timestamp(13)
    failures = row[14]
    lastError = row[15]
    movedTo = row[16]
    moves = row[17]
    isRetired = row[18]
    reportedState = row[19]
    reportedAt = row.timestamp(20)
    settings = row[21]
    hints = (row[22] as String?).map { Schedule.Hints(stored: $0) } ?? Schedule.Hints()
    encoding = row[23]
  }

  fileprivate var arguments: [any StoredValue] {
    [
      feed, address, etag, lastModified, validatorsFrom, body.map { $0.bytes },
      bodyAt?.milliseconds, validatorsLie, lastAttempt?.milliseconds,
      lastSuccess?.milliseconds, lastNews?.milliseconds, due?.milliseconds,
      interval?.wholeMilliseconds, heldUntil?.milliseconds, failures, lastError, movedTo, moves,
      isRetired, reportedState, reportedAt?.milliseconds, settings, hints.stored,
      encoding,
    ]
  }
}

extension Schedule.Hints {
  /// `refresh;rhythm;skipped hours;skipped days`: what a document said; what a response said
  /// holds for that response alone.
  fileprivate var stored: String? {
    let refresh: String = refreshSeconds.map { String($0) } ?? ""
    let rhythm: String = rhythmSeconds.map { String($0) } ?? ""
    let hours: String = skipHours.map { String($0) }.joined(separator: ",")
    let days: String = skipDays.map { String($0) }.joined(separator: ",")
    let fields: [String] = [refresh, rhythm, hours, days]
    return fields.allSatisfy { $0.isEmpty } ? nil : fields.joined(separator: ";")
  }

  fileprivate init(stored: String) {
    self.init()
    let fields = stored.split(separator: ";", omittingEmptySubsequences: false)
    guard fields.count == 4 else { return }
    refreshSeconds = Int(fields[0])
    rhythmSeconds = Int(fields[1])
    skipHours = fields[2].split(separator: ",").compactMap { Int($0) }
    skipDays = fields[3].split(separator: ",").compactMap { Int($0) }
  }
}

extension StoredRow {
  func timestamp(_ position: Int) -> Timestamp? {
    (self[position] as Int64?).flatMap { Timestamp(milliseconds: $0) }
  }

  func timestamp(_ column: String) -> Timestamp? {
    (self[column] as Int64?).flatMap { Timestamp(milliseconds: $0) }
  }
}
