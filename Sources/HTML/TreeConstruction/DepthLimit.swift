extension Document {
  /// Moves what is nested deeper than ``maximumDepth`` up behind its deepest allowed ancestor, in
  /// document order, so that no text is lost or moved; true if there was any.
  mutating func limitDepth() -> Bool {
    var hasMoved = false
    var depth = 0
    var current = root
    while true {
      if let child = firstChild(of: current) {
        if depth < Document.maximumDepth {
          current = child
          depth += 1
          continue
        }
        hoistChildren(of: current)
        hasMoved = true
      }
      while nextSibling(of: current) == nil {
        guard depth > 0, let parent = parent(of: current) else { return hasMoved }
        current = parent
        depth -= 1
      }
      current = nextSibling(of: current) ?? root
    }
  }

  /// Makes the children of `id` the siblings that follow it.
  private mutating func hoistChildren(of id: NodeID) {
    while let child = lastChild(of: id) { insert(child, after: id) }
  }
}
