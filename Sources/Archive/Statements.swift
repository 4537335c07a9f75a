/// What storing an archive takes: statements within one transaction, and nothing else.
///
/// The one seam between what is remembered and what it is remembered in. Statements are the SQL
/// that SQLite and PostgreSQL have in common as far as that goes; `?` stands for the arguments in
/// turn.
protocol Statements {
  /// The rows that a statement gives, in its order.
  func rows(_ sql: String, _ arguments: [any StoredValue]) throws -> [StoredRow]

  /// The rows that a statement gives for each of several lists of arguments: what would else be asked
  /// one after another, in one go where the storage is far away.
  func rows(_ sql: String, each lists: [[any StoredValue]]) throws -> [[StoredRow]]

  /// Goes through the rows that a statement gives, without holding all of them; other statements may
  /// be run meanwhile, but no other walk.
  func forEach(
    _ sql: String, _ arguments: [any StoredValue], _ body: (StoredRow) throws -> Void
  ) throws

  /// Runs a statement that gives no rows; tells how many it has changed.
  @discardableResult
  func run(_ sql: String, _ arguments: [any StoredValue]) throws -> Int

  /// Runs a statement of whose effect nothing is asked. What goes wrong may be told by a later
  /// statement, at the latest when the transaction, or what is ``whole(_:)``, ends.
  func send(_ sql: String, _ arguments: [any StoredValue]) throws

  /// Adds a row to a table that numbers its rows in a column `number`; gives the number, `nil` where
  /// it was there already.
  func insert(_ sql: String, _ arguments: [any StoredValue]) throws -> Int64?

  /// Keeps other transactions from merging into a feed until this one ends; does nothing for one that
  /// is not there.
  func lock(feed key: String) throws

  /// The same for the feed that an entry belongs to.
  func lock(feedOf entry: Int64) throws

  /// Numbers rows on from those that a table holds, after some were given with their numbers.
  func continueNumbering(of table: String) throws

  /// A column of texts that may be long, or what it is compared with, as its index holds it.
  func indexed(_ expression: String) -> String

  /// The version of the layout, which is older than the present one where an archive is only read.
  var layout: Int { get throws }

  /// In which words the database says what is not the same in all.
  var dialect: StatementDialect { get }

  /// Does something whole or not at all, within the transaction.
  func whole<Value>(_ body: () throws -> Value) throws -> Value
}

extension Statements {
  /// The rows of a statement that takes no arguments.
  func rows(_ sql: String) throws -> [StoredRow] { try rows(sql, []) }

  /// The first row.
  func row(_ sql: String, _ arguments: [any StoredValue]) throws -> StoredRow? {
    try rows(sql, arguments).first
  }

  /// The first column of every row.
  func values<Value: StoredValue>(
    _ sql: String, _ arguments: [any StoredValue]
  ) throws -> [Value] {
    try rows(sql, arguments).map { $0[0] }
  }

  /// The first column of the first row.
  func value<Value: StoredValue>(
    _ sql: String, _ arguments: [any StoredValue]
  ) throws -> Value? {
    try row(sql, arguments).map { $0[0] }
  }
}

/// A row that must be there is not.
struct MissingRow: Error {}

/// A value as it stands in a column.
enum StoredCell: Sendable, Hashable {
  case null
  case integer(Int64)
  case text(String)
  case bytes([UInt8])
}

/// What a column holds.
enum StoredKind: Sendable {
  case integer, text, bytes
}

/// What can stand in a column.
protocol StoredValue: Sendable {
  /// Whether the value is there or not.
  static var kind: StoredKind { get }
  var cell: StoredCell { get }
  /// From a column; what stands for nothing where the column holds something else, which strict
  /// tables never do.
  init(cell: StoredCell)
}

/// What a statement gives.
struct StoredRow: Sendable {
  /// Each column's place by its name, the same for all rows of a statement.
  private let places: [String: Int]
  /// In the order of the columns.
  let cells: [StoredCell]

  init(places: [String: Int], cells: [StoredCell]) {
    self.places = places
    self.cells = cells
  }

  subscript<Value: StoredValue>(_ place: Int) -> Value {
    Value(cell: cells.indices.contains(place) ? cells[place] : .null)
  }

  subscript<Value: StoredValue>(_ name: String) -> Value {
    Value(cell: places[name].map { cells[$0] } ?? .null)
  }
}

extension Int64: StoredValue {
  static var kind: StoredKind { .integer }
  var cell: StoredCell { .integer(self) }
  init(cell: StoredCell) {
    if case .integer(let value) = cell { self = value } else { self = 0 }
  }
}

extension Int: StoredValue {
  static var kind: StoredKind { .integer }
  var cell: StoredCell { .integer(Int64(self)) }
  init(cell: StoredCell) { self.init(truncatingIfNeeded: Int64(cell: cell)) }
}

extension Bool: StoredValue {
  static var kind: StoredKind { .integer }
  var cell: StoredCell { .integer(self ? 1 : 0) }
  init(cell: StoredCell) { self = Int64(cell: cell) != 0 }
}

extension String: StoredValue {
  static var kind: StoredKind { .text }
  var cell: StoredCell { .text(self) }
  init(cell: StoredCell) {
    if case .text(let value) = cell { self = value } else { self = "" }
  }
}

extension [UInt8]: StoredValue {
  static var kind: StoredKind { .bytes }
  var cell: StoredCell { .bytes(self) }
  init(cell: StoredCell) {
    if case .bytes(let value) = cell { self = value } else { self = [] }
  }
}

extension Optional: StoredValue where Wrapped: StoredValue {
  static var kind: StoredKind { Wrapped.kind }
  var cell: StoredCell { map(\.cell) ?? .null }
  init(cell: StoredCell) { self = cell == .null ? nil : Wrapped(cell: cell) }
}
