public import FeedModel
public import History

/// What one process has fetched for all that share the archive, so that all go by the same bytes.
public struct SharedCopy: Sendable, Hashable {
  /// Names it among all.
  public var name: String
  /// When it was last asked for, whatever came of it.
  public var asked: Timestamp
  /// Of its bytes.
  public var print: Fingerprint
  /// What who fetches it remembers of it.
  public var note: [UInt8]

  /// See the properties.
  public init(name: String, asked: Timestamp, print: Fingerprint, note: [UInt8]) {
    self.name = name
    self.asked = asked
    self.print = print
    self.note = note
  }
}

extension ArchiveSession {
  /// What is known of a copy, its bytes left out; `nil` where there is none.
  public func sharedCopy(_ name: String) throws(ArchiveError) -> SharedCopy? {
    try run { database in
      try database.row("SELECT asked, print, note FROM shared_copy WHERE name = ?", [name])
        .flatMap { row in
          guard let asked = Timestamp(milliseconds: row[0]),
            let print = Fingerprint(stored: row[1] as [UInt8])
          else { return nil }
          return SharedCopy(name: name, asked: asked, print: print, note: row[2])
        }
    }
  }

  /// The bytes of a copy; `nil` where there is none, or none that can be read.
  public func sharedContent(_ name: String) throws(ArchiveError) -> [UInt8]? {
    try run { database in
      let stored: [UInt8]? = try database.value(
        "SELECT content FROM shared_copy WHERE name = ?", [name])
      return stored.flatMap { try? Compression.inflated($0) }
    }
  }

  /// Puts a copy in the place of the one before, and lets go of those that nobody has asked for in
  /// two months.
  ///
  /// - Parameter content: its bytes; `nil` where they are those that are there.
  public func share(_ copy: SharedCopy, content: [UInt8]?) throws(ArchiveError) {
    let stored = content.map(Compression.deflated)
    try runWhole { database in
      let asked = copy.asked.milliseconds
      if let stored {
        try database.send(
          """
          INSERT INTO shared_copy (name, asked, print, note, content) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (name) DO UPDATE SET asked = excluded.asked, print = excluded.print,
          note = excluded.note, content = excluded.content
          """, [copy.name, asked, copy.print.bytes, copy.note, stored])
      } else {
        try database.send(
          "UPDATE shared_copy SET asked = ?, note = ? WHERE name = ? AND print = ?",
          [asked, copy.note, copy.name, copy.print.bytes])
      }
      try database.send("DELETE FROM shared_copy WHERE asked < ?", [asked - Self.keptCopies])
    }
  }

  private static var keptCopies: Int64 { 60 * 86_400_000 }
}
