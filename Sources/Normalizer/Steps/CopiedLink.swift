internal import FeedModel
internal import HTML

/// A `noscript` with one link to what stands before it already: a script became a link to the same.
enum CopiedLink {
  static func isOne(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard let own = address(of: node, in: document),
      let before = document.previousVisibleSibling(of: node),
      let other = address(of: before, in: document)
    else { return false }
    return AppearedFirst.key(own) == AppearedFirst.key(other)
  }

  /// Where the one link leads that is all a node shows.
  private static func address(
    of node: NodeID, in document: borrowing HTMLDocument
  ) -> WebAddress? {
    var current = node
    while !document.isElement(current, .a) {
      guard let only = document.onlyVisibleChild(of: current), document.isElement(only) else {
        return nil
      }
      current = only
    }
    return document.attribute(.href, of: current).flatMap { WebAddress(written: $0) }
  }
}
