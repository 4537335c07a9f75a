import FeedModel
import Foundation
import History
import Testing

@testable import Archive

/// What is remembered moves from one storage to another.
@Suite struct ArchiveCopyTests {
  /// Whether there is another storage than a file to copy to.
  private static let others = Storage.allCases.filter { $0 != .memory }

  /// An archive of every kind of rows, in a file.
  private static func filled(_ folder: TemporaryFolder) throws -> Archive {
    try Fixture(version: Fixture.all.count).copied(to: folder)
    let archive = try Archive(path: folder.archive, now: OlderArchiveTests.now)
    var lessons = SourceLessons()
    lessons.texts = [SourceLessons.LineText(print: .max, text: Array("é 订阅".utf8))]
    lessons.promos = [LearnedPromo(id: "aa", lines: ["one", "two"], evidence: "why")]
    let (stored, now) = (lessons, OlderArchiveTests.now)
    try archive.write { session throws(ArchiveError) in
      try session.add(stored, of: "s", in: "f", now: .epoch)
      _ = try session.beginRun(at: now)
      _ = try session.indexForSearch(limit: 20)
    }
    return archive
  }

  @Test("There and back everything is the same", arguments: others)
  func thereAndBack(_ storage: Storage) throws {
    let (folder, middle, last) = (TemporaryFolder(), TemporaryFolder(), TemporaryFolder())
    let first = try Self.filled(folder)
    let other = try storage.open(middle)
    let there = try first.copy(to: other)
    let end = try Storage.file.open(last)
    let back = try other.copy(to: end)
    #expect(there == back && there.forgotten > 0)
    #expect(there.tables.count { $0.rows > 0 } >= 12)
    #expect(Set(there.tables.map(\.digest)).count > 10)
    let feeds = try Fixture.feeds(first)
    #expect(try Fixture.feeds(other) == feeds && Fixture.feeds(end) == feeds)
    let names = try [first, other, end].map { archive in
      try archive.read { session throws(ArchiveError) in
        try session.forgottenNames().map { "\($0.feed) \($0.name)" }.sorted()
      }
    }
    #expect(names[0] == names[1] && names[1] == names[2] && !names[0].isEmpty)
  }

  @Test("A copy goes on where the first one was", arguments: others)
  func goesOn(_ storage: Storage) throws {
    let folders = (TemporaryFolder(), TemporaryFolder())
    let history = try Chronicler(.file, folders.0)
    let items = [
      Item("A", id: "1", link: "https://a.example/1", at: 100),
      Item("B", id: "2", link: "https://a.example/2", at: 200),
      Item("C", id: "3", link: "https://a.example/3", at: 300),
    ]
    try history.apply(.serve(items))
    try history.apply(.forget("https://a.example/2"))
    _ = try history.archive.copy(to: storage.open(folders.1))
    let copy = try Chronicler(storage, folders.1)
    copy.run = history.run
    try copy.apply(.serve(items + [Item("D", id: "4", at: 400)]))
    #expect(try copy.lines() == ["D @400 @400", "C @300 @300", "A @100 @100"])
    #expect(copy.last.newEntries == 1)
  }

  @Test("Where something is remembered nothing is copied to", arguments: others)
  func refused(_ storage: Storage) throws {
    let folders = (TemporaryFolder(), TemporaryFolder())
    let first = try Self.filled(folders.0)
    let history = try Chronicler(storage, folders.1)
    try history.apply(.serve([Item("A", id: "1", at: 100)]))
    let error = #expect(throws: ArchiveError.self) { _ = try first.copy(to: history.archive) }
    #expect(try #require(error).description.contains("something is remembered there already"))
    #expect(try history.lines() == ["A @100 @100"])
  }

  @Test func everyColumnOfEveryTableIsCopied() throws {
    let folder = TemporaryFolder()
    let archive = try Archive(path: folder.archive, now: .epoch)
    let left: Set = ["turn", "host_turn", "shared_copy", "grdb_migrations"]
    let columns = try archive.read { session throws(ArchiveError) in
      try session.run { database in
        let tables: [String] = try database.values(
          "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'", [])
        return try tables.filter { !left.contains($0) }.map { table in
          let names: [String] = try database.values(
            "SELECT name FROM pragma_table_info('\(table)') ORDER BY cid", [])
          return "\(table): \(names.joined(separator: " "))"
        }
      }
    }
    let copied = CopiedTable.all.map { "\($0.name): \($0.columns.joined(separator: " "))" }
    #expect(columns.sorted() == copied.sorted())
  }
}
