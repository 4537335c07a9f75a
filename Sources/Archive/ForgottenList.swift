internal import Bytes
internal import FeedModel
internal import Glibc
internal import Synchronization

/// What was forgotten, in a file beside the archive that outlives an archive that is damaged.
///
/// It holds no names: only their digests (HMAC-SHA-256, RFC 2104) under a key of its own, one in
/// hexadecimal digits on each line after the first. Only its owner may read it.
final class ForgottenList: Sendable {
  private struct Contents: Sendable {
    /// 32 random bytes; empty while there is no file.
    var key: [UInt8] = []
    var digests: Set<[UInt8]> = []
  }

  /// Of the file; `nil` where it is in a database.
  private let file: String?
  private let contents: Mutex<Contents>
  /// Why the list of an archive that is only read could not be read.
  private let unread: ArchiveError?

  private static let mark = "refeed-forgotten 1 "

  /// Reads the list of an archive.
  ///
  /// - Parameter archive: the archive's path.
  init(besides archive: String) throws(ArchiveError) {
    let path = archive + ".forgotten"
    file = path
    contents = Mutex(try ForgottenList.contents(of: path))
    unread = nil
  }

  /// Nothing was forgotten, and nothing is kept.
  init() {
    file = nil
    contents = Mutex(Contents())
    unread = nil
  }

  /// Reads what stands in the tables of a database.
  init(in storage: any ArchiveStorage, _ path: String) throws(ArchiveError) {
    file = nil
    unread = nil
    do {
      let found = try storage.transaction(.reading, mayRepeat: true) { database in
        let key: [UInt8]? = try database.value("SELECT key FROM forgotten_key", [])
        let digests: [[UInt8]] = try database.values("SELECT digest FROM forgotten_digest", [])
        return Contents(key: key ?? [], digests: Set(digests))
      }
      contents = Mutex(found)
    } catch {
      throw ArchiveError(error, path: path)
    }
  }

  /// As ``init(besides:)``, for who only reads an archive: its owner alone may read the list, which
  /// is needed for nothing but a copy.
  init(readingBesides archive: String) {
    let path = archive + ".forgotten"
    file = path
    do throws(ArchiveError) {
      contents = Mutex(try ForgottenList.contents(of: path))
      unread = nil
    } catch {
      contents = Mutex(Contents())
      unread = error
    }
  }

  /// Throws where the list could not be read.
  func checkIsRead() throws(ArchiveError) {
    guard let unread else { return }
    if case .readOnly = unread {
      throw .cannotOpen(
        path: file ?? "", detail: "only its owner may read it; let that user run this")
    }
    throw unread
  }

  /// The copy that stands beside a copy of the archive.
  func copy(besides archive: String) throws(ArchiveError) {
    guard !isEmpty else { return }
    let copy = archive + ".forgotten"
    unlink(copy)
    let (key, digests) = contents.withLock { ($0.key, $0.digests) }
    try ForgottenList.append(
      ForgottenList.head(key) + digests.map(ForgottenList.line).sorted().joined(), to: copy)
    ArchiveFile.syncFolder(of: copy)
  }

  /// Puts all that was ever forgotten into a list that is empty; gives how many names that is.
  func copy(to other: ForgottenList, in database: any Statements) throws -> Int {
    let known = contents.withLock { $0 }
    let digests = known.digests.map { $0 }.sorted { $0.lexicographicallyPrecedes($1) }
    guard !digests.isEmpty else { return 0 }
    if let path = other.file {
      let lines = digests.map(ForgottenList.line).joined()
      try ForgottenList.append(ForgottenList.head(known.key) + lines, to: path)
      ArchiveFile.syncFolder(of: path)
    } else {
      try database.send("INSERT INTO forgotten_key (key) VALUES (?)", [known.key])
      for digest in digests {
        try database.send("INSERT INTO forgotten_digest VALUES (?)", [digest])
      }
    }
    other.contents.withLock { $0 = known }
    return digests.count
  }

  /// Whether nothing was ever forgotten.
  var isEmpty: Bool { contents.withLock { $0.digests.isEmpty } }

  /// Whether one of an entry's names was forgotten.
  ///
  /// - Parameters:
  ///   - names: as the `name` table holds them.
  ///   - feed: the feed's configured `id`.
  func contains(_ names: [String], of feed: String) -> Bool {
    contents.withLock { contents in
      guard !contents.digests.isEmpty else { return false }
      return names.contains {
        contents.digests.contains(ForgottenList.digest($0, of: feed, key: contents.key))
      }
    }
  }

