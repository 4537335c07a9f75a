extension SelectorMatcher {
  // MARK: :has()

  /// Whether `node` has what one of the relative selectors asks for.
  mutating func hasRelative(
    _ list: [ComplexSelector], _ id: UInt16, _ node: NodeID, _ document: borrowing Document
  ) -> Bool {
    if let known = anchors[key(id)] { return known.contains(node) }
    var found = NodeSet(nodeCount: nodeCount)
    for complex in list {
      for anchor in anchorNodes(of: complex, document) { _ = found.insert(anchor) }
    }
    anchors[key(id)] = found
    return found.contains(node)
  }

  /// All elements of the tree that have what a relative selector asks for.
  ///
  /// Goes from right to left with sets: the elements that the rightmost compound takes, then those
  /// that lie to one of these as the combinator says, and so on; each step takes linear time.
  private mutating func anchorNodes(
    of complex: ComplexSelector, _ document: borrowing Document
  ) -> [NodeID] {
    var nodes: [NodeID] = []
    var current: NodeID? = top
    while let node = current {
      if document.isElement(node), matches(complex.parts[0].compound, node, document) {
        nodes.append(node)
      }
      current = document.next(after: node, in: top)
    }
    for index in complex.parts.indices {
      nodes = document.nodes(leftOf: nodes, complex.parts[index].combinator ?? .descendant)
      guard index + 1 < complex.parts.count else { break }
      let compound = complex.parts[index + 1].compound
      var kept: [NodeID] = []
      for node in nodes where matches(compound, node, document) { kept.append(node) }
      nodes = kept
    }
    return nodes
  }

  // MARK: :nth-child() and its family

  mutating func isAtPosition(
    _ test: NthTest, _ node: NodeID, _ document: borrowing Document
  ) -> Bool {
    let key = positionKey(test)
    var position = positions[key]?[node.index] ?? 0
    if position == 0 {
      count(test, node, key, document)
      position = positions[key]?[node.index] ?? 0
    }
    return position != UInt32.max && test.includes(Int(position))
  }

  /// Counting all siblings is the same for all selectors.
  private func positionKey(_ test: NthTest) -> Key {
    test.selectors == nil ? Key.max - Key(test.counting.rawValue) : key(test.id)
  }

  /// Notes the positions of `node` and all its siblings, the greatest number for those that are not
  /// counted.
  private mutating func count(
    _ test: NthTest, _ node: NodeID, _ key: Key, _ document: borrowing Document
  ) {
    var table = positions.removeValue(forKey: key) ?? [UInt32](repeating: 0, count: nodeCount)
    var counts: [UInt64: UInt32] = [:]
    var current = document.outermostSibling(of: node, atEnd: test.counting.isFromEnd)
    while let sibling = current {
      if document.isElement(sibling) {
        if let selectors = test.selectors, !matches(selectors, sibling, document) {
          table[sibling.index] = UInt32.max
        } else {
          let kind = test.counting.isByType ? document.typeKey(of: sibling) : 0
          counts[kind, default: 0] += 1
          table[sibling.index] = counts[kind] ?? 0
        }
      }
      current =
        test.counting.isFromEnd
        ? document.previousSibling(of: sibling) : document.nextSibling(of: sibling)
    }
    positions[key] = table
  }
}

extension Document {
  /// The elements that have one of `nodes` on the right of a combinator, each once.
  fileprivate func nodes(leftOf nodes: [NodeID], _ combinator: Combinator) -> [NodeID] {
    var seen = NodeSet(nodeCount: nodeCount)
    var result: [NodeID] = []
    for node in nodes {
      var current = step(from: node, combinator)
      // One that was seen before had all that lies behind it seen as well.
      while let found = current, seen.insert(found) {
        result.append(found)
        let goesOn = combinator == .descendant || combinator == .subsequentSibling
        current = goesOn ? step(from: found, combinator) : nil
      }
    }
    return result
  }

  private func step(from node: NodeID, _ combinator: Combinator) -> NodeID? {
    switch combinator {
    case .child, .descendant: parentElement(of: node)
    case .nextSibling, .subsequentSibling: previousElementSibling(of: node)
    }
  }

  fileprivate func outermostSibling(of node: NodeID, atEnd: Bool) -> NodeID? {
    guard let parent = parent(of: node) else { return node }
    return atEnd ? lastChild(of: parent) : firstChild(of: parent)
  }

  fileprivate func typeKey(of node: NodeID) -> UInt64 {
    UInt64(namespace(of: node).rawValue) << 32 | UInt64(name(of: node).rawValue)
  }
}
