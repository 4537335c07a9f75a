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
      case .noscript where work.rules.steps.contains(.noscript):
        current = NoScript.repair(node, &lazy, in: &document, &work) ?? following
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
    Pictures.repair(in: &document, &work)
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
      recordAMP(node, after: "<img>", in: document, &work)
      document.rename(node, to: .img)
      document.detachChildren(of: node)
      lazy.repair(node, in: &document, &work)
      return document.next(afterSubtree: node, in: document.root)
    case "amp-video", "amp-audio":
      recordAMP(node, after: "<video> or <audio>", in: document, &work)
      document.rename(
        node, to: document.string(document.name(of: node)) == "amp-video" ? .video : .audio)
      return next
    case "amp-iframe":
      recordAMP(node, after: "<iframe>", in: document, &work)
      document.rename(node, to: .iframe)
      return Embeds.repair(node, in: &document, &work)
    case "amp-youtube":
      return Embeds.repairVideo(node, in: &document, &work)
    default: return next
    }
  }
}

extension RepairStep {
  fileprivate static func recordAMP(
    _ node: NodeID, after: String, in document: borrowing HTMLDocument, _ work: inout EntryWork
  ) {
    work.log.recordChange(
      "repair.amp", of: node, before: document.openTag(of: node), after: after, in: document)
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
