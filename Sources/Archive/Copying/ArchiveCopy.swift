/// What was copied from one archive to another.
public struct ArchiveCopyReport: Sendable, Hashable {
  /// Rows of one table.
  public struct Table: Sendable, Hashable {
    /// As the archive calls it.
    public var name: String
    /// How many there are.
    public var rows: Int
    /// What they are, in whatever order: 64 hexadecimal digits.
    public var digest: String
  }

  /// Each as it was read in the first archive, and read again in the second.
  public var tables: [Table] = []
  /// How many names of entries are remembered as forgotten, beside the tables.
  public var forgotten = 0
}

extension Archive {
  /// Copies all that is remembered to another archive, which must be empty: entry for entry, with
  /// what was forgotten, as one transaction there. It is read again before that is kept.
  ///
  /// - Parameter progress: hears how many rows of how many are there.
  public func copy(
    to target: Archive, progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws(ArchiveError) -> ArchiveCopyReport {
    try forgotten.checkIsRead()
    do {
      return try storage.transaction(.reading, mayRepeat: true) { source in
        guard try source.layout == Schema.version else {
          throw ArchiveError.server(
            address: path, detail: "an older Refeed wrote it",
            remedy: "let this one refresh it once, then copy it")
        }
        return try target.storage.transaction(.writing, mayRepeat: false) { database in
          let copy = ArchiveCopying(
            source: source, sourcePath: path, target: database, targetPath: target.path)
          try copy.checkIsEmpty(target.forgotten)
          var report = try copy.run(progress)
          report.forgotten = try forgotten.copy(to: target.forgotten, in: database)
          return report
        }
      }
    } catch {
      throw ArchiveError(error, path: target.path)
    }
  }
}

/// One copying at work, within two transactions.
private struct ArchiveCopying {
  let source: any Statements
  let sourcePath: String
  let target: any Statements
  let targetPath: String

  func checkIsEmpty(_ forgotten: ForgottenList) throws {
    var isEmpty = forgotten.isEmpty
    for table in CopiedTable.all where isEmpty {
      isEmpty = try target.row("SELECT 1 FROM \(table.name) LIMIT 1", []) == nil
    }
    guard isEmpty else {
      throw ArchiveError.server(
        address: targetPath, detail: "something is remembered there already",
        remedy: "name an archive that is empty, or none yet")
    }
  }

  func run(_ progress: (Int, Int) -> Void) throws -> ArchiveCopyReport {
    let all = try CopiedTable.all.reduce(0) { sum, table in
      sum + (try source.value("SELECT count(*) FROM \(table.name)", []) ?? 0)
    }
    var report = ArchiveCopyReport()
    var done = 0
    for table in CopiedTable.all {
      // Entries that are added are noted there.
      if table.name == "search" { try target.run("DELETE FROM search", []) }
      let sum = try copied(table) {
        done += 1
        if done % 500 == 0 { progress(done, all) }
      }
      let found = try Self.sum(of: table, in: target)
      guard found == sum else {
        throw ArchiveError.failed(
          path: targetPath,
          detail: "\(table.name) does not hold what it holds in \(sourcePath): \(found.count) and "
            + "\(sum.count) rows; nothing was copied")
      }
      report.tables.append(
        ArchiveCopyReport.Table(name: table.name, rows: sum.count, digest: sum.text))
    }
    progress(all, all)
    return report
  }

  private func copied(_ table: CopiedTable, _ rowIsDone: () -> Void) throws -> RowSum {
    var sum = RowSum()
    let insertion = table.insertion
    try source.forEach(table.selection, []) { row in
      let cells = row.cells
      sum.add(cells)
      try target.send(insertion, cells.enumerated().map { table.value($1, at: $0) })
      rowIsDone()
    }
    if table.isNumbered { try target.continueNumbering(of: table.name) }
    return sum
  }

  private static func sum(of table: CopiedTable, in database: any Statements) throws -> RowSum {
    var sum = RowSum()
    try database.forEach(table.selection, []) { sum.add($0.cells) }
    return sum
  }
}
