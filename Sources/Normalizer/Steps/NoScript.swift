internal import HTML

/// `noscript` copies of lazy images.
enum NoScript {
  /// What comes next.
  static func repair(
    _ node: NodeID, _ lazy: LazyAttributes, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) -> NodeID? {
    let following = document.next(afterSubtree: node, in: document.root)
    let next = document.next(after: node, in: document.root)
    // One that was left open holds the rest of the article.
    let isNotice = document.trimmedText(of: node, upTo: 300) != nil
    guard !isNotice || document.holdsMedia(node) || document.firstElement(.a, in: node) != nil
    else {
      // "Please enable JavaScript": readers run none.
      work.log.recordRemoval("repair.noscript", of: node, in: document)
      document.detach(node)
      return following
    }
    if let twin = twin(of: node, lazy, in: document) {
      work.log.recordRemoval("repair.noscript", of: twin, in: document)
      document.detach(twin)
    }
    work.log.recordChange(
      "repair.noscript", of: node, before: "<noscript>", after: "", in: document)
    document.unwrap(node)
    return next
  }

  /// The image that a script would fill, right before or right after its copy.
  private static func twin(
    of node: NodeID, _ lazy: LazyAttributes, in document: borrowing HTMLDocument
  ) -> NodeID? {
    let copies = document.elements(.img, in: node)
    guard copies.count == 1, let copy = copies.first,
      let source = document.bytes(of: .src, copy), !source.isEmpty
    else { return nil }
    for sibling in [
      document.previousVisibleSibling(of: node), document.nextVisibleSibling(of: node),
    ] {
      guard let sibling, document.isElement(sibling) else { continue }
      let image =
        document.isElement(sibling, .img)
        ? sibling
        : document.onlyVisibleChild(of: sibling)
      guard let image, document.isElement(image, .img) else { continue }
      let other = document.bytes(of: .src, image) ?? []
      if other.isEmpty || other == source || lazy.isPlaceholder(other) { return sibling }
      if isLazy(image, source, in: document) { return sibling }
    }
    return nil
  }

  private static func isLazy(
    _ image: NodeID, _ source: [UInt8], in document: borrowing HTMLDocument
  ) -> Bool {
    var found = false
    document.forEachAttribute(of: image) { _, value in
      if value.count == source.count, value.starts(with: source) { found = true }
    }
    return found
  }
}
