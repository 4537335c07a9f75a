/// The tables of ``Schema`` as PostgreSQL has them, and how older ones get there.
///
/// Versions are those of SQLite's files: one number says the same of both.
enum PostgresSchema {
  /// The first that was ever made on PostgreSQL.
  static let first = 6

  /// What keeps two programs from making tables at once: any number that nobody else takes.
  static let lock = 0x7265_6665_6564

  /// The version that is there; `nil` for none.
  static func version(_ scripts: PostgresScripts) throws -> Int? {
    // `to_regclass` would remember within a transaction that it was not there, whoever made it.
    let isThere = try scripts.run(
      """
      SELECT 1 FROM pg_catalog.pg_class
      WHERE relname = 'refeed_schema' AND pg_table_is_visible(oid)
      """)
    guard isThere != nil else { return nil }
    return try scripts.run("SELECT max(version) FROM refeed_schema").flatMap { Int($0) }
  }

  /// Brings the tables to the present layout, all steps in one transaction; does nothing to a present
  /// one.
  static func migrate(_ scripts: PostgresScripts) throws {
    if try checked(version(scripts)) == Schema.version { return }
    try scripts.run("BEGIN")
    try scripts.run("SELECT pg_advisory_xact_lock(\(lock))")
    // Another one may have been faster.
    let present = try checked(version(scripts))
    for (version, script) in self.scripts where version > present { try scripts.run(script) }
    try scripts.run(
      """
      CREATE TABLE IF NOT EXISTS refeed_schema (version bigint NOT NULL);
      DELETE FROM refeed_schema;
      INSERT INTO refeed_schema VALUES (\(Schema.version));
      COMMIT
      """)
  }

  private static func checked(_ version: Int?) throws -> Int {
    guard let version else { return 0 }
    guard version <= Schema.version else { throw Newer(version: version) }
    return version
  }

  /// A newer program was there.
  struct Newer: Error {
    var version: Int
  }

  /// By the version that each leads to, in order.
  private static let scripts = [
    (first, PostgresTables.sixth), (7, PostgresTables.seventh),
    (8, PostgresTables.eighth), (9, PostgresTables.ninth),
  ]
}
