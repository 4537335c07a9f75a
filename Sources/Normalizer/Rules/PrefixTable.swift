import Bytes

/// Values by the beginning of a word.
///
/// Looking a word up costs one look for every length that a prefix has, however many there are.
struct PrefixTable<Value: Sendable>: Sendable {
  private var names = NamedNumbers()
  private var values: [Value] = []
  /// Each once, in ascending order.
  private var lengths: [Int] = []

  mutating func insert(_ value: Value, for prefix: some Collection<UInt8>) {
    names.append(prefix)
    values.append(value)
    guard !lengths.contains(prefix.count) else { return }
    lengths.append(prefix.count)
    lengths.sort()
  }

  /// The values of all prefixes of a word, shortest first.
  func values(for word: Span<UInt8>) -> [Value] {
    var found: [Value] = []
    for length in lengths {
      guard length <= word.count else { break }
      let prefix = word.extracting(0..<length)
      names.forEach(prefix, hash: ByteHash.hash(of: prefix)) { found.append(values[$0]) }
    }
    return found
  }
}
