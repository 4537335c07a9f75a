internal import Bytes
internal import FeedModel

/// What rows are, all together and in whatever order: the sum of their SHA-256, in four parts, each
/// modulo 2⁶⁴.
struct RowSum: Sendable, Hashable {
  private(set) var count = 0
  private var parts: [UInt64] = [0, 0, 0, 0]

  mutating func add(_ cells: [StoredCell]) {
    count += 1
    let digest = SHA256.digest(of: Self.bytes(cells))
    for part in 0..<4 {
      let number = digest[part * 8..<part * 8 + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      parts[part] &+= number
    }
  }

  /// In hexadecimal digits.
  var text: String {
    parts.map { number in
      Hexadecimal.text((0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(56 - 8 * $0)) })
    }.joined()
  }

  /// Each with its kind and length, so that no two lists of cells give the same.
  private static func bytes(_ cells: [StoredCell]) -> [UInt8] {
    var bytes: [UInt8] = []
    for cell in cells {
      switch cell {
      case .null: bytes.append(0)
      case .integer(let number): append(1, count: UInt64(bitPattern: number), [], to: &bytes)
      case .text(let text):
        let utf8 = PostgresArguments.storable(text)
        append(2, count: UInt64(utf8.count), utf8, to: &bytes)
      case .bytes(let data): append(3, count: UInt64(data.count), data, to: &bytes)
      }
    }
    return bytes
  }

  private static func append(
    _ kind: UInt8, count: UInt64, _ content: [UInt8], to bytes: inout [UInt8]
  ) {
    bytes.append(kind)
    withUnsafeBytes(of: count.littleEndian) { bytes.append(contentsOf: $0) }
    bytes += content
  }
}
