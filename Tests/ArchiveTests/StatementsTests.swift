import FeedModel
import Testing

@testable import Archive

/// What every storage owes to those who write statements.
@Suite struct StatementsTests {
  private struct Refused: Error {}

  /// Runs statements on a table of their own, in one transaction.
  private func run<Value>(
    _ storage: Storage, _ body: (any Statements) throws -> Value
  ) throws -> Value {
    let folder = TemporaryFolder()
    let archive = try storage.open(folder)
    defer { try? archive.close() }
    var result: Result<Value, any Error>?
    try archive.write { session throws(ArchiveError) in
      result = Result {
        try session.database.run(
          "CREATE TABLE probe (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, data BLOB) STRICT",
          [])
        return try body(session.database)
      }
    }
    return try #require(result).get()
  }

  private static let add = "INSERT INTO probe (name, data) VALUES (?, ?) ON CONFLICT DO NOTHING"

  @Test("Rows come in the order that is asked for, text by its bytes", arguments: Storage.allCases)
  func order(_ storage: Storage) throws {
    let names = ["b", "B", "é", "a", "Ω", "Z", "e\u{301}", "a b", "A"]
    let found: [String] = try run(storage) { database in
      for name in names { _ = try database.insert(StatementsTests.add, [name, [UInt8]()]) }
      return try database.values("SELECT name FROM probe ORDER BY name", [])
    }
    let expected = names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    #expect(found.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
  }

  @Test("Values come back as they went in", arguments: Storage.allCases)
  func values(_ storage: Storage) throws {
    let row = try run(storage) { database in
      try database.row(
        "SELECT ? AS a, ? AS b, ? AS c, ? AS d, ? AS e",
        [Int64.min, "é\u{FFFD}😀", [UInt8](0...255), String?.none, true])
    }
    let found = try #require(row)
    #expect(found["a"] as Int64 == .min)
    #expect(found["b"] as String == "é\u{FFFD}😀")
    #expect(found["c"] as [UInt8] == [UInt8](0...255))
    #expect(found["d"] as String? == nil)
    #expect(found["e"] as Bool)
    #expect(found[1] as String == "é\u{FFFD}😀")
    #expect(found["missing"] as String? == nil)
  }

  @Test("A row that is there already gets no number", arguments: Storage.allCases)
  func numbers(_ storage: Storage) throws {
    try run(storage) { database in
      let first = try database.insert(StatementsTests.add, ["a", [UInt8]()])
      let second = try database.insert(StatementsTests.add, ["b", [UInt8]()])
      #expect(first != nil && second != nil && first != second)
      #expect(try database.insert(StatementsTests.add, ["a", [UInt8]()]) == nil)
      let found: Int64? = try database.value("SELECT id FROM probe WHERE name = ?", ["b"])
      #expect(found == second)
    }
  }

  @Test("A statement tells how many rows it has changed", arguments: Storage.allCases)
  func counts(_ storage: Storage) throws {
    try run(storage) { database in
      for name in ["a", "b", "c"] { try database.run(StatementsTests.add, [name, [UInt8]()]) }
      #expect(try database.run("UPDATE probe SET data = ? WHERE name > ?", [[UInt8](), "a"]) == 2)
      #expect(try database.run("DELETE FROM probe WHERE name = ?", ["x"]) == 0)
      #expect(try database.rows("SELECT name FROM probe").count == 3)
    }
  }

  @Test(
    "What is to be whole is taken back when it fails, and nothing else", arguments: Storage.allCases
  )
  func whole(_ storage: Storage) throws {
    let found: [String] = try run(storage) { database in
      try database.run(StatementsTests.add, ["before", [UInt8]()])
      #expect(throws: Refused.self) {
        try database.whole {
          try database.run(StatementsTests.add, ["within", [UInt8]()])
          throw Refused()
        }
      }
      let kept = try database.whole {
        try database.run(StatementsTests.add, ["after", [UInt8]()])
      }
      #expect(kept == 1)
      return try database.values("SELECT name FROM probe ORDER BY name", [])
    }
    #expect(found == ["after", "before"])
  }

  @Test("A transaction that fails keeps nothing", arguments: Storage.allCases)
  func transactions(_ storage: Storage) throws {
    let folder = TemporaryFolder()
    let archive = try storage.open(folder)
    defer { try? archive.close() }
    let refused = ArchiveError.failed(path: "a", detail: "refused")
    #expect(throws: refused) {
      try archive.write { session throws(ArchiveError) in
        _ = try? session.database.run(
          "CREATE TABLE probe (id INTEGER PRIMARY KEY, name TEXT) STRICT", [])
        throw refused
      }
    }
    let tables = try archive.read { session throws(ArchiveError) in
      (try? session.database.rows("SELECT name FROM sqlite_schema WHERE name = ?", ["probe"]).count)
        ?? -1
    }
    #expect(tables == 0)
  }
}
