/// One entry of the list of active formatting elements; a marker names no node.
struct FormattingEntry: BitwiseCopyable {
  var node: NodeID
  var name: ElementName
  /// How long the element's start tag was in the input.
  var sourceLength: UInt32
  /// The same for elements with the same attributes, whatever their order.
  var signature: UInt64

  static var marker: FormattingEntry {
    FormattingEntry(node: .none, name: .nameless, sourceLength: 0, signature: 0)
  }

  @inline(__always)
  var isMarker: Bool { node == .none }
}

/// The list of active formatting elements (§13.2.4.3).
///
/// A documented deviation from the standard bounds it: behind the last marker there are at most
/// ``limit`` elements, the oldest giving way.
struct FormattingElements: ~Copyable {
  var entries = Buffer<FormattingEntry>()
  /// How many elements were made by reconstruction and adoption, and how long the start tags were
  /// whose attributes were copied.
  var reconstructed = 0
  var copiedBytes = 0

  static var limit: Int { 256 }
  /// Reconstruction makes at most this many times the tags seen, and the bytes seen.
  static var growthLimit: Int { 8 }

  /// The index behind the last marker.
  func startOfScope() -> Int {
    var index = entries.count
    while index > 0, !entries[index - 1].isMarker { index -= 1 }
    return index
  }

  func index(of node: NodeID) -> Int? {
    var index = entries.count - 1
    while index >= 0 {
      if entries[index].node == node { return index }
      index -= 1
    }
    return nil
  }

  /// The newest element called `name` behind the last marker.
  func last(_ name: ElementName) -> Int? {
    var index = entries.count - 1
    while index >= 0, !entries[index].isMarker {
      if entries[index].name == name { return index }
      index -= 1
    }
    return nil
  }
}

extension TreeBuilder {
  mutating func insertMarker() {
    formatting.entries.append(.marker)
  }

  /// Clear the list of active formatting elements up to the last marker.
  mutating func clearToLastMarker() {
    while formatting.entries.count > 0 {
      let entry = formatting.entries[formatting.entries.count - 1]
      formatting.entries.removeLast()
      if entry.isMarker { return }
      document.nodes[entry.node.index].flags.remove(.isFormatting)
    }
  }

  /// Push onto the list of active formatting elements: with the Noah's Ark clause, three alike.
  mutating func pushFormatting(_ node: NodeID, sourceLength: UInt32) {
    let name = document.name(of: node)
    let signature = document.attributeSignature(node)
    let start = formatting.startOfScope()
    var alike = 0
    var index = formatting.entries.count - 1
    while index >= start {
      let entry = formatting.entries[index]
      if entry.signature == signature, entry.name == name,
        document.haveSameAttributes(entry.node, node)
      {
        alike += 1
        if alike == 3 {
          removeFormatting(at: index)
          break
        }
      }
      index -= 1
    }
    if formatting.entries.count - start >= FormattingElements.limit { removeFormatting(at: start) }
    formatting.entries.append(
      FormattingEntry(
        node: node, name: name, sourceLength: sourceLength, signature: signature))
    document.nodes[node.index].flags.insert(.isFormatting)
  }

  mutating func removeFormatting(at index: Int) {
    let entry = formatting.entries[index]
    if !entry.isMarker { document.nodes[entry.node.index].flags.remove(.isFormatting) }
    formatting.entries.remove(at: index)
  }

  @inline(__always)
  func isOpen(_ node: NodeID) -> Bool { document.node(node).flags.contains(.isOpen) }

  @inline(__always)
  func isFormatting(_ node: NodeID) -> Bool { document.node(node).flags.contains(.isFormatting) }

  /// Reconstruct the active formatting elements.
  @inline(__always)
  mutating func reconstructFormatting() {
    let count = formatting.entries.count
    guard count > 0 else { return }
    let last = formatting.entries[count &- 1]
    if last.isMarker || isOpen(last.node) { return }
    reconstructClosed()
  }

