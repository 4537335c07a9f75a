public import FeedModel
internal import GRDB
internal import Glibc

/// What Refeed remembers between runs, in one SQLite file.
///
/// Every call is one transaction; ``write(_:)`` makes several of them one. What a call has
/// returned from is on the disk (WAL, `synchronous=FULL`).
public final class Archive: Sendable {
  /// Of the file.
  public let path: String

  /// Where a damaged file was put, if one was found when this archive was opened.
  ///
  /// The archive is then new and empty, and is to be seeded from what was published.
  public let quarantined: String?

  /// The one connection.
  let queue: DatabaseQueue
  /// Of a file that is read as one that nobody changes.
  private let still: ArchiveFile.Still?
  private let forgotten: ForgottenList

  /// Opens the file, or makes it.
  ///
  /// A damaged file is renamed aside; one from a newer version is left as it is.
  /// - Parameters:
  ///   - now: names the file that is put aside.
  ///   - replacesDamaged: whether a damaged file is put aside; else it is an error.
  public init(
    path: String, now: Timestamp, replacesDamaged: Bool = true
  ) throws(ArchiveError) {
    self.path = path
    still = nil
    forgotten = try ForgottenList(besides: path)
    switch try ArchiveFile.condition(path: path) {
    case .new, .good: break
    case .newer(let version): throw .newerVersion(path: path, version: version)
    case .damaged(let detail):
      guard replacesDamaged else { throw .damaged(path: path, detail: detail) }
      (queue, quarantined) = try Archive.replace(path: path, now: now, detail: detail)
      return
    }
    do throws(ArchiveError) {
      queue = try ArchiveFile.open(path: path)
      quarantined = nil
    } catch .damaged(_, let detail) {
      guard replacesDamaged else { throw .damaged(path: path, detail: detail) }
      (queue, quarantined) = try Archive.replace(path: path, now: now, detail: detail)
    }
    try noteForgotten()
  }

  /// Archives of version 1 have no list beside them.
  private func noteForgotten() throws(ArchiveError) {
    let names = try read { session throws(ArchiveError) in try session.forgottenNames() }
    try forgotten.add(names)
  }

  /// Opens an archive that is there, to read it beside a run that writes.
  ///
  /// Nothing is made, changed or put aside; a damaged file is an error. The folder need not be one
  /// that this process may write to.
  public init(reading path: String) throws(ArchiveError) {
    self.path = path
    quarantined = nil
    forgotten = ForgottenList(readingBesides: path)
    switch try ArchiveFile.condition(path: path) {
    case .good:
      let reading = try ArchiveFile.openForReading(path: path)
      (queue, still) = (reading.queue, reading.still)
    case .new: throw .cannotOpen(path: path, detail: "there is none yet")
    case .newer(let version): throw .newerVersion(path: path, version: version)
    case .damaged(let detail): throw .damaged(path: path, detail: detail)
    }
  }

  /// An archive that is gone with the process, for a run that is to leave nothing behind.
  public init(inMemoryInPlaceOf path: String) throws(ArchiveError) {
    self.path = path
    quarantined = nil
    still = nil
    forgotten = try ForgottenList(besides: path)
    queue = try ArchiveFile.inMemory(path: path)
  }

  private static func replace(
    path: String, now: Timestamp, detail: String
  ) throws(ArchiveError) -> (DatabaseQueue, String?) {
    let aside = try ArchiveFile.quarantine(path: path, now: now, detail: detail)
    return (try ArchiveFile.open(path: path), aside)
  }

  /// Does several things in one transaction: all of them are kept, or none.
  public func write<Value>(
    _ body: (borrowing ArchiveSession) throws(ArchiveError) -> Value
  ) throws(ArchiveError) -> Value {
    do {
      return try queue.write { try body(session($0)) }
    } catch {
      throw ArchiveError(error, path: path)
    }
  }

  /// As ``write(_:)``, but nothing is kept.
  public func rehearse<Value>(
    _ body: (borrowing ArchiveSession) throws(ArchiveError) -> Value
  ) throws(ArchiveError) -> Value {
    try transaction(.immediate, ending: .rollback, body)
  }

  /// Reads several things that belong together.
  public func read<Value>(
    _ body: (borrowing ArchiveSession) throws(ArchiveError) -> Value
  ) throws(ArchiveError) -> Value {
    // GRDB's own reads set a pragma before and after, which makes SQLite compile every statement
    // again.
    let value = try transaction(.deferred, ending: .commit, body)
    try still?.check()
    return value
  }

  private func session(_ database: Database) -> ArchiveSession {
    ArchiveSession(
      database: SQLiteStatements(database: database), path: path, forgotten: forgotten)
  }

  private func transaction<Value>(
    _ kind: Database.TransactionKind, ending end: Database.TransactionCompletion,
    _ body: (borrowing ArchiveSession) throws(ArchiveError) -> Value
  ) throws(ArchiveError) -> Value {
    do {
      return try queue.writeWithoutTransaction { database in
        var value: Value?
        try database.inTransaction(kind) {
          value = try body(session(database))
          return end
        }
        guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return value
      }
    } catch {
      throw ArchiveError(error, path: path)
    }
  }

  /// Copies the archive as it is now to a file, beside a run that may be at work.
  ///
  /// - Parameter path: the new file; an earlier copy is replaced once the new one is whole,
  ///   anything else that is there is an error.
  public func backUp(to path: String) throws(ArchiveError) {
    try ArchiveFile.checkIsReplaceable(path, by: self.path)
    try forgotten.checkIsRead()
    let unfinished = path + ".unfinished"
    do {
      unlink(unfinished)
      let copy = try DatabaseQueue(path: unfinished)
      try queue.backup(to: copy)
      // A copy is one file: no log stands beside it.
      try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try copy.close()
      try still?.check()
    } catch {
      unlink(unfinished)
      throw ArchiveError(error, path: path)
    }
    try ArchiveFile.replace(path, with: unfinished)
    try forgotten.copy(besides: path)
  }

  /// Moves what the write-ahead log holds into the file; harmless when it fails.
  public func checkpoint() {
    _ = try? queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
  }

  /// Closes the file; nothing may be asked of the archive any more.
  public func close() throws(ArchiveError) {
    do {
      try queue.close()
    } catch {
      throw ArchiveError(error, path: path)
    }
  }
}

/// The archive within one transaction.
public struct ArchiveSession: ~Copyable {
  let database: any Statements
  let path: String
  let forgotten: ForgottenList

  /// Runs statements and turns what SQLite says into an ``ArchiveError``.
  func run<Value>(_ body: (any Statements) throws -> Value) throws(ArchiveError) -> Value {
    do {
      return try body(database)
    } catch {
      throw ArchiveError(error, path: path)
    }
  }

  /// As ``run(_:)``, all or nothing even within a larger transaction.
  func runWhole<Value>(
    _ body: (any Statements) throws -> Value
  ) throws(ArchiveError) -> Value {
    try run { database in try database.whole { try body(database) } }
  }
}

extension ArchiveError {
  init(_ error: any Error, path: String) {
    if let error = error as? ArchiveError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self = .damaged(path: path, detail: "a row cannot be read")
      return
    }
    let detail = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_FULL: self = .full(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_CANTOPEN: self = .cannotOpen(path: path, detail: detail)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_MISMATCH:
      self = .damaged(path: path, detail: detail)
    default: self = .failed(path: path, detail: detail)
    }
  }
}
