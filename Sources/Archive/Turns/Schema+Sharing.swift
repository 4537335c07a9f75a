extension Schema {
  /// Feeds whose published files are behind are found without looking at all others; copies of what
  /// one process has fetched for all (``SharedCopy``).
  static let ninth = """
    CREATE INDEX feed_behind ON feed (key) WHERE published < generation;

    CREATE TABLE shared_copy (
      name TEXT PRIMARY KEY,
      asked INTEGER NOT NULL,
      print BLOB NOT NULL,
      note BLOB NOT NULL,
      content BLOB NOT NULL
    ) STRICT;
    """
}

extension PostgresTables {
  /// The same.
  static let ninth = """
    CREATE INDEX feed_behind ON feed (key) WHERE published < generation;
    CREATE TABLE shared_copy (
      name text COLLATE "C" PRIMARY KEY,
      asked bigint NOT NULL,
      print bytea NOT NULL,
      note bytea NOT NULL,
      content bytea NOT NULL
    );
    """
}
