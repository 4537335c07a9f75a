/// Rules that were not understood, by what was not understood of them.
public struct UnsupportedRules: Sendable, Hashable {
  /// One reason why rules are not understood.
  public struct Reason: Sendable, Hashable {
    /// What it is, as lists write it: `$csp`, `:matches-css()`, `##+js()`.
    public let name: String
    /// How many rules have it.
    public internal(set) var count: Int
    /// The first rule that has it, at most 200 bytes of it.
    public let example: String
  }

  /// The most frequent first, then by name.
  public private(set) var reasons: [Reason] = []

  /// How many rules in all.
  public var count: Int { reasons.reduce(0) { $0 + $1.count } }

  private static let longestExample = 200

  init() {}

  /// - Parameter counts: by name.
  init(_ counts: [String: Reason]) {
    reasons = counts.values.sorted {
      $0.count != $1.count
        ? $0.count > $1.count : $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
  }

  /// The start of a rule.
  static func example(_ line: Span<UInt8>, _ range: Range<Int>) -> String {
    var bytes: [UInt8] = []
    for index in range.prefix(longestExample) { bytes.append(line[index]) }
    // No half of a character.
    while let last = bytes.last, bytes.count == longestExample, last >= 0x80 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: In flat bytes

  func write(to writer: inout FlatWriter) {
    writer.append(UInt32(reasons.count))
    for reason in reasons {
      writer.append(UInt32(reason.count))
      for text in [reason.name, reason.example] {
        writer.append(UInt32(text.utf8.count))
        writer.append(Array(text.utf8))
      }
    }
  }

  init(_ flat: FlatBytes, at offset: Int) {
    var offset = offset + 4
    for _ in 0..<min(flat.u32(offset - 4), 10_000) {
      let count = flat.u32(offset)
      offset += 4
      var texts: [String] = []
      for _ in 0..<2 {
        let range = flat.clamped(offset + 4, flat.u32(offset))
        texts.append(String(decoding: flat.bytes[range], as: UTF8.self))
        offset += 4 + range.count
      }
      reasons.append(Reason(name: texts[0], count: count, example: texts[1]))
    }
  }
}
