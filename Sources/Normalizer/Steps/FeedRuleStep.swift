internal import FeedModel
internal import HTML

/// What the user asked for this feed: selectors, texts, addresses.
enum FeedRuleStep {
  static func apply(to document: inout HTMLDocument, _ work: inout EntryWork) {
    let rules = work.rules.feed
    guard rules.touchesBody else { return }
    for selector in rules.remove {
      for node in document.select(selector, under: document.root)
      where document.isAttached(node, to: document.root) {
        work.log.recordRemoval("remove \(selector)", of: node, in: document)
        document.detach(node)
      }
    }
    for selector in rules.unwrap {
      for node in document.select(selector, under: document.root) {
        work.log.recordChange(
          "unwrap \(selector)", of: node, before: document.openTag(of: node), after: "",
          in: document)
        document.unwrap(node)
      }
    }
    keep(rules.keep, in: &document, &work)
    replaceTexts(rules.replace, in: &document, &work)
    rewriteAddresses(rules.addresses, in: &document, &work)
  }

  /// Leaves only what a selector matches, in document order.
  private static func keep(
    _ selectors: [Selector], in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard !selectors.isEmpty else { return }
    let chosen = Set(selectors.flatMap { document.select($0, under: document.root) })
    guard !chosen.isEmpty else {
      work.diagnostics.append(
        Diagnostic(.warning, code: "keep-matches-nothing", "no selector of \"keep\" matched"))
      return
    }
    let before = work.log.isOn ? document.serialized() : []
    var kept: [NodeID] = []
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      if chosen.contains(node) {
        kept.append(node)
        current = document.next(afterSubtree: node, in: document.root)
      } else {
        current = document.next(after: node, in: document.root)
      }
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
    for node in document.descendants(of: document.root) where document.isText(node) {
      for replacement in replacements {
        let old = document.withText(of: node) { $0.copied }
        guard let new = replacement.pattern.replaced(in: old, with: replacement.with) else {
          continue
        }
        let text = String(decoding: new, as: UTF8.self)
        document.setText(text, of: node)
        work.log.recordChange(
          "replace \(replacement.pattern.text)", of: node,
          before: String(decoding: old, as: UTF8.self), after: text, in: document)
      }
    }
  }

  private static func rewriteAddresses(
    _ rewrites: [FeedRules.Rewrite], in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard !rewrites.isEmpty else { return }
    for node in document.descendants(of: document.root) where document.isElement(node) {
      for name in [AttributeName.href, .src, .poster, .cite] {
        guard let old = document.bytes(of: name, node),
          let new = rewritten(old, by: rewrites)
        else { continue }
        document.setAttribute(name, to: new, of: node)
        work.log.recordChange(
          "addresses", of: node, before: String(decoding: old, as: UTF8.self), after: new,
          in: document)
      }
      guard let list = document.bytes(of: .srcset, node) else { continue }
      var set = SourceSet(parsing: list)
      for index in set.candidates.indices {
        let old = Array(set.candidates[index].address.utf8)
        if let new = rewritten(old, by: rewrites) { set.candidates[index].address = new }
      }
      document.setAttribute(.srcset, to: set.text, of: node)
    }
  }

  /// `nil` when nothing applies or the result is no address.
  static func rewritten(_ address: [UInt8], by rewrites: [FeedRules.Rewrite]) -> String? {
    var bytes = address
    for rewrite in rewrites {
      switch rewrite {
      case .prefix(let prefix, let with):
        if bytes.starts(with: prefix) { bytes = with + bytes.dropFirst(prefix.count) }
      case .pattern(let pattern, let with):
        bytes = pattern.replaced(in: bytes, with: with) ?? bytes
      }
    }
    guard bytes != address else { return nil }
    return WebAddress(String(decoding: bytes, as: UTF8.self))?.href
  }
}
