internal import HTML

/// Captions that mirrors write as small print: they become `figcaption`.
enum Captions {
  /// - `<p><img><small>…</small></p>`
  /// - `<img><div><small>…</small></div>`, also behind a player
  static func repair(
    _ small: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard work.rules.steps.contains(.caption), let holder = document.parent(of: small),
      document.isElement(holder)
    else { return }
    if document.isElement(holder, .p) {
      inParagraph(small, holder, in: &document, &work)
    } else if isDiv(holder, in: document, work), document.onlyVisibleChild(of: holder) == small,
      let media = document.previousVisibleSibling(of: holder), isMedia(media, in: document)
    {
      behindMedia(small, holder, media, in: &document, &work)
    }
  }

  private static func inParagraph(
    _ small: NodeID, _ paragraph: NodeID, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    let children = document.visibleChildren(of: paragraph, upTo: 3)
    guard children.count == 2, children[1] == small, isMedia(children[0], in: document) else {
      return
    }
    let before = work.log.isOn ? document.markup(of: paragraph) : ""
    document.rename(paragraph, to: .figure)
    caption(small, in: &document)
    work.log.recordChange(
      "repair.caption", of: paragraph, before: before, after: document.markup(of: paragraph),
      in: document)
  }

  private static func behindMedia(
    _ small: NodeID, _ holder: NodeID, _ media: NodeID, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    guard let parent = document.parent(of: media), !document.isElement(parent, .figure) else {
      return
    }
    if !document.showsText(small) {
      work.log.recordRemoval("repair.caption", of: holder, in: document)
      document.detach(holder)
      return
    }
    let before = work.log.isOn ? document.markup(of: media) + document.markup(of: holder) : ""
    let figure = document.makeElement(.figure)
    document.wrap(media, in: figure)
    document.append(small, to: figure)
    document.detach(holder)
    caption(small, in: &document)
    work.log.recordChange(
      "repair.caption", of: figure, before: before, after: document.markup(of: figure),
      in: document)
  }

  private static func caption(_ small: NodeID, in document: inout HTMLDocument) {
    document.rename(small, to: .figcaption)
    document.removeAttributes(of: small) { $0 == .style }
  }

  /// A `div`, or what the sanitizer will make one.
  private static func isDiv(
    _ id: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Bool {
    let name = document.name(of: id)
    return document.namespace(of: id) == .html
      && (name == .div || work.rules.policy.rename(name) == .div)
  }

  private static func isMedia(_ id: NodeID, in document: borrowing HTMLDocument) -> Bool {
    switch document.name(of: id) {
    case .img, .picture, .video, .audio, .iframe: return document.isElement(id)
    case .a, .span:
      guard let only = document.onlyVisibleChild(of: id) else { return false }
      return document.isElement(only, .img) || document.isElement(only, .picture)
    default: return false
    }
  }
}
