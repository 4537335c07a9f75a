internal import HTML

/// Removes what shows nothing: empty elements, runs of line breaks, rules and blanks at the ends.
///
/// It only detaches.
enum TidyStep {
  /// More line breaks than this in a row say no more.
  private static let breaks = 2

  static func apply(to document: inout HTMLDocument) {
    removeEmpty(&document)
    trimBreaks(&document)
    trimEnds(&document)
  }

  /// Children come before their parents, so that what became empty goes too.
  private static func removeEmpty(_ document: inout HTMLDocument) {
    for node in document.descendants(of: document.root).reversed() {
      guard document.isElement(node), document.namespace(of: node) == .html,
        isPointlessWhenEmpty(document.name(of: node)), !document.hasAttribute(.id, of: node),
        !document.hasVisibleChild(node)
      else { continue }
      if isInline(document.name(of: node)), document.firstChild(of: node) != nil {
        // The blank inside stands between words.
        document.unwrap(node)
      } else {
        document.detach(node)
      }
    }
  }

  private static func isInline(_ name: ElementName) -> Bool {
    !ContentModel.isBlock(name)
  }

  private static func isPointlessWhenEmpty(_ name: ElementName) -> Bool {
    switch name {
    case .p, .div, .span, .a, .b, .i, .em, .strong, .u, .s, .small, .mark, .sub, .sup, .section,
      .article, .aside, .header, .footer, .figure, .figcaption, .blockquote, .ul, .ol, .menu,
      .li, .dl, .dt, .dd, .h1, .h2, .h3, .h4, .h5, .h6, .pre, .code, .nav, .main, .address,
      .cite, .q, .details, .summary, .table, .tbody, .thead, .tfoot, .tr, .caption, .picture,
      .ins, .del, .abbr, .time, .bdi, .bdo, .ruby, .kbd, .samp, .`var`, .dfn, .data:
      true
    default: false
    }
  }

  /// At most two line breaks in a row, none at either end of a block.
  private static func trimBreaks(_ document: inout HTMLDocument) {
    for node in document.elements(.br, in: document.root) {
      let previous = document.previousVisibleSibling(of: node)
      let next = document.nextVisibleSibling(of: node)
      let isAtStart = previous == nil || isBlock(previous, document)
      let isAtEnd = next == nil || isBlock(next, document)
      guard let parent = document.parent(of: node) else { continue }
      let holdsBlocks =
        parent == document.root || ContentModel.isBlock(document.name(of: parent))
        || document.isElement(parent, .td) || document.isElement(parent, .th)
      if holdsBlocks, isAtStart || isAtEnd {
        document.detach(node)
      } else if isSurplus(node, in: document) {
        document.detach(node)
      }
    }
  }

  private static func isBlock(_ id: NodeID?, _ document: borrowing HTMLDocument) -> Bool {
    guard let id else { return false }
    return document.isElement(id) && ContentModel.isBlock(document.name(of: id))
  }

  private static func isSurplus(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var previous = document.previousVisibleSibling(of: node)
    for _ in 0..<breaks {
      guard let before = previous, document.isElement(before, .br) else { return false }
      previous = document.previousVisibleSibling(of: before)
    }
    return true
  }

  /// Rules, line breaks and blanks at the beginning and at the end of the body.
  private static func trimEnds(_ document: inout HTMLDocument) {
    while let first = document.firstChild(of: document.root), isTrimmable(first, document) {
      document.detach(first)
    }
    while let last = document.lastChild(of: document.root), isTrimmable(last, document) {
      document.detach(last)
    }
  }

  private static func isTrimmable(_ id: NodeID, _ document: borrowing HTMLDocument) -> Bool {
    document.isInvisible(id) || document.isElement(id, .br) || document.isElement(id, .hr)
  }
}
