import Bytes

/// The named character references: finds the longest name that the input goes on with.
struct NamedReferences: Sendable {
  static let shared = NamedReferences()

  /// The code points that a reference stands for, and how many bytes of input it takes.
  struct Match: BitwiseCopyable {
    var first: UInt32
    /// 0 where the reference stands for one code point.
    var second: UInt32
    /// The bytes after the `&`.
    var length: Int
  }

  /// How many names there are.
  var count: Int { starts.count - 1 }

  private let bytes: [UInt8]
  /// `starts[n]` is where record n begins; the last one is the end of the table.
  private let starts: [UInt16]
  /// `ranges[byte]` is where the names that begin with `byte` begin; `ranges[byte + 1]` their end.
  private let ranges: [UInt16]

  private init() {
    bytes = Array(NamedReferences.table.description.utf8)
    var starts: [UInt16] = [0]
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: " ") {
      starts.append(UInt16(index + 1))
    }
    var ranges = [UInt16](repeating: 0, count: 257)
    for start in starts.dropLast() { ranges[Int(bytes[Int(start)]) + 1] += 1 }
    for byte in 1...256 { ranges[byte] += ranges[byte - 1] }
    self.starts = starts
    self.ranges = ranges
  }

  /// The longest name that `input` has at `position`, which is right behind the `&`; nil if none.
  func longestMatch(in input: ByteView, at position: Int) -> Match? {
    guard position < input.count else { return nil }
    let first = Int(input[position])
    var low = Int(ranges[first])
    var high = Int(ranges[first + 1])
    var depth = 1
    var found: (record: Int, length: Int)?
    while low < high {
      if byte(of: low, at: depth) == UInt8(ascii: "=") { found = (low, depth) }
      guard position + depth < input.count else { break }
      let next = input[position + depth]
      guard isASCIIAlphanumeric(next) || next == UInt8(ascii: ";") else { break }
      low = firstRecord(in: low..<high, at: depth, notBelow: next)
      high = firstRecord(in: low..<high, at: depth, notBelow: next &+ 1)
      depth += 1
    }
    return found.map { match(of: $0.record, length: $0.length) }
  }

  /// The byte of a record's name; 0 for the sign that ends it would sort last, so it is looked at
  /// before the search narrows.
  @inline(__always)
  private func byte(of record: Int, at depth: Int) -> UInt8 {
    bytes[Int(starts[record]) + depth]
  }

  private func firstRecord(in range: Range<Int>, at depth: Int, notBelow value: UInt8) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if sortKey(of: middle, at: depth) < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A name that ends sorts before the longer ones that begin with it.
  @inline(__always)
  private func sortKey(of record: Int, at depth: Int) -> UInt8 {
    let byte = byte(of: record, at: depth)
    return byte == UInt8(ascii: "=") ? 0 : byte
  }

  private func match(of record: Int, length: Int) -> Match {
    var match = Match(first: 0, second: 0, length: length)
    var value: UInt32 = 0
    for byte in bytes[(Int(starts[record]) + length + 1)..<(Int(starts[record + 1]) - 1)] {
      if byte == UInt8(ascii: "+") {
        match.first = value
        value = 0
      } else {
        value = value << 4 | UInt32(Hexadecimal.value(of: byte) ?? 0)
      }
    }
    if match.first == 0 { match.first = value } else { match.second = value }
    return match
  }
}
