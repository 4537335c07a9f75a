internal import HTML

/// A `figcaption` that stands in no `figure`, which HTML does not know: with the picture before it, it
/// makes one; else it is a paragraph.
enum LooseCaption {
  static func settle(
    _ caption: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard work.rules.steps.contains(.caption), !document.isInFigure(caption) else { return }
    let before = work.log.isOn ? document.openTag(of: caption) : ""
    if let picture = document.previousVisibleSibling(of: caption), isPicture(picture, in: document)
    {
      let figure = document.makeElement(.figure)
      document.insert(figure, before: picture)
      document.append(picture, to: figure)
      document.append(caption, to: figure)
      if document.isElement(picture, .p) { document.unwrap(picture) }
      work.log.recordChange(
        "repair.caption", of: figure, before: before, after: "<figure>\(before)", in: document)
    } else {
      let holder = document.makeElement(holdsBlock(caption, in: document) ? .div : .p)
      document.moveChildren(of: caption, to: holder)
      document.replace(caption, with: holder)
      work.log.recordChange(
        "repair.caption", of: holder, before: before, after: document.openTag(of: holder),
        in: document)
    }
  }

  /// A picture, a link around one, or a paragraph of one alone.
  private static func isPicture(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    if document.isElement(node, .img) || document.isElement(node, .picture) { return true }
    guard document.isElement(node, .a) || document.isElement(node, .p),
      let only = document.onlyVisibleChild(of: node)
    else { return false }
    if document.isElement(only, .img) || document.isElement(only, .picture) { return true }
    return document.isElement(only, .a)
      && document.onlyVisibleChild(of: only).map { document.isElement($0, .img) } ?? false
  }

  private static func holdsBlock(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var child = document.firstChild(of: node)
    while let inner = child {
      if document.isElement(inner), ContentModel.isBlock(document.name(of: inner)) { return true }
      child = document.nextSibling(of: inner)
    }
    return false
  }
}

extension HTMLDocument {
  /// Whether it is a child of a `figure`.
  func isInFigure(_ node: NodeID) -> Bool {
    parent(of: node).map { isElement($0, .figure) } ?? false
  }
}
