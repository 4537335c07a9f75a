internal import GRDB

/// The archive's tables, and how older files get there.
enum Schema {
  /// `PRAGMA user_version` of files that this version writes; it grows with every migration,
  /// because older programs tell a newer file by it alone.
  static let version = 9

  /// Brings a file to the present layout, each migration in one transaction; does nothing to a
  /// present one.
  static func migrate(_ queue: DatabaseQueue) throws {
    var attempts = 0
    while try queue.writeWithoutTransaction({ try userVersion($0) }) < version {
      do {
        try migrator.migrate(queue)
        return
      } catch let error as DatabaseError
        where error.resultCode == .SQLITE_CONSTRAINT && attempts < version
      {
        // Another program makes the same steps at the same time, and was faster with this one.
        attempts += 1
      }
    }
  }

  static func userVersion(_ database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    add(1, to: &migrator, first)
    add(2, to: &migrator, second)
    add(3, to: &migrator, third)
    add(4, to: &migrator, fourth)
    add(5, to: &migrator, fifth)
    add(6, to: &migrator, sixth)
    add(7, to: &migrator, seventh)
    add(8, to: &migrator, eighth)
    add(9, to: &migrator, ninth)
    return migrator
  }

  private static func add(_ number: Int, to migrator: inout DatabaseMigrator, _ sql: String) {
    // No migration breaks a reference: checking all of a large file would take long.
    migrator.registerMigration("\(number)", foreignKeyChecks: .immediate) { database in
      // Archives of version 1 hold no list of what was applied.
      guard try userVersion(database) < number else { return }
      try database.execute(sql: sql)
      try database.execute(sql: "PRAGMA user_version = \(number)")
    }
  }

