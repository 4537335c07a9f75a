/// A compiled CSS selector list (Selectors Level 4).
///
/// Type, universal, class and id selectors; attribute selectors with all operators and the flags
/// `i` and `s`; the four combinators; `:not()`, `:is()`, `:where()`, `:has()`; `:first-child`,
/// `:last-child`, `:only-child`, `:nth-child()` and `:nth-last-child()` (with `of`), the same of
/// type; `:empty`; `:root`, which in a fragment is each top-level element. One extension:
/// `:contains("…")` takes elements whose text, that of their descendants included, has that in it,
/// letter by letter; with `i` behind the string the case of ASCII letters is ignored.
///
/// Not there: namespaces, pseudo-elements, states (`:hover`), `:scope`, `:lang()`, `:dir()`.
/// Lists are not forgiving: one bad item is an error.
public struct Selector: Sendable, Hashable, CustomStringConvertible {
  /// The longest text that is compiled, in bytes.
  public static let maxBytes = 1 << 16

  /// As it was written.
  public let text: String
  /// The alternatives between the commas.
  let alternatives: [ComplexSelector]

  public init(parsing text: String) throws(InvalidSelector) {
    var parser = SelectorParser(text)
    alternatives = try parser.parse()
    self.text = text
  }

  public var description: String { text }

  /// Whether `node` is an element that this selector takes.
  ///
  /// Takes time linear in the document in the worst case: for many nodes use
  /// ``Document/select(_:under:)`` or a ``SelectorSet``.
  public func matches(_ node: NodeID, in document: borrowing Document) -> Bool {
    guard document.isElement(node) else { return false }
    var matcher = SelectorMatcher(document, around: node)
    return matcher.matches(alternatives, node, document)
  }
}

extension Document {
  /// The elements inside `scope` that `selector` takes, in document order, as of now.
  ///
  /// What is outside of `scope` counts for combinators: `article p` finds the paragraphs in a
  /// `scope` that is itself in an article. Takes linear time, whatever the document.
  public func select(_ selector: Selector, under scope: NodeID) -> [NodeID] {
    var matcher = SelectorMatcher(self, around: scope)
    var found: [NodeID] = []
    var current = next(after: scope, in: scope)
    while let node = current {
      if isElement(node), matcher.matches(selector.alternatives, node, self) { found.append(node) }
      current = next(after: node, in: scope)
    }
    return found
  }

  /// The first of what ``select(_:under:)`` gives; nil if there is none.
  public func selectFirst(_ selector: Selector, under scope: NodeID) -> NodeID? {
    var matcher = SelectorMatcher(self, around: scope)
    var current = next(after: scope, in: scope)
    while let node = current {
      if isElement(node), matcher.matches(selector.alternatives, node, self) { return node }
      current = next(after: node, in: scope)
    }
    return nil
  }
}
