internal import CLibPQ

/// Arguments of a statement as they go to the server: all in binary, one after another.
struct PostgresArguments {
  private(set) var types: [Oid] = []
  private var bytes: [UInt8] = []
  /// Where each begins and ends; `nil` for null.
  private var places: [Range<Int>?] = []

  init(_ values: [any StoredValue]) {
    types.reserveCapacity(values.count)
    places.reserveCapacity(values.count)
    for value in values {
      types.append(Self.type(of: value))
      let start = bytes.count
      switch value.cell {
      case .null:
        places.append(nil)
        continue
      case .integer(let number): Self.append(number, to: &bytes)
      case .text(let text): bytes += Self.storable(text)
      case .bytes(let data): bytes += data
      }
      places.append(start..<bytes.count)
    }
  }

  /// Of the same type whether it is null or not: a statement is then prepared once.
  private static func type(of value: any StoredValue) -> Oid {
    switch Swift.type(of: value).kind {
    case .integer: PostgresType.int8
    case .text: PostgresType.text
    case .bytes: PostgresType.bytes
    }
  }

  /// In network order.
  private static func append(_ number: Int64, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }

  /// U+0000 can't stand in a text of PostgreSQL; what stands for it is what stands for any character
  /// that can't be shown.
  static func storable(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    guard bytes.contains(0) else { return bytes }
    return bytes.flatMap { $0 == 0 ? [0xEF, 0xBF, 0xBD] : [$0] }
  }

  /// Lends them as libpq takes them: pointers, lengths, formats.
  func lend<Value>(
    _ body: (
      UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
    ) -> Value
  ) -> Value {
    // One byte more: what is empty needs an address that is not null.
    (bytes + [0]).withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { buffer in
        let pointers = places.map { place in
          place.flatMap { place in buffer.baseAddress.map { $0 + place.lowerBound } }
        }
        let lengths = places.map { Int32(clamping: $0?.count ?? 0) }
        return body(pointers, lengths, [Int32](repeating: 1, count: places.count))
      }
    }
  }
}

/// Numbers of types (`pg_type`), which never change.
enum PostgresType {
  static let bool: Oid = 16
  static let bytes: Oid = 17
  static let int8: Oid = 20
  static let int2: Oid = 21
  static let int4: Oid = 23
  static let text: Oid = 25
}

/// What the server has answered to one statement; the memory goes with it.
final class PostgresResult {
  private let handle: OpaquePointer

  /// Takes over what libpq gave.
  init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { PQclear(handle) }

  /// How many rows a statement has changed.
  var changed: Int {
    PQcmdTuples(handle).flatMap { Int(String(cString: $0)) } ?? 0
  }

  /// What was done: `COMMIT`, `INSERT 0 1`.
  var command: String { PQcmdStatus(handle).map { String(cString: $0) } ?? "" }

  /// Columns by name.
  var places: [String: Int] {
    let names = (0..<PQnfields(handle)).map { column in
      (PQfname(handle, column).map { String(cString: $0) } ?? "", Int(column))
    }
    return Dictionary(names, uniquingKeysWith: { first, _ in first })
  }

  func rows(_ places: [String: Int]) -> [StoredRow] {
    let columns = PQnfields(handle)
    let types = (0..<columns).map { PQftype(handle, $0) }
    return (0..<PQntuples(handle)).map { row in
      StoredRow(
        places: places, cells: (0..<columns).map { cell(row, $0, type: types[Int($0)]) })
    }
  }

  /// As it came, in binary.
  private func cell(_ row: Int32, _ column: Int32, type: Oid) -> StoredCell {
    guard PQgetisnull(handle, row, column) == 0, let start = PQgetvalue(handle, row, column) else {
      return .null
    }
    let value = UnsafeRawBufferPointer(
      start: start, count: Int(PQgetlength(handle, row, column)))
    return switch type {
    case PostgresType.bytes: .bytes(Array(value))
    case PostgresType.bool, PostgresType.int8, PostgresType.int4, PostgresType.int2:
      .integer(Self.number(value))
    default: .text(String(decoding: value, as: UTF8.self))
    }
  }

  /// In network order, as many bytes as there are.
  private static func number(_ bytes: UnsafeRawBufferPointer) -> Int64 {
    var number: Int64 = Int8(bitPattern: bytes.first ?? 0) < 0 ? -1 : 0
    for byte in bytes { number = number << 8 | Int64(byte) }
    return number
  }
}
