internal import HTML

/// Elements that HTML doesn't know, and that a script fills with the picture, film or sound at an
/// address of theirs.
enum OwnElements {
  /// Makes HTML's own element of one that shows nothing itself; whether it did.
  static func repair(
    _ node: NodeID, _ lazy: LazyAttributes, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) -> Bool {
    guard document.hasAttributes(node), let kind = kind(of: node, lazy, in: document) else {
      return false
    }
    if document.holdsMedia(node) || says(node, in: document) {
      showBefore(node, kind, lazy, in: &document, &work)
      return false
    }
    let before = work.log.isOn ? document.openTag(of: node) : ""
    document.rename(node, to: kind)
    if kind == .img { document.detachChildren(of: node) }
    work.log.recordChange(
      "lazy.attribute", of: node, before: before, after: document.openTag(of: node), in: document)
    lazy.repair(node, in: &document, &work)
    return true
  }

  /// Nodes behind the start of an element that was never closed, among which a copy is looked for.
  private static let nearby = 40

  /// Shows the picture or sound of an element that was never closed, so that what follows it became its
  /// content: `<nuxt-img src="…" />`.
  private static func showBefore(
    _ node: NodeID, _ kind: ElementName, _ lazy: LazyAttributes,
    in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard let first = document.visibleChildren(of: node, upTo: 1).first, !document.isMedia(first),
      !document.isElement(first, .noscript), !document.isElement(first, .source)
    else { return }
    let shown = document.makeElement(kind)
    var attributes: [(AttributeName, String)] = []
    document.forEachAttribute(of: node) { name, value in
      attributes.append((name, String(decoding: value.copied, as: UTF8.self)))
    }
    for (name, value) in attributes { document.setAttribute(name, to: value, of: shown) }
    lazy.repair(shown, in: &document, &work)
    let source = document.bytes(of: .src, shown) ?? []
    var isThere = false
    var current = document.next(after: node, in: node)
    for _ in 0..<nearby {
      guard let inner = current else { break }
      if document.isElement(inner, kind), let other = document.bytes(of: .src, inner) {
        isThere = isThere || PictureName.file(of: other) == PictureName.file(of: source)
      }
      current = document.next(after: inner, in: node)
    }
    guard !source.isEmpty, !isThere else { return }
    document.insert(shown, before: node)
    work.log.recordChange(
      "lazy.attribute", of: shown, before: document.openTag(of: node),
      after: document.markup(of: shown), in: document)
  }

  /// Whether there are words inside, other than "Your browser doesn't …".
  private static func says(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard document.showsText(node) else { return false }
    return document.trimmedText(of: node, upTo: 300).map { !NoScript.speaksOfScripts($0) } ?? true
  }

  /// By the name of the file, or by the element's own.
  private static func kind(
    of node: NodeID, _ lazy: LazyAttributes, in document: borrowing HTMLDocument
  ) -> ElementName? {
    let words = document.string(document.name(of: node)).utf8.split { !$0.isASCIILetter }
    let isNamed = { (names: [String]) in
      words.contains { word in names.contains { word.elementsEqual($0.utf8) } }
    }
    // A symbol or counter is no picture, and what a page is put together of is no part of it.
    if isNamed(notShown) { return nil }
    if let source = document.bytes(of: .src, node)?.trimmedBlanks, !source.isEmpty {
      if PictureName.isPicture(source) { return .img }
      if PictureName.isMedia(source) {
        return films.contains(PictureName.suffix(of: source)) ? .video : .audio
      }
    }
    guard isNamed(["img", "image", "picture", "photo"]) else { return nil }
    return lazy.holdsPicture(node, in: document) ? .img : nil
  }

  private static let notShown = [
    "icon", "icons", "include", "script", "pixel", "beacon", "tracker", "analytics", "ad", "ads",
  ]
  private static let films = Set(
    ["mp4", "m4v", "webm", "mov", "ogv", "m3u8"].map { Array($0.utf8) })
}
