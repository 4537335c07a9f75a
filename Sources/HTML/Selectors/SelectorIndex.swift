/// Selectors by what their rightmost compound can't do without.
struct SelectorIndex: Sendable {
  struct Entry: Sendable {
    let selector: Int
    let complex: ComplexSelector
  }

  /// One for each alternative of each selector, in order.
  private(set) var entries: [Entry] = []
  /// By hash, in lower case; a collision costs a needless question, no wrong answer.
  private(set) var byID: [UInt64: [Int32]] = [:]
  private(set) var byClass: [UInt64: [Int32]] = [:]
  /// By the numbers that all documents know.
  private(set) var byType: [UInt32: [Int32]] = [:]
  private(set) var byAttribute: [UInt32: [Int32]] = [:]
  /// Names that only a document can number.
  private(set) var ownTypes: [(name: String, entry: Int32)] = []
  private(set) var ownAttributes: [(name: String, entry: Int32)] = []
  /// What has none of these.
  private(set) var others: [Int32] = []

  init(_ selectors: [Selector]) {
    for (number, selector) in selectors.enumerated() {
      for complex in selector.alternatives {
        file(complex.parts[0].compound, Int32(truncatingIfNeeded: entries.count))
        entries.append(Entry(selector: number, complex: complex))
      }
    }
  }

  private mutating func file(_ compound: CompoundSelector, _ entry: Int32) {
    if let id = compound.ids.first {
      byID[Self.hash(id.span, 0..<id.count), default: []].append(entry)
    } else if let name = compound.classes.first {
      byClass[Self.hash(name.span, 0..<name.count), default: []].append(entry)
    } else if let type = compound.type {
      for (text, known) in Self.names(type) {
        if known != 0 {
          byType[known, default: []].append(entry)
        } else {
          ownTypes.append((text, entry))
        }
      }
    } else if let attribute = compound.attributes.first {
      for (text, known) in Self.names(attribute.name) {
        if known != 0 {
          byAttribute[known, default: []].append(entry)
        } else {
          ownAttributes.append((text, entry))
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

  /// Of a part of a text in lower case (FNV-1a).
  static func hash(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in range { hash = (hash ^ UInt64(lowercased(text[index]))) &* 0x100_0000_01B3 }
    return hash
  }
}

/// An index with the names that one document has numbered.
struct BoundSelectorIndex {
  private let index: SelectorIndex
  private var byType: [UInt32: [Int32]]
  private var byAttribute: [UInt32: [Int32]]

  init(_ index: SelectorIndex, _ document: borrowing Document) {
    self.index = index
    byType = index.byType
    byAttribute = index.byAttribute
    for own in index.ownTypes {
      guard let name = document.elementName(own.name) else { continue }
      byType[name.rawValue, default: []].append(own.entry)
    }
    for own in index.ownAttributes {
      guard let name = document.attributeName(own.name) else { continue }
      byAttribute[name.rawValue, default: []].append(own.entry)
    }
  }

  /// The entries that may take an element, in ascending order, each once.
  func candidates(
    for node: NodeID, _ document: borrowing Document, into result: inout [Int32]
  ) {
    result.removeAll(keepingCapacity: true)
    result += index.others
    if let entries = byType[document.name(of: node).rawValue] { result += entries }
    document.forEachAttribute(of: node) { name, value in
      if name == .class {
        appendClasses(value, to: &result)
      } else if name == .id {
        let hash = SelectorIndex.hash(value, 0..<value.count)
        if let entries = index.byID[hash] { result += entries }
      }
      if let entries = byAttribute[name.rawValue] { result += entries }
    }
    if result.count > 1 { Self.sort(&result) }
  }

  private func appendClasses(_ value: Span<UInt8>, to result: inout [Int32]) {
    guard !index.byClass.isEmpty else { return }
    var start = 0
    while start < value.count {
      var end = start
      while end < value.count, !isASCIIWhitespace(value[end]) { end += 1 }
      if end > start, let entries = index.byClass[SelectorIndex.hash(value, start..<end)] {
        result += entries
      }
      start = end + 1
    }
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
