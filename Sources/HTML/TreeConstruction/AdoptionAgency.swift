// The adoption agency algorithm (§13.2.6.4.7)

extension TreeBuilder {
  /// Runs the adoption agency algorithm for a tag called `subject`. False where the standard says to
  /// go by the steps of "any other end tag" instead.
  mutating func adoptionAgency(_ subject: ElementName) -> Bool {
    if isCurrent(subject), !isFormatting(stack.last.node) {
      pop()
      return true
    }
    var made: Int?
    for _ in 0..<8 {
      guard let entryIndex = formatting.last(subject) else { return false }
      let node = formatting.entries[entryIndex].node
      guard let position = adoptionPosition(of: node, made), chargeAdoption() else {
        removeFormatting(at: entryIndex)
        return true
      }
      guard position.isInScope else { return true }
      guard let furthest = furthestBlock(below: position.index) else {
        while stack.count > position.index { pop() }
        removeFormatting(at: entryIndex)
        return true
      }
      made = adopt(entry: entryIndex, at: position.index, furthestBlock: furthest)
    }
    return true
  }

  /// Where `node` is on the stack; `made` is where the round before has put its new element, which
  /// is in scope because the old one was.
  private mutating func adoptionPosition(
    of node: NodeID, _ made: Int?
  ) -> (index: Int, isInScope: Bool)? {
    if let made, stack[made].node == node { return (made, true) }
    return isOpen(node) ? stack.position(of: node) : nil
  }

  /// Whether another round stays within the bound on reconstruction.
  private mutating func chargeAdoption() -> Bool {
    guard formatting.reconstructed < FormattingElements.growthLimit * tokenizer.tagCount else {
      return false
    }
    formatting.reconstructed += 1
    return true
  }

  /// The topmost special element below `index` on the stack.
  private func furthestBlock(below index: Int) -> Int? {
    var candidate = index + 1
    while candidate < stack.count {
      if stack[candidate].isSpecial { return candidate }
      candidate += 1
    }
    return nil
  }

  /// Steps 4.9 to 4.20 for the formatting element at `entry` in the list and `index` on the stack;
  /// where on the stack the new element is.
  private mutating func adopt(entry: Int, at index: Int, furthestBlock: Int) -> Int {
    adoptions += 1
    let block = stack[furthestBlock]
    let commonAncestor = stack[index - 1]
    let formattingElement = formatting.entries[entry]
    var bookmark = Bookmark(index: entry, isBehind: false)
    let heightBefore = stack.count
    let last = reparentBetween(index, furthestBlock, formattingElement.node, &bookmark)
    insert(last, at: appropriatePlace(commonAncestor))
    let clone = cloneForAdoption(formattingElement)
    document.moveChildren(of: block.node, to: clone)
    document.append(clone, to: block.node)
    moveEntry(formattingElement.node, replacedBy: clone, bookmark)
    let target = furthestBlock - (heightBefore - stack.count)
    moveOnStack(from: index, to: target, clone)
    return target
  }

  /// Where the new element goes in the list: where `index` is, or right behind it.
  private struct Bookmark {
    var index: Int
    var isBehind: Bool
  }

  /// Step 4.13: goes up from the furthest block to the formatting element, replacing or removing what
  /// lies between; the node to insert at the common ancestor.
  private mutating func reparentBetween(
    _ top: Int, _ furthestBlock: Int, _ formattingElement: NodeID, _ bookmark: inout Bookmark
  ) -> NodeID {
    let block = stack[furthestBlock].node
    var last = block
    var index = furthestBlock - 1
    var counter = 0
    while index > top {
      counter += 1
      let node = stack[index]
      var entryIndex = isFormatting(node.node) ? formatting.index(of: node.node) : nil
      if counter > 3, let removed = entryIndex {
        removeFormatting(at: removed)
        if removed < bookmark.index { bookmark.index -= 1 }
        entryIndex = nil
      }
      guard let entryIndex else {
        removeFromStack(at: index)
        index -= 1
        continue
      }
      let clone = cloneForAdoption(formatting.entries[entryIndex])
      replaceFormatting(at: entryIndex, with: clone)
      document.nodes[node.node.index].flags.remove(.isOpen)
      document.nodes[clone.index].flags.insert(.isOpen)
      stack.replace(at: index, with: clone)
      if last == block { bookmark = Bookmark(index: entryIndex, isBehind: true) }
      document.append(last, to: clone)
      last = clone
      index -= 1
    }
    return last
  }

  /// A new element like the one of `entry`; without attributes once too many bytes were copied.
  private mutating func cloneForAdoption(_ entry: FormattingEntry) -> NodeID {
    var attributes = StoredAttribute.end
    if chargeCopy(entry) {
      attributes = document.copyAttributes(from: document.node(entry.node).firstAttribute)
    }
    return document.add(
      Node(element: entry.name, namespace: .html, firstAttribute: attributes))
  }

  /// Step 4.18: the clone takes the formatting element's place in the list, at the bookmark.
  private mutating func moveEntry(_ old: NodeID, replacedBy clone: NodeID, _ bookmark: Bookmark) {
    guard let oldIndex = formatting.index(of: old) else { return }
    var entry = formatting.entries[oldIndex]
    entry.node = clone
    var target = bookmark.isBehind ? bookmark.index + 1 : bookmark.index
    removeFormatting(at: oldIndex)
    if oldIndex < target { target -= 1 }
    formatting.entries.insert(entry, at: min(target, formatting.entries.count))
    document.nodes[clone.index].flags.insert(.isFormatting)
  }

  /// Step 4.19: the formatting element leaves the stack, the clone enters it below the block.
  private mutating func moveOnStack(from index: Int, to target: Int, _ clone: NodeID) {
    document.nodes[stack[index].node.index].flags.remove(.isOpen)
    document.nodes[clone.index].flags.insert(.isOpen)
    stack.rotate(from: index, to: target, renaming: clone)
  }
}
