/// Which attributes an element has to which later tags add theirs: `html` or `body`. Kept so that
/// many such tags cost no more than their own attributes.
struct MergedAttributes: ~Copyable {
  fileprivate var names = Buffer<Bool>()
  fileprivate var last = StoredAttribute.end
  fileprivate var isRead = false

  /// Notes that the attribute is there; false if it was already.
  fileprivate mutating func insert(_ name: AttributeName) -> Bool {
    let index = Int(name.rawValue)
    if index >= names.count { names.append(false, count: index + 1 - names.count) }
    if names[index] { return false }
    names[index] = true
    return true
  }
}

extension Document {
  /// Adds the attributes of a tag, from index `first` on, to element `id`, unless it has them.
  mutating func addMissingAttributes(
    _ first: UInt32, to id: NodeID, _ merged: inout MergedAttributes
  ) {
    guard first != StoredAttribute.end, kind(of: id) == .element else { return }
    if !merged.isRead { read(id, into: &merged) }
    var index = first
    while index != StoredAttribute.end {
      let next = storedAttributes[Int(index)].next
      if merged.insert(storedAttributes[Int(index)].name) {
        link(index, behind: merged.last, of: id)
        merged.last = index
      }
      index = next
    }
  }

  private func read(_ id: NodeID, into merged: inout MergedAttributes) {
    var index = node(id).firstAttribute
    while index != StoredAttribute.end {
      _ = merged.insert(storedAttributes[Int(index)].name)
      merged.last = index
      index = storedAttributes[Int(index)].next
    }
    merged.isRead = true
  }

  /// Makes the attribute at `index` the last one of element `id`, behind the one at `last`.
  private mutating func link(_ index: UInt32, behind last: UInt32, of id: NodeID) {
    storedAttributes[Int(index)].next = StoredAttribute.end
    if last == StoredAttribute.end {
      nodes[id.index].firstAttribute = index
    } else {
      storedAttributes[Int(last)].next = index
    }
  }
}
