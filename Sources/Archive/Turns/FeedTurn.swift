/// The right of one process to work on one feed, for a time, while others work on others.
///
/// Who holds it need not be alive: it ends by itself. Its token is never given twice, so what a
/// process writes that was thought dead is told from what the next one writes.
public struct FeedTurn: Sendable, Hashable {
  /// The feed's configured `id`.
  public var feed: String
  /// Names one run of one process.
  public var owner: String
  /// Goes up with each turn of the feed.
  public var token: Int
}

extension ArchiveSession {
  /// Takes a feed's turn; `nil` while another holds it.
  ///
  /// Taking one's own again is no error: the transaction may run twice.
  /// - Parameters:
  ///   - feed: the feed's configured `id`.
  ///   - owner: names this run among all.
  ///   - lasting: how long it holds unless it is renewed, by the database's clock.
  public func takeTurn(
    of feed: String, for owner: String, lasting: Duration
  ) throws(ArchiveError) -> FeedTurn? {
    try run { database in
      let (dialect, time) = (database.dialect, lasting.storedMilliseconds)
      let row = try database.row(
        """
        SELECT token FROM turn WHERE feed = ? AND (expires <= \(dialect.clock) OR owner = ?)
        \(dialect.lockingFree)
        """, [feed, owner])
      if let row {
        let token: Int = row[0] + 1
        try database.send(
          "UPDATE turn SET owner = ?, token = ?, expires = \(dialect.clock) + ? WHERE feed = ?",
          [owner, token, time, feed])
        return FeedTurn(feed: feed, owner: owner, token: token)
      }
      // Adding one that is there would wait for whoever is just giving it back.
      guard try database.row("SELECT token FROM turn WHERE feed = ?", [feed]) == nil else {
        return nil
      }
      let added = try database.run(
        """
        INSERT INTO turn (feed, owner, token, expires) VALUES (?, ?, 1, \(dialect.clock) + ?)
        ON CONFLICT DO NOTHING
        """, [feed, owner, time])
      return added > 0 ? FeedTurn(feed: feed, owner: owner, token: 1) : nil
    }
  }

  /// Makes sure that a turn is still held, until the transaction ends.
  ///
  /// One whose time is over, but that nobody else has taken, still counts.
  /// - Throws: ``ArchiveError/lostTurn(feed:)`` where another has taken it.
  public func check(_ turn: FeedTurn) throws(ArchiveError) {
    let isHeld = try run { database in
      try database.row(
        """
        SELECT token FROM turn WHERE feed = ? AND owner = ? AND token = ?
        \(database.dialect.locking)
        """, [turn.feed, turn.owner, turn.token]) != nil
    }
    guard isHeld else { throw .lostTurn(feed: turn.feed) }
  }

  /// Lets a turn last from now on; whether it was still held. One on which a transaction is at work
  /// is left as it is.
  @discardableResult
  public func renew(_ turn: FeedTurn, lasting: Duration) throws(ArchiveError) -> Bool {
    try run { database in
      let dialect = database.dialect
      let row = try database.row(
        "SELECT owner, token FROM turn WHERE feed = ? \(dialect.lockingFree)", [turn.feed])
      guard let row else { return true }
      guard row[0] as String == turn.owner, row[1] as Int == turn.token else { return false }
      try database.send(
        "UPDATE turn SET expires = \(dialect.clock) + ? WHERE feed = ?",
        [lasting.storedMilliseconds, turn.feed])
      return true
    }
  }

  /// Lets many turns last from now on, asked for in one go: one after the other they would take longer
  /// than they last where the database is slow.
  ///
  /// - Returns: those on which a transaction is at work, which are left as they are.
  public func renew(
    _ turns: [FeedTurn], lasting: Duration
  ) throws(ArchiveError) -> [FeedTurn] {
    try run { database in
      let dialect = database.dialect
      let found = try database.rows(
        "SELECT owner, token FROM turn WHERE feed = ? \(dialect.lockingFree)",
        each: turns.map { [$0.feed] })
      var left: [FeedTurn] = []
      for (turn, rows) in zip(turns, found) {
        guard let row = rows.first else {
          left.append(turn)
          continue
        }
        guard row[0] as String == turn.owner, row[1] as Int == turn.token else { continue }
        try database.send(
          "UPDATE turn SET expires = \(dialect.clock) + ? WHERE feed = ?",
          [lasting.storedMilliseconds, turn.feed])
      }
      return left
    }
  }

  /// Gives a turn back; nothing where it was lost.
  public func end(_ turn: FeedTurn) throws(ArchiveError) {
    try run { database in
      try database.send(
        """
        UPDATE turn SET expires = \(database.dialect.clock)
        WHERE feed = ? AND owner = ? AND token = ?
        """, [turn.feed, turn.owner, turn.token])
    }
  }

  /// Gives a turn back whose name nobody will take again: nothing is left of it.
  public func remove(_ turn: FeedTurn) throws(ArchiveError) {
    try run { database in
      try database.send(
        "DELETE FROM turn WHERE feed = ? AND owner = ? AND token = ?",
        [turn.feed, turn.owner, turn.token])
    }
  }

  /// Keeps off whoever would take a feed's turn until the transaction ends; `false` while somebody
  /// holds it.
  public func holdsOff(_ feed: String) throws(ArchiveError) -> Bool {
    try run { database in
      let dialect = database.dialect
      let free = try database.row(
        "SELECT token FROM turn WHERE feed = ? AND expires <= \(dialect.clock) \(dialect.lockingFree)",
        [feed])
      return free != nil
    }
  }

  /// Lets transactions that are about the same things run one after the other: this one waits until
  /// those have ended that have called it before.
  ///
  /// - Parameter name: names the things; no feed's id.
  public func waitInLine(for name: String) throws(ArchiveError) {
    try run { database in
      try database.send(
        """
        INSERT INTO turn (feed, owner, token, expires) VALUES (?, '', 0, 0) ON CONFLICT DO NOTHING
        """, [name])
      _ = try database.row(
        "SELECT token FROM turn WHERE feed = ? \(database.dialect.locking)", [name])
    }
  }

  /// Forgets turns of feeds and hosts that nobody has taken for a month.
  public func clearTurns() throws(ArchiveError) {
    try run { database in
      let limit = "\(database.dialect.clock) - 2592000000"
      try database.send("DELETE FROM turn WHERE token > 0 AND expires < \(limit)", [])
      try database.send(
        "DELETE FROM host_turn WHERE next < \(limit) AND held_until < \(limit)", [])
    }
  }
}

extension Duration {
  /// Rounded up, so that what lasts is never over before its time.
  var storedMilliseconds: Int64 {
    let (seconds, attoseconds) = components
    let bounded = min(max(seconds, 0), 3_155_760_000)
    return bounded * 1000 + (max(0, attoseconds) + 999_999_999_999_999) / 1_000_000_000_000_000
  }
}
