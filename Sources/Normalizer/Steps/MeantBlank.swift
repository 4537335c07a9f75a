internal import HTML

/// Elements that show nothing and say something by it: a blank in code, a gap to fill in, the place of an
/// item that was left free.
enum MeantBlank {
  /// No-break spaces of a gap.
  private static let gap = 3

  static func isOne(
    _ node: NodeID, _ name: ElementName, in document: borrowing HTMLDocument
  ) -> Bool {
    switch name {
    case .code, .kbd, .samp:
      return document.onlyText(of: node).map { (1...4).contains($0.count) } == true
        && !document.isAlone(node) && document.ancestor(of: node, named: .pre) == nil
    case .u:
      guard let text = document.onlyText(of: node), !document.isAlone(node) else { return false }
      return text.count { $0 == 0xA0 } >= gap
    case .li: return isNumber(node, in: document)
    default: return false
    }
  }

  /// Whether an item has a number, and items that say something stand before and behind it.
  private static func isNumber(_ item: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard let list = document.parent(of: item), document.isElement(list, .ol),
      let before = document.previousVisibleSibling(of: item),
      let after = document.nextVisibleSibling(of: item)
    else { return false }
    return [before, after].allSatisfy { sibling in
      document.isElement(sibling, .li)
        && (document.showsText(sibling) || document.holdsMedia(sibling))
    }
  }
}

extension HTML.Document {
  /// The text that is all an element contains.
  fileprivate func onlyText(of id: NodeID) -> [UInt8]? {
    guard let text = firstChild(of: id), nextSibling(of: text) == nil, isText(text) else {
      return nil
    }
    return withText(of: text) { $0.copied }
  }
}
