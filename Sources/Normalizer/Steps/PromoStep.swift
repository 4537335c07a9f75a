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
    for rule in promos.structures(.callToAction) {
      work.rule = rule.name
      CallToAction.remove(rule, from: &document, &work)
    }
    for rule in promos.structures(.commentNotice) {
      work.rule = rule.name
      CommentNotice.remove(rule, from: &document, &work)
    }
    removeMarked(promos, from: &document, &work)
    for rule in promos.structures(.emailForm) {
      work.rule = rule.name
      EmailForm.remove(rule, from: &document, &work)
    }
    for rule in promos.structures(.modalCall) {
      work.rule = rule.name
      ModalCall.remove(rule, from: &document, &work)
    }
    for rule in promos.structures(.shareLinks) {
      work.rule = rule.name
      ShareLinks.remove(rule, promos.endpoints, from: &document, &work)
    }
    for rule in promos.structures(.submittedBy) where work.isAt(rule.hosts) {
      work.rule = rule.name
      SubmittedLine.tidy(rule, in: &document, &work)
    }
    removeClosing(from: &document, &work)
  }

  /// Footers of mirrors, also such as other elements stood in.
  ///
  /// Whether there was one.
  @discardableResult
  static func removeFooters(
    from document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Bool {
    // Steps that make no nodes bring no marker.
    if work.nodesWithoutMarker == document.nodeCount { return false }
    work.hasFooterMarker = false
    var changed = false
    for rule in work.rules.promos.structures(.mirrorFooter) {
      changed = MirrorFooter.remove(rule, from: &document, &work) || changed
    }
    if !work.hasFooterMarker { work.nodesWithoutMarker = document.nodeCount }
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
    let readMore = promos.structures(.readMore)
    var changed = false
    for _ in 0..<4 {
      var lines = ClosingLines(of: document)
      var removed = false
      for rule in appeared
      where AppearedFirst.remove(rule, at: lines, from: &document, &work) {
        removed = true
        lines = ClosingLines(of: document)
      }
      if ClosingNote.remove(promos.closing, at: lines, from: &document, &work) {
        removed = true
        lines = ClosingLines(of: document)
      }
      for rule in promos.structures(.feedNote)
      where FeedNote.remove(rule, at: lines, from: &document, &work) {
        removed = true
      }
      for rule in readMore {
        while ReadMore.remove(rule, from: &document, &work) { removed = true }
      }
      if !removed { break }
      changed = true
    }
    return changed
  }

  /// Removes elements by class, id and attribute, and what mirrors hide.
  private static func removeMarked(
    _ promos: PromoIndex, from document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    var guardian: PromoGuard?
    var marks = PromoMarks(promos, in: document)
    guard marks.mayFind(in: document) else { return }
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      guard marks.mayMark(node, in: document) else {
        current = document.next(after: node, in: document.root)
        continue
      }
      var verdict = PromoGuard.Verdict.stays
      for index in marks.rules(of: node, in: document) where verdict != .goes {
        let rule = promos.rules[index]
        work.rule = rule.name
        if rule.structure == .linksOnly {
          guard LinkRow.isOne(node, rule, in: document) else { continue }
          work.log.recordRemoval(rule.name, of: node, in: document)
          verdict = .goes
          continue
        }
        if guardian == nil { guardian = PromoGuard(document) }
        let answer = guardian?.verdict(rule, node, in: document, work) ?? .stays
        if answer == .goes { work.log.recordRemoval(rule.name, of: node, in: document) }
        if answer == .isSuspected, verdict == .stays { guardian?.suspect(node, by: rule) }
        if answer != .stays { verdict = answer }
      }
      current =
        verdict == .stays
        ? document.next(after: node, in: document.root)
        : document.next(afterSubtree: node, in: document.root)
      if verdict == .goes {
        guardian?.noteGone(node)
        document.detach(node)
      }
    }
    guardian?.settle(in: &document, &work)
  }
}

/// The rules whose words an element bears.
private struct PromoMarks {
  private let promos: PromoIndex
  private let attributes: [(name: AttributeName, values: PromoIndex.ValuesOfAttribute)]
  private let selected: [NodeID: [Int]]
  private var found: [Int] = []

  init(_ promos: PromoIndex, in document: borrowing HTMLDocument) {
    self.promos = promos
    attributes = promos.byAttribute.compactMap { entry in
      document.attributeName(entry.name).map { ($0, entry) }
    }
    var selected: [NodeID: [Int]] = [:]
    for match in promos.selectors?.matches(in: document, under: document.root) ?? [] {
      selected[match.node, default: []].append(promos.selectorRules[match.selector])
    }
    self.selected = selected
  }

  /// Whether any element may bear such words; `false` is certain.
  func mayFind(in document: borrowing HTMLDocument) -> Bool {
    !selected.isEmpty || !attributes.isEmpty || document.mayHold(AttributeName.class)
      || document.mayHold(AttributeName.id)
  }

  /// The same of one element.
  @inline(__always)
  func mayMark(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    document.hasAttributes(node) || !selected.isEmpty && document.isElement(node)
  }

  /// Each once, in the order in which the words stand.
  mutating func rules(of node: NodeID, in document: borrowing HTMLDocument) -> [Int] {
    found.removeAll(keepingCapacity: true)
    document.withAttribute(.class, of: node) { promos.append(rulesForClass: $0, to: &found) }
    document.withAttribute(.id, of: node) { promos.append(rulesForID: $0, to: &found) }
    for (name, values) in attributes {
      document.withAttribute(name, of: node) { values.append(rulesFor: $0, to: &found) }
    }
    if let more = selected[node] { found += more }
    guard found.count > 1 else { return found }
    var once: Set<Int> = []
    return found.filter { once.insert($0).inserted }
  }
}
