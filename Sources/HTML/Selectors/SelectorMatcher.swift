/// Matches selectors against the nodes of one document, which must not change meanwhile.
///
/// Matches from right to left. What would take more than linear time if it were asked anew for
/// every node (long walks, positions among siblings, `:has()`, `:contains()`) is found once and
/// kept.
struct SelectorMatcher {
  /// Names a cached fact: which selector of a set, which part of it, which node.
  typealias Key = UInt64

  /// What a failure says about other elements.
  enum Outcome: UInt8 {
    case matches
    case failsLocally
    /// No earlier sibling can be where this element was either.
    case failsAllSiblings
    /// No earlier sibling and no ancestor can.
    case failsCompletely
  }

  /// Walks that are longer than this leave their outcome behind.
  private static let longWalk = 32

  /// A `class` with more bytes than this is read once for all selectors.
  static let longClass = 256

  /// The topmost ancestor of the nodes that are asked for.
  let top: NodeID
  let nodeCount: Int
  /// In quirks mode the case of classes and ids doesn't count.
  let isQuirky: Bool
  /// The number of the selector in its set.
  var selector = 0
  var outcomes: [Key: Outcome] = [:]
  var anchors: [Key: NodeSet] = [:]
  var positions: [Key: [UInt32]] = [:]
  var texts: TextRanges?
  var occurrences: [Key: [Int]] = [:]
  var longClasses: LongClasses?

  init(_ document: borrowing Document, around node: NodeID) {
    var top = node
    while let parent = document.parent(of: top) { top = parent }
    self.top = top
    nodeCount = document.nodeCount
    isQuirky = document.quirksMode == .quirks
  }

  func key(_ id: UInt16, _ node: NodeID = NodeID(rawValue: 0)) -> Key {
    Key(truncatingIfNeeded: selector) << 44 | Key(id) << 32 | Key(node.rawValue)
  }

  /// Whether one of the alternatives takes an element.
  mutating func matches(
    _ alternatives: [ComplexSelector], _ node: NodeID, _ document: borrowing Document
  ) -> Bool {
    for index in alternatives.indices
    where matches(alternatives[index], node, document) {
      return true
    }
    return false
  }

  mutating func matches(
    _ complex: ComplexSelector, _ node: NodeID, _ document: borrowing Document
  ) -> Bool {
    outcome(complex.parts, 0, node, document) == .matches
  }

  // MARK: Combinators

  /// Whether `node` is what the part at `index` and all on its left ask for.
  private mutating func outcome(
    _ parts: [ComplexSelector.Part], _ index: Int, _ node: NodeID, _ document: borrowing Document
  ) -> Outcome {
    guard matches(parts[index].compound, node, document) else { return .failsLocally }
    guard index + 1 < parts.count, let combinator = parts[index].combinator else {
      return .matches
    }
    switch combinator {
    case .child:
      guard let parent = document.parentElement(of: node) else { return .failsCompletely }
      let outcome = outcome(parts, index + 1, parent, document)
      return outcome == .failsLocally ? .failsAllSiblings : outcome
    case .nextSibling:
      guard let previous = document.previousElementSibling(of: node) else {
        return .failsAllSiblings
      }
      return outcome(parts, index + 1, previous, document)
    case .descendant:
      return outcomeOfAncestors(parts, index, node, document)
    case .subsequentSibling:
      return outcomeOfSiblings(parts, index, node, document)
    }
  }

  private mutating func outcomeOfAncestors(
    _ parts: [ComplexSelector.Part], _ index: Int, _ node: NodeID, _ document: borrowing Document
  ) -> Outcome {
    let start = document.parentElement(of: node)
    var current = start
    var steps = 0
    var result = Outcome.failsCompletely
    while let ancestor = current {
      if let known = known(parts[index], ancestor) {
        result = known
        break
      }
      let outcome = outcome(parts, index + 1, ancestor, document)
      if outcome == .matches || outcome == .failsCompletely {
        result = outcome
        break
      }
      current = document.parentElement(of: ancestor)
      steps += 1
    }
    keep(result, parts[index], start, steps)
    return result
  }

  private mutating func outcomeOfSiblings(
    _ parts: [ComplexSelector.Part], _ index: Int, _ node: NodeID, _ document: borrowing Document
  ) -> Outcome {
    let start = document.previousElementSibling(of: node)
    var current = start
    var steps = 0
    var result = Outcome.failsAllSiblings
    while let sibling = current {
      if let known = known(parts[index], sibling) {
        result = known
        break
      }
      let outcome = outcome(parts, index + 1, sibling, document)
      if outcome != .failsLocally {
        result = outcome
        break
      }
      current = document.previousElementSibling(of: sibling)
      steps += 1
    }
    keep(result, parts[index], start, steps)
    return result
  }

  private func known(_ part: ComplexSelector.Part, _ node: NodeID) -> Outcome? {
    outcomes.isEmpty ? nil : outcomes[key(part.id, node)]
  }

  private mutating func keep(
    _ outcome: Outcome, _ part: ComplexSelector.Part, _ start: NodeID?, _ steps: Int
  ) {
    guard steps > SelectorMatcher.longWalk, let start else { return }
    outcomes[key(part.id, start)] = outcome
  }
}

extension Document {
  /// The parent, if it is an element.
  func parentElement(of id: NodeID) -> NodeID? {
    guard let parent = parent(of: id), isElement(parent) else { return nil }
    return parent
  }
}
