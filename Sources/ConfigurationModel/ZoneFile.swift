import Glibc
import Publisher

/// A time zone of the system's database, in TZif (RFC 9636).
///
/// Read here so that the program needs no zones of its own: Foundation brings 34 MB of ICU data for
/// them, and a database that ages with the program.
struct ZoneFile: Sendable {
  /// When each change takes effect, in seconds since 1970, ascending.
  private var changes: [Int64] = []
  /// The offset in force from each change on, in seconds east of UTC.
  private var offsets: [Int] = []
  /// The offset before the first change.
  private var first = 0
  /// What holds after the last change; `nil` when the last offset goes on for ever.
  private var rule: ZoneRule?

  /// The largest file of the database has 4 kB.
  private static let limit = 1 << 20

  /// `nil` when the system knows no zone of that name.
  ///
  /// - Parameter folder: where the database is.
  init?(named name: String, in folder: String) {
    guard Self.isName(name),
      let bytes = try? LocalFiles.contents(of: "\(folder)/\(name)", limit: Self.limit)
    else { return nil }
    self.init(bytes)
  }

  /// Names lead nowhere but into the database.
  private static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, first >= 0x41, first <= 0x7A, name.utf8.count < 100 else {
      return false
    }
    let isPlain = name.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2F, 0x5F: true
      default: false
      }
    }
    return isPlain && !name.utf8.elementsEqual("posixrules".utf8)
  }

  init?(_ bytes: [UInt8]) {
    var reader = Reader(bytes: bytes)
    guard let old = reader.header() else { return nil }
    if old.version == 0 {
      guard read(&reader, old, wide: false) else { return nil }
      return
    }
    // The block of version 1 has 32-bit times; the one after it says all.
    reader.position += old.size(wide: false)
    guard let header = reader.header(), read(&reader, header, wide: true) else { return nil }
    rule = ZoneRule(reader.footer())
  }

  private mutating func read(_ reader: inout Reader, _ header: Header, wide: Bool) -> Bool {
    guard reader.bytes.count - reader.position >= header.size(wide: wide), header.types > 0 else {
      return false
    }
    changes = (0..<header.changes).map { _ in reader.number(wide ? 8 : 4) }
    let kinds = (0..<header.changes).map { _ in Int(reader.number(1) & 0xFF) }
    let types: [Int] = (0..<header.types).map { _ in
      let offset = Int(reader.number(4))
      reader.position += 2
      return offset
    }
    reader.position += header.names + header.leaps * (wide ? 12 : 8) + header.marks
    guard kinds.allSatisfy({ $0 < types.count }) else { return false }
    offsets = kinds.map { types[$0] }
    first = types[0]
    return zip(changes, changes.dropFirst()).allSatisfy(<)
  }

  /// The offset in force at a moment, in seconds east of UTC.
  func offset(at seconds: Int64) -> Int {
    guard let last = changes.last else { return rule?.offset(at: seconds) ?? first }
    if seconds >= last { return rule?.offset(at: seconds) ?? offsets[offsets.count - 1] }
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if changes[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? first : offsets[low - 1]
  }

  private struct Header {
    var version: UInt8
    var marks: Int
    var leaps: Int
    var changes: Int
    var types: Int
    var names: Int

    /// The bytes of the block that follows.
    func size(wide: Bool) -> Int {
      changes * (wide ? 9 : 5) + types * 6 + names + leaps * (wide ? 12 : 8) + marks
    }
  }

  /// Takes big-endian numbers; what is beyond the end is zero.
  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func number(_ count: Int) -> Int64 {
      var value: UInt64 = 0
      for index in position..<(position + count) {
        value = value << 8 | UInt64(index < bytes.count ? bytes[index] : 0)
      }
      position += count
      let unused = Int64(64 - count * 8)
      return Int64(bitPattern: value << UInt64(unused)) >> unused
    }

    mutating func header() -> Header? {
      guard bytes.count - position >= 44, bytes[position...].starts(with: "TZif".utf8) else {
        return nil
      }
      let version = bytes[position + 4]
      position += 20
      let utc = number(4)
      let counts = [utc] + (0..<5).map { _ in number(4) }
      guard counts.allSatisfy({ (0...Int64(1 << 20)).contains($0) }) else { return nil }
      return Header(
        version: version, marks: Int(counts[0] + counts[1]), leaps: Int(counts[2]),
        changes: Int(counts[3]), types: Int(counts[4]), names: Int(counts[5]))
    }

    /// The line after the last block.
    func footer() -> [UInt8] {
      guard position < bytes.count, bytes[position] == 0x0A else { return [] }
      return Array(bytes[(position + 1)...].prefix { $0 != 0x0A })
    }
  }
}
