/// One element that one selector of a ``SelectorSet`` takes.
public struct SelectorMatch: Sendable, Hashable {
  public let node: NodeID
  /// The number of the selector in the set, counted from 0.
  public let selector: Int
}

/// Many selectors that are matched in one walk.
///
/// Each is filed under the id, class, type or attribute of its rightmost compound, and asked of the
/// elements that have it: a thousand selectors cost little more than the few that come close.
public struct SelectorSet: Sendable {
  public let selectors: [Selector]
  let index: SelectorIndex

  /// At most a million selectors.
  public init(_ selectors: [Selector]) {
    precondition(selectors.count <= 1 << 20, "too many selectors")
    self.selectors = selectors
    index = SelectorIndex(selectors)
  }

  /// What the selectors take inside `scope`, as of now: in document order, for one element in the
  /// order of the selectors, each pair once.
  public func matches(in document: borrowing Document, under scope: NodeID) -> [SelectorMatch] {
    guard !selectors.isEmpty else { return [] }
    var matcher = SelectorMatcher(document, around: scope)
    let index = BoundSelectorIndex(index, document)
    var found: [SelectorMatch] = []
    var candidates: [Int32] = []
    var current = document.next(after: scope, in: scope)
    while let node = current {
      if document.isElement(node) {
        index.candidates(for: node, document, into: &candidates)
        append(candidates, node, document, &matcher, to: &found)
      }
      current = document.next(after: node, in: scope)
    }
    return found
  }

  /// Asks the candidates, which are in ascending order.
  private func append(
    _ candidates: [Int32], _ node: NodeID, _ document: borrowing Document,
    _ matcher: inout SelectorMatcher, to found: inout [SelectorMatch]
  ) {
    var last = -1
    for candidate in candidates {
      let selector = index.entries[Int(candidate)].selector
      guard selector != last else { continue }
      matcher.selector = selector
      if matcher.matches(index.entries[Int(candidate)].complex, node, document) {
        found.append(SelectorMatch(node: node, selector: selector))
        last = selector
      }
    }
  }
}
