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
      guard let href = document.bytes(of: .href, link),
        rule.markers.contains(where: { href.firstRange(ofBytes: $0) != nil }),
        document.trimmedText(of: link, upTo: 300) != nil,
        document.firstElement(.img, in: link) != nil || isLine(link, in: document)
      else { continue }
      work.log.recordRemoval(rule.name, of: link, in: document)
      document.detach(link)
    }
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
