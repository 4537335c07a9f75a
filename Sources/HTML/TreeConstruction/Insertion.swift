// Creating and inserting nodes (§13.2.6.1)

/// Where a node goes: at the end of `parent`, or before `sibling` in it.
struct InsertionPlace {
  var parent: NodeID
  var sibling = NodeID.none
}

extension TreeBuilder {
  /// The appropriate place for inserting a node, with `target` for the override target.
  @inline(__always)
  func appropriatePlace(_ target: OpenElement) -> InsertionPlace {
    guard isFosterParenting, target.namespace == .html else {
      return InsertionPlace(parent: target.node)
    }
    switch target.name {
    case .table, .tbody, .tfoot, .thead, .tr: return fosterPlace()
    default: return InsertionPlace(parent: target.node)
    }
  }

  /// Foster parenting: before the last table, or in a template that is further up.
  private func fosterPlace() -> InsertionPlace {
    var index = stack.count - 1
    let end = stack.searchEnd
    while index >= end {
      let element = stack[index]
      if element.isHTML(.template) { return InsertionPlace(parent: element.node) }
      if element.isHTML(.table) {
        let parent = document.node(element.node).parent
        if parent != .none { return InsertionPlace(parent: parent, sibling: element.node) }
        return InsertionPlace(parent: stack[max(0, index - 1)].node)
      }
      index -= 1
    }
    return InsertionPlace(parent: stack[0].node)
  }

  @inline(__always)
  mutating func insert(_ id: NodeID, at place: InsertionPlace) {
    if place.sibling == .none {
      document.append(id, to: place.parent)
    } else {
      document.insert(id, before: place.sibling)
    }
  }

  /// Inserts an HTML element for the token.
  @inline(__always)
  @discardableResult
  mutating func insertElement() -> NodeID {
    insertElement(token.name, firstAttribute: token.firstAttribute)
  }

  /// Inserts an HTML element and makes it the current node.
  @inline(__always)
  @discardableResult
  mutating func insertElement(
    _ name: ElementName, firstAttribute: UInt32 = StoredAttribute.end
  ) -> NodeID {
    insert(name, .html, .html, firstAttribute)
  }

  @inline(__always)
  mutating func insert(
    _ name: ElementName, _ namespace: Namespace, _ role: OpenElement.Role, _ firstAttribute: UInt32
  ) -> NodeID {
    var node = Node(element: name, namespace: namespace, firstAttribute: firstAttribute)
    node.flags = .isOpen
    let place = appropriatePlace(stack.last)
    let id = document.add(node)
    insert(id, at: place)
    stack.push(OpenElement(node: id, name: name, namespace: namespace, role: role))
    return id
  }

  /// Inserts an element that has no content, and takes it off the stack at once.
  mutating func insertVoidElement() {
    insertElement()
    pop()
  }

  mutating func insertComment() {
    insertComment(at: appropriatePlace(stack.last))
  }

  mutating func insertComment(at place: InsertionPlace) {
    let id = document.add(Node(kind: .comment, data: token.data))
    insert(id, at: place)
  }

  /// Inserts characters, joined with a text that is already there.
  mutating func insertCharacters(_ range: ByteRange) {
    guard range.count > 0 else { return }
    let place = appropriatePlace(stack.last)
    guard place.parent != document.root || context != nil else { return }
    let before =
      place.sibling == .none
      ? document.node(place.parent).last : document.node(place.sibling).previous
    if before != .none, document.kind(of: before) == .text {
      document.joinText(before, range)
    } else {
      let id = document.add(Node(kind: .text, data: range))
      insert(id, at: place)
    }
  }

  /// Takes the current node off the stack.
  @inline(__always)
  mutating func pop() {
    let element = stack.pop()
    didRemove(element)
  }

  @inline(__always)
  func isCurrent(_ name: ElementName) -> Bool { stack.last.isHTML(name) }

  /// What has to happen when an element has left the stack.
  @inline(__always)
  mutating func didRemove(_ element: OpenElement) {
    document.nodes[element.node.index].flags.remove(.isOpen)
    if element.isHTML(.option), selectContent.target != .none { copySelectedOption(element.node) }
  }

  mutating func removeFromStack(at index: Int) {
    let element = stack[index]
    stack.remove(at: index)
    didRemove(element)
  }

  /// Pops until an HTML element called `name` has been popped.
  mutating func popUntil(_ name: ElementName) {
    popUntil { $0 == name }
  }

  /// Pops until an HTML element whose name `isLast` accepts has been popped; the root stays.
  @inline(__always)
  mutating func popUntil(_ isLast: (ElementName) -> Bool) {
    while stack.count > 1 {
      let element = stack.last
      pop()
      if element.namespace == .html, isLast(element.name) { return }
    }
  }
}

extension Document {
  /// Adds `range` to the end of text `id`. A text that is joined owns a power of two of bytes in the
  /// side buffer, so that many small pieces cost no more than copying it twice.
  mutating func joinText(_ id: NodeID, _ range: ByteRange) {
    let data = node(id).data
    let joined = data.length + range.length
    let isAdjacent = data.isInSideBuffer == range.isInSideBuffer && data.end == range.start
    if isAdjacent, nodes[id.index].capacityShift == 0 {
      nodes[id.index].data.count += range.count
      return
    }
    let shift = nodes[id.index].capacityShift
    if shift == 0 || joined > 1 << Int(shift) { moveText(id, toHold: joined) }
    let target = nodes[id.index].data
    copy(range, to: target.end)
    nodes[id.index].data = ByteRange(side: target.start, count: joined)
  }

  /// Gives text `id` room for `length` bytes at the end of the side buffer.
  private mutating func moveText(_ id: NodeID, toHold length: Int) {
    let data = node(id).data
    let shift = Int.bitWidth - (length - 1).leadingZeroBitCount
    let start = side.count
    precondition(start + 1 << shift < 1 << 31, "the document is full")
    side.append(0, count: 1 << shift)
    copy(data, to: start)
    nodes[id.index].data = ByteRange(side: start, count: data.length)
    nodes[id.index].capacityShift = UInt8(shift)
  }

  /// Overwrites the side buffer from `target` on with the bytes of `range`.
  private mutating func copy(_ range: ByteRange, to target: Int) {
    if range.isInSideBuffer {
      side.copyOwn(from: range.start, to: target, count: range.length)
    } else {
      copyInput(range, to: target)
    }
  }
}
