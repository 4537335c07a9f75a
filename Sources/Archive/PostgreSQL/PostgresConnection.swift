internal import CLibPQ
internal import Glibc

/// One connection to a server, in pipeline mode
/// (https://www.postgresql.org/docs/current/libpq-pipeline-mode.html): statements that nobody waits
/// for go out together with the next one that somebody does.
///
/// Only one thread may use it at a time.
final class PostgresConnection: @unchecked Sendable {
  /// A statement that the server knows by a name of its own.
  private final class Prepared {
    let name: String
    /// Columns by name, once it has given any.
    var places: [String: Int]?

    init(name: String) { self.name = name }
  }

  private struct Key: Hashable {
    var sql: String
    var types: [Oid]
  }

  /// What was sent and not yet answered.
  private enum Sent {
    case preparation(Key)
    case unheard
    case asked
  }

  private let handle: OpaquePointer
  private var prepared: [Key: Prepared] = [:]
  private var sent: [Sent] = []
  /// Names are given once.
  private var names = 0
  /// What went wrong in the transaction that is open.
  private(set) var failure: PostgresError?
  private var depth = 0
  /// Whether libpq has lost its place among the answers although it takes the connection for good.
  private var isBroken = false

  /// How many statements go out before their answers are read.
  private static let mostSent = 512

  /// How often libpq may give nothing in a row.
  private static let mostPauses = 3

  // MARK: Opening

  /// Connects, and takes statements at once.
  ///
  /// - Parameter setUp: makes the layout what it must be.
  init(
    _ address: PostgresAddress, setUp: (PostgresScripts) throws -> Void = { _ in }
  ) throws {
    if let problem = refeed_libpq_problem() {
      throw PostgresError(
        message: "\(String(cString: problem)); install the package libpq5", stage: .connecting)
    }
    guard let handle = Self.connected(Self.parameters(address.text)) else {
      throw PostgresError(message: "no memory is left", stage: .connecting)
    }
    self.handle = handle
    guard PQstatus(handle) == CONNECTION_OK else {
      let error = PostgresError(
        message: Self.sentence(PQerrorMessage(handle)), stage: .connecting,
        isLost: true, needsPassword: PQconnectionNeedsPassword(handle) != 0)
      throw error
    }
    refeed_libpq_silence(handle)
    try Self.check(handle)
    try setUp(PostgresScripts(handle: handle))
    guard PQenterPipelineMode(handle) == 1 else { throw lost(.connecting) }
  }

  deinit { PQfinish(handle) }

  /// What the address says outweighs what stands before it, and what stands behind it outweighs the
  /// address.
  private static func parameters(_ address: String) -> [(String, String)] {
    [
      ("connect_timeout", "10"), ("keepalives_idle", "60"), ("tcp_user_timeout", "60000"),
      ("fallback_application_name", "refeed"), ("dbname", address), ("client_encoding", "UTF8"),
    ]
  }

  private static func connected(_ parameters: [(String, String)]) -> OpaquePointer? {
    let keys = parameters.map { strdup($0.0) }
    let values = parameters.map { strdup($0.1) }
    defer { for text in keys + values { free(text) } }
    let ended = { (texts: [UnsafeMutablePointer<CChar>?]) in
      texts.map { UnsafePointer($0) } + [nil]
    }
    return PQconnectdbParams(ended(keys), ended(values), 1)
  }

  private static func check(_ handle: OpaquePointer) throws {
    let version = PQserverVersion(handle)
    guard version >= 140_000 else {
      throw PostgresError(
        message: "the server is PostgreSQL \(version / 10_000), and 14 or later is needed",
        stage: .connecting)
    }
    let encoding = PQparameterStatus(handle, "server_encoding").map { String(cString: $0) }
    guard encoding == "UTF8" else {
      throw PostgresError(
        message: "the database holds texts in \(encoding ?? "?") and not in UTF8; make another: "
          + "createdb -E UTF8 --locale=C -T template0 NAME", stage: .connecting)
    }
  }

  // MARK: Transactions

  /// Begins a transaction; what the last one has left is gone.
  func begin(_ sql: String) throws {
    failure = nil
    depth = 0
    try send(sql, [])
  }

