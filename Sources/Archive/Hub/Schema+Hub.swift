extension Schema {
  /// Who is to be told of what is new (WebSub): documents that somebody has subscribed to, with the
  /// version that is there and whether anybody is yet to be told of it; subscriptions, each with the
  /// version that it was told of; hubs of others that are yet to be told. What is at work on a row
  /// is its owner until a time.
  static let eighth = """
    CREATE TABLE hub_topic (
      document TEXT PRIMARY KEY,
      version INTEGER NOT NULL DEFAULT 0,
      is_owed INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX hub_topic_owed ON hub_topic (is_owed, document);

    CREATE TABLE hub_subscription (
      number INTEGER PRIMARY KEY,
      name BLOB NOT NULL UNIQUE,
      document TEXT NOT NULL REFERENCES hub_topic(document),
      topic TEXT NOT NULL,
      callback TEXT NOT NULL,
      host TEXT NOT NULL,
      secret BLOB,
      expires INTEGER NOT NULL,
      told INTEGER NOT NULL,
      due INTEGER NOT NULL DEFAULT 0,
      failures INTEGER NOT NULL DEFAULT 0,
      failing_since INTEGER,
      owner TEXT,
      claimed_until INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX hub_subscription_told ON hub_subscription (document, told, number);
    CREATE INDEX hub_subscription_host ON hub_subscription (host);
    CREATE INDEX hub_subscription_expires ON hub_subscription (expires);

    CREATE TABLE hub_ping (
      number INTEGER PRIMARY KEY,
      name BLOB NOT NULL UNIQUE,
      hub TEXT NOT NULL,
      topic TEXT NOT NULL,
      version INTEGER NOT NULL DEFAULT 1,
      due INTEGER NOT NULL DEFAULT 0,
      failures INTEGER NOT NULL DEFAULT 0,
      failing_since INTEGER,
      owner TEXT,
      claimed_until INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    """
}
