internal import HTML

/// Words inside a line whose letters have no size: nobody sees them but who copies the text, or reads
/// it elsewhere.
enum SizelessText {
  /// Bytes of the longest.
  private static let longest = 300

  /// An inline element that holds words and nothing else; in a link only beside what the link says.
  static func isOne(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    let name = document.name(of: node)
    guard !ContentModel.isBlock(name), !ContentModel.isTablePart(name), name != .a,
      let text = document.trimmedText(of: node, upTo: longest)
    else { return false }
    // What is inside may have a size of its own.
    var child = document.firstChild(of: node)
    while let part = child {
      if document.isElement(part), !document.isElement(part, .br) { return false }
      child = document.nextSibling(of: part)
    }
    guard let link = document.ancestor(of: node, named: .a) else { return true }
    return document.holdsImage(link) || document.trimmedText(of: link, upTo: longest) != text
  }
}
