internal import HTML

/// The last line of a document, and those of the blocks that stand last, from the outside to the inside.
struct ClosingLines {
  /// Bytes of the longest note.
  private static let longest = 1000
  /// Blocks within blocks that are looked into.
  private static let deepest = 6

  private(set) var all: [LastLine] = []

  init(of document: borrowing HTMLDocument) {
    var block = document.root
    for _ in 0..<ClosingLines.deepest {
      guard let line = LastLine(of: block, in: document, upTo: ClosingLines.longest) else { return }
      all.append(line)
      guard line.isBlock(in: document) else { return }
      block = line.nodes[0]
    }
  }
}

/// The last line of a block: the nodes behind its last break or block, or that block itself.
struct LastLine {
  let block: NodeID
  /// The last comes first.
  private(set) var nodes: [NodeID] = []
  /// What they say, runs of blanks as one; empty where that is too long.
  private(set) var text: [UInt8] = []

  /// `nil` where nothing stands there, a picture or player does, or more than `limit` bytes of text. A
  /// block that holds any of it is a line without a text: it may end with one.
  init?(of block: NodeID, in document: borrowing HTMLDocument, upTo limit: Int) {
    self.block = block
    var current = document.lastChild(of: block)
    while let node = current {
      current = document.previousSibling(of: node)
      let isBreak = document.isElement(node, .br)
      if document.isInvisible(node) || isBreak || LastLine.isEmpty(node, in: document) {
        if nodes.isEmpty || !isBreak { continue }
        break
      }
      let isBlock = document.isElement(node) && ContentModel.isBlock(document.name(of: node))
      if isBlock, !nodes.isEmpty { break }
      guard let own = document.trimmedText(of: node, upTo: limit), !document.holdsMedia(node)
      else {
        guard isBlock else { return nil }
        nodes = [node]
        return
      }
      nodes.append(node)
      let isSpaced = text.first == 0x20 || LastLine.ends(node, in: document)
      text = own + (isSpaced ? [0x20] : []) + text
      if text.count > limit { return nil }
      if isBlock { break }
      if LastLine.begins(node, in: document) { text.insert(0x20, at: 0) }
    }
    if nodes.isEmpty { return nil }
    text = text.collapsedSpaces
  }

  /// Whether it is one block.
  func isBlock(in document: borrowing HTMLDocument) -> Bool {
    nodes.count == 1 && document.isElement(nodes[0])
      && ContentModel.isBlock(document.name(of: nodes[0]))
  }

  private static func isEmpty(_ id: NodeID, in document: borrowing HTMLDocument) -> Bool {
    document.isElement(id) && document.firstChild(of: id) == nil && !document.isMedia(id)
  }

  /// Whether a text begins with a blank.
  private static func begins(_ id: NodeID, in document: borrowing HTMLDocument) -> Bool {
    document.isText(id) && document.withText(of: id) { $0.count > 0 && $0[0].isHTMLBlank }
  }

  /// Whether a text ends with a blank.
  private static func ends(_ id: NodeID, in document: borrowing HTMLDocument) -> Bool {
    document.isText(id)
      && document.withText(of: id) { $0.count > 0 && $0[$0.count - 1].isHTMLBlank }
  }
}
