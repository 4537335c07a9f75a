internal import HTML

extension ListedSelector {
  /// The elements that the steps lead to from those that the CSS takes; each once.
  ///
  /// Each step looks at the document once, however many elements it comes from.
  func nodes(
    from start: [NodeID], in document: borrowing Document, under scope: NodeID
  ) -> [NodeID] {
    var nodes = start
    for step in steps {
      if document.isSpent { return [] }
      nodes = ListedSelector.take(step, nodes, document, scope)
    }
    return nodes
  }

  private static func take(
    _ step: Step, _ nodes: [NodeID], _ document: borrowing Document, _ scope: NodeID
  ) -> [NodeID] {
    switch step {
    case .text(let expression):
      return nodes.filter { hasText($0, expression, document) }
    case .up(let count):
      return unique(nodes.compactMap { ancestor(of: $0, count, document, scope) })
    case .ancestor(let selector):
      return nearest(nodes, Set(document.select(selector, under: scope)), document, scope)
    case .filter(let selector):
      let wanted = Set(document.select(selector, under: scope))
      return nodes.filter(wanted.contains)
    case .children(let selector):
      let parents = Set(nodes)
      return document.select(selector, under: scope).filter { node in
        document.parent(of: node).map(parents.contains) ?? false
      }
    case .descendants(let selector):
      return inside(Set(nodes), Set(document.select(selector, under: scope)), document, scope)
    }
  }

  private static func unique(_ nodes: [NodeID]) -> [NodeID] {
    var seen: Set<NodeID> = []
    return nodes.filter { seen.insert($0).inserted }
  }

  // MARK: Texts

  private static func hasText(
    _ node: NodeID, _ expression: ListExpression, _ document: borrowing Document
  ) -> Bool {
    var bytes: [UInt8] = []
    var current: NodeID? = node
    while let inner = current {
      if document.isText(inner) {
        document.withText(of: inner) { text in
          text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        }
      }
      // What is longer is not looked at.
      if bytes.count > ListExpression.longest { return false }
      current = document.next(after: inner, in: node)
    }
    document.spend(bytes.count / 16)
    return expression.isFound(in: bytes.span)
  }

  // MARK: Ancestors and descendants

  private static func ancestor(
    of node: NodeID, _ count: Int, _ document: borrowing Document, _ scope: NodeID
  ) -> NodeID? {
    var current: NodeID? = node
    for _ in 0..<count {
      current = current.flatMap { document.parent(of: $0) }
      if current == nil || current == scope { return nil }
    }
    return current.flatMap { document.isElement($0) ? $0 : nil }
  }

  /// The nearest ancestor of each that is wanted. What lies on a way that was gone before is known.
  private static func nearest(
    _ nodes: [NodeID], _ wanted: Set<NodeID>, _ document: borrowing Document, _ scope: NodeID
  ) -> [NodeID] {
    var known: [NodeID: NodeID?] = [scope: nil]
    var found: [NodeID] = []
    for node in nodes {
      var way: [NodeID] = []
      var current = node
      var answer: NodeID?
      while true {
        if let past = known[current] {
          answer = past
          break
        }
        way.append(current)
        document.spend(1)
        guard let parent = document.parent(of: current) else { break }
        if parent != scope, wanted.contains(parent) {
          answer = parent
          break
        }
        current = parent
      }
      for passed in way { known[passed] = .some(answer) }
      if let answer { found.append(answer) }
    }
    return unique(found)
  }

  /// What is wanted and lies in one of the nodes, in document order.
  private static func inside(
    _ nodes: Set<NodeID>, _ wanted: Set<NodeID>, _ document: borrowing Document, _ scope: NodeID
  ) -> [NodeID] {
    var covered: Set<NodeID> = []
    var found: [NodeID] = []
    var current = document.next(after: scope, in: scope)
    while let node = current {
      if let parent = document.parent(of: node), nodes.contains(parent) || covered.contains(parent)
      {
        covered.insert(node)
        if wanted.contains(node) { found.append(node) }
      }
      current = document.next(after: node, in: scope)
    }
    return found
  }
}
