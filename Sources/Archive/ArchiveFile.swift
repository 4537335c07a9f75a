internal import FeedModel
internal import GRDB
internal import Glibc

/// The archive as a file: what state it is in, how it is opened and put aside.
enum ArchiveFile {
  enum Condition: Sendable, Hashable {
    case new
    case good
    case newer(version: Int)
    case damaged(detail: String)
  }

  /// Files up to this size are checked whole when they are opened, larger ones in outline.
  private static let wholeCheckBytes: Int64 = 64 << 20

  /// Judges a file by its first bytes, without touching it.
  static func condition(path: String) throws(ArchiveError) -> Condition {
    do {
      if let found = try HeldFiles.look(at: path, { try condition(of: $0, path) }) { return found }
    } catch {
      throw ArchiveError(error, path: path)
    }
    if errno == ENOENT { return .new }
    throw .cannotOpen(path: path, detail: String(cString: strerror(errno)))
  }

  private static func condition(
    of descriptor: Int32, _ path: String
  ) throws(ArchiveError) -> Condition {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .cannotOpen(path: path, detail: "it is no regular file")
    }
    if status.st_size == 0 { return .new }
    var header = [UInt8](repeating: 0, count: 100)
    let count = uninterrupted { pread(descriptor, &header, header.count, 0) }
    // What can't be read at the moment is not damaged.
    guard count >= 0 else {
      throw .cannotOpen(path: path, detail: String(cString: strerror(errno)))
    }
    guard count == header.count, header.starts(with: "SQLite format 3\0".utf8) else {
      return .damaged(detail: "it is no SQLite file")
    }
    return condition(header: header)
  }

  /// SQLite file format §1.3.
  private static func condition(header: [UInt8]) -> Condition {
    // What SQLite would take for a file that it must not write, or not understand.
    let pageBytes = Int(header[16]) << 8 | Int(header[17])
    let isPageSize = pageBytes == 1 || (pageBytes >= 512 && pageBytes.nonzeroBitCount == 1)
    guard isPageSize, (1...2).contains(header[18]), (1...2).contains(header[19]),
      header[20] == 0, header[21..<24].elementsEqual([64, 32, 32]),
      (0...4).contains(word(header, 44)), (0...3).contains(word(header, 56))
    else { return .damaged(detail: "its first bytes are wrong") }
    let version = Int(Int32(truncatingIfNeeded: word(header, 60)))
    guard (0..<10_000).contains(version) else {
      return .damaged(detail: "its format number is \(version)")
    }
    return version > Schema.version ? .newer(version: version) : .good
  }

  /// Big-endian.
  private static func word(_ header: [UInt8], _ offset: Int) -> Int {
    header[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  /// Makes a call again that a signal has interrupted.
  static func uninterrupted<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }

  /// Whether a copy of an archive may be put at a path: nothing is there, or an earlier copy.
  static func checkIsReplaceable(
    _ path: String, by original: String
  ) throws(ArchiveError) {
    var (new, old) = (stat(), stat())
    guard stat(path, &new) == 0 else { return }
    let isItself =
      stat(original, &old) == 0 && old.st_ino == new.st_ino && old.st_dev == new.st_dev
    if isItself { throw .cannotOpen(path: path, detail: "it is the archive itself") }
    switch try condition(path: path) {
    case .new, .good, .newer: return
    case .damaged(let detail): throw .cannotOpen(path: path, detail: "it is there: \(detail)")
    }
  }

  /// Puts a finished file in the place of another, for good.
  static func replace(_ path: String, with finished: String) throws(ArchiveError) {
    guard rename(finished, path) == 0 else {
      throw .cannotOpen(path: path, detail: String(cString: strerror(errno)))
    }
    syncFolder(of: path)
  }

  /// Brings a folder's names onto the disk.
  static func syncFolder(of path: String) {
    let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[...$0] } ?? "."
    let descriptor = uninterrupted { Glibc.open(String(folder), O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    Glibc.close(descriptor)
  }

  /// The same, tried again where the file looks damaged: to SQLite some pages that can't be read for a
  /// moment do, and what is damaged is so twice.
  static func openTwice(path: String) throws(ArchiveError) -> DatabaseQueue {
    do throws(ArchiveError) {
      return try open(path: path)
    } catch .damaged {
      return try open(path: path)
    }
  }

  static func open(path: String) throws(ArchiveError) -> DatabaseQueue {
    let connection = HeldFiles.Connection(path: path)
    defer { withExtendedLifetime(connection) {} }
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA synchronous = FULL")
        try check(database, path: path)
      }
      try Schema.migrate(queue)
      return queue
    } catch {
      throw ArchiveError(error, path: path)
    }
  }

  static func inMemory(path: String) throws(ArchiveError) -> DatabaseQueue {
    do {
      var configuration = Configuration()
      configuration.foreignKeysEnabled = true
      let queue = try DatabaseQueue(configuration: configuration)
      try Schema.migrate(queue)
      return queue
    } catch {
      throw ArchiveError(error, path: path)
    }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(5)
    configuration.label = "archive"
    configuration.qos = .ofThisThread
    return configuration
  }

  private static func check(_ database: Database, path: String) throws {
    let version = try Schema.userVersion(database)
    guard version <= Schema.version else {
      throw ArchiveError.newerVersion(path: path, version: version)
    }
    guard try Schema.isWhole(database, version: version) else {
      throw ArchiveError.damaged(
        path: path, detail: "it does not hold what its format number \(version) says")
    }
    let pages = try Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0
    let size = try Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 0
    // A file that cannot be read whole is damaged too.
    _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
    guard pages * size <= wholeCheckBytes else { return }
    let verdict = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)") ?? "no verdict"
    guard verdict != "ok" else { return }
    if isOfTheDisk(verdict) {
      throw ArchiveError.failed(path: path, detail: "a page cannot be read; check the disk")
    }
    throw ArchiveError.damaged(path: path, detail: verdict)
  }

  /// Whether a check found a page that could not be read, which may pass, and not one that is wrong.
  private static func isOfTheDisk(_ verdict: String) -> Bool {
    guard let mark = verdict.firstRange(of: "error code=") else { return false }
    let code = Int32(verdict[mark.upperBound...].prefix { $0.isNumber }) ?? 0
    let isShort = code == ResultCode.SQLITE_IOERR_SHORT_READ.rawValue
    return code & 0xFF == ResultCode.SQLITE_IOERR.rawValue && !isShort
  }

  /// Renames a file and its companions aside; gives the new name.
  static func quarantine(
    path: String, now: Timestamp, detail: String
  ) throws(ArchiveError) -> String {
    let stem = "\(path).damaged-\(now.milliseconds / 1000)"
    var aside = stem
    var count = 1
    while access(aside, F_OK) == 0, count < 1000 {
      count += 1
      aside = "\(stem)-\(count)"
    }
    // The companions first: a log left beside a new file would be taken for its own.
    for suffix in ["-wal", "-shm"] { rename(path + suffix, aside + suffix) }
    guard rename(path, aside) == 0 else { throw .damaged(path: path, detail: detail) }
    return aside
  }
}
