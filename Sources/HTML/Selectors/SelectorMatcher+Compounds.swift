extension SelectorMatcher {
  mutating func matches(
    _ compound: CompoundSelector, _ node: NodeID, _ document: borrowing Document
  ) -> Bool {
    if let type = compound.type, !hasType(type, node, document) { return false }
    for id in compound.ids where !hasID(id, node, document) { return false }
    for name in compound.classes where !hasClass(name, node, document) { return false }
    for test in compound.attributes where !hasAttribute(test, node, document) { return false }
    for test in compound.tests where !passes(test, node, document) { return false }
    return true
  }

  private mutating func passes(
    _ test: PseudoClass, _ node: NodeID, _ document: borrowing Document
  ) -> Bool {
    switch test {
    case .not(let list): !matches(list, node, document)
    case .any(let list): matches(list, node, document)
    case .has(let list, let id): hasRelative(list, id, node, document)
    case .nth(let nth): isAtPosition(nth, node, document)
    case .firstChild: document.previousElementSibling(of: node) == nil
    case .lastChild: document.nextElementSibling(of: node) == nil
    case .onlyChild:
      document.previousElementSibling(of: node) == nil
        && document.nextElementSibling(of: node) == nil
    case .empty: isEmpty(node, document)
    case .root: document.parentElement(of: node) == nil
    case .contains(let text, let ignoringCase, let id):
      contains(text, ignoringCase, id, node, document)
    }
  }

  private func hasType(
    _ type: SelectorName, _ node: NodeID, _ document: borrowing Document
  ) -> Bool {
    let isHTML = document.namespace(of: node) == .html
    let known = isHTML ? type.knownLower : type.knownExact
    if known != 0 { return document.name(of: node).rawValue == known }
    guard let name = document.elementName(isHTML ? type.lower : type.exact) else { return false }
    return document.name(of: node) == name
  }

  private func hasID(_ id: [UInt8], _ node: NodeID, _ document: borrowing Document) -> Bool {
    document.withAttribute(.id, of: node) { value in
      value.count == id.count && value.matches(id, at: 0, ignoringCase: isQuirky)
    } ?? false
  }

  private mutating func hasClass(
    _ name: [UInt8], _ node: NodeID, _ document: borrowing Document
  ) -> Bool {
    let isQuirky = isQuirky
    let found = document.withAttribute(.class, of: node) { value -> Bool? in
      value.count > SelectorMatcher.longClass ? nil : value.hasWord(name, ignoringCase: isQuirky)
    }
    switch found {
    case nil: return false
    case .some(let found?): return found
    case .some(nil): break
    }
    if longClasses?.node != node { longClasses = LongClasses(node, document, isQuirky) }
    return longClasses?.words.contains(isQuirky ? name.map(lowercased) : name) ?? false
  }

  /// No element and no text inside; comments don't count.
  private func isEmpty(_ node: NodeID, _ document: borrowing Document) -> Bool {
    var child = document.firstChild(of: node)
    while let current = child {
      if document.isElement(current) { return false }
      if document.isText(current), document.withText(of: current, { !$0.isEmpty }) { return false }
      child = document.nextSibling(of: current)
    }
    return true
  }

  // MARK: Attributes

  private func hasAttribute(
    _ test: AttributeTest, _ node: NodeID, _ document: borrowing Document
  ) -> Bool {
    let isHTML = document.namespace(of: node) == .html
    let known = isHTML ? test.name.knownLower : test.name.knownExact
    let name =
      known != 0
      ? AttributeName(rawValue: known)
      : document.attributeName(isHTML ? test.name.lower : test.name.exact)
    guard let name else { return false }
    let ignoresCase = isHTML ? test.ignoresCase : test.ignoresCaseInForeign
    return document.withAttribute(name, of: node) { value in
      test.isPassed(by: value, ignoringCase: ignoresCase)
    } ?? false
  }
}

extension AttributeTest {
  func isPassed(by text: Span<UInt8>, ignoringCase: Bool) -> Bool {
    switch self.operator {
    case .exists: return true
    case .equals:
      return text.count == value.count && text.matches(value, at: 0, ignoringCase: ignoringCase)
    case .hasWord:
      return text.hasWord(value, ignoringCase: ignoringCase)
    case .hasLanguage:
      guard text.matches(value, at: 0, ignoringCase: ignoringCase) else { return false }
      return text.count == value.count || text[value.count] == UInt8(ascii: "-")
    case .hasPrefix:
      return !value.isEmpty && text.matches(value, at: 0, ignoringCase: ignoringCase)
    case .hasSuffix:
      let start = text.count - value.count
      return !value.isEmpty && start >= 0
        && text.matches(value, at: start, ignoringCase: ignoringCase)
    case .contains:
      return !value.isEmpty && text.contains(value, ignoringCase: ignoringCase)
    }
  }
}

extension Span<UInt8> {
  /// Whether `part` stands at `start`.
  func matches(_ part: [UInt8], at start: Int, ignoringCase: Bool) -> Bool {
    guard start <= count, part.count <= count - start else { return false }
    for index in part.indices {
      let (a, b) = (self[start + index], part[index])
      if a != b, !ignoringCase || lowercased(a) != lowercased(b) { return false }
    }
    return true
  }

  /// Whether `part`, which is not empty, stands somewhere; takes time up to the product of both.
  func contains(_ part: [UInt8], ignoringCase: Bool) -> Bool {
    guard part.count <= count else { return false }
    for start in 0...count - part.count
    where matches(part, at: start, ignoringCase: ignoringCase) {
      return true
    }
    return false
  }

  /// Whether `word`, which is not empty, is one of the words between blanks.
  func hasWord(_ word: [UInt8], ignoringCase: Bool) -> Bool {
    var start = 0
    while start < count {
      var end = start
      while end < count, !isASCIIWhitespace(self[end]) { end += 1 }
      if end - start == word.count, end > start,
        matches(word, at: start, ignoringCase: ignoringCase)
      {
        return true
      }
      start = end + 1
    }
    return false
  }
}

/// The words of an element's `class` that is so long that many selectors can't each read it.
struct LongClasses {
  let node: NodeID
  private(set) var words: Set<[UInt8]> = []

  init(_ node: NodeID, _ document: borrowing Document, _ isQuirky: Bool) {
    self.node = node
    var value: [UInt8] = []
    document.withAttribute(.class, of: node) { value.append(contentsOf: $0) }
    for word in value.split(whereSeparator: isASCIIWhitespace) {
      words.insert(isQuirky ? word.map(lowercased) : Array(word))
    }
  }
}