  /// What a file of a version holds at least, to tell a damaged number from a true one.
  static func isWhole(_ database: Database, version: Int) throws -> Bool {
    let tables = try String.fetchSet(
      database, sql: "SELECT name FROM sqlite_schema WHERE type IN ('table', 'index')")
    if version <= 0 { return tables.isDisjoint(with: ["entry", "feed", "source"]) }
    var needed = ["source", "feed", "feed_source", "entry", "name", "offer", "forgotten"]
    if version > 1 { needed += ["shared", "entry_raw"] }
    if version > 2 { needed.append("published_file") }
    if version > 3 { needed += ["seen_lines", "seen_text", "learned_promo"] }
    if version > 4 { needed += ["copy_text", "copy_key", "copy"] }
    if version > 5 { needed.append("search") }
    if version > 6 { needed += ["turn", "host_turn"] }
    if version > 7 { needed += ["hub_topic", "hub_subscription", "hub_ping"] }
    if version > 8 { needed += ["feed_behind", "shared_copy"] }
    return tables.isSuperset(of: needed)
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

  /// What a refresh looks up has its index; which reader read a raw entry; keys that were seen to
  /// name several entries of a source; how many entries a source has brought in a
  /// day; which dates nothing but the clock of a run gave.
  private static let second = """
    CREATE INDEX entry_raw ON entry (feed, raw_print);
    CREATE INDEX entry_feed ON entry (feed);
    CREATE INDEX entry_expiry ON entry (feed, last_offered)
      WHERE raw IS NOT NULL OR cleaned IS NOT NULL;
    ALTER TABLE entry ADD COLUMN reader INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE entry ADD COLUMN published_by_clock INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE entry ADD COLUMN updated_by_clock INTEGER;
    ALTER TABLE source ADD COLUMN encoding TEXT;
    ALTER TABLE feed_source ADD COLUMN repeats_ids INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE feed_source ADD COLUMN day INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE feed_source ADD COLUMN day_count INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE run (
      started INTEGER PRIMARY KEY,
      is_wrong INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    CREATE TABLE shared (
      source INTEGER NOT NULL REFERENCES feed_source(number) ON DELETE CASCADE,
      key TEXT NOT NULL,
      PRIMARY KEY (source, key)
    ) STRICT, WITHOUT ROWID;
    """

  /// What tells a published file from any other that has its name; times in nanoseconds.
  private static let third = """
    CREATE TABLE published_file (
      feed INTEGER NOT NULL REFERENCES feed(number) ON DELETE CASCADE,
      name TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      digest BLOB NOT NULL,
      PRIMARY KEY (feed, name)
    ) STRICT, WITHOUT ROWID;
    """

  /// What was seen of the lines of a source's entries, and which blocks of them were learned to be
  /// promos. By the feed's key and the source's address: it is there before the feed is.
  private static let fourth = """
    CREATE TABLE seen_lines (
      feed TEXT NOT NULL,
      address TEXT NOT NULL,
      key INTEGER NOT NULL,
      day INTEGER,
      author INTEGER NOT NULL,
      line_count INTEGER NOT NULL,
      raw_print BLOB NOT NULL,
      seen INTEGER NOT NULL,
      lines BLOB NOT NULL,
      PRIMARY KEY (feed, address, key)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE seen_text (
      feed TEXT NOT NULL,
      address TEXT NOT NULL,
      print INTEGER NOT NULL,
      line BLOB NOT NULL,
      PRIMARY KEY (feed, address, print)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE learned_promo (
      feed TEXT NOT NULL,
      address TEXT NOT NULL,
      id TEXT NOT NULL,
      state INTEGER NOT NULL,
      since INTEGER NOT NULL,
      lines TEXT NOT NULL,
      evidence TEXT NOT NULL,
      PRIMARY KEY (feed, address, id)
    ) STRICT, WITHOUT ROWID;
    """

  /// What entries are looked up by to tell copies, and which is a copy of which.
  private static let fifth = """
    ALTER TABLE feed ADD COLUMN copies INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE copy_text (
      entry INTEGER PRIMARY KEY REFERENCES entry(number) ON DELETE CASCADE,
      feed INTEGER NOT NULL REFERENCES feed(number) ON DELETE CASCADE,
      run INTEGER NOT NULL,
      richness INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX copy_text_feed ON copy_text (feed);

    CREATE TABLE copy_key (
      scope INTEGER NOT NULL,
      key INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES entry(number) ON DELETE CASCADE,
      PRIMARY KEY (scope, key, entry)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX copy_key_entry ON copy_key (entry);

    CREATE TABLE copy (
      entry INTEGER PRIMARY KEY REFERENCES entry(number) ON DELETE CASCADE,
      feed INTEGER NOT NULL REFERENCES feed(number) ON DELETE CASCADE,
      original INTEGER NOT NULL REFERENCES entry(number) ON DELETE CASCADE,
      likeness INTEGER NOT NULL,
      address TEXT,
      language TEXT,
      source TEXT
    ) STRICT;
    CREATE INDEX copy_feed ON copy (feed, likeness);
    CREATE INDEX copy_original ON copy (original);
    """

  /// What entries are searched by: a set of hashes for each (``SearchGrams``), nothing where it is yet
  /// to be made. What an entry says now is noted by the database itself, whoever writes it.
  private static let sixth = """
    CREATE TABLE search (
      entry INTEGER PRIMARY KEY REFERENCES entry(number) ON DELETE CASCADE,
      grams BLOB
    ) STRICT;
    CREATE INDEX search_pending ON search (entry) WHERE grams IS NULL;
    CREATE TRIGGER search_added AFTER INSERT ON entry WHEN NEW.cleaned IS NOT NULL BEGIN
      INSERT OR REPLACE INTO search (entry) VALUES (NEW.number);
    END;
    CREATE TRIGGER search_changed AFTER UPDATE OF cleaned ON entry
    WHEN NEW.cleaned IS NOT NULL AND NEW.cleaned IS NOT OLD.cleaned BEGIN
      INSERT OR REPLACE INTO search (entry) VALUES (NEW.number);
    END;
    CREATE TRIGGER search_let_go AFTER UPDATE OF cleaned ON entry WHEN NEW.cleaned IS NULL BEGIN
      DELETE FROM search WHERE entry = NEW.number;
    END;
    INSERT INTO search (entry) SELECT number FROM entry WHERE cleaned IS NOT NULL;
    """

  /// Whose turn it is, where several processes work on one archive (``FeedTurn``, ``HostTurnRow``);
  /// times by the database's clock.
  private static let seventh = """
    CREATE TABLE turn (
      feed TEXT NOT NULL PRIMARY KEY,
      owner TEXT NOT NULL,
      token INTEGER NOT NULL,
      expires INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE host_turn (
      host TEXT NOT NULL PRIMARY KEY,
      next INTEGER NOT NULL,
      held_until INTEGER NOT NULL,
      requests TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
}
