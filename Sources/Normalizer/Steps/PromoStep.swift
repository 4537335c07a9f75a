internal import FeedModel
internal import HTML

/// Removes blocks that advertise the mirror or the platform.
enum PromoStep {
  static func apply(to document: inout HTMLDocument, _ work: inout EntryWork) {
    let promos = work.rules.promos
    removeFooters(from: &document, &work)
    for rule in promos.structures(.mirrorGuide) {
      MirrorGuide.remove(rule, from: &document, &work)
    }
    for rule in promos.structures(.medium) { MediumNote.remove(rule, from: &document, &work) }
    removeMarked(promos, from: &document, &work)
    removeClosing(from: &document, &work)
  }

  /// Footers of mirrors, also such as other elements stood in.
  ///
  /// Whether there was one.
  @discardableResult
  static func removeFooters(
    from document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Bool {
    var changed = false
    for rule in work.rules.promos.structures(.mirrorFooter) {
      changed = MirrorFooter.remove(rule, from: &document, &work) || changed
    }
    return changed
  }

  /// Notes at the end, also such as come to stand there when others are gone.
  ///
  /// Whether there was one.
  @discardableResult
  static func removeClosing(
    from document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Bool {
    let promos = work.rules.promos
    let appeared = promos.structures(.appearedFirst)
    var changed = false
    for _ in 0..<4 {
      var removed = false
      for rule in appeared {
        removed = AppearedFirst.remove(rule, from: &document, &work) || removed
      }
      removed = ClosingNote.remove(promos.closing, from: &document, &work) || removed
      if !removed { break }
      changed = true
    }
    return changed
  }

  /// Removes elements by class, id and attribute, and what mirrors hide.
  private static func removeMarked(
    _ promos: PromoIndex, from document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    var guardian = PromoGuard()
    let attributes = promos.byAttribute.compactMap { entry in
      document.attributeName(entry.name).map { ($0, entry.rules) }
    }
    let selected = selected(promos, in: document)
    let hidden = promos.structures(.hidden).first?.name
    var found: [Int] = []
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      guard document.isElement(node), document.hasAttributes(node) || !selected.isEmpty else {
        current = document.next(after: node, in: document.root)
        continue
      }
      found.removeAll(keepingCapacity: true)
      document.withAttribute(.class, of: node) { promos.append(rulesForClass: $0, to: &found) }
      document.withAttribute(.id, of: node) { promos.append(rulesForID: $0, to: &found) }
      for (name, rules) in attributes {
        found += document.withAttribute(name, of: node) { rules[$0.copied] ?? [] } ?? []
      }
      if let more = selected[node] { found += more }
      var isRemoved = false
      for index in found where !isRemoved {
        let rule = promos.rules[index]
        isRemoved =
          rule.structure == .linksOnly
          ? LinkRow.isOne(node, rule, in: document)
          : guardian.allows(rule, node, in: document, &work)
        if isRemoved { work.log.recordRemoval(rule.name, of: node, in: document) }
      }
      if !isRemoved, let hidden, HiddenBlock.isOne(node, in: document) {
        isRemoved = true
        work.log.recordRemoval(hidden, of: node, in: document)
      }
      current =
        isRemoved
        ? document.next(afterSubtree: node, in: document.root)
        : document.next(after: node, in: document.root)
      if isRemoved { document.detach(node) }
    }
  }
}

extension PromoStep {
  /// The rules whose selectors match, by element.
  private static func selected(
    _ promos: PromoIndex, in document: borrowing HTMLDocument
  ) -> [NodeID: [Int]] {
    guard let selectors = promos.selectors else { return [:] }
    var selected: [NodeID: [Int]] = [:]
    for match in selectors.matches(in: document, under: document.root) {
      selected[match.node, default: []].append(promos.selectorRules[match.selector])
    }
    return selected
  }
}

/// Decides whether a rule by class or id alone may take a block.
struct PromoGuard {
  private var allText: Int?
  private var allImages: Int?
  /// How many blocks were too large.
  private var asked = 0

  mutating func allows(
    _ rule: PromoRule, _ id: NodeID, in document: borrowing HTMLDocument,
    _ work: inout EntryWork
  ) -> Bool {
    if rule.within == .caption, !isInCaption(id, document) { return false }
    if !rule.when.isEmpty, !isAt(rule.when, document, work) { return false }
    // Blocks of one class inside each other must not cost more than reading the entry a few times.
    guard asked < 32 else { return false }
    let text = PromoGuard.textLength(of: id, in: document)
    let images = PromoGuard.images(in: id, of: document)
    if rule.only == .empty { return text == 0 && !document.holdsMedia(id) }
    let total = allText ?? PromoGuard.textLength(of: document.root, in: document)
    let pictures = allImages ?? PromoGuard.images(in: document.root, of: document)
    allText = total
    allImages = pictures
    guard text * 5 <= total, images == 0 || images < pictures else {
      asked += 1
      work.diagnostics.append(
        Diagnostic(
          .note, code: "promo-kept",
          "the rule \(rule.name) would have taken too much of the entry; the block stays"))
      return false
    }
    return true
  }

  private func isInCaption(_ id: NodeID, _ document: borrowing HTMLDocument) -> Bool {
    document.ancestor(of: id, named: .figcaption) != nil
      || document.ancestor(of: id, named: .figure) != nil
      || document.ancestor(of: id, named: .caption) != nil
  }

  /// Whether the entry comes from one of these hosts, or its images do.
  private func isAt(
    _ hosts: [String], _ document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Bool {
    if hosts.contains(where: {
      work.link?.isWithin($0) == true || work.homepage?.isWithin($0) == true
    }) {
      return true
    }
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      if document.isElement(node, .img), let source = document.attribute(.src, of: node),
        let address = WebAddress(source), hosts.contains(where: { address.isWithin($0) })
      {
        return true
      }
      current = document.next(after: node, in: document.root)
    }
    return false
  }

  /// Bytes of text without blanks.
  static func textLength(of id: NodeID, in document: borrowing HTMLDocument) -> Int {
    var length = 0
    var current: NodeID? = id
    while let node = current {
      if document.isText(node) {
        document.withText(of: node) { text in
          for index in text.indices where !text[index].isHTMLBlank { length += 1 }
        }
      }
      current = document.next(after: node, in: id)
    }
    return length
  }

  static func images(in id: NodeID, of document: borrowing HTMLDocument) -> Int {
    var count = 0
    var current: NodeID? = id
    while let node = current {
      if document.isElement(node, .img) { count += 1 }
      current = document.next(after: node, in: id)
    }
    return count
  }
}
