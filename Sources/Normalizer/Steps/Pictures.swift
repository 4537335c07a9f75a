internal import HTML

/// `<picture>`: its image has an address, its sources are the standard's.
enum Pictures {
  static func repair(in document: inout HTMLDocument, _ work: inout EntryWork) {
    // Inner ones first, so that what is known of them need not be found out again.
    var without: Set<NodeID> = []
    for picture in document.elements(.picture, in: document.root).reversed() {
      guard let image = image(in: picture, except: without, document) else {
        if !makeImage(in: picture, &document, &work) { without.insert(picture) }
        continue
      }
      if document.bytes(of: .src, image)?.isEmpty != false,
        let best = bestSource(in: picture, document)
      {
        work.log.recordChange(
          "repair.picture", of: image, before: document.attribute(.src, of: image) ?? "",
          after: best, in: document)
        document.setAttribute(.src, to: best, of: image)
      }
    }
  }

  /// The first image inside, without a look into pictures that have none.
  private static func image(
    in picture: NodeID, except without: Set<NodeID>, _ document: borrowing HTMLDocument
  ) -> NodeID? {
    var current = document.next(after: picture, in: picture)
    while let node = current {
      if document.isElement(node, .img) { return node }
      current =
        without.contains(node)
        ? document.next(afterSubtree: node, in: picture) : document.next(after: node, in: picture)
    }
    return nil
  }

  /// Whether there is a source to make one of.
  private static func makeImage(
    in picture: NodeID, _ document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Bool {
    guard let best = bestSource(in: picture, document) else { return false }
    let image = document.makeElement(.img)
    document.setAttribute(.src, to: best, of: image)
    document.append(image, to: picture)
    work.log.recordChange(
      "repair.picture", of: image, before: "", after: document.markup(of: image), in: document)
    return true
  }

  private static func bestSource(in picture: NodeID, _ document: borrowing HTMLDocument) -> String?
  {
    var current = document.next(after: picture, in: picture)
    while let source = current {
      if document.isElement(source, .source), let list = document.bytes(of: .srcset, source),
        let best = SourceSet(parsing: list).largest
      {
        return best.address
      }
      // What lies in a picture inside is that one's.
      current =
        document.isElement(source, .picture)
        ? document.next(afterSubtree: source, in: picture)
        : document.next(after: source, in: picture)
    }
    return nil
  }
}

/// Pictures in the background of elements that show nothing else.
enum Backgrounds {
  static func repair(
    _ node: NodeID, _ lazy: LazyAttributes, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    guard document.hasAttributes(node), work.rules.steps.contains(.background) else { return }
    switch document.name(of: node) {
    case .div, .span, .a, .figure, .section, .i, .p: break
    default: return
    }
    guard let address = address(of: node, lazy.backgrounds, in: document),
      !document.holdsMedia(node), !document.showsText(node)
    else { return }
    let image = document.makeElement(.img)
    document.setAttribute(.src, to: String(decoding: address, as: UTF8.self), of: image)
    document.append(image, to: node)
    work.log.recordChange(
      "repair.background", of: node, before: document.openTag(of: node),
      after: document.markup(of: image), in: document)
  }

  private static func address(
    of node: NodeID, _ names: [AttributeName], in document: borrowing HTMLDocument
  ) -> [UInt8]? {
    for name in names {
      if let value = document.bytes(of: name, node), value.contains(UInt8(ascii: "/")) {
        return inParentheses(value) ?? value
      }
    }
    guard let style = document.bytes(of: .style, node),
      let start = style.firstRange(ofBytes: Array("background".utf8))
    else { return nil }
    return inParentheses(Array(style[start.upperBound...]))
      .flatMap { $0.startsIgnoringCase("data:".utf8) ? nil : $0 }
  }

  /// What stands in `url(…)`, quotes dropped.
  private static func inParentheses(_ value: [UInt8]) -> [UInt8]? {
    guard let start = value.firstRange(ofBytes: Array("url(".utf8)),
      let end = value[start.upperBound...].firstIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let inner = value[start.upperBound..<end].trimmedBlanks
    let bare = inner.filter { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
    return bare.count > 3 ? bare : nil
  }
}

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