  /// Ends the transaction, and waits until it is kept.
  ///
  /// - Parameter apart: whether all that was sent must have been done before: a connection that is lost
  ///   before that has kept nothing, and only one that is lost then leaves it open.
  func commit(apart: Bool) throws {
    if apart, !sent.isEmpty { _ = try drain() }
    do {
      let result = try ask("COMMIT", [])
      // Somebody went on after a statement that failed.
      guard result.command == "COMMIT" else {
        throw failure ?? PostgresError(message: "a statement failed and nothing was kept")
      }
    } catch var error as PostgresError {
      // What the server refuses while it keeps it is not kept.
      if error.isLost { error.stage = .keeping }
      failure = error
      throw error
    }
  }

  /// Takes the transaction back; whether the connection is of use still.
  func rollBack() -> Bool {
    guard isGood else { return false }
    _ = try? drain()
    do {
      _ = try ask("ROLLBACK", [])
      return isGood
    } catch {
      return false
    }
  }

  /// Does something whole or not at all, within the transaction.
  func whole<Value>(_ body: () throws -> Value) throws -> Value {
    depth += 1
    defer { depth -= 1 }
    let name = "whole_\(depth)"
    try send("SAVEPOINT \(name)", [])
    do {
      let value = try body()
      _ = try ask("RELEASE SAVEPOINT \(name)", [])
      return value
    } catch {
      let known = failure
      if !(known?.isLost ?? false) {
        _ = try? drain()
        _ = try ask("ROLLBACK TO SAVEPOINT \(name)", [])
        // Transient trouble is the whole transaction's, whoever catches this.
        failure = known?.isTransient ?? false ? known : nil
      }
      throw error
    }
  }

  // MARK: Statements

  /// Sends a statement whose answer nobody waits for.
  func send(_ sql: String, _ arguments: [any StoredValue]) throws {
    _ = try post(sql, arguments, as: .unheard)
    if sent.count >= Self.mostSent { _ = try drain() }
  }

  /// Sends a statement and waits for its answer.
  func ask(_ sql: String, _ arguments: [any StoredValue]) throws -> PostgresResult {
    _ = try post(sql, arguments, as: .asked)
    guard let result = try drain().last else { throw lost(.working) }
    return result
  }

  /// The rows that a statement gives.
  func rows(_ sql: String, _ arguments: [any StoredValue]) throws -> [StoredRow] {
    let statement = try post(sql, arguments, as: .asked)
    guard let result = try drain().last else { throw lost(.working) }
    return rows(of: result, statement)
  }

  /// The rows that a statement gives for each of several lists of arguments.
  func rows(_ sql: String, each lists: [[any StoredValue]]) throws -> [[StoredRow]] {
    var all: [[StoredRow]] = []
    all.reserveCapacity(lists.count)
    var start = 0
    while start < lists.count {
      let end = min(start + Self.mostSent / 2, lists.count)
      var statement: Prepared?
      for list in lists[start..<end] { statement = try post(sql, list, as: .asked) }
      for result in try drain() {
        all.append(statement.map { rows(of: result, $0) } ?? [])
      }
      start = end
    }
    return all
  }

  private func rows(of result: PostgresResult, _ statement: Prepared) -> [StoredRow] {
    let places = statement.places ?? result.places
    statement.places = places
    return result.rows(places)
  }

  private func post(
    _ sql: String, _ arguments: [any StoredValue], as kind: Sent
  ) throws -> Prepared {
    let values = PostgresArguments(arguments)
    let statement = try statement(Key(sql: sql, types: values.types))
    let isSent = values.lend { pointers, lengths, formats in
      PQsendQueryPrepared(
        handle, statement.name, Int32(values.types.count), pointers, lengths, formats, 1)
    }
    guard isSent == 1 else { throw lost(.working) }
    sent.append(kind)
    return statement
  }

  private func statement(_ key: Key) throws -> Prepared {
    if let known = prepared[key] { return known }
    names += 1
    let statement = Prepared(name: "s\(names)")
    let text = PostgresStatements.numbered(key.sql)
    guard PQsendPrepare(handle, statement.name, text, Int32(key.types.count), key.types) == 1 else {
      throw lost(.working)
    }
    prepared[key] = statement
    sent.append(.preparation(key))
    return statement
  }

