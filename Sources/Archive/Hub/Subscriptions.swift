public import FeedModel
internal import History

/// Somebody who wants to be told of a document.
public struct HubSubscription: Sendable, Hashable {
  /// As the reader has named it.
  public var topic: String
  /// Relative to the output folder: `world.atom`.
  public var document: String
  /// Where to tell it.
  public var callback: WebAddress
  /// What deliveries are signed with.
  public var secret: [UInt8]?
  /// When it ends.
  public var expires: Timestamp

  /// See the properties.
  public init(
    topic: String, document: String, callback: WebAddress, secret: [UInt8]?, expires: Timestamp
  ) {
    self.topic = topic
    self.document = document
    self.callback = callback
    self.secret = secret
    self.expires = expires
  }

  var host: String { callback.host ?? "" }
  var name: [UInt8] { HubNames.name(topic, callback.href) }
}

/// How many subscriptions there may be.
public struct HubCapacity: Sendable, Hashable {
  /// In all.
  public var all = 200_000
  /// Whose callbacks are one host's.
  public var perHost = 20_000

  /// At their defaults.
  public init() {}
}

extension ArchiveSession {
  /// Notes a subscription, or that one goes on; `false` where there are too many already.
  ///
  /// What is there now is taken for known: it is told of what comes.
  public func subscribe(
    _ subscription: HubSubscription, within capacity: HubCapacity
  ) throws(ArchiveError) -> Bool {
    try runWhole { database in
      let known: Int64? = try database.value(
        "SELECT number FROM hub_subscription WHERE name = ?", [subscription.name])
      if let known {
        try database.run(
          """
          UPDATE hub_subscription SET expires = ?, secret = ?, failures = 0, failing_since = NULL,
          due = 0 WHERE number = ?
          """, [subscription.expires.milliseconds, subscription.secret, known])
        return true
      }
      let all: Int? = try database.value("SELECT count(*) FROM hub_subscription", [])
      let ofHost: Int? = try database.value(
        "SELECT count(*) FROM hub_subscription WHERE host = ?", [subscription.host])
      guard all ?? 0 < capacity.all, ofHost ?? 0 < capacity.perHost else { return false }
      try add(subscription, in: database)
      return true
    }
  }

  private func add(_ subscription: HubSubscription, in database: any Statements) throws {
    try database.run(
      "INSERT INTO hub_topic (document) VALUES (?) ON CONFLICT (document) DO NOTHING",
      [subscription.document])
    let version: Int? = try database.value(
      "SELECT version FROM hub_topic WHERE document = ?", [subscription.document])
    try database.run(
      """
      INSERT INTO hub_subscription (name, document, topic, callback, host, secret, expires, told)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        subscription.name, subscription.document, subscription.topic, subscription.callback.href,
        subscription.host, subscription.secret, subscription.expires.milliseconds, version ?? 0,
      ])
  }

  /// Ends a subscription; nothing where there is none.
  public func unsubscribe(topic: String, callback: WebAddress) throws(ArchiveError) {
    try run { database in
      _ = try database.run(
        "DELETE FROM hub_subscription WHERE name = ?", [HubNames.name(topic, callback.href)])
    }
  }

  /// How many subscriptions there are.
  public func subscriptionCount() throws(ArchiveError) -> Int {
    try run { database in
      try database.value("SELECT count(*) FROM hub_subscription", []) ?? 0
    }
  }

  /// Lets subscriptions go whose time is over, and what nobody subscribes to any more; tells how many
  /// have ended.
  public func endExpiredSubscriptions(now: Timestamp) throws(ArchiveError) -> Int {
    try runWhole { database in
      let count = try database.run(
        "DELETE FROM hub_subscription WHERE expires <= ?", [now.milliseconds])
      try database.run(
        """
        DELETE FROM hub_topic WHERE NOT EXISTS (
          SELECT 1 FROM hub_subscription WHERE hub_subscription.document = hub_topic.document)
        """, [])
      return count
    }
  }
}
