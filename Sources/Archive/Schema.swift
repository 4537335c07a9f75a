internal import GRDB

/// The archive's tables, and how older files get there.
enum Schema {
  /// `PRAGMA user_version` of files that this version writes.
  static let version = 1

  /// Brings a file to the present layout in one transaction; does nothing to a present one.
  static func migrate(_ database: Database) throws {
    let present = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard present < version else { return }
    try database.inTransaction {
      if present < 1 { try database.execute(sql: first) }
      try database.execute(sql: "PRAGMA user_version = \(version)")
      return .commit
    }
  }

  /// Times are milliseconds since 1970.
  private static let first = """
    CREATE TABLE source (
      feed TEXT NOT NULL,
      address TEXT NOT NULL,
      etag TEXT,
      last_modified TEXT,
      validators_from TEXT,
      body BLOB,
      body_at INTEGER,
      validators_lie INTEGER NOT NULL DEFAULT 0,
      last_attempt INTEGER,
      last_success INTEGER,
      last_news INTEGER,
      due INTEGER,
      interval INTEGER,
      held_until INTEGER,
      failures INTEGER NOT NULL DEFAULT 0,
      last_error TEXT,
      moved_to TEXT,
      moves INTEGER NOT NULL DEFAULT 0,
      retired INTEGER NOT NULL DEFAULT 0,
      reported_state INTEGER,
      reported_at INTEGER,
      settings TEXT NOT NULL DEFAULT '',
      hints TEXT,
      PRIMARY KEY (feed, address)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE feed (
      number INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      iri TEXT NOT NULL,
      head BLOB NOT NULL,
      updated INTEGER NOT NULL,
      began INTEGER NOT NULL,
      rules TEXT NOT NULL DEFAULT '',
      settings TEXT NOT NULL DEFAULT '',
      next_closing INTEGER,
      entry_count INTEGER NOT NULL DEFAULT 0,
      newest INTEGER,
      digest BLOB,
      generation INTEGER NOT NULL DEFAULT 0,
      published INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    CREATE TABLE feed_source (
      number INTEGER PRIMARY KEY,
      feed INTEGER NOT NULL REFERENCES feed(number) ON DELETE CASCADE,
      address TEXT NOT NULL,
      doubts INTEGER NOT NULL DEFAULT 0,
      UNIQUE (feed, address)
    ) STRICT;

    CREATE TABLE entry (
      number INTEGER PRIMARY KEY,
      feed INTEGER NOT NULL REFERENCES feed(number) ON DELETE CASCADE,
      source INTEGER REFERENCES feed_source(number) ON DELETE SET NULL,
      iri TEXT NOT NULL,
      published INTEGER NOT NULL,
      updated INTEGER NOT NULL,
      first_seen INTEGER NOT NULL,
      last_offered INTEGER NOT NULL,
      modified INTEGER,
      own_published INTEGER,
      title TEXT NOT NULL,
      visible BLOB NOT NULL,
      rules TEXT NOT NULL,
      raw_print BLOB,
      raw BLOB,
      cleaned BLOB,
      UNIQUE (feed, iri)
    ) STRICT;
    CREATE INDEX entry_published ON entry (feed, published);

    CREATE TABLE name (
      feed INTEGER NOT NULL REFERENCES feed(number) ON DELETE CASCADE,
      key TEXT NOT NULL,
      entry INTEGER NOT NULL REFERENCES entry(number) ON DELETE CASCADE,
      PRIMARY KEY (feed, key, entry)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX name_entry ON name (entry);

    CREATE TABLE offer (
      entry INTEGER NOT NULL REFERENCES entry(number) ON DELETE CASCADE,
      source INTEGER NOT NULL REFERENCES feed_source(number) ON DELETE CASCADE,
      PRIMARY KEY (entry, source)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX offer_source ON offer (source);

    CREATE TABLE forgotten (
      feed INTEGER NOT NULL REFERENCES feed(number) ON DELETE CASCADE,
      key TEXT NOT NULL,
      PRIMARY KEY (feed, key)
    ) STRICT, WITHOUT ROWID;
    """
}
