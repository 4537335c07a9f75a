/// A request that a process wants to send to a host that others ask too.
public struct HostTurnRequest: Sendable, Hashable {
  /// Lower case.
  public var host: String
  /// Names the request among all of all processes; neither blanks nor colons.
  public var token: String
  /// The least time until the next request to the host may be sent.
  public var gap: Duration
  /// Requests to the host that may be on their way at once.
  public var perHost: Int
  /// How long it counts as on its way where nobody says that it has ended.
  public var lasting: Duration

  /// See the properties.
  public init(host: String, token: String, gap: Duration, perHost: Int, lasting: Duration) {
    self.host = host
    self.token = token
    self.gap = gap
    self.perHost = perHost
    self.lasting = lasting
  }
}

/// Whether a request may be sent.
public enum HostTurnAnswer: Sendable, Hashable {
  /// Now. That it was permitted is known to all others.
  case granted
  /// Not yet: it is worth asking again after so long.
  case later(Duration)
  /// The host has asked to be left alone, for so long from now.
  case held(Duration)
}

extension ArchiveSession {
  /// Asks whether a request may be sent, and notes that it is.
  ///
  /// Asking again for the same token is no error: the transaction may run twice.
  public func takeTurn(_ request: HostTurnRequest) throws(ArchiveError) -> HostTurnAnswer {
    try run { database in
      let rows = HostTurnRows(database: database)
      guard var row = try rows.row(of: request.host, waits: false) else {
        return try rows.add(request) ? .granted : .later(HostTurnRow.pause)
      }
      let answer = row.take(request)
      if answer == .granted { try rows.put(row, of: request.host) }
      return answer
    }
  }

  /// Notes that a request has ended.
  ///
  /// - Parameters:
  ///   - sent: how long ago it was sent; from then on the gap is counted, not from when it was
  ///     permitted. `nil` for one that was not sent.
  ///   - hold: how long the host wants to be left alone.
  public func endTurn(
    _ request: HostTurnRequest, sent: Duration?, hold: Duration?
  ) throws(ArchiveError) {
    try run { database in
      let rows = HostTurnRows(database: database)
      guard var row = try rows.row(of: request.host, waits: true) else { return }
      row.end(request, sent: sent, hold: hold)
      try rows.put(row, of: request.host)
    }
  }
}

/// What all processes know of a host; times in milliseconds by the database's clock.
struct HostTurnRow: Sendable, Hashable {
  /// A request on its way, and when it counts no longer.
  struct Pending: Sendable, Hashable {
    var token: String
    var expires: Int64
  }

  /// After how long it is worth asking for what others have first to end.
  static let pause: Duration = .milliseconds(100)

  var now: Int64
  /// When the next request may be sent.
  var next: Int64 = 0
  /// Until when the host wants to be left alone.
  var heldUntil: Int64 = 0
  var pending: [Pending] = []

  mutating func take(_ request: HostTurnRequest) -> HostTurnAnswer {
    if pending.contains(where: { $0.token.utf8.elementsEqual(request.token.utf8) }) {
      return .granted
    }
    pending.removeAll { $0.expires <= now }
    if heldUntil > now { return .held(.milliseconds(heldUntil - now)) }
    if next > now { return .later(.milliseconds(next - now)) }
    guard pending.count < max(1, request.perHost) else { return .later(Self.pause) }
    next = now + request.gap.storedMilliseconds
    pending.append(
      Pending(token: request.token, expires: now + request.lasting.storedMilliseconds))
    return .granted
  }

  mutating func end(_ request: HostTurnRequest, sent: Duration?, hold: Duration?) {
    pending.removeAll { $0.expires <= now || $0.token.utf8.elementsEqual(request.token.utf8) }
    if let sent {
      let moment = now - sent.storedMilliseconds
      next = max(next, moment + request.gap.storedMilliseconds)
    }
    if let hold { heldUntil = max(heldUntil, now + hold.storedMilliseconds) }
  }

  /// `TOKEN:EXPIRES TOKEN:EXPIRES`.
  var storedPending: String {
    pending.map { "\($0.token):\($0.expires)" }.joined(separator: " ")
  }

  static func pending(stored: String) -> [Pending] {
    stored.split(separator: " ").compactMap { item in
      guard let colon = item.utf8.lastIndex(of: UInt8(ascii: ":")),
        let expires = Int64(item[item.index(after: colon)...])
      else { return nil }
      return Pending(token: String(item[..<colon]), expires: expires)
    }
  }
}

/// The statements on hosts.
struct HostTurnRows {
  let database: any Statements

  /// - Parameter waits: whether one that another transaction holds is waited for, or left out.
  func row(of host: String, waits: Bool) throws -> HostTurnRow? {
    let dialect = database.dialect
    let row = try database.row(
      """
      SELECT next, held_until, requests, \(dialect.clock) FROM host_turn WHERE host = ?
      \(waits ? dialect.locking : dialect.lockingFree)
      """, [host])
    guard let row else { return nil }
    return HostTurnRow(
      now: row[3], next: row[0], heldUntil: row[1],
      pending: HostTurnRow.pending(stored: row[2]))
  }

  /// Adds a host with its first request; `false` where it is there already.
  func add(_ request: HostTurnRequest) throws -> Bool {
    // Adding one that is there would wait for whoever has just locked it.
    let isThere =
      try database.row("SELECT next FROM host_turn WHERE host = ?", [request.host]) != nil
    if isThere { return false }
    var row = HostTurnRow(now: try database.value("SELECT \(database.dialect.clock)", []) ?? 0)
    _ = row.take(request)
    let added = try database.run(
      """
      INSERT INTO host_turn (host, next, held_until, requests) VALUES (?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """, [request.host, row.next, row.heldUntil, row.storedPending])
    return added > 0
  }

  func put(_ row: HostTurnRow, of host: String) throws {
    try database.send(
      "UPDATE host_turn SET next = ?, held_until = ?, requests = ? WHERE host = ?",
      [row.next, row.heldUntil, row.storedPending, host])
  }
}