  /// Adds names; they are on the disk when it returns, or when the transaction is kept.
  func add(_ names: [(feed: String, name: String)], to database: any Statements) throws {
    guard file == nil else { return try add(names) }
    guard !names.isEmpty else { return }
    try database.send(
      "INSERT INTO forgotten_key (key) VALUES (?) ON CONFLICT DO NOTHING",
      [ForgottenList.newKey()])
    guard let key: [UInt8] = try database.value("SELECT key FROM forgotten_key", []) else {
      throw MissingRow()
    }
    for name in names {
      try database.send(
        "INSERT INTO forgotten_digest VALUES (?) ON CONFLICT DO NOTHING",
        [ForgottenList.digest(name.name, of: name.feed, key: key)])
    }
  }

  /// As ``add(_:to:)``, for a list in a file.
  func add(_ names: [(feed: String, name: String)]) throws(ArchiveError) {
    guard !names.isEmpty, let path = file else { return }
    var (key, known) = contents.withLock { ($0.key, $0.digests) }
    let isNew = key.isEmpty
    if isNew { key = ForgottenList.newKey() }
    let digests = names.map { ForgottenList.digest($0.name, of: $0.feed, key: key) }
      .filter { known.insert($0).inserted }
    guard !digests.isEmpty else { return }
    let lines = digests.map(ForgottenList.line).joined()
    try ForgottenList.append(isNew ? ForgottenList.head(key) + lines : lines, to: path)
    if isNew { ArchiveFile.syncFolder(of: path) }
    contents.withLock { $0 = Contents(key: key, digests: known) }
  }

  // MARK: The file

  private static func head(_ key: [UInt8]) -> String { mark + Hexadecimal.text(key) + "\n" }
  private static func line(_ digest: [UInt8]) -> String { Hexadecimal.text(digest) + "\n" }

  private static func append(_ text: String, to path: String) throws(ArchiveError) {
    let descriptor = ArchiveFile.uninterrupted {
      open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    }
    guard descriptor >= 0 else { throw error(path) }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { rest in
        ArchiveFile.uninterrupted { write(descriptor, rest.baseAddress, rest.count) }
      }
      guard count > 0 else { throw error(path) }
      written += count
    }
    guard fsync(descriptor) == 0 else { throw error(path) }
  }

  private static func error(_ path: String) -> ArchiveError {
    switch errno {
    case ENOSPC, EDQUOT: .full(path: path)
    case EACCES, EPERM, EROFS: .readOnly(path: path)
    default: .cannotOpen(path: path, detail: String(cString: strerror(errno)))
    }
  }

  /// A line that a power failure has cut off is no digest and is stepped over.
  private static func contents(of path: String) throws(ArchiveError) -> Contents {
    let descriptor = ArchiveFile.uninterrupted { open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) }
    guard descriptor >= 0 else {
      if errno == ENOENT { return Contents() }
      throw error(path)
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = ArchiveFile.uninterrupted { read(descriptor, &buffer, buffer.count) }
      guard count >= 0 else { throw error(path) }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return try contents(of: bytes, path)
  }

  private static func contents(
    of bytes: [UInt8], _ path: String
  ) throws(ArchiveError) -> Contents {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    guard let first = lines.first else { return Contents() }
    guard first.starts(with: mark.utf8), let key = digest(first.dropFirst(mark.utf8.count)) else {
      // Without its key the list is lost, and nobody should find that out by what comes back.
      throw .damaged(path: path, detail: "it is no list of what was forgotten")
    }
    return Contents(key: key, digests: Set(lines.dropFirst().compactMap(digest)))
  }

  /// 32 bytes of 64 hexadecimal digits.
  private static func digest(_ digits: ArraySlice<UInt8>) -> [UInt8]? {
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for start in stride(from: digits.startIndex, to: digits.endIndex, by: 2) {
      let text = String(decoding: digits[start..<start + 2], as: UTF8.self)
      guard let byte = UInt8(text, radix: 16) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  // MARK: Digests

  private static func newKey() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  /// No feed's id contains a line break: the pair can't be read in another way.
  private static func digest(_ name: String, of feed: String, key: [UInt8]) -> [UInt8] {
    let block = key + [UInt8](repeating: 0, count: 64 - key.count)
    let inner = SHA256.digest(of: block.map { $0 ^ 0x36 } + Array("\(feed)\n\(name)".utf8))
    return SHA256.digest(of: block.map { $0 ^ 0x5C } + inner)
  }
}
