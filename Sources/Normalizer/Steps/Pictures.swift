internal import HTML

/// `<picture>`: its image has an address, its sources are the standard's.
enum Pictures {
  static func repair(
    _ lazy: LazyAttributes, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    // Inner ones first, so that what is known of them need not be found out again.
    var without: Set<NodeID> = []
    for picture in document.elements(.picture, in: document.root).reversed() {
      guard let image = image(in: picture, except: without, document) else {
        if !makeImage(in: picture, lazy, &document, &work) { without.insert(picture) }
        continue
      }
      if lazy.isPlaceholder(document.bytes(of: .src, image) ?? []),
        let best = bestSource(in: picture, lazy, document)
      {
        work.log.recordChange(
          "repair.picture", of: image, before: document.attribute(.src, of: image) ?? "",
          after: best, in: document)
        document.setAttribute(.src, to: best, of: image)
        work.latePictures.insert(image)
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
    in picture: NodeID, _ lazy: LazyAttributes, _ document: inout HTMLDocument,
    _ work: inout EntryWork
  ) -> Bool {
    guard let best = bestSource(in: picture, lazy, document) else { return false }
    let image = document.makeElement(.img)
    document.setAttribute(.src, to: best, of: image)
    document.append(image, to: picture)
    work.log.recordChange(
      "repair.picture", of: image, before: "", after: document.markup(of: image), in: document)
    return true
  }

  /// The largest of the first source, one that every reader can show before others.
  private static func bestSource(
    in picture: NodeID, _ lazy: LazyAttributes, _ document: borrowing HTMLDocument
  ) -> String? {
    var fallback: String?
    var current = document.next(after: picture, in: picture)
    while let source = current {
      // What lies in a picture inside is that one's.
      current =
        document.isElement(source, .picture)
        ? document.next(afterSubtree: source, in: picture)
        : document.next(after: source, in: picture)
      guard document.isElement(source, .source), let list = document.bytes(of: .srcset, source),
        let best = SourceSet(parsing: list).largest?.address,
        !lazy.isPlaceholder(Array(best.utf8))
      else { continue }
      let type = document.bytes(of: .type, source) ?? Array("image/jpeg".utf8)
      if ["image/jpeg", "image/png", "image/gif"].contains(where: { type.elementsEqual($0.utf8) }) {
        return best
      }
      fallback = fallback ?? best
    }
    return fallback
  }

  /// The still picture of a film that has no address itself.
  static func keepPoster(
    of film: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard let poster = document.attribute(.poster, of: film), !hasAddress(film, in: document),
      !hasSource(film, in: document)
    else { return }
    let image = document.makeElement(.img)
    document.setAttribute(.src, to: poster, of: image)
    if let title = document.attribute(.title, of: film) {
      document.setAttribute(.alt, to: title, of: image)
    }
    document.insert(image, before: film)
    work.log.recordChange(
      "embed.poster", of: film, before: document.openTag(of: film),
      after: document.markup(of: image), in: document)
    document.unwrap(film)
  }

  /// Whether a source has an address; one inside of another element is that one's, but for elements
  /// that HTML doesn't know, which go.
  private static func hasSource(_ film: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var current = document.next(after: film, in: film)
    while let node = current {
      if document.isElement(node, .source), hasAddress(node, in: document) { return true }
      let isOpen = document.isElement(node) && document.isOwn(document.name(of: node))
      current =
        isOpen
        ? document.next(after: node, in: film) : document.next(afterSubtree: node, in: film)
    }
    return false
  }

  private static func hasAddress(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard let source = document.bytes(of: .src, node) else { return false }
    return !source.allSatisfy(\.isHTMLBlank)
      && !["blob:", "data:", "about:"].contains { source.startsIgnoringCase($0.utf8) }
  }

  /// Removes a picture that only stands in for one that nothing names.
  static func dropBlank(
    _ image: NodeID, _ lazy: LazyAttributes, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    guard work.rules.steps.contains(.blankPictures),
      let source = document.bytes(of: .src, image), !document.hasAttribute(.srcset, of: image)
    else { return }
    if AddressTemplate.isUnfilled(source) {
      // The sanitizer keeps the alternative text of what has no address.
      let before = work.log.isOn ? document.openTag(of: image) : ""
      document.removeAttribute(.src, of: image)
      return work.log.recordChange(
        "repair.blank", of: image, before: before, after: document.openTag(of: image), in: document)
    }
    guard lazy.isBlank(source) else { return }
    // The sanitizer keeps the alternative text of what has no address and of drawings.
    if source.allSatisfy(\.isHTMLBlank) || source.startsIgnoringCase("data:image/svg".utf8) {
      return
    }
    let text = AlternativeText.of(image, in: document)
    if !source.startsIgnoringCase("data:".utf8) {
      let isSeen =
        Appearance(of: image, in: document).isSized
        || document.ancestor(of: image, named: .figure) != nil
      if isSeen || text != nil { return }
    }
    guard let text else {
      work.log.recordRemoval("repair.blank", of: image, in: document)
      return document.detach(image)
    }
    let before = work.log.isOn ? document.markup(of: image) : ""
    let node = document.makeText(text)
    document.replace(image, with: node)
    work.log.recordChange("repair.blank", of: node, before: before, after: text, in: document)
  }
}

/// What stands for a picture that can't be shown.
enum AlternativeText {
  /// `nil` when it says nothing: empty, a file's name, "image".
  static func of(_ image: NodeID, in document: borrowing HTMLDocument) -> String? {
    guard let text = document.bytes(of: .alt, image)?.collapsedSpaces, text.count > 1,
      text.count <= 2000, !PictureName.isPicture(text)
    else { return nil }
    let isWord = ["image", "img", "photo", "picture", "placeholder", "null", "undefined"].contains {
      text.equalsIgnoringCase($0.utf8)
    }
    return isWord ? nil : String(decoding: text, as: UTF8.self)
  }
}
