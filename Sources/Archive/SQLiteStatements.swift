internal import Foundation
internal import GRDB

/// Statements on SQLite.
struct SQLiteStatements: Statements {
  let database: Database
  private let columns = ColumnPlaces()
  private let known = KnownLayout()

  init(database: Database) {
    self.database = database
  }

  var layout: Int {
    get throws {
      if let version = known.version { return version }
      let version = try Schema.userVersion(database)
      known.version = version
      return version
    }
  }

  func rows(_ sql: String, _ arguments: [any StoredValue]) throws -> [StoredRow] {
    let statement = try database.cachedStatement(sql: sql)
    let places = columns.places(of: statement, sql)
    let rows = try Row.fetchCursor(statement, arguments: Self.arguments(arguments))
    var result: [StoredRow] = []
    while let row = try rows.next() {
      result.append(StoredRow(places: places, cells: row.databaseValues.map(Self.cell)))
    }
    return result
  }

  func rows(_ sql: String, each lists: [[any StoredValue]]) throws -> [[StoredRow]] {
    try lists.map { try rows(sql, $0) }
  }

  func forEach(
    _ sql: String, _ arguments: [any StoredValue], _ body: (StoredRow) throws -> Void
  ) throws {
    let statement = try database.makeStatement(sql: sql)
    let places = columns.places(of: statement, sql)
    let rows = try Row.fetchCursor(statement, arguments: Self.arguments(arguments))
    while let row = try rows.next() {
      try body(StoredRow(places: places, cells: row.databaseValues.map(Self.cell)))
    }
  }

  func send(_ sql: String, _ arguments: [any StoredValue]) throws {
    try database.cachedStatement(sql: sql).execute(arguments: Self.arguments(arguments))
  }

  /// Writers wait for each other.
  func lock(feed key: String) throws {}

  func lock(feedOf entry: Int64) throws {}

  /// It does by itself.
  func continueNumbering(of table: String) throws {}

  func indexed(_ expression: String) -> String { expression }

  func run(_ sql: String, _ arguments: [any StoredValue]) throws -> Int {
    try database.cachedStatement(sql: sql).execute(arguments: Self.arguments(arguments))
    return database.changesCount
  }

  func insert(_ sql: String, _ arguments: [any StoredValue]) throws -> Int64? {
    try run(sql, arguments) > 0 ? database.lastInsertedRowID : nil
  }

  func whole<Value>(_ body: () throws -> Value) throws -> Value {
    var value: Value?
    try database.inSavepoint {
      value = try body()
      return .commit
    }
    guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
    return value
  }

  private static func arguments(_ values: [any StoredValue]) -> StatementArguments {
    StatementArguments(
      values.map { value -> DatabaseValue in
        switch value.cell {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .bytes(let bytes): Data(bytes).databaseValue
        }
      })
  }

  private static func cell(_ value: DatabaseValue) -> StoredCell {
    switch value.storage {
    case .null: .null
    case .int64(let number): .integer(number)
    case .double(let number): .integer(Int64(exactly: number.rounded()) ?? 0)
    case .string(let text): .text(text)
    case .blob(let data): .bytes([UInt8](data))
    }
  }
}

/// The version of the layout, once it was asked for.
private final class KnownLayout {
  var version: Int?
}

/// Where the columns of statements that were run before stand.
private final class ColumnPlaces {
  private var known: [String: [String: Int]] = [:]

  func places(of statement: Statement, _ sql: String) -> [String: Int] {
    if let places = known[sql] { return places }
    let places = Dictionary(
      statement.columnNames.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    known[sql] = places
    return places
  }
}
