internal import Dispatch
internal import Glibc
internal import Synchronization

/// An archive in a database of PostgreSQL.
final class PostgresStorage: ArchiveStorage {
  private struct Connections {
    var idle: [PostgresConnection] = []
    var isClosed = false
  }

  private let address: PostgresAddress
  private let layout: Int
  private let connections: Mutex<Connections>

  /// How often a transaction is begun, the first time included: over half a minute in all, in which
  /// a server starts again or another one takes its place.
  private static let mostAttempts = 9
  /// The same before anything was had of the database: within four seconds.
  private static let mostFirstAttempts = 7
  /// Connections that are kept open.
  private static let mostIdle = 4
  /// Connections in use at once: a server has a hundred, for all processes together.
  private static let mostInUse = 8

  /// Who needs one more connection waits here.
  private let places = DispatchSemaphore(value: PostgresStorage.mostInUse)

  /// Opens the database, and makes its tables what they must be.
  init(_ address: PostgresAddress) throws {
    self.address = address
    let connection = try Self.connected(address) { try PostgresSchema.migrate($0) }
    layout = Schema.version
    connections = Mutex(Connections(idle: [connection]))
  }

  /// Opens the database to read it; nothing is made.
  ///
  /// - Returns: `nil` where nothing is stored there yet.
  static func opened(reading address: PostgresAddress) throws -> PostgresStorage? {
    var version: Int?
    let connection = try connected(address) { version = try PostgresSchema.version($0) }
    guard let version else { return nil }
    guard version <= Schema.version else {
      throw ArchiveError.newerVersion(path: address.shown, version: version)
    }
    return PostgresStorage(address, connection, layout: version)
  }

  /// The first connection of all: what is only cut or starting is tried again for a few seconds, and
  /// not longer, for the address may be a wrong one.
  private static func connected(
    _ address: PostgresAddress, setUp: (PostgresScripts) throws -> Void
  ) throws -> PostgresConnection {
    var attempt = 1
    while true {
      do {
        return try PostgresConnection(address, setUp: setUp)
      } catch let error as PostgresError
        where error.isTransient && !error.needsPassword && attempt < mostFirstAttempts
      {
        wait(attempt)
        attempt += 1
      }
    }
  }

  private init(_ address: PostgresAddress, _ connection: PostgresConnection, layout: Int) {
    self.address = address
    self.layout = layout
    connections = Mutex(Connections(idle: [connection]))
  }

  // MARK: Transactions

  func transaction<Value>(
    _ purpose: TransactionPurpose, mayRepeat: Bool, _ body: (any Statements) throws -> Value
  ) throws -> Value {
    var attempt = 1
    while true {
      do {
        return try attempted(purpose, mayRepeat: mayRepeat, body)
      } catch let trouble as Trouble {
        let cause = trouble.cause
        let isSafe = cause.stage != .keeping || mayRepeat
        guard cause.isTransient, isSafe, attempt < Self.mostAttempts else { throw trouble.error }
        Self.wait(attempt)
        attempt += 1
      }
    }
  }

  /// What a body has thrown because of the database.
  private struct Trouble: Error {
    var error: any Error
    var cause: PostgresError
  }

  private func attempted<Value>(
    _ purpose: TransactionPurpose, mayRepeat: Bool, _ body: (any Statements) throws -> Value
  ) throws -> Value {
    places.wait()
    defer { places.signal() }
    let connection = try taken()
    do {
      try connection.begin(Self.beginning(purpose))
      let value = try body(PostgresStatements(connection: connection, layout: layout))
      if purpose == .writing {
        try connection.commit(apart: !mayRepeat)
        giveBack(connection)
      } else {
        release(connection)
      }
      return value
    } catch {
      let cause = connection.failure
      release(connection)
      guard let cause else { throw error }
      throw Trouble(error: error, cause: cause)
    }
  }

  /// Reads see one state of all; a merge locks its feed, and sees what was kept before that.
  private static func beginning(_ purpose: TransactionPurpose) -> String {
    switch purpose {
    case .writing, .rehearsing: "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
    case .reading: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    }
  }

  /// A twentieth of a second, and twice as long each time.
  private static func wait(_ attempt: Int) {
    let milliseconds = min(50 << UInt32(min(attempt, 12)), 8000)
    // Two that stand in each other's way don't come back at the same time.
    usleep(UInt32.random(in: UInt32(milliseconds / 2)...UInt32(milliseconds)) * 1000)
  }

  // MARK: Connections

  private func taken() throws -> PostgresConnection {
    let (idle, isClosed) = connections.withLock { ($0.idle.popLast(), $0.isClosed) }
    if let idle { return idle }
    guard !isClosed else {
      throw PostgresError(message: "the archive was closed", stage: .connecting)
    }
    do {
      return try PostgresConnection(address)
    } catch let error as PostgresError {
      throw Trouble(error: error, cause: error)
    }
  }

  /// Ends what is open there.
  private func release(_ connection: PostgresConnection) {
    if connection.rollBack() { giveBack(connection) }
  }

  private func giveBack(_ connection: PostgresConnection) {
    connections.withLock {
      if !$0.isClosed, $0.idle.count < Self.mostIdle { $0.idle.append(connection) }
    }
  }

  /// The server does it when it likes.
  func checkpoint() {}

  func close() throws {
    connections.withLock { $0 = Connections(isClosed: true) }
  }
}
