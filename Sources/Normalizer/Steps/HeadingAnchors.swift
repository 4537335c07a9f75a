internal import FeedModel
internal import HTML

/// Links to a heading that stand in or behind it, for its readers on the site to copy: a sign, an icon,
/// or words for screen readers.
enum HeadingAnchors {
  /// Nodes of a heading that are looked at for its words.
  private static let mostNodes = 200

  static func remove(from document: inout HTMLDocument, _ work: inout EntryWork) {
    guard work.rules.steps.contains(.headingAnchors), document.mayHold(ElementName.a),
      [ElementName.h1, .h2, .h3, .h4, .h5, .h6].contains(where: { document.mayHold($0) })
    else { return }
    work.rule = "repair.heading-anchor"
    for link in document.elements(.a, in: document.root) where isOne(link, in: document, work) {
      work.log.recordRemoval("repair.heading-anchor", of: link, in: document)
      document.detach(link)
    }
  }

  private static func isOne(
    _ link: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Bool {
    guard leadsToPlace(link, in: document, work),
      let text = document.trimmedText(of: link, upTo: 120),
      document.firstElement(.img, in: link) == nil
    else { return false }
    let isNamed = isNamedAnchor(link, in: document)
    if let heading = heading(around: link, in: document) {
      if signs.contains(text) || text.isEmpty && document.firstChild(of: link) != nil {
        return says(heading, without: link, in: document)
      }
      return isNamed && isLabel(link, in: document) && says(heading, without: link, in: document)
    }
    // Beside the heading, in a block with it.
    guard isNamed, text.isEmpty || signs.contains(text) || isLabel(link, in: document),
      let before = document.previousVisibleSibling(of: link), document.isElement(before)
    else { return false }
    return ContentModel.isHeading(document.name(of: before))
  }

  private static let signs: Set<[UInt8]> = Set(
    ["#", "¶", "§", "🔗", "⚓", "∞"].map { Array($0.utf8) })

  private static func leadsToPlace(
    _ link: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Bool {
    guard let href = document.bytes(of: .href, link),
      let mark = href.firstIndex(of: UInt8(ascii: "#")), mark + 1 < href.count
    else { return false }
    return mark == 0 || work.link.map { href[..<mark].elementsEqual($0.href.utf8) } ?? false
  }

  /// `anchor`, `headerlink`, `gdoc-page__anchor`, `sl-anchor-link`.
  private static func isNamedAnchor(_ link: NodeID, in document: borrowing HTMLDocument) -> Bool {
    document.withAttribute(.class, of: link) { $0.holds("anchor") || $0.holds("headerlink") }
      ?? false
  }

  /// Whether all it says is said to screen readers alone, or in brackets of an icon.
  private static func isLabel(_ link: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var current = document.next(after: link, in: link)
    while let node = current {
      if document.isText(node), !document.isInvisible(node) { return false }
      let isSkipped =
        document.isElement(node, .svg, in: .svg)
        || document.withAttribute(.class, of: node) { Concealment.isLabel($0) } ?? false
      current =
        isSkipped
        ? document.next(afterSubtree: node, in: link) : document.next(after: node, in: link)
    }
    return true
  }

  private static func heading(around link: NodeID, in document: borrowing HTMLDocument) -> NodeID? {
    var current = document.parent(of: link)
    for _ in 0..<3 {
      guard let node = current, document.isElement(node) else { return nil }
      if ContentModel.isHeading(document.name(of: node)) { return node }
      current = document.parent(of: node)
    }
    return nil
  }

  /// Whether a heading says something beside the link.
  private static func says(
    _ heading: NodeID, without link: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    var current = document.next(after: heading, in: heading)
    for _ in 0..<mostNodes {
      guard let node = current else { return false }
      if document.isText(node), !document.isInvisible(node) { return true }
      current =
        node == link
        ? document.next(afterSubtree: node, in: heading) : document.next(after: node, in: heading)
    }
    return false
  }
}
