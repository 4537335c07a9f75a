extension Document {
  /// What `id` is.
  @inline(__always)
  public func kind(of id: NodeID) -> NodeKind { node(id).kind }

  /// nil for the root and for detached nodes.
  public func parent(of id: NodeID) -> NodeID? {
    spend(1)
    return node(id).parent.optional
  }

  /// The first child; `nil` without children.
  public func firstChild(of id: NodeID) -> NodeID? { node(id).first.optional }

  /// The last child; `nil` without children.
  public func lastChild(of id: NodeID) -> NodeID? { node(id).last.optional }

  /// The node behind it under the same parent; `nil` for the last.
  public func nextSibling(of id: NodeID) -> NodeID? {
    takeSteps() ? node(id).next.optional : nil
  }

  /// The node before it under the same parent; `nil` for the first.
  public func previousSibling(of id: NodeID) -> NodeID? {
    takeSteps() ? node(id).previous.optional : nil
  }

  /// The first child that is an element.
  public func firstElementChild(of id: NodeID) -> NodeID? {
    elementAtOrAfter(firstChild(of: id))
  }

  /// The next sibling that is an element.
  public func nextElementSibling(of id: NodeID) -> NodeID? {
    elementAtOrAfter(nextSibling(of: id))
  }

  /// The previous sibling that is an element.
  public func previousElementSibling(of id: NodeID) -> NodeID? {
    var candidate = previousSibling(of: id)
    while let node = candidate, kind(of: node) != .element {
      candidate = previousSibling(of: node)
    }
    return candidate
  }

  /// Which element of its parent `id` is, counted from 1; nil where that takes more than `limit`.
  public func elementPosition(of id: NodeID, upTo limit: Int) -> Int? {
    var position = 1
    var sibling = node(id).previous
    while sibling != .none {
      let previous = node(sibling)
      if previous.kind == .element { position &+= 1 }
      if position > limit { return nil }
      sibling = previous.previous
    }
    spend(position)
    return position
  }

  private func elementAtOrAfter(_ start: NodeID?) -> NodeID? {
    var candidate = start
    while let node = candidate, kind(of: node) != .element { candidate = nextSibling(of: node) }
    return candidate
  }

  /// The node after `id` in document order (its first child first) inside `scope`; nil at the end.
  ///
  /// `scope` itself is not part of what is walked: begin with `next(after: scope, in: scope)`.
  @inline(__always)
  public func next(after id: NodeID, in scope: NodeID) -> NodeID? {
    let node = node(id)
    if node.first != .none { return takeSteps() ? node.first : nil }
    if node.next != .none, id != scope { return takeSteps() ? node.next : nil }
    return next(afterSubtree: id, in: scope)
  }

  /// The node after `id` and all that it contains, in document order inside `scope`.
  public func next(afterSubtree id: NodeID, in scope: NodeID) -> NodeID? {
    var current = id
    var steps = 1
    while current != scope {
      let node = node(current)
      if node.next != .none { return takeSteps(steps) ? node.next : nil }
      if node.parent == .none { break }
      current = node.parent
      steps &+= 1
    }
    spend(steps)
    return nil
  }

  /// The children of `id`, in order: a copy, safe to walk while the tree is changed.
  public func children(of id: NodeID) -> [NodeID] {
    var result: [NodeID] = []
    var child = node(id).first
    while child != .none {
      result.append(child)
      child = node(child).next
    }
    spend(result.count)
    return result
  }

  /// All nodes inside `id` in document order: a copy, safe to walk while the tree is changed.
  ///
  /// What lay inside a node that was detached in the meantime still comes up: see
  /// ``isAttached(_:to:)``, or use ``walk(from:_:)``, which leaves it out.
  public func descendants(of id: NodeID) -> [NodeID] {
    var result: [NodeID] = []
    forEachNode(in: id) { result.append($0) }
    return result
  }

  /// The elements inside `id` called `name` (of the HTML namespace), in document order: a copy.
  public func elements(_ name: ElementName, in id: NodeID) -> [NodeID] {
    var result: [NodeID] = []
    guard mayHold(name) else { return result }
    forEachNode(in: id) { if isElement($0, name) { result.append($0) } }
    return result
  }

  /// Shows every node inside `scope` in document order, and counts the steps as ``next(after:in:)``
  /// does, but notes them once.
  @inline(__always)
  func forEachNode(in scope: NodeID, _ body: (NodeID) -> Void) {
    var left = stepsLeft
    defer { stepsLeft = left }
    var id = scope
    var node = node(id)
    while true {
      if node.first != .none {
        left &-= 1
        id = node.first
      } else {
        while id == scope || node.next == .none {
          left &-= 1
          if id == scope || node.parent == .none { return }
          id = node.parent
          node = self.node(id)
        }
        left &-= 1
        id = node.next
      }
      if left < 0 { return }
      node = self.node(id)
      body(id)
    }
  }

  /// The nodes inside `id` for which `isIncluded` holds, in document order: a copy.
  public func descendants(
    of id: NodeID, where isIncluded: (borrowing Document, NodeID) -> Bool
  ) -> [NodeID] {
    var result: [NodeID] = []
    var current = next(after: id, in: id)
    while let node = current {
      if isIncluded(self, node) { result.append(node) }
      current = next(after: node, in: id)
    }
    return result
  }

  /// Whether `id` is `ancestor` or lies inside it.
  public func isAttached(_ id: NodeID, to ancestor: NodeID) -> Bool {
    var current: NodeID? = id
    while let node = current {
      if node == ancestor { return true }
      current = parent(of: node)
    }
    return false
  }

  /// The nearest ancestor of `id` called `name` in the HTML namespace.
  public func ancestor(of id: NodeID, named name: ElementName) -> NodeID? {
    var current = parent(of: id)
    while let node = current {
      if isElement(node, name) { return node }
      current = parent(of: node)
    }
    return nil
  }
}

/// What a walk does after it showed a node.
public enum Walk: Sendable {
  /// Goes on with the node's children, if it is still there.
  case descend
  /// Goes on behind the node.
  case skipChildren
  /// Ends the walk.
  case stop
}

extension Document {
  /// Shows every node inside `scope` to `visit`, in document order, while `visit` may change it.
  ///
  /// `visit` may detach, replace or unwrap the node that it is shown, change what is inside it, and
  /// insert before it; it must leave in place what comes after it. Children of an unwrapped node are
  /// shown next; nodes that were inserted before the shown node, or instead of it, are not.
  public mutating func walk<Failure: Error>(
    from scope: NodeID, _ visit: (inout Document, NodeID) throws(Failure) -> Walk
  ) throws(Failure) {
    var current = next(after: scope, in: scope)
    while let node = current {
      let firstChild = firstChild(of: node)
      let parent = parent(of: node)
      let following = next(afterSubtree: node, in: scope)
      switch try visit(&self, node) {
      case .stop: return
      case .skipChildren: current = following
      case .descend:
        if self.parent(of: node) == parent {
          current = self.firstChild(of: node) ?? following
        } else if let firstChild, self.parent(of: firstChild) == parent {
          current = firstChild
        } else {
          current = following
        }
      }
    }
  }
}
