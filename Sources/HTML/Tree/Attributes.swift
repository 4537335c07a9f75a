extension Document {
  /// The value of attribute `name` of `id`; nil if it has no such attribute or is no element.
  public func attribute(_ name: AttributeName, of id: NodeID) -> String? {
    withAttribute(name, of: id) { String(decoding: $0) }
  }

  /// Whether `id` has any attribute.
  public func hasAttributes(_ id: NodeID) -> Bool {
    node(id).firstAttribute != StoredAttribute.end
  }

  /// Whether the element has the attribute, be it empty.
  public func hasAttribute(_ name: AttributeName, of id: NodeID) -> Bool {
    attributeIndex(name, of: id) != nil
  }

  /// Runs `body` on the bytes of a value, without making a string; nil if there is no such attribute.
  public func withAttribute<Result, Failure: Error>(
    _ name: AttributeName, of id: NodeID, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    guard let index = attributeIndex(name, of: id) else { return nil }
    let value = storedAttributes[index].value
    spend(value.length >> 6)
    return try withBytes(value, body)
  }

  /// The names of an element's attributes, in order: a copy, safe to walk while they are changed.
  public func attributeNames(of id: NodeID) -> [AttributeName] {
    var result: [AttributeName] = []
    forEachAttribute(of: id) { name, _ in result.append(name) }
    return result
  }

  /// Shows the attributes of `id` in order.
  public func forEachAttribute<Failure: Error>(
    of id: NodeID, _ body: (AttributeName, Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var index = node(id).firstAttribute
    while index != StoredAttribute.end {
      let attribute = storedAttributes[Int(index)]
      spend(1 + attribute.value.length >> 6)
      try withBytes(attribute.value) { (bytes) throws(Failure) in
        try body(attribute.name, bytes)
      }
      index = attribute.next
    }
  }

  /// Sets attribute `name` of element `id`, behind the others if it is new.
  public mutating func setAttribute(_ name: AttributeName, to value: String, of id: NodeID) {
    let range = store(value)
    if let index = attributeIndex(name, of: id) {
      storedAttributes[index].value = range
    } else {
      addAttribute(name, range, to: id)
    }
  }

  /// Removes attribute `name` of `id`, if it is there.
  public mutating func removeAttribute(_ name: AttributeName, of id: NodeID) {
    removeAttributes(of: id) { $0 == name }
  }

  /// Removes the attributes of `id` whose name `isRemoved` says yes to.
  public mutating func removeAttributes(of id: NodeID, where isRemoved: (AttributeName) -> Bool) {
    var kept = StoredAttribute.end
    var index = node(id).firstAttribute
    while index != StoredAttribute.end {
      let attribute = storedAttributes[Int(index)]
      if !isRemoved(attribute.name) {
        kept = index
      } else if kept == StoredAttribute.end {
        nodes[id.index].firstAttribute = attribute.next
      } else {
        storedAttributes[Int(kept)].next = attribute.next
      }
      index = attribute.next
      spend(1)
    }
  }

  func attributeIndex(_ name: AttributeName, of id: NodeID) -> Int? {
    var index = node(id).firstAttribute
    var passed = 0
    defer { spend(passed) }
    while index != StoredAttribute.end {
      if storedAttributes[Int(index)].name == name { return Int(index) }
      index = storedAttributes[Int(index)].next
      passed &+= 1
    }
    return nil
  }

  /// Adds an attribute that `id` doesn't have yet, behind the others.
  mutating func addAttribute(_ name: AttributeName, _ value: ByteRange, to id: NodeID) {
    guard node(id).kind == .element else { return }
    let added = UInt32(truncatingIfNeeded: storedAttributes.count)
    storedAttributes.append(StoredAttribute(name: name, value: value, next: StoredAttribute.end))
    givenAttributes.insert(name.rawValue)
    var index = node(id).firstAttribute
    if index == StoredAttribute.end {
      nodes[id.index].firstAttribute = added
      return
    }
    while storedAttributes[Int(index)].next != StoredAttribute.end {
      index = storedAttributes[Int(index)].next
      spend(1)
    }
    storedAttributes[Int(index)].next = added
  }
}
