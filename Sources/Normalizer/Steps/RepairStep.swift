internal import FeedModel
internal import HTML

/// Makes plain markup of what needs a script: lazy images, `noscript` copies, players, captions.
enum RepairStep {
  static func apply(to document: inout HTMLDocument, _ work: inout EntryWork) {
    var lazy = LazyAttributes(work.rules.lazy, document)
    var captions: [NodeID] = []
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      guard document.isElement(node), document.namespace(of: node) == .html else {
        current = document.next(after: node, in: document.root)
        continue
      }
      let following = document.next(afterSubtree: node, in: document.root)
      switch document.name(of: node) {
      case .noscript: current = NoScript.repair(node, &lazy, in: &document, &work) ?? following
      case .img:
        lazy.repair(node, in: &document, &work)
        current = following
      case .source, .video, .audio:
        lazy.repair(node, in: &document, &work)
        current = document.next(after: node, in: document.root)
      case .iframe, .embed, .object, .applet:
        lazy.repair(node, in: &document, &work)
        current = Embeds.repair(node, in: &document, &work) ?? following
      case .small:
        captions.append(node)
        current = document.next(after: node, in: document.root)
      default:
        current = unknown(node, &lazy, in: &document, &work) ?? following
      }
    }
    Pictures.repair(in: &document)
    for node in captions where document.isAttached(node, to: document.root) {
      Captions.repair(node, in: &document, &work)
    }
  }

  /// AMP's elements, and pictures in the background of empty elements; what comes next.
  private static func unknown(
    _ node: NodeID, _ lazy: inout LazyAttributes, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) -> NodeID? {
    let next = document.next(after: node, in: document.root)
    guard document.isUnknown(node) else {
      Backgrounds.repair(node, in: &document, &work)
      return document.next(after: node, in: document.root)
    }
    switch document.string(document.name(of: node)) {
    case "amp-img", "amp-anim":
      document.rename(node, to: .img)
      document.detachChildren(of: node)
      lazy.repair(node, in: &document, &work)
      return document.next(afterSubtree: node, in: document.root)
    case "amp-video", "amp-audio":
      document.rename(
        node, to: document.string(document.name(of: node)) == "amp-video" ? .video : .audio)
      return next
    case "amp-iframe":
      document.rename(node, to: .iframe)
      return Embeds.repair(node, in: &document, &work)
    case "amp-youtube":
      return Embeds.repairVideo(node, in: &document, &work)
    default: return next
    }
  }
}

/// Attributes in which scripts find addresses, as this document numbers their names.
struct LazyAttributes {
  private struct Names {
    var rule: Int
    var names: [AttributeName]
  }

  private let rules: [LazyRule]
  private var names: [Names] = []
  private let words: [[UInt8]]

  init(_ rules: [LazyRule], _ document: borrowing HTMLDocument) {
    self.rules = rules
    words = rules.filter { $0.target == .placeholder }.flatMap(\.words)
    for (index, rule) in rules.enumerated() where rule.target != .placeholder {
      let known = rule.attributes.compactMap { document.attributeName($0) }
      if !known.isEmpty { names.append(Names(rule: index, names: known)) }
    }
  }

  /// Moves late addresses to where they belong.
  mutating func repair(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    for entry in names {
      let rule = rules[entry.rule]
      guard let target = target(of: rule, on: document.name(of: node)) else { continue }
      let old = document.bytes(of: target, node)
      let stands = old.map { !$0.isEmpty && !isPlaceholder($0) } ?? false
      if stands, !rule.isStrong { continue }
      guard let value = value(entry.names, of: node, in: document, rule), value != old else {
        continue
      }
      let before = work.log.isOn ? document.openTag(of: node) : ""
      document.setAttribute(target, to: String(decoding: value, as: UTF8.self), of: node)
      // A 1×1 placeholder leaves its size behind, which would look like a pixel's.
      if !stands { dropTinySize(of: node, in: &document) }
      work.log.recordChange(
        rule.name, of: node, before: before, after: document.openTag(of: node), in: document)
    }
    completeSource(of: node, in: &document, &work)
  }

  private func target(of rule: LazyRule, on name: ElementName) -> AttributeName? {
    switch rule.target {
    case .src: return name == .source ? nil : .src
    case .srcset: return name == .img || name == .source ? .srcset : nil
    case .poster: return name == .video ? .poster : nil
    case .placeholder: return nil
    }
  }

  /// The first attribute that holds an address.
  private func value(
    _ names: [AttributeName], of node: NodeID, in document: borrowing HTMLDocument,
    _ rule: LazyRule
  ) -> [UInt8]? {
    for name in names {
      guard let bytes = document.bytes(of: name, node) else { continue }
      let value = Array(bytes.trimmedBlanks)
      if rule.target == .srcset {
        if !SourceSet(parsing: value).candidates.isEmpty { return value }
      } else if looksLikeAddress(value), !isPlaceholder(value) {
        return value
      }
    }
    return nil
  }

  /// Absolute, or relative with a dot or a slash: `data-lazy="true"` is none.
  private func looksLikeAddress(_ value: [UInt8]) -> Bool {
    if value.startsIgnoringCase("http".utf8) || value.starts(with: "//".utf8) { return true }
    guard value.count > 3, !value.contains(where: \.isHTMLBlank),
      !value.contains(UInt8(ascii: "{"))
    else { return false }
    return value.contains(UInt8(ascii: "/")) && !value.startsIgnoringCase("javascript".utf8)
      && !value.startsIgnoringCase("data:".utf8) && !value.startsIgnoringCase("blob:".utf8)
  }

