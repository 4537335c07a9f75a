/// What the parser keeps in mind of the `select` it met last, to fill its `selectedcontent` (§4.10.10).
struct SelectContent: BitwiseCopyable {
  var select = NodeID.none
  /// The first `selectedcontent` inside it.
  var target = NodeID.none
  /// The first option that is not disabled: it counts as selected while none says that it is.
  var firstOption = NodeID.none
  var hasSelectedOption = false
}

extension TreeBuilder {
  mutating func noteSelect(_ id: NodeID) {
    selectContent = SelectContent()
    if !document.hasAttribute(.multiple, of: id) { selectContent.select = id }
  }

  mutating func noteSelectedContent(_ id: NodeID) {
    let select = selectContent.select
    if select != .none, isOpen(select), selectContent.target == .none { selectContent.target = id }
  }

  mutating func noteOption(_ id: NodeID) {
    let select = selectContent.select
    guard select != .none, isOpen(select) else { return }
    if selectContent.firstOption == .none, !document.hasAttribute(.disabled, of: id) {
      selectContent.firstOption = id
    }
  }

  /// Maybe clone an option into selectedcontent, when `option` has left the stack. What is copied
  /// counts against the bound on reconstruction.
  mutating func copySelectedOption(_ option: NodeID) {
    let target = selectContent.target
    let isSelected = document.hasAttribute(.selected, of: option)
    let isDefault = option == selectContent.firstOption && !selectContent.hasSelectedOption
    guard isSelected || isDefault, isOpen(selectContent.select) else { return }
    guard !document.isAttached(target, to: option, within: Document.maximumDepth) else { return }
    if isSelected { selectContent.hasSelectedOption = true }
    let limit = FormattingElements.growthLimit * tokenizer.tagCount - formatting.reconstructed
    let size = document.countNodes(in: option, atMost: max(0, limit))
    formatting.reconstructed += size
    guard size <= limit else { return }
    document.detachChildren(of: target)
    for child in document.children(of: option) {
      document.append(document.copy(child), to: target)
    }
  }
}

extension Document {
  /// How many nodes lie inside `id`; one more than `limit` if they are more than that.
  fileprivate func countNodes(in id: NodeID, atMost limit: Int) -> Int {
    var count = 0
    var current = next(after: id, in: id)
    while let node = current {
      count += 1
      if count > limit { return count }
      current = next(after: node, in: id)
    }
    return count
  }

  /// Whether `ancestor` is `id` or one of the next `limit` nodes above it; true also if there are more.
  fileprivate func isAttached(_ id: NodeID, to ancestor: NodeID, within limit: Int) -> Bool {
    var current: NodeID? = id
    for _ in 0...limit {
      guard let node = current else { return false }
      if node == ancestor { return true }
      current = parent(of: node)
    }
    return true
  }
}
