/// A set of nodes of one document: one bit each.
struct NodeSet {
  private var words: [UInt64]

  init(nodeCount: Int) {
    words = [UInt64](repeating: 0, count: (nodeCount + 63) / 64)
  }

  func contains(_ node: NodeID) -> Bool {
    let word = node.index / 64
    return word < words.count && words[word] >> UInt64(node.index % 64) & 1 != 0
  }

  /// Whether it was not in yet.
  mutating func insert(_ node: NodeID) -> Bool {
    guard !contains(node), node.index / 64 < words.count else { return false }
    words[node.index / 64] |= 1 << UInt64(node.index % 64)
    return true
  }
}
