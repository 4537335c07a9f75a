/// What a transaction is for.
enum TransactionPurpose: Sendable {
  /// What it writes is kept.
  case writing
  /// It writes, and nothing of it is kept.
  case rehearsing
  /// It reads several things that belong together.
  case reading
}

/// What an archive is stored in: a file of SQLite, or a database of PostgreSQL.
protocol ArchiveStorage: Sendable {
  /// Runs statements in one transaction, whole or not at all.
  ///
  /// `body` may run again where nothing of its first run was kept; it has no other effect than its
  /// statements and what it gives.
  /// - Parameter mayRepeat: whether `body` may run again too where nobody knows whether its first
  ///   run was kept, because the connection was lost meanwhile.
  func transaction<Value>(
    _ purpose: TransactionPurpose, mayRepeat: Bool, _ body: (any Statements) throws -> Value
  ) throws -> Value

  /// Brings what was written to its place, where that is done later; harmless when it fails.
  func checkpoint()

  /// Lets go of all that is open.
  func close() throws
}
