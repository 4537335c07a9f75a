internal import FeedModel
public import HTML

/// An element that a cosmetic rule takes.
public struct ListedElement: Sendable, Hashable {
  /// Where it stands in its document.
  public let node: NodeID
  /// The rule that takes it.
  public let rule: ListedRule
}

extension CompiledLists {
  /// The elements inside of `scope` that cosmetic rules take on a page, each once, in document
  /// order.
  ///
  /// Only rules that the document has a name for are looked at. What that costs is counted by the
  /// document.
  public func elements(
    in document: borrowing Document, under scope: NodeID, of page: ListedPage
  ) -> [ListedElement] {
    guard cosmeticRules > 0 else { return [] }
    let allowances = allowances(for: page)
    guard allowances.isDisjoint(with: [.document, .elementHiding]) else { return [] }
    var numbers: Set<Int> = []
    if !allowances.contains(.specificHiding) { addNamed(page, to: &numbers) }
    if !allowances.contains(.genericHiding) { addGeneric(document, scope, to: &numbers) }
    let candidates = numbers.sorted().filter { isInForce($0, on: page) }
    document.spend(numbers.count)
    return elements(of: candidates, in: document, under: scope)
  }

  /// The rules for this page.
  private func addNamed(_ page: ListedPage, to numbers: inout Set<Int>) {
    for level in page.names?.levels ?? [] {
      for hash in [level.host, level.entity ?? 0] where hash != 0 {
        add(hash, of: cosmeticIndexes[1], to: &numbers)
      }
    }
  }

  @inline(__always)
  private func add(_ hash: UInt64, of index: FlatIndex, to numbers: inout Set<Int>) {
    _ = index.forEach(hash, in: flat) { number in
      numbers.insert(number)
      return true
    }
  }

  /// The rules for all pages that some element has the name for.
  private func addGeneric(
    _ document: borrowing Document, _ scope: NodeID, to numbers: inout Set<Int>
  ) {
    let index = cosmeticIndexes[0]
    var seen: Set<UInt64> = []
    add(SelectorKeys.none, of: index, to: &numbers)
    var current = document.next(after: scope, in: scope)
    while let node = current {
      if document.isElement(node) {
        var keys = ElementKeys()
        keys.read(node, document)
        document.spend(keys.keys.count / 4)
        for key in keys.keys where seen.insert(key).inserted { add(key, of: index, to: &numbers) }
      }
      current = document.next(after: node, in: scope)
    }
  }

  /// Whether a rule is for the page, and no exception is.
  private func isInForce(_ number: Int, on page: ListedPage) -> Bool {
    let sets = offset(of: .sets)
    let rule = cosmeticRule(number)
    if rule.pages > 0, !HostSet.holds(page.names, at: sets + rule.pages - 1, in: flat) {
      return false
    }
    let hash = ListHash.of(flat.bytes.span, rule.selector, .selector)
    return cosmeticIndexes[2].forEach(hash, in: flat) { number in
      let exception = cosmeticRule(number)
      guard flat.bytes[exception.selector].elementsEqual(flat.bytes[rule.selector]) else {
        return true
      }
      return exception.pages > 0
        && !HostSet.holds(page.names, at: sets + exception.pages - 1, in: flat)
    }
  }

  private func cosmeticRule(_ number: Int) -> FlatCosmeticRule {
    FlatCosmeticRule(
      flat: flat, offset: offset(of: .cosmeticRules) + number * CosmeticRule.bytes,
      texts: offset(of: .texts))
  }

  private func elements(
    of numbers: [Int], in document: borrowing Document, under scope: NodeID
  ) -> [ListedElement] {
    var selectors: [Selector] = []
    var owners: [Int] = []
    var steps: [ListedSelector] = []
    for number in numbers {
      let selector = cache.selector(number) {
        ListedSelector(text(cosmeticRule(number).selector))
      }
      guard let selector else { continue }
      selectors.append(selector.css)
      owners.append(number)
      steps.append(selector)
    }
    var found: [NodeID: Int] = [:]
    var starts: [Int: [NodeID]] = [:]
    for match in SelectorSet(selectors).matches(in: document, under: scope) {
      if steps[match.selector].steps.isEmpty {
        if found[match.node] == nil { found[match.node] = owners[match.selector] }
      } else {
        starts[match.selector, default: []].append(match.node)
      }
    }
    for (selector, nodes) in starts.sorted(by: { $0.key < $1.key }) {
      for node in steps[selector].nodes(from: nodes, in: document, under: scope)
      where found[node] == nil {
        found[node] = owners[selector]
      }
    }
    return listed(found, in: document, under: scope)
  }

  private func listed(
    _ found: [NodeID: Int], in document: borrowing Document, under scope: NodeID
  ) -> [ListedElement] {
    guard !found.isEmpty else { return [] }
    var result: [ListedElement] = []
    var current = document.next(after: scope, in: scope)
    while let node = current {
      if let number = found[node] {
        let rule = cosmeticRule(number)
        let isNamed = rule.pages > 0 && flat.u32(offset(of: .sets) + rule.pages - 1) > 0
        result.append(
          ListedElement(node: node, rule: ListedRule(text: text(rule.text), isNamed: isNamed)))
      }
      current = document.next(after: node, in: scope)
    }
    return result
  }
}

/// The hashes that rules may know an element by, as ``SelectorKeys`` makes them.
private struct ElementKeys {
  private(set) var keys: [UInt64] = []

  /// The longest value whose words are looked at: what is longer holds no name.
  private static let longest = 4096

  mutating func read(_ node: NodeID, _ document: borrowing Document) {
    var name: [UInt8] = []
    document.append(document.name(of: node), to: &name)
    keys.append(ListHash.lowercased(name.span, 0..<name.count, .type))
    document.forEachAttribute(of: node) { attribute, value in
      name.removeAll(keepingCapacity: true)
      document.append(attribute, to: &name)
      let hash = ListHash.lowercased(name.span, 0..<name.count, .attribute)
      keys.append(hash)
      if attribute == .id {
        keys.append(ListHash.lowercased(value, 0..<value.count, .id))
      } else if attribute == .class {
        readClasses(value)
      }
      readValue(value, hash)
    }
  }

  private mutating func readClasses(_ value: Span<UInt8>) {
    var start = 0
    while start < value.count {
      var end = start
      while end < value.count, !value[end].isBlank { end += 1 }
      if end > start { keys.append(ListHash.lowercased(value, start..<end, .class)) }
      start = end + 1
    }
  }

  private mutating func readValue(_ value: Span<UInt8>, _ attribute: UInt64) {
    if value.count >= SelectorKeys.startBytes {
      let start = ListHash.lowercased(value, 0..<SelectorKeys.startBytes, .start)
      keys.append(SelectorKeys.joined(attribute, start))
    }
    var start = 0
    let limit = min(value.count, ElementKeys.longest)
    while start < limit {
      guard value[start].isLetterOrDigit else {
        start += 1
        continue
      }
      var end = start + 1
      while end < value.count, value[end].isLetterOrDigit { end += 1 }
      let word = ListHash.lowercased(value, start..<end, .word)
      keys.append(SelectorKeys.joined(attribute, word))
      start = end + 1
    }
  }
}
