/// Statements on PostgreSQL.
struct PostgresStatements: Statements {
  let connection: PostgresConnection
  let layout: Int
  var dialect: StatementDialect { .postgres }

  func rows(_ sql: String, _ arguments: [any StoredValue]) throws -> [StoredRow] {
    try connection.rows(sql, arguments)
  }

  func rows(_ sql: String, each lists: [[any StoredValue]]) throws -> [[StoredRow]] {
    try connection.rows(sql, each: lists)
  }

  func run(_ sql: String, _ arguments: [any StoredValue]) throws -> Int {
    try connection.ask(sql, arguments).changed
  }

  func send(_ sql: String, _ arguments: [any StoredValue]) throws {
    try connection.send(sql, arguments)
  }

  func insert(_ sql: String, _ arguments: [any StoredValue]) throws -> Int64? {
    try connection.rows(sql + " RETURNING number", arguments).first?[0]
  }

  func whole<Value>(_ body: () throws -> Value) throws -> Value { try connection.whole(body) }

  /// Other transactions that merge into it wait until this one ends.
  func lock(feed key: String) throws {
    try connection.send("SELECT 1 FROM feed WHERE key = ? FOR UPDATE", [key])
  }

  /// What is read after it is what the transaction before has left: each statement sees anew.
  func lock(feedOf entry: Int64) throws {
    try connection.send(
      "SELECT 1 FROM feed WHERE number = (SELECT feed FROM entry WHERE number = ?) FOR UPDATE",
      [entry])
  }

  func continueNumbering(of table: String) throws {
    try connection.send(
      """
      SELECT setval(pg_get_serial_sequence('\(table)', 'number'),
      (SELECT coalesce(max(number), 0) + 1 FROM \(table)), false)
      """, [])
  }

  func indexed(_ expression: String) -> String { "refeed_key(\(expression))" }

  func forEach(
    _ sql: String, _ arguments: [any StoredValue], _ body: (StoredRow) throws -> Void
  ) throws {
    try connection.send("DECLARE walk NO SCROLL CURSOR FOR " + sql, arguments)
    // A transaction that failed closes it by itself.
    defer { try? connection.send("CLOSE walk", []) }
    while true {
      let rows = try connection.rows("FETCH 200 FROM walk", [])
      if rows.isEmpty { break }
      for row in rows { try body(row) }
    }
  }

  /// With `$1`, `$2`… for `?`; what stands in quotes stays.
  static func numbered(_ sql: String) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(sql.utf8.count + 16)
    var (count, isQuoted) = (0, false)
    for byte in sql.utf8 {
      if byte == UInt8(ascii: "'") { isQuoted.toggle() }
      if byte == UInt8(ascii: "?"), !isQuoted {
        count += 1
        text += Array("$\(count)".utf8)
      } else {
        text.append(byte)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
