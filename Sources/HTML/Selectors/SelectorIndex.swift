/// Selectors by what their rightmost compound can't do without.
struct SelectorIndex: Sendable {
  struct Entry: Sendable {
    let selector: Int
    let complex: ComplexSelector
    /// Hashes of ids, classes and types that ancestors must have.
    let ancestors: [UInt64]
  }

  /// One for each alternative of each selector, in order.
  private(set) var entries: [Entry] = []
  private(set) var buckets = SelectorBuckets([])
  /// What stands under a name that only a document can number.
  private(set) var ownTypes: [(name: String, entry: Int32)] = []
  private(set) var ownAttributes: [(name: String, entry: Int32)] = []
  /// What has no name at all to stand under.
  private(set) var others: [Int32] = []

  init(_ selectors: [Selector]) {
    var pairs: [(hash: UInt64, entry: Int32)] = []
    for (number, selector) in selectors.enumerated() {
      for complex in selector.alternatives {
        file(complex.parts[0].compound, Int32(truncatingIfNeeded: entries.count), &pairs)
        entries.append(
          Entry(selector: number, complex: complex, ancestors: Self.ancestors(of: complex)))
      }
    }
    buckets = SelectorBuckets(pairs)
  }

  private mutating func file(
    _ compound: CompoundSelector, _ entry: Int32, _ pairs: inout [(hash: UInt64, entry: Int32)]
  ) {
    if let id = compound.ids.first {
      pairs.append((SelectorHash.text(id, .id), entry))
    } else if let name = compound.classes.first {
      pairs.append((SelectorHash.text(name, .class), entry))
    } else if let type = compound.type {
      for (text, known) in Self.names(type) {
        if known == 0 {
          ownTypes.append((text, entry))
        } else {
          pairs.append((SelectorHash.number(known, .type), entry))
        }
      }
    } else if let attribute = compound.attributes.first {
      for (text, known) in Self.names(attribute.name) {
        if known == 0 {
          ownAttributes.append((text, entry))
        } else {
          pairs.append((SelectorHash.number(known, .attribute), entry))
        }
      }
    } else {
      others.append(entry)
    }
  }

  /// The spelling for HTML elements, and that for others where it differs.
  private static func names(_ name: SelectorName) -> [(String, UInt32)] {
    let lower = (name.lower, name.knownLower)
    return name.lower == name.exact ? [lower] : [lower, (name.exact, name.knownExact)]
  }

  /// What is on the left of a blank or `>` is an ancestor; what is on the left of `+` or `~` has
  /// the same ancestors as what is on its right.
  private static func ancestors(of complex: ComplexSelector) -> [UInt64] {
    var hashes: [UInt64] = []
    for (part, left) in zip(complex.parts, complex.parts.dropFirst())
    where part.combinator == .child || part.combinator == .descendant {
      let compound = left.compound
      hashes += compound.ids.map { SelectorHash.text($0, .id) }
      hashes += compound.classes.map { SelectorHash.text($0, .class) }
      if let type = compound.type, type.knownLower != 0, type.knownLower == type.knownExact {
        hashes.append(SelectorHash.number(type.knownLower, .type))
      }
    }
    return hashes
  }
}

/// An index with the names that one document has numbered.
struct BoundSelectorIndex {
  private let index: SelectorIndex
  private let own: SelectorBuckets

  init(_ index: SelectorIndex, _ document: borrowing Document) {
    self.index = index
    var pairs: [(hash: UInt64, entry: Int32)] = []
    for own in index.ownTypes {
      guard let name = document.elementName(own.name) else { continue }
      pairs.append((SelectorHash.number(name.rawValue, .type), own.entry))
    }
    for own in index.ownAttributes {
      guard let name = document.attributeName(own.name) else { continue }
      pairs.append((SelectorHash.number(name.rawValue, .attribute), own.entry))
    }
    own = SelectorBuckets(pairs)
  }

  /// The entries that may take an element with these hashes, in ascending order, each once.
  func candidates(for hashes: ElementHashes, into result: inout [Int32]) {
    result.removeAll(keepingCapacity: true)
    for entry in index.others { result.append(entry) }
    for hash in hashes.names { index.buckets.append(hash, to: &result) }
    for hash in hashes.attributes { index.buckets.append(hash, to: &result) }
    if !own.isEmpty {
      own.append(hashes.type, to: &result)
      for hash in hashes.attributes { own.append(hash, to: &result) }
    }
    if result.count > 1 { Self.sort(&result) }
  }

  private static func sort(_ result: inout [Int32]) {
    result.sort()
    var kept = 1
    for index in result.indices.dropFirst() where result[index] != result[kept - 1] {
      result[kept] = result[index]
      kept += 1
    }
    result.removeLast(result.count - kept)
  }
}
