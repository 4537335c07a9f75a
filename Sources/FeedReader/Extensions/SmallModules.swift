internal import FeedModel

/// Modules with one or two elements that the model has a field for.
extension EntryFields {
  /// Comments' own feed (`wfw:commentRss`, in any case).
  mutating func takeCommentAPI(_ node: XMLNode, base: WebAddress?) -> Bool {
    guard node.name.name == .commentrss, let address = WebAddress(node.text, base: base) else {
      return false
    }
    add(Link(rel: "replies", address: address, type: "application/rss+xml"))
    return true
  }

  /// Creative Commons: the licence as text (RSS) or as `rdf:resource` (RDF).
  mutating func takeLicense(_ node: XMLNode, base: WebAddress?) -> Bool {
    let text = node.attribute(.resource, in: .rdf) ?? node.text
    guard node.name.name == .license, let address = WebAddress(text, base: base) else {
      return false
    }
    add(Link(rel: "license", address: address))
    return true
  }

  /// FeedBurner replaces the link by its counter and keeps the real one here. The element stays, to
  /// tell it from other canonical links.
  mutating func takeFeedBurner(_ node: XMLNode, base: WebAddress?) -> Bool {
    if node.name.name == .origenclosurelink {
      originalEnclosure = originalEnclosure ?? WebAddress(node.text, base: base)
      return originalEnclosure != nil
    }
    guard node.name.name == .origlink, let address = WebAddress(node.text, base: base) else {
      return false
    }
    add(Link(rel: "canonical", address: address))
    return false
  }
}
