/// What SQLite and PostgreSQL say in different words.
enum StatementDialect: Sendable {
  case sqlite
  case postgres

  /// The moment by the database's own clock, in milliseconds since 1970: the one clock that all
  /// processes share. It goes on within a transaction.
  var clock: String {
    switch self {
    case .sqlite: "CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER)"
    case .postgres: "CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS bigint)"
    }
  }

  /// Ends a query whose rows others are to keep off until the transaction ends; it waits for those
  /// that others hold. SQLite lets one transaction write at a time.
  var locking: String { self == .sqlite ? "" : "FOR UPDATE" }

  /// As ``locking``, but rows that others hold are left out.
  var lockingFree: String { self == .sqlite ? "" : "FOR UPDATE SKIP LOCKED" }

  /// The same of a query of several tables, for the rows of one of them.
  func lockingFree(of table: String) -> String {
    self == .sqlite ? "" : "FOR UPDATE OF \(table) SKIP LOCKED"
  }
}

extension Statements {
  /// That of SQLite.
  var dialect: StatementDialect { .sqlite }
}
