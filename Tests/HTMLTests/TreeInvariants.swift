@testable import HTML

/// How deep the deepest node lies, the children of the root being at 1.
func greatestDepth(_ document: borrowing Document) -> Int {
  var greatest = 0
  var depth = 0
  var current = document.root
  while true {
    if let child = document.firstChild(of: current) {
      current = child
      depth += 1
      greatest = max(greatest, depth)
      continue
    }
    while document.nextSibling(of: current) == nil {
      guard let parent = document.parent(of: current) else { return greatest }
      current = parent
      depth -= 1
    }
    current = document.nextSibling(of: current) ?? document.root
  }
}

/// Whether every node's parent and sibling links agree with those of its neighbours.
func linksAgree(_ document: borrowing Document) -> Bool {
  for index in 0..<document.nodeCount {
    let id = NodeID(index: index)
    var previous: NodeID?
    var child = document.firstChild(of: id)
    while let node = child {
      if document.parent(of: node) != id || document.previousSibling(of: node) != previous {
        return false
      }
      previous = node
      child = document.nextSibling(of: node)
    }
    if document.lastChild(of: id) != previous { return false }
    if document.parent(of: id) == nil {
      if document.nextSibling(of: id) != nil || document.previousSibling(of: id) != nil {
        return false
      }
    }
  }
  return true
}
