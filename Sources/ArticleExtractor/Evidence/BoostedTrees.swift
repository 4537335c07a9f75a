/// A sum of small decision trees: the table of weights, as it is asked.
struct BoostedTrees: Sendable {
  private struct Node: BitwiseCopyable {
    /// The number that is compared; -1 for a leaf.
    var feature: Int32
    /// What it is compared with; a leaf's weight.
    var value: Float
    /// The node for numbers up to the value; the next one stands for greater ones.
    var left: Int32
  }

  private var nodes: [Node] = []
  private var roots: [Int32] = []
  private var base: Float = 0

  /// Reads a table: first the base, then each tree in brackets, a node as `feature:value` with its
  /// two branches behind it, a leaf as its weight alone.
  init(_ table: String) {
    var parts = table.utf8.split(whereSeparator: { $0 <= 0x20 }).makeIterator()
    base = parts.next().flatMap { Float(Substring($0)) } ?? 0
    while let part = parts.next() {
      roots.append(Int32(nodes.count))
      nodes.append(Node(feature: -1, value: 0, left: 0))
      readNode(part, at: nodes.count - 1, &parts, depth: 0)
    }
  }

  private mutating func readNode(
    _ part: Substring.UTF8View, at index: Int,
    _ parts: inout IndexingIterator<[Substring.UTF8View]>, depth: Int
  ) {
    guard let colon = part.firstIndex(of: UInt8(ascii: ":")), depth < 32 else {
      nodes[index].value = Float(Substring(part)) ?? 0
      return
    }
    let left = nodes.count
    nodes[index] = Node(
      feature: Int32(Substring(part[..<colon])) ?? 0,
      value: Float(Substring(part[part.index(after: colon)...])) ?? 0, left: Int32(left))
    nodes.append(Node(feature: -1, value: 0, left: 0))
    nodes.append(Node(feature: -1, value: 0, left: 0))
    for branch in 0..<2 {
      if let next = parts.next() { readNode(next, at: left + branch, &parts, depth: depth + 1) }
    }
  }

  /// The highest number that a question names; -1 for trees without questions.
  var greatestFeature: Int { Int(nodes.map(\.feature).max() ?? -1) }

  /// How likely it is, from 0 to 1, that a block with these numbers is of the article.
  func likelihood(of values: [Float]) -> Float {
    var sum = base
    for root in roots {
      var node = nodes[Int(root)]
      while node.feature >= 0 {
        node = nodes[Int(node.left) &+ (values[Int(node.feature)] <= node.value ? 0 : 1)]
      }
      sum += node.value
    }
    return BoostedTrees.likelihood(ofWeight: sum)
  }

  /// The logistic function, by a series that every machine computes alike.
  static func likelihood(ofWeight weight: Float) -> Float {
    // e^-x as (e^(-x/256))^256: its error is far below what decides anything.
    let x = -max(-20, min(20, weight)) / 256
    var power = 1 + x * (1 + x * (0.5 + x / 6))
    for _ in 0..<8 { power *= power }
    return 1 / (1 + power)
  }
}
