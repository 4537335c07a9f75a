/// Values by the beginning of a word.
///
/// Looking a word up costs one look for every length that a prefix has, however many there are.
struct PrefixTable<Value: Sendable>: Sendable {
  private var values: [[UInt8]: [Value]] = [:]
  /// Each once, in ascending order.
  private var lengths: [Int] = []

  mutating func insert(_ value: Value, for prefix: some Collection<UInt8>) {
    values[Array(prefix), default: []].append(value)
    guard !lengths.contains(prefix.count) else { return }
    lengths.append(prefix.count)
    lengths.sort()
  }

  /// The values of all prefixes of a word, shortest first.
  func values(for word: [UInt8]) -> [Value] {
    var found: [Value] = []
    for length in lengths {
      guard length <= word.count else { break }
      if let entries = values[Array(word[..<length])] { found += entries }
    }
    return found
  }
}
