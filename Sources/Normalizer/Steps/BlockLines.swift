internal import HTML

/// Inline elements that a style makes lines of their own (`display: block`): line breaks part them from
/// their neighbours before the style goes.
enum BlockLines {
  /// Inline elements within each other that are looked out of.
  private static let deepest = 8

  static func part(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard isInline(document.name(of: node)), document.ancestor(of: node, named: .pre) == nil,
      document.showsText(node), !holdsBlock(node, in: document)
    else { return }
    var breaks = 0
    if let edge = edge(of: node, in: document, { $0.previousVisibleSibling(of: $1) }) {
      document.insert(document.makeElement(.br), before: edge)
      breaks += 1
    }
    if let edge = edge(of: node, in: document, { $0.nextVisibleSibling(of: $1) }) {
      document.insert(document.makeElement(.br), after: edge)
      breaks += 1
    }
    guard breaks > 0 else { return }
    work.log.recordChange(
      "repair.style", of: node, before: document.openTag(of: node),
      after: String(repeating: "<br>", count: breaks), in: document)
  }

  /// The outermost element that begins or ends with the node and has a neighbour on its line.
  private static func edge(
    of node: NodeID, in document: borrowing HTMLDocument,
    _ sibling: (borrowing HTMLDocument, NodeID) -> NodeID?
  ) -> NodeID? {
    var current = node
    for _ in 0..<deepest {
      if let neighbour = sibling(document, current) {
        return isBreak(neighbour, in: document) ? nil : current
      }
      guard let parent = document.parent(of: current), document.isElement(parent),
        isInline(document.name(of: parent))
      else { return nil }
      current = parent
    }
    return nil
  }

  private static func isBreak(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard document.isElement(node) else { return false }
    let name = document.name(of: node)
    return name == .br || ContentModel.isBlock(name) || ContentModel.isTablePart(name)
  }

  private static func isInline(_ name: ElementName) -> Bool {
    switch name {
    case .span, .a, .b, .strong, .i, .em, .u, .small, .font, .cite, .time, .label, .mark, .abbr,
      .code:
      true
    default: false
    }
  }

  private static func holdsBlock(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var current = document.next(after: node, in: node)
    while let inner = current {
      if document.isElement(inner), isBreak(inner, in: document), !document.isElement(inner, .br) {
        return true
      }
      current = document.next(after: inner, in: node)
    }
    return false
  }
}

/// Paragraphs that a text filter has put into lines of code: they become lines again.
enum CodeParagraphs {
  /// Whether there were any, in a block that holds lines of its own beside them.
  static func flatten(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Bool {
    guard document.isElement(node, .div) else { return false }
    var paragraphs: [NodeID] = []
    var hasOwnLines = false
    var child = document.firstChild(of: node)
    while let inner = child {
      child = document.nextSibling(of: inner)
      if document.isElement(inner, .p) {
        guard holdsLinesAlone(inner, in: document) else { return false }
        paragraphs.append(inner)
      } else if document.isText(inner) {
        hasOwnLines = hasOwnLines || !document.isInvisible(inner)
      } else if document.isElement(inner), ContentModel.isBlock(document.name(of: inner)) {
        return false
      }
    }
    guard hasOwnLines, !paragraphs.isEmpty else { return false }
    let before = work.log.isOn ? document.markup(of: node) : ""
    for paragraph in paragraphs {
      // A stray end tag has made an empty one.
      guard document.hasVisibleChild(paragraph) else {
        document.detach(paragraph)
        continue
      }
      if document.previousVisibleSibling(of: paragraph) != nil {
        for _ in 0..<2 { document.insert(document.makeElement(.br), before: paragraph) }
      }
      if let next = document.nextVisibleSibling(of: paragraph), !document.isElement(next, .p) {
        for _ in 0..<2 { document.insert(document.makeElement(.br), after: paragraph) }
      }
      document.unwrap(paragraph)
    }
    work.log.recordChange(
      "repair.style", of: node, before: before, after: document.markup(of: node), in: document)
    return true
  }

  private static func holdsLinesAlone(
    _ paragraph: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    var current = document.next(after: paragraph, in: paragraph)
    while let inner = current {
      if document.isElement(inner), ContentModel.isBlock(document.name(of: inner)) { return false }
      current = document.next(after: inner, in: paragraph)
    }
    return !document.holdsMedia(paragraph)
  }
}
