/// Unpacks gzip (RFC 1952) and what is in it (RFC 1951), for documents that are stored packed.
struct Inflater {
  enum Failure: Error {
    case damaged, tooLarge
  }

  private let input: UnsafeBufferPointer<UInt8>
  private var position: Int
  private var bits: UInt64 = 0
  private var bitCount = 0
  private var output: [UInt8] = []
  private let limit: Int

  /// - Parameter limit: Bytes of the text at most.
  static func gunzip(_ bytes: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
    do {
      return try bytes.withUnsafeBufferPointer { buffer in
        guard let start = headerEnd(buffer) else { throw Failure.damaged }
        var inflater = Inflater(input: buffer, position: start, limit: limit)
        try inflater.run()
        return inflater.output
      }
    } catch {
      throw error as? Failure ?? .damaged
    }
  }

  private init(input: UnsafeBufferPointer<UInt8>, position: Int, limit: Int) {
    self.input = input
    self.position = position
    self.limit = limit
    output.reserveCapacity(min(limit, input.count * 4))
  }

  /// The index behind the header (RFC 1952 §2.3), its optional fields skipped.
  private static func headerEnd(_ b: UnsafeBufferPointer<UInt8>) -> Int? {
    guard b.count > 18, b[2] == 8 else { return nil }
    let flags = b[3]
    var i = 10
    if flags & 4 != 0 { i += 2 + Int(b[10]) + Int(b[11]) << 8 }
    for flag: UInt8 in [8, 16] where flags & flag != 0 {
      while i < b.count, b[i] != 0 { i += 1 }
      i += 1
    }
    if flags & 2 != 0 { i += 2 }
    return i < b.count ? i : nil
  }

  private mutating func run() throws(Failure) {
    var isLast = false
    while !isLast {
      isLast = try take(1) == 1
      switch try take(2) {
      case 0: try copyStored()
      case 1: try decode(literals: .fixedLiterals, distances: .fixedDistances)
      case 2:
        let (literals, distances) = try readTables()
        try decode(literals: literals, distances: distances)
      default: throw .damaged
      }
    }
    try check()
  }

  /// The checksum and the length behind the data (RFC 1952 §2.3.1).
  private mutating func check() throws(Failure) {
    let spare = bitCount / 8
    position -= spare
    guard position >= 0, position + 8 <= input.count else { throw .damaged }
    let sum = little(position)
    let size = little(position + 4)
    guard size == UInt32(truncatingIfNeeded: output.count), sum == CRC32.sum(output) else {
      throw .damaged
    }
  }

  private func little(_ i: Int) -> UInt32 {
    UInt32(input[i]) | UInt32(input[i + 1]) << 8 | UInt32(input[i + 2]) << 16
      | UInt32(input[i + 3]) << 24
  }

  private mutating func take(_ count: Int) throws(Failure) -> Int {
    while bitCount < count {
      guard position < input.count else { throw .damaged }
      bits |= UInt64(input[position]) << UInt64(bitCount)
      position += 1
      bitCount += 8
    }
    defer {
      bits >>= UInt64(count)
      bitCount -= count
    }
    return Int(bits & ((1 << UInt64(count)) - 1))
  }

  private mutating func copyStored() throws(Failure) {
    _ = try take(bitCount % 8)
    let length = try take(16)
    let complement = try take(16)
    guard length == complement ^ 0xFFFF else { throw .damaged }
    position -= bitCount / 8
    (bits, bitCount) = (0, 0)
    guard position + length <= input.count else { throw .damaged }
    guard output.count + length <= limit else { throw .tooLarge }
    output.append(contentsOf: input[position..<(position + length)])
    position += length
  }

  // MARK: - Codes

  private mutating func symbol(_ code: PrefixCode) throws(Failure) -> Int {
    var value = 0
    var first = 0
    var index = 0
    for length in 1...15 {
      value |= try take(1)
      let count = code.counts[length]
      if value - first < count { return code.symbols[index + value - first] }
      index += count
      first = (first + count) << 1
      value <<= 1
    }
    throw .damaged
  }

  private mutating func readTables() throws(Failure) -> (PrefixCode, PrefixCode) {
    let literalCount = try take(5) + 257
    let distanceCount = try take(5) + 1
    let codeCount = try take(4) + 4
    var lengths = [Int](repeating: 0, count: 19)
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    for i in 0..<codeCount { lengths[order[i]] = try take(3) }
    let codes = PrefixCode(lengths)
    var all: [Int] = []
    while all.count < literalCount + distanceCount {
      switch try symbol(codes) {
      case 16:
        guard let last = all.last else { throw .damaged }
        all += [Int](repeating: last, count: try take(2) + 3)
      case 17: all += [Int](repeating: 0, count: try take(3) + 3)
      case 18: all += [Int](repeating: 0, count: try take(7) + 11)
      case let length: all.append(length)
      }
    }
    guard all.count == literalCount + distanceCount else { throw .damaged }
    return (PrefixCode(Array(all[..<literalCount])), PrefixCode(Array(all[literalCount...])))
  }

  private mutating func decode(
    literals: PrefixCode, distances: PrefixCode
  ) throws(Failure) {
    while true {
      let value = try symbol(literals)
      if value == 256 { return }
      if value < 256 {
        guard output.count < limit else { throw .tooLarge }
        output.append(UInt8(truncatingIfNeeded: value))
        continue
      }
      guard value <= 285 else { throw .damaged }
      let length =
        PrefixCode.lengthBase[value - 257] + (try take(PrefixCode.lengthBits[value - 257]))
      let code = try symbol(distances)
      guard code < 30 else { throw .damaged }
      let distance = PrefixCode.distanceBase[code] + (try take(max(0, code / 2 - 1)))
      guard distance <= output.count else { throw .damaged }
      guard output.count + length <= limit else { throw .tooLarge }
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
  }
}

/// A canonical prefix code (RFC 1951 §3.2.2).
struct PrefixCode {
  /// How many codes have each length.
  let counts: [Int]
  /// In the order of their codes.
  let symbols: [Int]

  init(_ lengths: [Int]) {
    var counts = [Int](repeating: 0, count: 16)
    for length in lengths where length > 0 && length < 16 { counts[length] += 1 }
    self.counts = counts
    symbols = (1...15).flatMap { length in lengths.indices.filter { lengths[$0] == length } }
  }

  static let fixedLiterals = PrefixCode(
    [Int](repeating: 8, count: 144) + [Int](repeating: 9, count: 112)
      + [Int](repeating: 7, count: 24) + [Int](repeating: 8, count: 8))
  static let fixedDistances = PrefixCode([Int](repeating: 5, count: 30))

  static let lengthBase = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  static let distanceBase = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577,
  ]
}

/// The checksum of gzip (RFC 1952 §8).
enum CRC32 {
  static func sum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum = table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8)
    }
    return ~sum
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }
}
