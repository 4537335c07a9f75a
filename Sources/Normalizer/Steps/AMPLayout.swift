internal import HTML

/// What AMP's `layout` makes of a size.
enum AMPLayout {
  /// Pixels from which a size is one, and not the ratio of its sides alone.
  private static let smallest = 40.0

  /// Takes the size from an element that is as wide as its place: `width="16" height="9"` and even
  /// `width="1" height="1"` are the ratio of its sides.
  static func dropRatio(of node: NodeID, in document: inout HTMLDocument) {
    guard let name = document.attributeName("layout"),
      let layout = document.bytes(of: name, node)?.inLowercase().trimmedBlanks,
      ["responsive", "fill", "fixed-height", "flex-item"].contains(where: {
        layout.elementsEqual($0.utf8)
      })
    else { return }
    for name in [AttributeName.width, .height] {
      guard let size = document.bytes(of: name, node).flatMap({ Length.pixels($0) }) else {
        continue
      }
      if size >= smallest { return }
    }
    document.removeAttribute(.width, of: node)
    document.removeAttribute(.height, of: node)
  }
}
