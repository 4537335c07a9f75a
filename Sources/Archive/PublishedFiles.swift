internal import FeedModel
public import History

/// A file as it was put in place, so that another that has its name later is noticed.
public struct PublishedFile: Sendable, Hashable {
  /// Relative to the output folder: `world.atom`, `world/2024-10.atom`.
  public var name: String
  /// Its size.
  public var bytes: Int
  /// Its number on the file system.
  public var inode: UInt64
  /// When it was last written to, in nanoseconds since 1970.
  public var modified: Int64
  /// Of what it holds.
  public var digest: Fingerprint

  public init(name: String, bytes: Int, inode: UInt64, modified: Int64, digest: Fingerprint) {
    self.name = name
    self.bytes = bytes
    self.inode = inode
    self.modified = modified
    self.digest = digest
  }
}

extension ArchiveSession {
  /// The files of all feeds, as they were put in place, by the feed's key.
  public func publishedFiles() throws(ArchiveError) -> [String: [PublishedFile]] {
    try run { try PublishedFileRows(database: $0).all() }
  }

  /// Those of one feed; none for a feed that the archive does not know.
  public func publishedFiles(of key: String) throws(ArchiveError) -> [PublishedFile] {
    try run { database in
      let rows = PublishedFileRows(database: database)
      guard let feed = try rows.number(of: key) else { return [] }
      return try rows.files(of: feed)
    }
  }

  /// Notes some files of a feed anew; the others stay as they are noted.
  public func note(_ files: [PublishedFile], of key: String) throws(ArchiveError) {
    try runWhole { database in
      try database.lock(feed: key)
      let rows = PublishedFileRows(database: database)
      guard let feed = try rows.number(of: key) else { return }
      for file in files { try rows.put(file, of: feed) }
    }
  }
}

/// The statements on published files.
struct PublishedFileRows {
  let database: any Statements

  private static let columns = "name, bytes, inode, modified, digest"

  func number(of key: String) throws -> Int64? {
    try database.value("SELECT number FROM feed WHERE key = ?", [key])
  }

  func all() throws -> [String: [PublishedFile]] {
    let rows = try database.rows(
      """
      SELECT name, bytes, inode, modified, published_file.digest AS digest, key
      FROM published_file JOIN feed ON feed.number = published_file.feed
      ORDER BY published_file.feed, name
      """)
    var files: [String: [PublishedFile]] = [:]
    for row in rows {
      if let file = PublishedFile(row: row) { files[row[5], default: []].append(file) }
    }
    return files
  }

  func files(of feed: Int64) throws -> [PublishedFile] {
    try database.rows(
      "SELECT \(Self.columns) FROM published_file WHERE feed = ? ORDER BY name", [feed]
    ).compactMap(PublishedFile.init(row:))
  }

  /// Writes what differs only: most of a feed's pages stay as they are.
  func replace(with files: [PublishedFile], of key: String) throws {
    guard let feed = try number(of: key) else { return }
    let known = Set(try self.files(of: feed))
    let names = Set(files.map(\.name))
    for file in known where !names.contains(file.name) {
      try database.send(
        "DELETE FROM published_file WHERE feed = ? AND name = ?", [feed, file.name])
    }
    for file in files where !known.contains(file) { try put(file, of: feed) }
  }

  func put(_ file: PublishedFile, of feed: Int64) throws {
    try database.send(
      """
      INSERT INTO published_file (feed, name, bytes, inode, modified, digest)
      VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (feed, name) DO UPDATE SET bytes = excluded.bytes,
      inode = excluded.inode, modified = excluded.modified, digest = excluded.digest
      """,
      [
        feed, file.name, file.bytes, Int64(bitPattern: file.inode), file.modified,
        file.digest.bytes,
      ])
  }
}

extension PublishedFile {
  /// `nil` for a digest of a length that this program does not know: the file is then one of which
  /// nothing is known.
  fileprivate init?(row: StoredRow) {
    guard let digest = Fingerprint(stored: row[4] as [UInt8]) else { return nil }
    self.init(
      name: row[0], bytes: row[1], inode: UInt64(bitPattern: row[2] as Int64), modified: row[3],
      digest: digest)
  }
}