  func isPlaceholder(_ value: [UInt8]) -> Bool {
    if value.startsIgnoringCase("data:".utf8) || value.elementsEqual("#".utf8) { return true }
    let end = value.firstIndex(of: UInt8(ascii: "?")) ?? value.count
    let start = value[..<end].lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    let file = Array(value[start..<end].map(\.lowercased))
    return words.contains { file.firstRange(ofBytes: $0) != nil }
  }

  private func dropTinySize(of node: NodeID, in document: inout HTMLDocument) {
    for name in [AttributeName.width, .height] {
      if let value = document.bytes(of: name, node), PixelSize.isTiny(value) {
        document.removeAttribute(name, of: node)
      }
    }
  }

  /// An image with candidates alone gets the largest as its address.
  private func completeSource(
    of node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard document.isElement(node, .img),
      let list = document.bytes(of: .srcset, node)
    else { return }
    let old = document.bytes(of: .src, node)
    if let old, !old.isEmpty, !isPlaceholder(old) { return }
    guard let best = SourceSet(parsing: list).largest else { return }
    document.setAttribute(.src, to: best.address, of: node)
    work.log.recordChange(
      "lazy.candidates", of: node, before: String(decoding: old ?? [], as: UTF8.self),
      after: best.address, in: document)
  }
}

/// Sizes that nobody can see.
enum PixelSize {
  /// `0`, `1`, `0px`, `1px`.
  static func isTiny(_ value: [UInt8]) -> Bool {
    var digits = Array(value.trimmedBlanks)
    if digits.count > 2, digits.suffix(2).elementsEqual("px".utf8) { digits.removeLast(2) }
    return digits.count == 1 && (digits[0] == UInt8(ascii: "0") || digits[0] == UInt8(ascii: "1"))
  }
}

/// `noscript` copies of lazy images.
enum NoScript {
  /// What comes next.
  static func repair(
    _ node: NodeID, _ lazy: inout LazyAttributes, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) -> NodeID? {
    let following = document.next(afterSubtree: node, in: document.root)
    let next = document.next(after: node, in: document.root)
    guard document.holdsMedia(node) || !document.elements(.a, in: node).isEmpty else {
      // "Please enable JavaScript": readers run none.
      work.log.recordRemoval("repair.noscript", of: node, in: document)
      document.detach(node)
      return following
    }
    if let twin = twin(of: node, lazy, in: document) {
      work.log.recordRemoval("repair.noscript", of: twin, in: document)
      document.detach(twin)
    }
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

/// `<picture>`: its image has an address, its sources are the standard's.
enum Pictures {
  static func repair(in document: inout HTMLDocument) {
    for picture in document.elements(.picture, in: document.root) {
      let images = document.elements(.img, in: picture)
      guard let image = images.first else {
        makeImage(in: picture, &document)
        continue
      }
      if document.bytes(of: .src, image)?.isEmpty != false,
        let best = bestSource(in: picture, document)
      {
        document.setAttribute(.src, to: best, of: image)
      }
    }
  }

  private static func makeImage(in picture: NodeID, _ document: inout HTMLDocument) {
    guard let best = bestSource(in: picture, document) else { return }
    let image = document.makeElement(.img)
    document.setAttribute(.src, to: best, of: image)
    document.append(image, to: picture)
  }

  private static func bestSource(in picture: NodeID, _ document: borrowing HTMLDocument) -> String?
  {
    for source in document.elements(.source, in: picture) {
      if let list = document.bytes(of: .srcset, source),
        let best = SourceSet(parsing: list).largest
      {
        return best.address
      }
    }
    return nil
  }
}

/// Pictures in the background of elements that show nothing else.
enum Backgrounds {
  static func repair(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    switch document.name(of: node) {
    case .div, .span, .a, .figure, .section, .i, .p: break
    default: return
    }
    guard let address = address(of: node, in: document),
      document.firstChild(of: node) == nil
        || (!document.holdsMedia(node) && document.trimmedText(of: node).isEmpty)
    else { return }
    let image = document.makeElement(.img)
    document.setAttribute(.src, to: String(decoding: address, as: UTF8.self), of: image)
    document.append(image, to: node)
    work.log.recordChange(
      "repair.background", of: node, before: document.openTag(of: node),
      after: document.markup(of: image), in: document)
  }

  private static func address(of node: NodeID, in document: borrowing HTMLDocument) -> [UInt8]? {
    guard document.hasAttribute(.style, of: node) || document.hasDataAttribute(node) else {
      return nil
    }
    for attribute in ["data-bg", "data-background-image", "data-background"] {
      if let name = document.attributeName(attribute), let value = document.bytes(of: name, node),
        value.contains(UInt8(ascii: "/"))
      {
        return inParentheses(value) ?? value
      }
    }
    guard let style = document.bytes(of: .style, node),
      let start = style.firstRange(ofBytes: Array("background".utf8)),
      let end = style[start.upperBound...].firstIndex(of: UInt8(ascii: ";"))
        ?? Optional(style.count)
    else { return nil }
    return inParentheses(Array(style[start.upperBound...]))
      .flatMap { $0.startsIgnoringCase("data:".utf8) || end < start.upperBound ? nil : $0 }
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
    guard let holder = document.parent(of: small), document.isElement(holder) else { return }
    if document.isElement(holder, .p) {
      inParagraph(small, holder, in: &document, &work)
    } else if document.isElement(holder, .div), document.onlyVisibleChild(of: holder) == small,
      let media = document.previousVisibleSibling(of: holder), isMedia(media, in: document)
    {
      behindMedia(small, holder, media, in: &document, &work)
    }
  }

  private static func inParagraph(
    _ small: NodeID, _ paragraph: NodeID, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    let children = document.visibleChildren(of: paragraph)
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
    if document.trimmedText(of: small).isEmpty {
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
