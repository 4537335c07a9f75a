/// The hashes of what an element is called by.
struct ElementHashes {
  private(set) var type: UInt64 = 0
  /// Of its type, id and classes.
  private(set) var names: [UInt64] = []
  /// Of its attributes' names.
  private(set) var attributes: [UInt64] = []

  mutating func read(_ node: NodeID, _ document: borrowing Document) {
    names.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
    type = SelectorHash.number(document.name(of: node).rawValue, .type)
    names.append(type)
    document.forEachAttribute(of: node) { name, value in
      if name == .class {
        ElementHashes.forEachClass(of: value) { names.append($0) }
      } else if name == .id {
        names.append(SelectorHash.text(value, 0..<value.count, .id))
      }
      attributes.append(SelectorHash.number(name.rawValue, .attribute))
    }
  }

  /// Shows the hashes of the words of a `class` attribute.
  @inline(__always)
  static func forEachClass(of value: Span<UInt8>, _ body: (UInt64) -> Void) {
    var start = 0
    while start < value.count {
      var end = start
      while end < value.count, !isASCIIWhitespace(value[end]) { end += 1 }
      if end > start { body(SelectorHash.text(value, start..<end, .class)) }
      start = end + 1
    }
  }
}

/// What the ancestors of an element are called by: a counting Bloom filter over their hashes.
///
/// It may say that a name is among them when it is not, never the other way round.
struct AncestorFilter {
  private var counts = [UInt32](repeating: 0, count: 4096)
  private var hashes: [UInt64] = []
  /// How many hashes there were before each ancestor.
  private var marks: [Int] = []

  private static func slot(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) &>> 52)
  }

  mutating func push(_ names: [UInt64]) {
    marks.append(hashes.count)
    for hash in names {
      hashes.append(hash)
      counts[Self.slot(hash)] &+= 1
    }
  }

  /// Takes off the ancestor that was pushed last.
  mutating func pop() {
    guard let mark = marks.popLast() else { return }
    while hashes.count > mark {
      counts[Self.slot(hashes.removeLast())] &-= 1
    }
  }

  /// False if one of the names is certainly not among the ancestors'.
  func mayHold(_ names: [UInt64]) -> Bool {
    for hash in names where counts[Self.slot(hash)] == 0 { return false }
    return true
  }
}
