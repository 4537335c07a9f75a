/// One element that one selector of a ``SelectorSet`` takes.
public struct SelectorMatch: Sendable, Hashable {
  /// The element.
  public let node: NodeID
  /// The number of the selector in the set, counted from 0.
  public let selector: Int
}

/// Many selectors that are matched in one walk.
///
/// Each is filed under the id, class, type or attribute of its rightmost compound, and asked of the
/// elements that have it, if their ancestors can be what it wants: a thousand selectors cost little
/// more than the few that come close.
public struct SelectorSet: Sendable {
  /// In the order in which they were given.
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
    guard index.mayMatch(document) else { return [] }
    var walk = SelectorWalk(index, document, scope)
    walk.run(document, scope)
    return walk.found
  }
}

/// One walk over a document with all selectors of a set.
private struct SelectorWalk {
  private(set) var found: [SelectorMatch] = []
  private let index: SelectorIndex
  private let bound: BoundSelectorIndex
  private var matcher: SelectorMatcher
  /// `nil` where no selector asks for ancestors.
  private var filter: AncestorFilter?
  private var hashes = ElementHashes()
  private var candidates: [Int32] = []

  init(_ index: SelectorIndex, _ document: borrowing Document, _ scope: NodeID) {
    self.index = index
    matcher = SelectorMatcher(document, around: scope)
    bound = BoundSelectorIndex(index, document, under: matcher.top)
    guard index.asksForAncestors else { return }
    filter = AncestorFilter()
    var ancestor: NodeID? = scope
    while let node = ancestor {
      if document.isElement(node) {
        hashes.read(node, document)
        filter?.push(hashes.names)
      }
      ancestor = document.parent(of: node)
    }
  }

  mutating func run(_ document: borrowing Document, _ scope: NodeID) {
    var current = document.firstChild(of: scope)
    while let node = current {
      if document.isElement(node) { visit(node, document) }
      current = next(after: node, document, scope)
    }
  }

  /// Keeps the filter in step with the walk.
  private mutating func next(
    after node: NodeID, _ document: borrowing Document, _ scope: NodeID
  ) -> NodeID? {
    if let child = document.firstChild(of: node) {
      filter?.push(hashes.names)
      return child
    }
    var node = node
    while true {
      if let next = document.nextSibling(of: node) { return next }
      guard let parent = document.parent(of: node), parent != scope else { return nil }
      filter?.pop()
      node = parent
    }
  }

  private mutating func visit(_ node: NodeID, _ document: borrowing Document) {
    hashes.read(node, document)
    bound.candidates(for: hashes, into: &candidates)
    document.spend(candidates.count)
    var last = -1
    for candidate in candidates {
      let entry = index.entries[Int(candidate)]
      guard entry.selector != last, filter?.mayHold(entry.ancestors) ?? true else { continue }
      matcher.selector = entry.selector
      if matcher.matches(entry.complex, node, document) {
        found.append(SelectorMatch(node: node, selector: entry.selector))
        last = entry.selector
      }
    }
  }
}
