public import FeedModel
internal import History

/// One subscriber who is to be told of one version of a document, and whose turn is ours.
public struct HubDelivery: Sendable, Hashable {
  /// Of the subscription, in the archive.
  public var number: Int64
  /// As the reader has named it.
  public var topic: String
  /// Relative to the output folder.
  public var document: String
  /// The version that is there at least.
  public var version: Int
  /// Where to tell it.
  public var callback: WebAddress
  /// What the delivery is signed with.
  public var secret: [UInt8]?
  /// Failures in a row before this delivery.
  public var failures: Int
  /// When the first of them was.
  public var failingSince: Timestamp?

  /// Of its callback.
  public var host: String { callback.host ?? "" }
}

/// What has come of a delivery.
public enum HubOutcome: Sendable, Hashable {
  /// It was told.
  case told
  /// It is to be told again.
  case again(at: Timestamp)
  /// It is told no longer.
  case ended
  /// It was not its turn.
  case postponed
}

/// What is claimed at once.
public struct HubClaim: Sendable, Hashable {
  /// Who claims, a name that no other process has.
  public var owner: String
  /// How long until others may take it for lost, by the database's clock.
  public var lasting: Duration
  /// The most rows.
  public var limit: Int
  /// The most for one host, those that are at work among them.
  public var perHost: Int
  /// How many deliveries are at work, by host.
  public var busy: [String: Int]
  /// Whether those are wanted that have failed before; else those that have not.
  public var ofFailing = false

  /// See the properties.
  public init(
    owner: String, lasting: Duration, limit: Int, perHost: Int, busy: [String: Int] = [:]
  ) {
    self.owner = owner
    self.lasting = lasting
    self.limit = limit
    self.perHost = perHost
    self.busy = busy
  }
}

extension ArchiveSession {
  /// Whether anybody is to be told of something, and by nobody yet.
  public func hasDueDeliveries(now: Timestamp) throws(ArchiveError) -> Bool {
    try run { database in
      let found: Int64? = try database.value(
        """
        SELECT 1 FROM hub_topic
        JOIN hub_subscription ON hub_subscription.document = hub_topic.document
        WHERE is_owed = 1 AND told < version AND due <= ?
        AND claimed_until <= \(database.dialect.clock) LIMIT 1
        """, [now.milliseconds])
      return found != nil
    }
  }

  /// Takes subscribers whose turn it is; nobody else gets them until they are settled, or the claim's
  /// time is over.
  public func claimDeliveries(
    _ claim: HubClaim, now: Timestamp
  ) throws(ArchiveError) -> [HubDelivery] {
    try runWhole { database in
      var claimed: [HubDelivery] = []
      var busy = claim.busy
      // Each round finds a host that has its fill, or everything that there is.
      while claimed.count < claim.limit {
        let full = busy.filter { $0.value >= claim.perHost }.keys.sorted()
        let left = claim.limit - claimed.count
        let rows = try HubRows(database: database).owed(
          ofFailing: claim.ofFailing, without: full, limit: left, now: now)
        var count = 0
        for row in rows {
          guard let delivery = HubDelivery(row: row) else {
            try database.run(
              "DELETE FROM hub_subscription WHERE number = ?", [row["number"] as Int64])
            continue
          }
          guard busy[delivery.host, default: 0] < claim.perHost else { continue }
          guard try HubRows(database: database).take(delivery.number, claim) else { continue }
          busy[delivery.host, default: 0] += 1
          claimed.append(delivery)
          count += 1
        }
        if rows.count < left || count == 0 { break }
      }
      return claimed
    }
  }

  /// Notes what has come of deliveries; those that another process has taken over meanwhile are its.
  public func settle(
    _ outcomes: [(delivery: HubDelivery, outcome: HubOutcome)], of owner: String
  ) throws(ArchiveError) {
    try runWhole { database in
      let rows = HubRows(database: database)
      for (delivery, outcome) in outcomes { try rows.settle(delivery, outcome, of: owner) }
      try rows.closeTopics()
    }
  }
}

/// The statements on deliveries.
struct HubRows {
  let database: any Statements

  /// A statement has as many places, however many hosts are named.
  private static let mostHosts = 64

  func owed(
    ofFailing: Bool, without hosts: [String], limit: Int, now: Timestamp
  ) throws -> [StoredRow] {
    let named = hosts.prefix(Self.mostHosts)
    let padded = named + [String](repeating: "", count: Self.mostHosts - named.count)
    let places = [String](repeating: "?", count: Self.mostHosts).joined(separator: ", ")
    var arguments: [any StoredValue] = [now.milliseconds, now.milliseconds]
    arguments += padded.map { $0 as any StoredValue }
    arguments.append(limit)
    return try database.rows(
      """
      SELECT number, topic, hub_topic.document AS document, version, callback, secret, failures,
      failing_since FROM hub_topic
      JOIN hub_subscription ON hub_subscription.document = hub_topic.document
      WHERE is_owed = 1 AND told < version AND due <= ?
      AND claimed_until <= \(database.dialect.clock) AND expires > ?
      AND failures \(ofFailing ? ">" : "=") 0 AND host NOT IN (\(places))
      ORDER BY hub_topic.document, told, number LIMIT ?
      \(database.dialect.lockingFree(of: "hub_subscription"))
      """, arguments)
  }

  func take(_ number: Int64, _ claim: HubClaim) throws -> Bool {
    let clock = database.dialect.clock
    return try database.run(
      """
      UPDATE hub_subscription SET owner = ?, claimed_until = \(clock) + ?
      WHERE number = ? AND claimed_until <= \(clock)
      """, [claim.owner, claim.lasting.storedMilliseconds, number]) == 1
  }

  func settle(_ delivery: HubDelivery, _ outcome: HubOutcome, of owner: String) throws {
    let number = delivery.number
    switch outcome {
    case .told:
      try database.run(
        """
        UPDATE hub_subscription SET told = CASE WHEN told < ? THEN ? ELSE told END, due = 0,
        failures = 0, failing_since = NULL, owner = NULL, claimed_until = 0
        WHERE number = ? AND owner = ?
        """, [delivery.version, delivery.version, number, owner])
    case .again(let due):
      try database.run(
        """
        UPDATE hub_subscription SET due = ?, failures = ?, failing_since = ?, owner = NULL,
        claimed_until = 0 WHERE number = ? AND owner = ?
        """,
        [
          due.milliseconds, delivery.failures + 1, delivery.failingSince?.milliseconds, number,
          owner,
        ])
    case .ended:
      try database.run(
        "DELETE FROM hub_subscription WHERE number = ? AND owner = ?", [number, owner])
    case .postponed:
      try database.run(
        """
        UPDATE hub_subscription SET owner = NULL, claimed_until = 0 WHERE number = ? AND owner = ?
        """, [number, owner])
    }
  }

  /// Topics of which everybody was told.
  func closeTopics() throws {
    try database.run(
      """
      UPDATE hub_topic SET is_owed = 0 WHERE is_owed = 1 AND NOT EXISTS (
        SELECT 1 FROM hub_subscription
        WHERE hub_subscription.document = hub_topic.document AND told < hub_topic.version)
      """, [])
  }
}

extension HubDelivery {
  /// `nil` for a row that can't be read.
  fileprivate init?(row: StoredRow) {
    guard let callback = WebAddress(row["callback"] as String) else { return nil }
    self.init(
      number: row["number"], topic: row["topic"], document: row["document"],
      version: row["version"], callback: callback, secret: row["secret"],
      failures: row["failures"], failingSince: row.timestamp("failing_since"))
  }
}
