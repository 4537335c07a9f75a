public import FeedModel
internal import History

/// A hub of others that is to be told of a document, and whose turn is ours.
public struct HubPing: Sendable, Hashable {
  /// In the archive.
  public var number: Int64
  /// Whom to tell.
  public var hub: WebAddress
  /// The address of the document.
  public var topic: String
  /// How often it has changed since the hub was told.
  public var version: Int
  /// Failures in a row before this ping.
  public var failures: Int
  /// When the first of them was.
  public var failingSince: Timestamp?
}

extension ArchiveSession {
  /// Takes pings whose turn it is; nobody else gets them until they are settled, or the claim's time
  /// is over. Hosts are not counted.
  ///
  /// - Parameter now: by which a ping is due.
  public func claimPings(_ claim: HubClaim, now: Timestamp) throws(ArchiveError) -> [HubPing] {
    try runWhole { database in
      let (clock, time) = (database.dialect.clock, claim.lasting.storedMilliseconds)
      let rows = try database.rows(
        """
        SELECT number, hub, topic, version, failures, failing_since FROM hub_ping
        WHERE due <= ? AND claimed_until <= \(clock) ORDER BY number LIMIT ?
        \(database.dialect.lockingFree)
        """, [now.milliseconds, claim.limit])
      return try rows.compactMap { row in
        let number: Int64 = row["number"]
        guard let hub = WebAddress(row["hub"] as String) else {
          try database.run("DELETE FROM hub_ping WHERE number = ?", [number])
          return nil
        }
        let isOurs =
          try database.run(
            """
            UPDATE hub_ping SET owner = ?, claimed_until = \(clock) + ?
            WHERE number = ? AND claimed_until <= \(clock)
            """, [claim.owner, time, number]) == 1
        guard isOurs else { return nil }
        return HubPing(
          number: number, hub: hub, topic: row["topic"], version: row["version"],
          failures: row["failures"], failingSince: row.timestamp("failing_since"))
      }
    }
  }

  /// Notes what has come of pings; where a document has changed meanwhile its hub is told again.
  public func settle(
    _ outcomes: [(ping: HubPing, outcome: HubOutcome)], of owner: String
  ) throws(ArchiveError) {
    try runWhole { database in
      for (ping, outcome) in outcomes {
        switch outcome {
        case .told:
          try database.run(
            "DELETE FROM hub_ping WHERE number = ? AND owner = ? AND version = ?",
            [ping.number, owner, ping.version])
          try database.run(
            """
            UPDATE hub_ping SET due = 0, failures = 0, failing_since = NULL, owner = NULL,
            claimed_until = 0 WHERE number = ? AND owner = ?
            """, [ping.number, owner])
        case .again(let due):
          try database.run(
            """
            UPDATE hub_ping SET due = ?, failures = ?, failing_since = ?, owner = NULL,
            claimed_until = 0 WHERE number = ? AND owner = ?
            """,
            [
              due.milliseconds, ping.failures + 1, ping.failingSince?.milliseconds, ping.number,
              owner,
            ])
        case .ended:
          try database.run(
            "DELETE FROM hub_ping WHERE number = ? AND owner = ?", [ping.number, owner])
        case .postponed:
          try database.run(
            "UPDATE hub_ping SET owner = NULL, claimed_until = 0 WHERE number = ? AND owner = ?",
            [ping.number, owner])
        }
      }
    }
  }
}