  // MARK: Answers

  /// Waits for all that was sent; the answers that were asked for, in turn.
  private func drain() throws -> [PostgresResult] {
    let waiting = sent
    sent = []
    guard PQpipelineSync(handle) == 1 else { throw lost(.working) }
    var results: [PostgresResult] = []
    var problem: PostgresError?
    for item in waiting {
      let (result, error) = answer()
      if let error {
        if case .preparation(let key) = item { prepared[key] = nil }
        // The first is the cause; what stands behind it was not looked at.
        if problem == nil || problem?.state == nil { problem = problem ?? error }
      } else if let result, case .asked = item {
        results.append(result)
      }
    }
    readMark()
    if !isGood { throw lost(.working) }
    if let problem {
      failure = problem
      throw problem
    }
    return results
  }

  /// One statement's.
  private func answer() -> (PostgresResult?, PostgresError?) {
    var last: PostgresResult?
    var problem: PostgresError?
    while let next = PQgetResult(handle) {
      let result = PostgresResult(next)
      switch PQresultStatus(next) {
      case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: last = result
      case PGRES_PIPELINE_ABORTED:
        problem = problem ?? PostgresError(message: "a statement before it failed")
      default: problem = problem ?? Self.error(next)
      }
    }
    return (last, problem)
  }

  private var isGood: Bool { !isBroken && PQstatus(handle) == CONNECTION_OK }

  /// The mark that stands behind all that was sent together.
  ///
  /// A server that is stopped at once says so, and is gone: what is sent then can't be, and libpq, which
  /// has read the notice and not yet the end, gives nothing for ever, as of a connection that is good.
  private func readMark() {
    var pauses = 0
    while isGood {
      guard let next = PQgetResult(handle) else {
        // One stands behind each answer.
        pauses += 1
        isBroken = pauses > Self.mostPauses
        continue
      }
      pauses = 0
      let status = PQresultStatus(next)
      PQclear(next)
      if status == PGRES_PIPELINE_SYNC { return }
    }
  }

  fileprivate static func error(_ result: OpaquePointer) -> PostgresError {
    let field = { (code: UnicodeScalar) in
      PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) }
    }
    // As of postgres_ext.h: C is the code, M the sentence.
    return PostgresError(
      state: field("C"), message: field("M") ?? sentence(PQresultErrorMessage(result)))
  }

  private func lost(_ stage: PostgresError.Stage) -> PostgresError {
    let error = PostgresError(
      message: Self.sentence(PQerrorMessage(handle)), stage: stage, isLost: true)
    failure = error
    return error
  }

  /// In one line, without what libpq puts before it.
  fileprivate static func sentence(_ text: UnsafeMutablePointer<CChar>?) -> String {
    let lines = text.map { String(cString: $0) }?.split(separator: "\n") ?? []
    guard let line = lines.first(where: { $0.contains("FATAL") }) ?? lines.first else {
      return "nothing more is known"
    }
    return line.components(after: "FATAL:").trimmed
  }
}

extension Substring {
  fileprivate func components(after mark: String) -> Substring {
    firstRange(of: mark).map { self[$0.upperBound...] } ?? self
  }

  fileprivate var trimmed: String {
    String(drop { $0 == " " })
  }
}

/// Scripts of several statements, before a connection takes any others.
struct PostgresScripts {
  fileprivate let handle: OpaquePointer

  /// Runs a script; gives the first value of its last statement, where it gives one.
  @discardableResult
  func run(_ script: String) throws -> String? {
    guard let pointer = PQexec(handle, script) else {
      throw PostgresError(
        message: PostgresConnection.sentence(PQerrorMessage(handle)), isLost: true)
    }
    let result = PostgresResult(pointer)
    defer { withExtendedLifetime(result) {} }
    switch PQresultStatus(pointer) {
    case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: return nil
    case PGRES_TUPLES_OK:
      guard PQntuples(pointer) > 0, PQgetisnull(pointer, 0, 0) == 0 else { return nil }
      return PQgetvalue(pointer, 0, 0).map { String(cString: $0) }
    default:
      var error = PostgresConnection.error(pointer)
      error.isLost = PQstatus(handle) != CONNECTION_OK
      throw error
    }
  }
}
