internal import HTML

/// Lets through what the policy names and nothing else, on the parsed tree.
///
/// The last step that adds or changes anything. Three passes: elements and attributes, tables,
/// nesting. After it, writing the tree and parsing it again gives the same tree.
enum SanitizeStep {
  /// Whether there are ids or links to them.
  static func apply(to document: inout HTMLDocument, _ work: inout EntryWork) -> Bool {
    var anchors = Anchors(document, prefix: work.rules.policy.idPrefix)
    let hasTables = filter(&document, &work, &anchors)
    unwrapPlayers(in: &document, &work)
    // Only now are blocks in code what the next cleaning would take them for.
    CodeLines.repair(in: &document, &work)
    if hasTables { TableRepair.apply(to: &document, &work) }
    NestingRepair.apply(to: &document, &work)
    return anchors.areUsed
  }

  /// Players and pictures whose sources did not get through.
  private static func unwrapPlayers(in document: inout HTMLDocument, _ work: inout EntryWork) {
    guard
      document.mayHold(ElementName.audio) || document.mayHold(ElementName.video)
        || document.mayHold(ElementName.picture)
    else { return }
    let players = document.descendants(of: document.root) { document, node in
      switch document.name(of: node) {
      case .audio, .video, .picture: document.namespace(of: node) == .html
      default: false
      }
    }
    for node in useless(players, in: document) {
      for part in document.children(of: node)
      where document.isElement(part, .source) || document.isElement(part, .track) {
        work.log.recordRemoval("sanitizer.element", of: part, in: document)
        document.detach(part)
      }
      let tag = work.log.isOn ? document.openTag(of: node) : ""
      _ = unwrapped(node, tag, in: &document, &work)
    }
  }

  /// Those that have nothing to play or to show, in document order.
  private static func useless(
    _ players: [NodeID], in document: borrowing HTMLDocument
  ) -> [NodeID] {
    var useless: [NodeID] = []
    var without: Set<NodeID> = []
    // Inner ones first, so that what is known of them need not be found out again.
    for node in players.reversed() {
      let isPicture = document.isElement(node, .picture)
      if !isPicture, document.hasAttribute(.src, of: node) { continue }
      let wanted: ElementName = isPicture ? .img : .source
      var current = document.next(after: node, in: node)
      while let part = current, !document.isElement(part, wanted) {
        let isInnerPicture = document.isElement(part, .picture)
        // The sources of a picture are none of a player's.
        let isKnown =
          isInnerPicture && !isPicture || isInnerPicture == isPicture && without.contains(part)
        current =
          isKnown
          ? document.next(afterSubtree: part, in: node) : document.next(after: part, in: node)
      }
      guard current == nil else { continue }
      without.insert(node)
      useless.append(node)
    }
    return useless.reversed()
  }

