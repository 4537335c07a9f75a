/// Selectors by what their rightmost compound can't do without.
struct SelectorIndex: Sendable {
  struct Entry: Sendable {
    let selector: Int
    let complex: ComplexSelector
    /// Hashes of ids, classes and types that ancestors must have.
    let ancestors: [UInt64]
  }

  /// An entry of use only where the document has some bytes in a row.
  private struct Guarded: Sendable {
    var entry: Int32
    /// In the value of some attribute.
    var inValues: [UInt16]
    /// In its text.
    var inText: [UInt16]
  }

  /// What an entry stands under if its rightmost compound has neither id nor class.
  private enum Place: Sendable {
    case type(String, known: UInt32)
    case attribute(String, known: UInt32)
    /// No name at all.
    case anywhere
  }

  /// One for each alternative of each selector, in order.
  private(set) var entries: [Entry] = []
  private(set) var buckets = SelectorBuckets([])
  /// Entries with an id or a class on the left alone, by its hash: of no use in a document without it.
  private(set) var waiting = SelectorBuckets([])
  /// Entries that wait for bytes; none unless there are many.
  private var guarded: [Guarded] = []
  /// Fewer entries are asked as they are.
  private static let fewGuarded = 8
  /// The places of those that wait.
  private var places: [[Place]] = []
  /// What stands under a name that only a document can number, by a hash of it.
  private var ownTypes = SelectorBuckets([])
  private var ownAttributes = SelectorBuckets([])
  /// What has no name at all to stand under.
  private(set) var others: [Int32] = []
  /// Known names that entries stand under, each once.
  private var types: [ElementName] = []
  private var attributes: [AttributeName] = []
  /// Whether an entry stands or waits under an id or a class.
  private var asksForWords = false
  /// Whether an entry says anything of ancestors that their hashes tell.
  private(set) var asksForAncestors = false

  init(_ selectors: [Selector]) {
    var pairs = Pairs()
    for (number, selector) in selectors.enumerated() {
      for complex in selector.alternatives {
        file(complex, Int32(truncatingIfNeeded: entries.count), &pairs)
        let ancestors = Self.ancestors(of: complex)
        asksForAncestors = asksForAncestors || !ancestors.isEmpty
        entries.append(Entry(selector: number, complex: complex, ancestors: ancestors))
      }
    }
    if guarded.count < Self.fewGuarded {
      for few in guarded { file(places[Int(few.entry)], few.entry, &pairs) }
      guarded = []
    }
    asksForWords = asksForWords || !pairs.waiting.isEmpty
    buckets = SelectorBuckets(pairs.known)
    waiting = SelectorBuckets(pairs.waiting)
    ownTypes = SelectorBuckets(pairs.ownTypes)
    ownAttributes = SelectorBuckets(pairs.ownAttributes)
  }

  /// What the buckets are made of.
  private struct Pairs {
    var known: [(hash: UInt64, entry: Int32)] = []
    var waiting: [(hash: UInt64, entry: Int32)] = []
    var ownTypes: [(hash: UInt64, entry: Int32)] = []
    var ownAttributes: [(hash: UInt64, entry: Int32)] = []
  }

  /// Whether there may be something to find; `false` is certain.
  func mayMatch(_ document: borrowing Document) -> Bool {
    if !others.isEmpty || !guarded.isEmpty || !ownTypes.isEmpty || !ownAttributes.isEmpty {
      return true
    }
    if asksForWords, document.mayHold(AttributeName.class) || document.mayHold(AttributeName.id) {
      return true
    }
    for type in types where document.mayHold(type) { return true }
    for attribute in attributes where document.mayHold(attribute) { return true }
    return false
  }

  private mutating func file(_ complex: ComplexSelector, _ entry: Int32, _ pairs: inout Pairs) {
    if let word = Self.word(of: complex.parts[0].compound) {
      asksForWords = true
      pairs.known.append((word, entry))
      return places.append([])
    }
    places.append(Self.places(of: complex.parts[0].compound))
    if let word = complex.parts.dropFirst().lazy.compactMap({ Self.word(of: $0.compound) }).first {
      return pairs.waiting.append((word, entry))
    }
    let values = complex.parts.flatMap { Self.grams(ofValues: $0.compound) }
    let text = complex.parts.flatMap { Self.grams(ofText: $0.compound) }
    if values.isEmpty, text.isEmpty {
      file(places[Int(entry)], entry, &pairs)
    } else {
      guarded.append(Guarded(entry: entry, inValues: values, inText: text))
    }
  }

  private mutating func file(_ places: [Place], _ entry: Int32, _ pairs: inout Pairs) {
    for place in places {
      switch place {
      case .type(let name, 0):
        pairs.ownTypes.append((SelectorHash.text(Array(name.utf8), .type), entry))
      case .type(_, let known):
        let name = ElementName(rawValue: known)
        if !types.contains(name) { types.append(name) }
        pairs.known.append((SelectorHash.number(known, .type), entry))
      case .attribute(let name, 0):
        pairs.ownAttributes.append((SelectorHash.text(Array(name.utf8), .attribute), entry))
      case .attribute(_, let known):
        let name = AttributeName(rawValue: known)
        if !attributes.contains(name) { attributes.append(name) }
        pairs.known.append((SelectorHash.number(known, .attribute), entry))
      case .anywhere: others.append(entry)
      }
    }
  }

  /// What the values of a compound's attributes must hold.
  private static func grams(ofValues compound: CompoundSelector) -> [UInt16] {
    compound.attributes.flatMap { test -> [UInt16] in
      switch test.operator {
      case .exists: []
      case .equals, .hasWord, .hasLanguage, .hasPrefix, .hasSuffix, .contains:
        GramSet.slots(of: test.value)
      }
    }
  }

