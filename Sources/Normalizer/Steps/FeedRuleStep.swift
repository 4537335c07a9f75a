internal import FeedModel
internal import HTML

/// What the user asked for this feed: selectors, texts, addresses.
///
/// The order: `remove`, `keep`, `unwrap`, `replace`, `addresses`. The selectors of one list see the
/// body as it was before any of them did something.
enum FeedRuleStep {
  static func apply(to document: inout HTMLDocument, _ work: inout EntryWork) {
    let rules = work.rules.feed
    guard rules.touchesBody else { return }
    remove(rules.remove, from: &document, &work)
    keep(rules.keep, in: &document, &work)
    unwrap(rules.unwrap, in: &document, &work)
    replaceTexts(rules.replace, in: &document, &work)
    rewriteAddresses(rules.addresses, in: &document, &work)
  }

  private static func remove(
    _ set: SelectorSet, from document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    var gone: Set<NodeID> = []
    for match in set.matches(in: document, under: document.root) {
      // What is inside of what went is gone with it.
      guard !gone.contains(match.node) else { continue }
      document.insertAll(of: match.node, into: &gone)
      work.log.recordRemoval(
        "remove \(set.selectors[match.selector])", of: match.node, in: document)
      document.detach(match.node)
    }
  }

  private static func unwrap(
    _ set: SelectorSet, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    var last: NodeID?
    for match in set.matches(in: document, under: document.root) where match.node != last {
      work.log.recordChange(
        "unwrap \(set.selectors[match.selector])", of: match.node,
        before: document.openTag(of: match.node), after: "", in: document)
      document.unwrap(match.node)
      last = match.node
    }
  }

  /// Leaves only what a selector matches, in document order.
  private static func keep(
    _ set: SelectorSet, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard !set.selectors.isEmpty else { return }
    let matches = set.matches(in: document, under: document.root)
    guard !matches.isEmpty else {
      work.diagnostics.append(
        Diagnostic(.warning, code: "keep-matches-nothing", "no selector of \"keep\" matched"))
      return
    }
    let before = work.log.isOn ? document.serialized() : []
    var kept: [NodeID] = []
    var covered: Set<NodeID> = []
    for match in matches where !covered.contains(match.node) {
      document.insertAll(of: match.node, into: &covered)
      kept.append(match.node)
    }
    for node in kept { document.detach(node) }
    document.detachChildren(of: document.root)
    for node in kept { document.append(node, to: document.root) }
    work.log.record(
      "keep", field: "content", before: String(decoding: before, as: UTF8.self),
      after: String(decoding: document.serialized(), as: UTF8.self))
  }

  /// In text nodes alone, never in markup.
  private static func replaceTexts(
    _ replacements: [FeedRules.Replacement], in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    guard !replacements.isEmpty else { return }
    var grams = TextGrams(document)
    var possible = replacements.indices.filter { grams.mayHold(replacements[$0].pattern.grams) }
    for node in document.descendants(of: document.root) where document.isText(node) {
      var next = 0
      while next < possible.count {
        let replacement = replacements[possible[next]]
        next += 1
        let old = document.withText(of: node) { $0.copied }
        guard
          let new = work.runs.replaced(replacement.pattern, in: old, with: replacement.with)
        else { continue }
        let text = String(decoding: new, as: UTF8.self)
        document.setText(text, of: node)
        grams.insert(new.span)
        let done = possible[next - 1]
        possible = replacements.indices.filter { grams.mayHold(replacements[$0].pattern.grams) }
        next = possible.firstIndex { $0 > done } ?? possible.count
        work.log.recordChange(
          "replace \(replacement.pattern.text)", of: node,
          before: String(decoding: old, as: UTF8.self), after: text, in: document)
      }
    }
  }

  private static func rewriteAddresses(
    _ rewrites: AddressRewrites, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard !rewrites.isEmpty else { return }
    for node in document.descendants(of: document.root) where document.isElement(node) {
      for name in [AttributeName.href, .src, .poster, .cite] {
        guard let old = document.bytes(of: name, node),
          let new = rewrites.rewritten(old, &work.runs)
        else { continue }
        set(name, to: new, was: old, of: node, in: &document, &work)
      }
      guard let list = document.bytes(of: .srcset, node) else { continue }
      var candidates = SourceSet(parsing: list)
      var hasChanged = false
      for index in candidates.candidates.indices {
        let old = Array(candidates.candidates[index].address.utf8)
        guard let new = rewrites.rewritten(old, &work.runs) else { continue }
        candidates.candidates[index].address = new
        hasChanged = true
      }
      if hasChanged { set(.srcset, to: candidates.text, was: list, of: node, in: &document, &work) }
    }
  }

  private static func set(
    _ name: AttributeName, to new: String, was old: [UInt8], of node: NodeID,
    in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    document.setAttribute(name, to: new, of: node)
    work.log.recordChange(
      "addresses", of: node, before: String(decoding: old, as: UTF8.self), after: new,
      in: document)
  }
}

extension HTML.Document {
  /// Adds a node and all inside it to a set.
  fileprivate func insertAll(of id: NodeID, into set: inout Set<NodeID>) {
    var current: NodeID? = id
    while let node = current {
      set.insert(node)
      current = next(after: node, in: id)
    }
  }
}
