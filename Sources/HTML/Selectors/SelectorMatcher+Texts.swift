/// All text of a tree in one piece, and which part of it each node holds.
struct TextRanges {
  var bytes: [UInt8] = []
  /// By node.
  var starts: [UInt32]
  var ends: [UInt32]

  init(_ document: borrowing Document, top: NodeID) {
    starts = [UInt32](repeating: 0, count: document.nodeCount)
    ends = starts
    var node = top
    while true {
      enter(node, document)
      if let child = document.firstChild(of: node) {
        node = child
        continue
      }
      guard let next = leave(node, top, document) else { return }
      node = next
    }
  }

  private mutating func enter(_ node: NodeID, _ document: borrowing Document) {
    starts[node.index] = UInt32(truncatingIfNeeded: bytes.count)
    if document.isText(node) { document.withText(of: node) { bytes.append(contentsOf: $0) } }
  }

  /// Ends `node` and the ancestors that it is the last part of; the node after them.
  private mutating func leave(
    _ node: NodeID, _ top: NodeID, _ document: borrowing Document
  ) -> NodeID? {
    var node = node
    while true {
      ends[node.index] = UInt32(truncatingIfNeeded: bytes.count)
      if node == top { return nil }
      if let next = document.nextSibling(of: node) { return next }
      guard let parent = document.parent(of: node) else { return nil }
      node = parent
    }
  }
}

extension SelectorMatcher {
  /// Whether the text of `node` and its descendants has `text` in it.
  mutating func contains(
    _ text: [UInt8], _ ignoringCase: Bool, _ id: UInt16, _ node: NodeID,
    _ document: borrowing Document
  ) -> Bool {
    guard !text.isEmpty else { return true }
    let ranges = texts ?? TextRanges(document, top: top)
    texts = ranges
    let known = occurrences[key(id)]
    let found =
      known
      ?? ByteSearch(text, ignoringCase: ignoringCase).occurrences(in: ranges.bytes.span)
    if known == nil { occurrences[key(id)] = found }
    // The first occurrence that starts in the node's part, if any, ends first.
    let start = Int(ranges.starts[node.index])
    var low = 0
    var high = found.count
    while low < high {
      let middle = (low + high) / 2
      if found[middle] < start { low = middle + 1 } else { high = middle }
    }
    return low < found.count && found[low] + text.count <= Int(ranges.ends[node.index])
  }
}
