// Making nodes

extension Document {
  /// Makes an element without attributes and children, not attached anywhere yet.
  public mutating func makeElement(
    _ name: ElementName, namespace: Namespace = .html
  ) -> NodeID {
    add(Node(element: name, namespace: namespace, firstAttribute: StoredAttribute.end))
  }

  /// Makes a text node, not attached anywhere yet.
  public mutating func makeText(_ text: String) -> NodeID {
    let range = store(text)
    return add(Node(kind: .text, data: range))
  }

  /// Makes a comment, not attached anywhere yet.
  public mutating func makeComment(_ text: String) -> NodeID {
    let range = store(text)
    return add(Node(kind: .comment, data: range))
  }

  /// Copies a node with its attributes and all that it contains; the copy is not attached.
  public mutating func copy(_ id: NodeID) -> NodeID {
    let top = copyAlone(id)
    var target = top
    var current = id
    while let next = next(after: current, in: id) {
      // Walk the copy in step with the original.
      var above = self.parent(of: next) ?? id
      if above != current {
        var climb = current
        while climb != above {
          climb = self.parent(of: climb) ?? above
          target = self.parent(of: target) ?? top
        }
      }
      above = target
      target = copyAlone(next)
      append(target, to: above)
      current = next
    }
    return top
  }

  private mutating func copyAlone(_ id: NodeID) -> NodeID {
    let source = node(id)
    guard source.kind == .element else { return add(Node(kind: source.kind, data: source.data)) }
    let copy = makeElement(source.name, namespace: source.namespace)
    nodes[copy.index].firstAttribute = copyAttributes(from: source.firstAttribute)
    return copy
  }

  /// Copies a chain of attributes; their values are shared. The first index of the copy.
  mutating func copyAttributes(from first: UInt32) -> UInt32 {
    guard first != StoredAttribute.end else { return first }
    let start = UInt32(truncatingIfNeeded: storedAttributes.count)
    var index = first
    while index != StoredAttribute.end {
      var attribute = storedAttributes[Int(index)]
      index = attribute.next
      let next = UInt32(truncatingIfNeeded: storedAttributes.count + 1)
      attribute.next = index == StoredAttribute.end ? StoredAttribute.end : next
      storedAttributes.append(attribute)
    }
    return start
  }

  @inline(__always)
  mutating func add(_ node: Node) -> NodeID {
    let id = NodeID(index: nodes.count)
    nodes.append(node)
    madeElements.insert(node.name.rawValue)
    return id
  }
}

// Moving nodes. A node that is attached somewhere is detached there first.

extension Document {
  /// Takes `id`, with all that it contains, out of the tree. It can be inserted again.
  public mutating func detach(_ id: NodeID) {
    spend(1)
    let node = nodes[id.index]
    guard node.parent != .none else { return }
    if node.previous == .none {
      nodes[node.parent.index].first = node.next
    } else {
      nodes[node.previous.index].next = node.next
    }
    if node.next == .none {
      nodes[node.parent.index].last = node.previous
    } else {
      nodes[node.next.index].previous = node.previous
    }
    nodes[id.index].parent = .none
    nodes[id.index].previous = .none
    nodes[id.index].next = .none
  }

  /// Detaches everything that `id` contains.
  public mutating func detachChildren(of id: NodeID) {
    while let child = firstChild(of: id) { detach(child) }
  }

  /// Makes `id` the last child of `parent`, which must not lie inside `id`.
  public mutating func append(_ id: NodeID, to parent: NodeID) {
    detach(id)
    let last = nodes[parent.index].last
    nodes[id.index].parent = parent
    nodes[id.index].previous = last
    if last == .none {
      nodes[parent.index].first = id
    } else {
      nodes[last.index].next = id
    }
    nodes[parent.index].last = id
  }

  /// Makes `id` the first child of `parent`, which must not lie inside `id`.
  public mutating func prepend(_ id: NodeID, to parent: NodeID) {
    if let first = firstChild(of: parent), first != id {
      insert(id, before: first)
    } else {
      append(id, to: parent)
    }
  }

  /// Inserts `id` before `sibling`, which must be attached and not lie inside `id`.
  public mutating func insert(_ id: NodeID, before sibling: NodeID) {
    guard id != sibling else { return }
    detach(id)
    let parent = nodes[sibling.index].parent
    guard parent != .none else { return }
    let previous = nodes[sibling.index].previous
    nodes[id.index].parent = parent
    nodes[id.index].previous = previous
    nodes[id.index].next = sibling
    nodes[sibling.index].previous = id
    if previous == .none {
      nodes[parent.index].first = id
    } else {
      nodes[previous.index].next = id
    }
  }

  /// Inserts `id` after `sibling`, which must be attached and not lie inside `id`.
  public mutating func insert(_ id: NodeID, after sibling: NodeID) {
    guard id != sibling else { return }
    detach(id)
    if let next = node(sibling).next.optional {
      insert(id, before: next)
    } else if let parent = parent(of: sibling) {
      append(id, to: parent)
    }
  }

  /// Puts `replacement` where `id` is, and detaches `id`.
  public mutating func replace(_ id: NodeID, with replacement: NodeID) {
    guard id != replacement else { return }
    insert(replacement, before: id)
    detach(id)
  }

  /// Puts what `id` contains where `id` is, and detaches `id`.
  public mutating func unwrap(_ id: NodeID) {
    while let child = firstChild(of: id) { insert(child, before: id) }
    detach(id)
  }

  /// Puts `wrapper` where `id` is, and `id` into `wrapper`, behind what that contains.
  public mutating func wrap(_ id: NodeID, in wrapper: NodeID) {
    replace(id, with: wrapper)
    append(id, to: wrapper)
  }

  /// Moves all that `id` contains to the end of `parent`, which must not lie inside `id`.
  public mutating func moveChildren(of id: NodeID, to parent: NodeID) {
    while let child = firstChild(of: id) { append(child, to: parent) }
  }

  /// Gives element `id` another name; attributes, namespace and children stay.
  public mutating func rename(_ id: NodeID, to name: ElementName) {
    nodes[id.index].name = name
    madeElements.insert(name.rawValue)
  }
}
