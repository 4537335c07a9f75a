public import FeedModel
internal import GRDB
internal import Glibc

/// What Refeed remembers between runs, in one SQLite file or a database of PostgreSQL.
///
/// Every call is one transaction; ``write(_:)`` makes several of them one. What a call has
/// returned from is on the disk (WAL, `synchronous=FULL`).
public final class Archive: Sendable {
  /// Of the file; the address of a database, without what is secret.
  public let path: String

  /// Where a damaged file was put, if one was found when this archive was opened.
  ///
  /// The archive is then new and empty, and is to be seeded from what was published.
  public let quarantined: String?

  let storage: any ArchiveStorage

  /// Whether several processes may write to it at the same time, each with connections of its own.
  public var isShared: Bool { storage is PostgresStorage }

  let forgotten: ForgottenList

  /// Opens the file or the database, or makes it.
  ///
  /// A damaged file is renamed aside; one from a newer version is left as it is.
  /// - Parameters:
  ///   - path: of a file, or the address of a database (``PostgresAddress``).
  ///   - now: names the file that is put aside.
  ///   - replacesDamaged: whether a damaged file is put aside; else it is an error.
  public init(
    path: String, now: Timestamp, replacesDamaged: Bool = true
  ) throws(ArchiveError) {
    if let address = PostgresAddress(path) {
      self.path = address.shown
      quarantined = nil
      storage = try Archive.database(address)
      forgotten = try ForgottenList(in: storage, address.shown)
      return
    }
    self.path = path
    forgotten = try ForgottenList(besides: path)
    switch try ArchiveFile.condition(path: path) {
    case .new, .good: break
    case .newer(let version): throw .newerVersion(path: path, version: version)
    case .damaged(let detail):
      guard replacesDamaged else { throw .damaged(path: path, detail: detail) }
      (storage, quarantined) = try Archive.replace(path: path, now: now, detail: detail)
      return
    }
    do throws(ArchiveError) {
      storage = SQLiteStorage(try ArchiveFile.openTwice(path: path))
      quarantined = nil
    } catch .damaged(_, let detail) {
      guard replacesDamaged else { throw .damaged(path: path, detail: detail) }
      (storage, quarantined) = try Archive.replace(path: path, now: now, detail: detail)
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
  /// - Parameter path: as ``init(path:now:replacesDamaged:)`` takes it.
  public convenience init(reading path: String) throws(ArchiveError) {
    guard let archive = try Archive.Opened(reading: path) else {
      let shown = PostgresAddress(path)?.shown ?? path
      throw .cannotOpen(path: shown, detail: "there is none yet")
    }
    self.init(archive)
  }

  /// As ``init(reading:)``; `nil` where there is none yet.
  public static func reading(_ path: String) throws(ArchiveError) -> Archive? {
    try Archive.Opened(reading: path).map { Archive($0) }
  }

  private init(_ opened: Opened) {
    (path, storage, forgotten) = (opened.path, opened.storage, opened.forgotten)
    quarantined = nil
  }

  /// What an archive that is only read is made of.
  private struct Opened {
    var path: String
    var storage: any ArchiveStorage
    var forgotten: ForgottenList

    init?(reading path: String) throws(ArchiveError) {
      if let address = PostgresAddress(path) {
        guard let storage = try Archive.database(reading: address) else { return nil }
        self.path = address.shown
        self.storage = storage
        forgotten = try ForgottenList(in: storage, address.shown)
        return
      }
      self.path = path
      forgotten = ForgottenList(readingBesides: path)
      switch try ArchiveFile.condition(path: path) {
      case .good:
        let reading = try ArchiveFile.openForReading(path: path)
        storage = SQLiteStorage(reading.queue, still: reading.still)
      case .new: return nil
      case .newer(let version): throw .newerVersion(path: path, version: version)
      case .damaged(let detail): throw .damaged(path: path, detail: detail)
      }
    }
  }

  /// An archive that is gone with the process, for a run that is to leave nothing behind.
  public init(inMemoryInPlaceOf path: String) throws(ArchiveError) {
    self.path = PostgresAddress(path)?.shown ?? path
    quarantined = nil
    forgotten = PostgresAddress(path) == nil ? try ForgottenList(besides: path) : ForgottenList()
    storage = SQLiteStorage(try ArchiveFile.inMemory(path: path))
  }

  private static func replace(
    path: String, now: Timestamp, detail: String
  ) throws(ArchiveError) -> (any ArchiveStorage, String?) {
    let aside = try ArchiveFile.quarantine(path: path, now: now, detail: detail)
    return (SQLiteStorage(try ArchiveFile.open(path: path)), aside)
  }

  /// Does several things in one transaction: all of them are kept, or none.
  ///
  /// - Parameters:
  ///   - mayRepeat: whether `body` may run again too where nobody knows whether it was kept: the
  ///     connection to a database was lost at that moment.
  ///   - body: may run again where the storage asks for it and nothing was kept (two transactions
  ///     that stood in each other's way, a connection that was cut); so it has no other effect than
  ///     what it does to the session, and what it gives.
  public func write<Value>(
    mayRepeat: Bool = false, _ body: (borrowing ArchiveSession) throws(ArchiveError) -> Value
  ) throws(ArchiveError) -> Value {
    try transaction(.writing, mayRepeat: mayRepeat, body)
  }

  /// As ``write(_:)``, but nothing is kept.
  public func rehearse<Value>(
    _ body: (borrowing ArchiveSession) throws(ArchiveError) -> Value
  ) throws(ArchiveError) -> Value {
    try transaction(.rehearsing, body)
  }

  /// Reads several things that belong together.
  public func read<Value>(
    _ body: (borrowing ArchiveSession) throws(ArchiveError) -> Value
  ) throws(ArchiveError) -> Value {
    try transaction(.reading, body)
  }

  private func transaction<Value>(
    _ purpose: TransactionPurpose, mayRepeat: Bool = true,
    _ body: (borrowing ArchiveSession) throws(ArchiveError) -> Value
  ) throws(ArchiveError) -> Value {
    do {
      return try storage.transaction(purpose, mayRepeat: mayRepeat) { database in
        try body(ArchiveSession(database: database, path: path, forgotten: forgotten))
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
    guard let storage = storage as? SQLiteStorage else {
      throw .server(
        address: self.path, detail: "a database is no file that can be copied",
        remedy: "use pg_dump, or refeed archive copy")
    }
    try ArchiveFile.checkIsReplaceable(path, by: self.path)
    try forgotten.checkIsRead()
    let unfinished = path + ".unfinished"
    do {
      unlink(unfinished)
      try storage.backUp(to: unfinished)
    } catch {
      unlink(unfinished)
      throw ArchiveError(error, path: path)
    }
    try ArchiveFile.replace(path, with: unfinished)
    try forgotten.copy(besides: path)
  }

  /// Moves what the write-ahead log holds into the file; harmless when it fails.
  public func checkpoint() { storage.checkpoint() }

  /// Closes the file or the connections; nothing may be asked of the archive any more.
  public func close() throws(ArchiveError) {
    do {
      try storage.close()
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

  /// Runs statements and turns what the storage says into an ``ArchiveError``.
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
    if let error = error as? DatabaseError {
      self.init(error, path: path)
    } else if let error = error as? PostgresError {
      self.init(error, path: path)
    } else if let error = error as? PostgresSchema.Newer {
      self = .newerVersion(path: path, version: error.version)
    } else {
      self = .damaged(path: path, detail: "a row cannot be read")
    }
  }
}

extension Archive {
  private static func database(
    _ address: PostgresAddress
  ) throws(ArchiveError) -> any ArchiveStorage {
    do {
      return try PostgresStorage(address)
    } catch {
      throw ArchiveError(error, path: address.shown)
    }
  }

  private static func database(
    reading address: PostgresAddress
  ) throws(ArchiveError) -> (any ArchiveStorage)? {
    do {
      return try PostgresStorage.opened(reading: address)
    } catch {
      throw ArchiveError(error, path: address.shown)
    }
  }
}
