import Archive

/// Keeps what entries are searched by up to date, once a run has merged what it found.
struct SearchKeeping {
  private let archive: Archive

  init(_ archive: Archive) {
    self.archive = archive
  }

  /// Entries of one transaction: others may write in between.
  private static let atOnce = 200

  /// - Parameter isWanted: whether there is to be anything to search by.
  func keep(_ isWanted: Bool) throws(ArchiveError) {
    try archive.write { session throws(ArchiveError) in try session.keepSearch(isWanted) }
    guard isWanted else { return }
    while true {
      let count = try archive.write { session throws(ArchiveError) in
        try session.indexForSearch(limit: Self.atOnce)
      }
      if count < Self.atOnce { return }
    }
  }
}