  /// Whether there is a table or a part of one.
  private static func filter(
    _ document: inout HTMLDocument, _ work: inout EntryWork, _ anchors: inout Anchors
  ) -> Bool {
    let policy = work.rules.policy
    var hasTables = false
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      switch document.kind(of: node) {
      case .text:
        current = document.next(after: node, in: document.root)
      case .element:
        let name = document.name(of: node)
        hasTables = hasTables || name == .table || ContentModel.isTablePart(name)
        current = element(node, policy, in: &document, &work, &anchors)
      case .comment, .doctype, .document:
        current = document.next(afterSubtree: node, in: document.root)
        work.log.recordRemoval("sanitizer.comment", of: node, in: document)
        document.detach(node)
      }
    }
    return hasTables
  }

  /// Deals with one element; what comes next.
  private static func element(
    _ node: NodeID, _ policy: SanitizerPolicy, in document: inout HTMLDocument,
    _ work: inout EntryWork, _ anchors: inout Anchors
  ) -> NodeID? {
    let namespace = document.namespace(of: node)
    if namespace == .svg { return DrawingFilter.apply(to: node, in: &document, policy, &work) }
    let newName = namespace == .html ? policy.rename(document.name(of: node)) : nil
    let before = work.log.isOn && newName != nil ? document.openTag(of: node) : ""
    if let newName { document.rename(node, to: newName) }
    let outcome = outcome(of: node, in: document, policy)
    if outcome == .drop {
      let next = document.next(afterSubtree: node, in: document.root)
      work.log.recordRemoval("sanitizer.element", of: node, in: document)
      document.detach(node)
      return next
    }
    if outcome == .allow {
      if document.isElement(node, .img) { work.shownPictures.note(node, in: document) }
      AttributeFilter.apply(to: node, in: &document, policy, &anchors, before, &work.log)
      if isUseful(node, in: document) {
        return document.next(after: node, in: document.root)
      }
      if let text = alternative(node, in: &document, &work) {
        return document.next(after: text, in: document.root)
      }
    }
    let tag = before.isEmpty && work.log.isOn ? document.openTag(of: node) : before
    return unwrapped(node, tag, in: &document, &work)
  }

  /// Puts the alternative text in the place of a picture that has no address now.
  private static func alternative(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) -> NodeID? {
    guard document.isElement(node, .img), let text = AlternativeText.of(node, in: document) else {
      return nil
    }
    let before = work.log.isOn ? document.openTag(of: node) : ""
    let replacement = document.makeText(text)
    document.replace(node, with: replacement)
    work.log.recordChange(
      "sanitizer.alternative", of: replacement, before: before, after: text, in: document)
    return replacement
  }

  private static func unwrapped(
    _ node: NodeID, _ tag: String, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) -> NodeID? {
    let next = document.next(after: node, in: document.root)
    work.log.recordChange("sanitizer.element", of: node, before: tag, after: "", in: document)
    document.unwrap(node)
    return next
  }

  private static func outcome(
    of node: NodeID, in document: borrowing HTMLDocument, _ policy: SanitizerPolicy
  ) -> SanitizerPolicy.Outcome {
    let name = document.name(of: node)
    let namespace = document.namespace(of: node)
    switch namespace {
    case .svg: return .drop
    case .mathML:
      // What a policy doesn't know in a formula goes with its content: it may be foreign again.
      let isKnown =
        policy.outcome(of: name, in: .mathML) == .allow
        || document.isOwn(name) && policy.allowsFormula(document.string(name))
      return isKnown && isInFormula(node, in: document) ? .allow : .drop
    case .html:
      // HTML inside a formula would be parsed in another way the next time.
      if let parent = document.parent(of: node), document.namespace(of: parent) != .html {
        return policy.outcome(of: name, in: .html) == .drop ? .drop : .unwrap
      }
      if name == .button {
        return Buttons.isControl(node, in: document) ? .drop : .unwrap
      }
      return policy.outcome(of: name, in: .html)
    }
  }

  private static func isInFormula(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    if document.isElement(node, .math, in: .mathML) {
      guard let parent = document.parent(of: node) else { return true }
      return document.namespace(of: parent) == .html
    }
    guard let parent = document.parent(of: node) else { return false }
    return document.namespace(of: parent) == .mathML
  }

  /// Whether an element means something with the attributes that it was left.
  static func isUseful(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard document.namespace(of: node) == .html else { return true }
    switch document.name(of: node) {
    case .a: return document.hasAttribute(.href, of: node) || document.hasAttribute(.id, of: node)
    case .span, .bdo: return !document.attributeNames(of: node).isEmpty
    case .img, .iframe: return document.hasAttribute(.src, of: node)
    case .source:
      return isInPlayer(node, in: document)
        && (document.hasAttribute(.src, of: node) || document.hasAttribute(.srcset, of: node))
    case .track: return isInPlayer(node, in: document) && document.hasAttribute(.src, of: node)
    // Audio, video and picture are looked at again when it is known what of their sources is left.
    default: return true
    }
  }

  /// Whether the parent is one that sources and tracks mean something to.
  private static func isInPlayer(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard let parent = document.parent(of: node) else { return false }
    return document.isElement(parent, .picture) || document.isElement(parent, .audio)
      || document.isElement(parent, .video)
  }
}
