internal import FeedModel
internal import HTML

/// Links to a service that shows advertisements and counts who follows them: HubSpot's calls to action.
///
/// One that is a picture, or a line of its own, goes; words of a sentence stay.
enum CallToAction {
  static func remove(
    _ rule: PromoRule, from document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    for link in document.elements(.a, in: document.root) {
      guard holdsMarker(link, rule, in: document),
        document.trimmedText(of: link, upTo: 300) != nil,
        document.firstElement(.img, in: link) != nil || isLine(link, in: document)
      else { continue }
      work.log.recordRemoval(rule.name, of: link, in: document)
      document.detachFromWords(link)
    }
  }

  private static func holdsMarker(
    _ link: NodeID, _ rule: PromoRule, in document: borrowing HTMLDocument
  ) -> Bool {
    document.withAttribute(.href, of: link) { href in
      href.withUnsafeBufferPointer { href in
        rule.markers.contains { href.firstRange(ofBytes: $0) != nil }
      }
    } ?? false
  }

  /// Whether nothing else stands beside it, nor beside the inline elements around it.
  private static func isLine(_ link: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var current: NodeID? = link
    while let node = current, node != document.root {
      if node != link, ContentModel.isBlock(document.name(of: node)) { return true }
      guard document.isAlone(node) else { return false }
      current = document.parent(of: node)
    }
    return true
  }
}

extension HTMLDocument {
  /// Detaches an element; where it held the only blank between two texts, a blank stays.
  mutating func detachFromWords(_ node: NodeID) {
    guard let before = previousSibling(of: node), let after = nextSibling(of: node),
      isText(before), isText(after), holdsBlank(node),
      withText(of: before, { $0.count > 0 && !$0[$0.count - 1].isHTMLBlank }),
      withText(of: after, { $0.count > 0 && !$0[0].isHTMLBlank })
    else { return detach(node) }
    replace(node, with: makeText(" "))
  }

  private func holdsBlank(_ node: NodeID) -> Bool {
    var current = next(after: node, in: node)
    while let inner = current {
      if isText(inner),
        withText(of: inner, { text in text.indices.contains { text[$0].isHTMLBlank } })
      {
        return true
      }
      current = next(after: inner, in: node)
    }
    return false
  }
}