  /// What the text of a compound's element must hold.
  private static func grams(ofText compound: CompoundSelector) -> [UInt16] {
    compound.tests.flatMap { test -> [UInt16] in
      if case .contains(let bytes, _, _) = test { GramSet.slots(of: bytes) } else { [] }
    }
  }

  /// The hash of an id or a class that an element can't do without.
  private static func word(of compound: CompoundSelector) -> UInt64? {
    if let id = compound.ids.first { return SelectorHash.text(id, .id) }
    return compound.classes.first.map { SelectorHash.text($0, .class) }
  }

  private static func places(of compound: CompoundSelector) -> [Place] {
    // An attribute that HTML doesn't define is rarer than any type.
    let attribute =
      compound.attributes.first { $0.name.knownLower == 0 && $0.name.knownExact == 0 }
      ?? (compound.type == nil ? compound.attributes.first : nil)
    if let attribute {
      return names(attribute.name).map { .attribute($0.0, known: $0.1) }
    }
    return compound.type.map { names($0).map { .type($0.0, known: $0.1) } } ?? [.anywhere]
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

extension SelectorIndex {
  /// What of the index depends on a document: names that it has numbered, and entries that waited for
  /// one of its ids and classes.
  fileprivate func own(
    to document: borrowing Document, under top: NodeID
  ) -> (pairs: [(hash: UInt64, entry: Int32)], others: [Int32]) {
    var pairs: [(hash: UInt64, entry: Int32)] = []
    var others: [Int32] = []
    var found: [Int32] = []
    if !ownTypes.isEmpty {
      document.forEachOwnElementName { name, text in
        ownTypes.append(SelectorHash.text(text, 0..<text.count, .type), to: &found)
        for entry in found { pairs.append((SelectorHash.number(name.rawValue, .type), entry)) }
        found.removeAll(keepingCapacity: true)
      }
    }
    if !ownAttributes.isEmpty {
      document.forEachOwnAttributeName { name, text in
        ownAttributes.append(SelectorHash.text(text, 0..<text.count, .attribute), to: &found)
        for entry in found { pairs.append((SelectorHash.number(name.rawValue, .attribute), entry)) }
        found.removeAll(keepingCapacity: true)
      }
    }
    for entry in arrived(in: document) + admitted(to: document, under: top) {
      for place in places[Int(entry)] {
        switch place {
        case .type(let text, let known):
          guard let name = known == 0 ? document.elementName(text)?.rawValue : known else { break }
          pairs.append((SelectorHash.number(name, .type), entry))
        case .attribute(let text, let known):
          guard let name = known == 0 ? document.attributeName(text)?.rawValue : known else {
            break
          }
          pairs.append((SelectorHash.number(name, .attribute), entry))
        case .anywhere: others.append(entry)
        }
      }
    }
    return (pairs, others)
  }

  /// The entries that waited for an id or a class that some attribute of the document has or had.
  ///
  /// One comes as often as its word does.
  private func arrived(in document: borrowing Document) -> [Int32] {
    var arrived: [Int32] = []
    if waiting.isEmpty { return arrived }
    document.forEachWord { waiting.append($0, to: &arrived) }
    return arrived.count < 2 ? arrived : Array(Set(arrived))
  }

  /// The entries that waited for bytes that the document may have.
  private func admitted(to document: borrowing Document, under top: NodeID) -> [Int32] {
    if guarded.isEmpty { return [] }
    var values = GramSet()
    var text = GramSet()
    document.insertValues(into: &values)
    document.insertText(of: top, into: &text)
    var admitted: [Int32] = []
    for entry in guarded where values.mayHold(entry.inValues) && text.mayHold(entry.inText) {
      admitted.append(entry.entry)
    }
    return admitted
  }
}

extension Document {
  /// Adds the values of all attributes that were ever given here.
  fileprivate func insertValues(into set: inout GramSet) {
    for index in 0..<storedAttributes.count {
      let value = storedAttributes[index].value
      spend(1 + value.length >> 6)
      var start: UInt32 = 0
      withBytes(value) { set.insert($0, after: &start) }
    }
  }

  /// Adds the text, as one.
  fileprivate func insertText(of top: NodeID, into set: inout GramSet) {
    var start: UInt32 = 0
    var current = next(after: top, in: top)
    while let node = current {
      if isText(node) { withText(of: node) { set.insert($0, after: &start) } }
      current = next(after: node, in: top)
    }
  }

  /// Shows the hashes of all ids and classes that were ever given here.
  fileprivate func forEachWord(_ body: (UInt64) -> Void) {
    for index in 0..<storedAttributes.count {
      let attribute = storedAttributes[index]
      guard attribute.name == .class || attribute.name == .id else { continue }
      spend(1 + attribute.value.length >> 6)
      withBytes(attribute.value) { value in
        if attribute.name == .id {
          body(SelectorHash.text(value, 0..<value.count, .id))
        } else {
          ElementHashes.forEachClass(of: value, body)
        }
      }
    }
  }
}

/// An index with the names that one document has numbered.
struct BoundSelectorIndex {
  private let index: SelectorIndex
  private let own: SelectorBuckets
  private let others: [Int32]

  /// - Parameter top: What holds all that is looked at.
  init(_ index: SelectorIndex, _ document: borrowing Document, under top: NodeID) {
    self.index = index
    let own = index.own(to: document, under: top)
    self.own = SelectorBuckets(own.pairs)
    others = index.others + own.others
  }

  /// The entries that may take an element with these hashes, in ascending order, each once.
  func candidates(for hashes: ElementHashes, into result: inout [Int32]) {
    result.removeAll(keepingCapacity: true)
    for entry in others { result.append(entry) }
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
