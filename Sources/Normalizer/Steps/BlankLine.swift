internal import HTML

/// `<div><br></div>` between lines that are `div`s, as editors in browsers write an empty line: it
/// parts stanzas and paragraphs, which have no room between them otherwise.
enum BlankLine {
  /// Whether an element that shows nothing is such a line, the only one in its place.
  static func stands(at node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard let only = document.onlyVisibleChild(of: node), document.isElement(only, .br),
      let before = document.previousVisibleSibling(of: node), isLine(before, in: document),
      let after = document.nextVisibleSibling(of: node), isLine(after, in: document)
    else { return false }
    return true
  }

  /// Whether it is a `div` of text, and not another empty one.
  private static func isLine(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard document.isElement(node, .div) else { return false }
    var showsText = false
    var child = document.firstChild(of: node)
    while let inner = child {
      if document.isElement(inner) {
        if ContentModel.isBlock(document.name(of: inner)) { return false }
        showsText = showsText || !document.isElement(inner, .br)
      } else {
        showsText = showsText || !document.isInvisible(inner)
      }
      child = document.nextSibling(of: inner)
    }
    return showsText
  }
}
