internal import HTML

/// What styles say that elements can say too: they become elements before the styles go, and elements
/// that styles undo go.
enum StyleMeaning {
  static func apply(to document: inout HTMLDocument, _ work: inout EntryWork) {
    guard work.rules.steps.contains(.styles), document.mayHold(AttributeName.style) else { return }
    var guardian = BodyShare()
    var codeShare: Bool?
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      current = document.next(after: node, in: document.root)
      guard document.isElement(node), document.namespace(of: node) == .html,
        let style = document.withAttribute(.style, of: node, { TextStyle($0) }),
        style.saysSomething
      else { continue }
      if isUndone(style, node, in: document) {
        // What undoes one thing may make another.
        wrap(style, false, node, in: &document, &guardian, &work)
        unwrap(node, in: &document, &work)
        continue
      }
      undoAround(style, node, in: &document, &work)
      setDirection(style, node, in: &document, &work)
      if style.isBlock { BlockLines.part(node, in: &document, &work) }
      if style.keepsLines { StyledLines.keep(style, node, in: &document, &work) }
      let isCode = style.isMonospaced && (codeShare ?? monospacesPart(of: document))
      if style.isMonospaced { codeShare = isCode }
      if isCode, CodeParagraphs.flatten(node, in: &document, &work) {
        current = document.next(after: node, in: document.root)
      }
      wrap(style, isCode, node, in: &document, &guardian, &work)
    }
  }

  /// Whether less than half of a body is set in letters of one width: else that is how it looks, and
  /// no code.
  private static func monospacesPart(of document: borrowing HTMLDocument) -> Bool {
    var bytes = 0
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      let isSet =
        document.isElement(node)
        && document.withAttribute(.style, of: node) { TextStyle($0).isMonospaced } ?? false
      if isSet { bytes += document.textLength(of: node) }
      current =
        isSet
        ? document.next(afterSubtree: node, in: document.root)
        : document.next(after: node, in: document.root)
    }
    let all = document.textLength(of: document.root)
    return all > 400 ? bytes < all / 2 : bytes < all
  }

  /// Whether the style of a `b`, `strong`, `i`, `em` or `u` says the opposite.
  private static func isUndone(
    _ style: TextStyle, _ node: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    let name = document.name(of: node)
    return (name == .b || name == .strong) && style.weight == .normal
      || (name == .i || name == .em) && style.slant == .normal
      || name == .u && style.isUnadorned
  }

  /// Outlook undoes from within: `<b><span style="font-weight:normal">`.
  private static func undoAround(
    _ style: TextStyle, _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard style.weight == .normal || style.slant == .normal, document.isElement(node, .span),
      let parent = document.parent(of: node), document.onlyVisibleChild(of: parent) == node
    else { return }
    let above = document.name(of: parent)
    if (above == .b || above == .strong) && style.weight == .normal
      || (above == .i || above == .em) && style.slant == .normal
    {
      unwrap(parent, in: &document, &work)
    }
  }

  private static func unwrap(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    work.log.recordChange(
      "repair.style", of: node, before: document.openTag(of: node), after: "", in: document)
    document.unwrap(node)
  }

  private static func setDirection(
    _ style: TextStyle, _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard style.isRightToLeft || style.isLeftToRight, !document.hasAttribute(.dir, of: node),
      style.isRightToLeft || standsInRightToLeft(node, in: document)
    else { return }
    let before = work.log.isOn ? document.openTag(of: node) : ""
    document.setAttribute(.dir, to: style.isRightToLeft ? "rtl" : "ltr", of: node)
    work.log.recordChange(
      "repair.style", of: node, before: before, after: document.openTag(of: node), in: document)
  }

  /// Whether what is nearest around a node and says in which direction its text runs says so.
  private static func standsInRightToLeft(
    _ node: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    var current = document.parent(of: node)
    while let parent = current, document.isElement(parent) {
      if let direction = document.bytes(of: .dir, parent)?.inLowercase() {
        return direction.elementsEqual("rtl".utf8)
      }
      current = document.parent(of: parent)
    }
    return false
  }

  // MARK: Elements of styles

  private static func wrap(
    _ style: TextStyle, _ isCode: Bool, _ node: NodeID, in document: inout HTMLDocument,
    _ guardian: inout BodyShare, _ work: inout EntryWork
  ) {
    for element in style.elements
    where (element != .code || isCode) && mayHold(element, node, in: document) {
      if element == .b || element == .i || element == .u || element == .code,
        !guardian.isPart(node, of: document)
      {
        continue
      }
      let wrapper = document.makeElement(element)
      document.moveChildren(of: node, to: wrapper)
      document.append(wrapper, to: node)
      work.log.recordChange(
        "repair.style", of: node, before: document.openTag(of: node),
        after: "<\(document.string(element))>", in: document)
    }
  }

  /// Whether the element may stand around all that a node contains, and says what nothing around it
  /// says.
  private static func mayHold(
    _ element: ElementName, _ node: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    let isInline = !ContentModel.isBlock(document.name(of: node))
    if element == .sup || element == .sub, !isInline { return false }
    guard canBeMarked(document.name(of: node)), document.hasVisibleChild(node) else {
      return false
    }
    var above: NodeID? = node
    while let ancestor = above {
      if forbids(element, document.name(of: ancestor)) { return false }
      above = document.parent(of: ancestor)
    }
    return !holdsBlock(node, in: document)
  }

  private static func canBeMarked(_ name: ElementName) -> Bool {
    switch name {
    case .span, .font, .a, .p, .div, .li, .td, .em, .i, .b, .strong, .small, .mark, .label, .dd,
      .section, .center, .blockquote, .u, .s, .sup, .sub:
      true
    default: false
    }
  }

  private static func forbids(_ element: ElementName, _ ancestor: ElementName) -> Bool {
    if ancestor == .pre || ancestor == .code { return true }
    switch element {
    case .b:
      return ancestor == .b || ancestor == .strong || ancestor == .th
        || ContentModel.isHeading(ancestor)
    case .i: return ancestor == .i || ancestor == .em || ancestor == .cite
    case .u: return ancestor == .u || ancestor == .a || ancestor == .ins
    case .s: return ancestor == .s || ancestor == .strike || ancestor == .del
    case .sup: return ancestor == .sup
    case .sub: return ancestor == .sub
    default: return false
    }
  }

  private static func holdsBlock(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var current = document.next(after: node, in: node)
    while let inner = current {
      if document.isElement(inner) {
        let name = document.name(of: inner)
        if ContentModel.isBlock(name) || ContentModel.isTablePart(name) { return true }
      }
      current = document.next(after: inner, in: node)
    }
    return false
  }
}

/// Whether an element is a part of a body and not the most of it.
private struct BodyShare {
  private var half: Int?
  /// How many elements were too large; nested ones must not cost a walk each.
  private var refused = 0

  mutating func isPart(_ node: NodeID, of document: borrowing HTMLDocument) -> Bool {
    guard refused < 16 else { return false }
    let half = half ?? document.textLength(of: document.root) / 2
    self.half = half
    // What is short is emphasis, if it is all there is.
    if half > 200, document.trimmedText(of: node, upTo: half) == nil {
      refused += 1
      return false
    }
    return true
  }
}
