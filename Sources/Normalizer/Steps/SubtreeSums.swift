internal import HTML

/// How much of something lies inside each node, counted in one walk: asking for the sum of a node
/// costs nothing, however the nodes lie in each other.
///
/// True of the tree as it was then.
struct SubtreeSums {
  /// By node: what was counted before it, and before what follows it.
  private var before: [Int32]
  private var behind: [Int32]

  /// - Parameter count: of a node itself, without what it contains.
  init(of document: borrowing HTMLDocument, _ count: (borrowing HTMLDocument, NodeID) -> Int) {
    before = [Int32](repeating: 0, count: document.nodeCount)
    behind = before
    var sum = 0
    var open = [document.root]
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      let parent = document.parent(of: node) ?? document.root
      while let last = open.last, last != parent { leave(&open, sum) }
      before[Int(node.rawValue)] = Int32(truncatingIfNeeded: sum)
      open.append(node)
      sum += count(document, node)
      current = document.next(after: node, in: document.root)
    }
    while !open.isEmpty { leave(&open, sum) }
  }

  private mutating func leave(_ open: inout [NodeID], _ sum: Int) {
    let node = open.removeLast()
    behind[Int(node.rawValue)] = Int32(truncatingIfNeeded: sum)
  }

  /// Of a node and all that it contains; 0 for nodes that were made later.
  subscript(node: NodeID) -> Int {
    let index = Int(node.rawValue)
    return index < before.count ? Int(behind[index] - before[index]) : 0
  }
}
