internal import GRDB

/// An archive in a file of SQLite, or in memory.
final class SQLiteStorage: ArchiveStorage {
  /// The one connection.
  let queue: DatabaseQueue
  /// Of a file that is read as one that nobody changes.
  let still: ArchiveFile.Still?
  /// Ends when the connection has.
  private let held: HeldFiles.Connection?

  init(_ queue: DatabaseQueue, still: ArchiveFile.Still? = nil) {
    self.queue = queue
    self.still = still
    held = HeldFiles.Connection(path: queue.path)
  }

  /// SQLite's writers wait for each other: nothing runs twice.
  func transaction<Value>(
    _ purpose: TransactionPurpose, mayRepeat: Bool, _ body: (any Statements) throws -> Value
  ) throws -> Value {
    switch purpose {
    case .writing: return try queue.write { try body(SQLiteStatements(database: $0)) }
    case .rehearsing: return try transaction(.immediate, ending: .rollback, body)
    case .reading:
      // GRDB's own reads set a pragma before and after, which makes SQLite compile every statement
      // again.
      let value = try transaction(.deferred, ending: .commit, body)
      try still?.check()
      return value
    }
  }

  private func transaction<Value>(
    _ kind: Database.TransactionKind, ending end: Database.TransactionCompletion,
    _ body: (any Statements) throws -> Value
  ) throws -> Value {
    try queue.writeWithoutTransaction { database in
      var value: Value?
      try database.inTransaction(kind) {
        value = try body(SQLiteStatements(database: database))
        return end
      }
      guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
      return value
    }
  }

  /// Moves what the write-ahead log holds into the file.
  func checkpoint() {
    _ = try? queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
  }

  func close() throws { try queue.close() }

  /// Copies what is stored to a file that is not there yet.
  func backUp(to path: String) throws {
    let copy = try DatabaseQueue(path: path)
    try queue.backup(to: copy)
    // A copy is one file: no log stands beside it.
    try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
    try copy.close()
    try still?.check()
  }
}

extension ArchiveError {
  /// What SQLite says.
  init(_ error: DatabaseError, path: String) {
    let detail = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_FULL: self = .full(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_CANTOPEN: self = .cannotOpen(path: path, detail: detail)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_MISMATCH:
      self = .damaged(path: path, detail: detail)
    default: self = .failed(path: path, detail: detail)
    }
  }
}
