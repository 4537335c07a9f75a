internal import HTML

/// A drawing's `switch`, of which one child is shown: the first that a viewer can show (SVG 2 §5.9).
///
/// draw.io writes each label twice, as HTML and for viewers that show none, and behind the drawing a
/// note for those.
enum DrawingSwitch {
  /// Leaves the first child that is for readers of any language, else the first; of a label in HTML and
  /// its copy as text the text. `nil` where none does.
  static func settle(_ node: NodeID, in document: inout HTMLDocument) -> NodeID? {
    // What only one program shows is for no reader.
    let children = document.children(of: node).filter {
      document.isElement($0) && !document.hasAttribute(.requiredExtensions, of: $0)
    }
    let first =
      children.first { !document.hasAttribute(.systemLanguage, of: $0) } ?? children.first
      ?? document.firstElementChild(of: node)
    var shown = first
    if let first, document.name(of: first) == .foreignObject,
      let text = children.first(where: { isCopy($0, of: first, in: document) })
    {
      shown = text
      let label = document.trimmedText(of: first).collapsedSpaces
      if words(of: text, in: document).count < label.lettersInLowercase().count {
        document.setTextContent(String(decoding: label, as: UTF8.self), of: text)
      }
    }
    for child in document.children(of: node) where child != shown { document.detach(child) }
    return shown
  }

  /// Whether a text says what a label in HTML does, or its beginning: its place is known.
  private static func isCopy(
    _ text: NodeID, of label: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    guard document.isElement(text, .text, in: .svg) else { return false }
    let words = words(of: text, in: document)
    let all = self.words(of: label, in: document)
    return !words.isEmpty && all.starts(with: words)
  }

  private static func words(of node: NodeID, in document: borrowing HTMLDocument) -> [UInt8] {
    document.trimmedText(of: node).lettersInLowercase()
  }
}
