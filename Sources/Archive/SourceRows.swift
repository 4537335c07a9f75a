internal import FeedModel
internal import Foundation
internal import GRDB

extension ArchiveSession {
  /// What is remembered of a source; a fresh state when nothing is.
  public func sourceState(_ address: String) throws(ArchiveError) -> SourceState {
    try run { database in
      let statement = try database.cachedStatement(sql: "SELECT * FROM source WHERE address = ?")
      let row = try Row.fetchOne(statement, arguments: [address])
      return try row.map(SourceState.init(row:)) ?? SourceState(address: address)
    }
  }

  /// Every source that was ever asked, by address.
  public func sourceStates() throws(ArchiveError) -> [SourceState] {
    try run { database in
      try Row.fetchAll(database, sql: "SELECT * FROM source ORDER BY address")
        .map(SourceState.init(row:))
    }
  }

  public func save(_ state: SourceState) throws(ArchiveError) {
    try run { database in
      let statement = try database.cachedStatement(
        sql: """
          INSERT OR REPLACE INTO source VALUES
          (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """)
      try statement.execute(arguments: state.arguments)
    }
  }
}

extension SourceState {
  fileprivate init(row: Row) throws {
    self.init(address: row["address"])
    etag = row["etag"]
    lastModified = row["last_modified"]
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
  }

  fileprivate var arguments: StatementArguments {
    [
      address, etag, lastModified, body.map { Data($0.bytes) }, bodyAt?.milliseconds,
      validatorsLie, lastAttempt?.milliseconds, lastSuccess?.milliseconds,
      lastNews?.milliseconds, due?.milliseconds, interval?.wholeMilliseconds,
      heldUntil?.milliseconds, failures, lastError, movedTo, moves, isRetired, reportedState,
      reportedAt?.milliseconds,
    ]
  }
}

extension Row {
  func timestamp(_ column: String) -> Timestamp? {
    (self[column] as Int64?).flatMap { Timestamp(milliseconds: $0) }
  }
}
