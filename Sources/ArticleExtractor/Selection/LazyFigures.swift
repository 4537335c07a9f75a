import HTML

// Figures whose picture a script puts in

extension ArticleTree {
  /// Gives a figure without a picture the one that its attributes name: scripts draw pictures late, and
  /// the markup says which.
  func restorePictures(in content: NodeID, _ document: inout HTML.Document) {
    var figures: [(node: NodeID, source: String)] = []
    var open: (node: NodeID, end: NodeID?, source: String?, hasPicture: Bool)?
    var current: NodeID? = content
    while let node = current {
      if let figure = open, figure.end == node {
        if let source = figure.source, !figure.hasPicture { figures.append((figure.node, source)) }
        open = nil
      }
      if open == nil, document.isElement(node, .figure) {
        open = (node, document.next(afterSubtree: node, in: content), nil, false)
      }
      if open != nil, document.isElement(node) {
        switch ElementRole.of(node, document) {
        case .picture, .frame, .ornament: open?.hasPicture = true
        default:
          if open?.source == nil {
            open?.source = ArticleTree.pictureAddress(of: node, document)
          }
        }
      }
      current = document.next(after: node, in: content)
    }
    if let figure = open, let source = figure.source, !figure.hasPicture {
      figures.append((figure.node, source))
    }
    for figure in figures {
      let picture = document.makeElement(.img)
      document.setAttribute(.src, to: figure.source, of: picture)
      if let first = document.firstChild(of: figure.node) {
        document.insert(picture, before: first)
      } else {
        document.append(picture, to: figure.node)
      }
    }
  }

  /// The first attribute that is the address of a picture and nothing else.
  static func pictureAddress(
    of node: NodeID, _ document: borrowing HTML.Document
  ) -> String? {
    guard document.hasAttributes(node) else { return nil }
    var found: String?
    document.forEachAttribute(of: node) { _, value in
      if found == nil, value.count < 2_000, isPictureAddress(value) { found = String(value) }
    }
    return found
  }

  /// Whether a text is an address with a scheme or of this host that ends in a picture's name.
  static func isPictureAddress(_ text: Span<UInt8>) -> Bool {
    guard text.count > 8, text[0] == UInt8(ascii: "/") || text[0] | 0x20 == UInt8(ascii: "h")
    else { return false }
    var colons = 0
    var end = text.count
    for index in text.indices {
      switch text[index] {
      case 0...0x20, UInt8(ascii: "<"), UInt8(ascii: "\""), UInt8(ascii: "{"): return false
      case UInt8(ascii: ":"): colons += 1
      case UInt8(ascii: "?"), UInt8(ascii: "#"): end = min(end, index)
      default: break
      }
    }
    guard text[0] == UInt8(ascii: "/") || colons > 0 else { return false }
    let endings: [StaticString] = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"]
    return endings.contains { ending in
      ending.withUTF8Buffer { ending in
        guard end > ending.count else { return false }
        return ending.indices.allSatisfy {
          text[end - ending.count + $0] | 0x20 == ending[$0] | 0x20
        }
      }
    }
  }
}
