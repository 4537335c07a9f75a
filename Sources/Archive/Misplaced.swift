public import FeedModel
internal import History

extension Archive {
  /// Whether anything was ever forgotten, in any feed.
  public var hasForgotten: Bool { !forgotten.isEmpty }
}

extension PublishedFile {
  /// Whether it is an archive page on which entries stand by dates that only a wrong clock gave.
  public var isMisdated: Bool { bytes == PublishedFile.misdated }

  /// In the place of a size, until the page has been looked at.
  static let misdated = -1

  /// As ``misdated``, of a page on which an entry stands that was forgotten: what a process that was
  /// killed has not come to write.
  static let outdated = -2
}

extension ArchiveSession {
  /// Those of the entries of an archive page that must not stand on it: what was forgotten, and,
  /// where the page is misdated, what the archive holds under the date of another month.
  ///
  /// - Parameters:
  ///   - entries: as they were read from the page.
  ///   - key: the feed's configured `id`.
  ///   - month: of a page that is misdated: `2024-10`; `nil` for every other.
  public func misplaced(
    among entries: [NormalizedEntry], of key: String, misdated month: String?
  ) throws(ArchiveError) -> Set<EntryID> {
    try run { database in
      let rows = FeedRows(database: database)
      let number: Int64? = try database.value("SELECT number FROM feed WHERE key = ?", [key])
      var misplaced: Set<EntryID> = []
      for entry in entries {
        let names = EntryName.forgettable(EntryName.of(entry, homeKeys: []))
        var isMisplaced = forgotten.contains(names, of: key)
        if !isMisplaced, let number {
          isMisplaced = try !rows.forgotten(of: names, feed: number).isEmpty
        }
        if !isMisplaced, let number, let month {
          let own = try rows.month(of: entry.id, feed: number)
          isMisplaced = own.map { $0 != month } ?? false
        }
        if isMisplaced { misplaced.insert(entry.id) }
      }
      return misplaced
    }
  }
}

extension FeedRows {
  /// Notes that the pages on which an entry stands are to be written again.
  func outdatePages(with entry: Int64, of feed: Int64) throws {
    let row = try database.row(
      """
      SELECT entry.published AS published, first_seen, began
      FROM entry JOIN feed ON feed.number = entry.feed WHERE entry.number = ?
      """, [entry])
    guard let own = row.flatMap({ month($0) }) else { return }
    try PublishedFileRows(database: database)
      .mark([own], of: feed, as: PublishedFile.outdated)
  }

  /// The month on whose page an entry stands; `nil` for one whose content the archive does not have.
  fileprivate func month(of id: EntryID, feed: Int64) throws -> String? {
    let row = try database.row(
      """
      SELECT entry.published AS published, first_seen, began
      FROM entry JOIN feed ON feed.number = entry.feed WHERE entry.feed = ?
      AND \(database.indexed("entry.iri")) = \(database.indexed("?")) AND cleaned IS NOT NULL
      """, [feed, id.iri])
    return row.flatMap { month($0) }
  }

  private func month(_ row: StoredRow) -> String? {
    guard let published = row.timestamp("published"),
      let firstSeen = row.timestamp("first_seen"), let began = row.timestamp("began")
    else { return nil }
    return ArchivePages.month(published: published, firstSeen: firstSeen, began: began)
  }
}

extension PublishedFileRows {
  /// Puts a mark in the place of the size of the pages of some months, in all formats.
  func mark(_ months: Set<String>, of feed: Int64, as mark: Int) throws {
    for file in try files(of: feed) {
      guard let slash = file.name.utf8.firstIndex(of: UInt8(ascii: "/")),
        months.contains(String(file.name[slash...].dropFirst().prefix(7)))
      else { continue }
      try database.send(
        "UPDATE published_file SET bytes = ? WHERE feed = ? AND name = ?",
        [mark, feed, file.name])
    }
  }
}