  private mutating func reconstructClosed() {
    var index = formatting.entries.count - 1
    while index > 0 {
      let entry = formatting.entries[index - 1]
      if entry.isMarker || isOpen(entry.node) { break }
      index -= 1
    }
    while index < formatting.entries.count {
      let entry = formatting.entries[index]
      guard chargeReconstruction(entry) else {
        removeFormatting(at: index)
        continue
      }
      let attributes = document.copyAttributes(from: document.node(entry.node).firstAttribute)
      let copy = insertElement(entry.name, firstAttribute: attributes)
      replaceFormatting(at: index, with: copy)
      index += 1
    }
  }

  /// Whether the bounds on reconstruction allow for another element like `entry`.
  ///
  /// `<p><b id=N>`, repeated 400 times, makes 80,601 nodes by the letter of the standard.
  private mutating func chargeReconstruction(_ entry: FormattingEntry) -> Bool {
    formatting.reconstructed += 1
    guard formatting.reconstructed <= FormattingElements.growthLimit * tokenizer.tagCount,
      chargeCopy(entry)
    else {
      formatting.reconstructed -= 1
      return false
    }
    return true
  }

  /// Whether another copy of the entry's attributes stays within the bound on copied bytes.
  mutating func chargeCopy(_ entry: FormattingEntry) -> Bool {
    let bytes = formatting.copiedBytes + Int(entry.sourceLength)
    guard bytes <= FormattingElements.growthLimit * tokenizer.position else { return false }
    formatting.copiedBytes = bytes
    return true
  }

  mutating func replaceFormatting(at index: Int, with node: NodeID) {
    document.nodes[formatting.entries[index].node.index].flags.remove(.isFormatting)
    formatting.entries[index].node = node
    document.nodes[node.index].flags.insert(.isFormatting)
  }
}

extension Document {
  /// A sum over the attributes of `id` of their names, lengths and last bytes.
  func attributeSignature(_ id: NodeID) -> UInt64 {
    var signature: UInt64 = 0
    var index = node(id).firstAttribute
    while index != StoredAttribute.end {
      let attribute = storedAttributes[Int(index)]
      var hash = UInt64(attribute.name.rawValue) << 32 | UInt64(attribute.value.count)
      withBytes(attribute.value) { bytes in
        for index in max(0, bytes.count - 8)..<bytes.count {
          hash = (hash ^ UInt64(bytes[index])) &* 0x9E37_79B9_7F4A_7C15
        }
      }
      signature &+= hash
      index = attribute.next
    }
    return signature
  }

  /// Whether two elements have the same attributes. Of more than sixteen, the order counts as well:
  /// a documented shortcut that keeps a start tag with 50,000 attributes from costing their square.
  func haveSameAttributes(_ first: NodeID, _ second: NodeID) -> Bool {
    var left = node(first).firstAttribute
    var right = node(second).firstAttribute
    var count = 0
    var isInOrder = true
    while left != StoredAttribute.end, right != StoredAttribute.end {
      let one = storedAttributes[Int(left)]
      let other = storedAttributes[Int(right)]
      if isInOrder, one.name != other.name || !haveSameBytes(one.value, other.value) {
        isInOrder = false
      }
      if !isInOrder, count > 16 { return false }
      count += 1
      left = one.next
      right = other.next
    }
    guard left == right else { return false }
    return isInOrder || count <= 16 && haveSameAttributesInAnyOrder(first, second)
  }

  private func haveSameAttributesInAnyOrder(_ first: NodeID, _ second: NodeID) -> Bool {
    var index = node(first).firstAttribute
    while index != StoredAttribute.end {
      let attribute = storedAttributes[Int(index)]
      guard let other = attributeIndex(attribute.name, of: second),
        haveSameBytes(attribute.value, storedAttributes[other].value)
      else { return false }
      index = attribute.next
    }
    return true
  }

  private func haveSameBytes(_ first: ByteRange, _ second: ByteRange) -> Bool {
    guard first.count == second.count else { return false }
    return withBytes(first) { left in
      withBytes(second) { right in
        var index = 0
        while let word = left.word(at: index), word == right.word(at: index) { index += 8 }
        while index < left.count, left[index] == right[index] { index += 1 }
        return index == left.count
      }
    }
  }
}
