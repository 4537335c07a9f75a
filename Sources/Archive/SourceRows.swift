internal import FeedModel
internal import Foundation
internal import GRDB

extension ArchiveSession {
  /// What is remembered of a source; a fresh state when nothing is.
  public func sourceState(
    _ address: String, of feed: String = ""
  ) throws(ArchiveError) -> SourceState {
    try run { database in
      let statement = try database.cachedStatement(
        sql: "SELECT * FROM source WHERE feed = ? AND address = ?")
      let row = try Row.fetchOne(statement, arguments: [feed, address])
      return try row.map(SourceState.init(row:)) ?? SourceState(feed: feed, address: address)
    }
  }

  /// Every source that was ever asked, by feed and address.
  public func sourceStates() throws(ArchiveError) -> [SourceState] {
    try run { database in
      try Row.fetchAll(database, sql: "SELECT * FROM source ORDER BY feed, address")
        .map(SourceState.init(row:))
    }
  }

  public func save(_ state: SourceState) throws(ArchiveError) {
    try run { database in
      let statement = try database.cachedStatement(
        sql: """
          INSERT OR REPLACE INTO source VALUES
          (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """)
      try statement.execute(arguments: state.arguments)
    }
  }
}

extension SourceState {
  fileprivate init(row: Row) throws {
    self.init(feed: row["feed"], address: row["address"])
    etag = row["etag"]
    lastModified = row["last_modified"]
    validatorsFrom = row["validators_from"]
    body = (row["body"] as Data?).flatMap { Fingerprint(stored: $0) }
    bodyAt = row.timestamp("body_at")
    validatorsLie = row["validators_lie"]
    lastAttempt = row.timestamp("last_attempt")
    lastSuccess = row.timestamp("last_success")
    lastNews = row.timestamp("last_news")
    due = row.timestamp("due")
    interval = (row["interval"] as Int64?).map { .milliseconds($0) }
    heldUntil = row.timestamp("held_until")
    failures = row["failures"]
    lastError = row["last_error"]
    movedTo = row["moved_to"]
    moves = row["moves"]
    isRetired = row["retired"]
    reportedState = row["reported_state"]
    reportedAt = row.timestamp("reported_at")
    settings = row["settings"]
    hints = Schedule.Hints(stored: row["hints"] ?? "")
  }

  fileprivate var arguments: StatementArguments {
    [
      feed, address, etag, lastModified, validatorsFrom, body.map { Data($0.bytes) },
      bodyAt?.milliseconds, validatorsLie, lastAttempt?.milliseconds,
      lastSuccess?.milliseconds, lastNews?.milliseconds, due?.milliseconds,
      interval?.wholeMilliseconds, heldUntil?.milliseconds, failures, lastError, movedTo, moves,
      isRetired, reportedState, reportedAt?.milliseconds, settings, hints.stored,
    ]
  }
}

extension Schedule.Hints {
  /// `refresh;rhythm;skipped hours;skipped days`: what a document said; what a response said
  /// holds for that response alone.
  fileprivate var stored: String? {
    let fields = [
      refreshSeconds.map(String.init) ?? "", rhythmSeconds.map(String.init) ?? "",
      skipHours.map(String.init).joined(separator: ","),
      skipDays.map(String.init).joined(separator: ","),
    ]
    return fields.allSatisfy(\.isEmpty) ? nil : fields.joined(separator: ";")
  }

  fileprivate init(stored: String) {
    let fields = stored.split(separator: ";", omittingEmptySubsequences: false)
    guard fields.count == 4 else { return }
    refreshSeconds = Int(fields[0])
    rhythmSeconds = Int(fields[1])
    skipHours = fields[2].split(separator: ",").compactMap { Int($0) }
    skipDays = fields[3].split(separator: ",").compactMap { Int($0) }
  }
}

extension Row {
  func timestamp(_ column: String) -> Timestamp? {
    (self[column] as Int64?).flatMap { Timestamp(milliseconds: $0) }
  }
}
