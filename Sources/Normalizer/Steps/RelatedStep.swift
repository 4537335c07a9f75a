internal import FeedModel
internal import HTML

/// Copies the link to the original article, which a translation's footer carries.
enum RelatedStep {
  static func apply(to document: borrowing HTMLDocument, _ work: inout EntryWork) {
    guard !work.rules.related.isEmpty else { return }
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      if document.isElement(node, .a), let (link, rule) = link(at: node, in: document, work),
        work.related.append(link)
      {
        work.log.recordChange(
          rule, of: node, before: "", after: link.address.href, in: document)
      }
      current = document.next(after: node, in: document.root)
    }
  }

  /// Whether a rule may name the link; `false` is certain.
  private static func mayBeNamed(
    _ id: NodeID, in document: borrowing HTMLDocument, _ rules: [RelatedRule]
  ) -> Bool {
    guard let only = document.firstChild(of: id), document.isText(only),
      document.nextSibling(of: only) == nil
    else { return true }
    return document.withText(of: only) { text in
      for rule in rules where rule.mayBeNamed(in: text) { return true }
      return false
    }
  }

  private static func link(
    at id: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> (link: Link, rule: String)? {
    guard mayBeNamed(id, in: document, work.rules.related),
      let text = document.trimmedText(of: id, upTo: 120), !text.isEmpty
    else { return nil }
    for rule in work.rules.related {
      guard rule.isNamed(in: text), let href = document.attribute(.href, of: id),
        let address = WebAddress(href, base: work.base), address.isHTTP,
        address != work.link
      else { continue }
      let clean = work.rules.cleanedLink(address, ownHosts: work.ownHosts)?.address ?? address
      return (Link(rel: "related", address: clean, hreflang: rule.language), rule.name)
    }
    return nil
  }
}
