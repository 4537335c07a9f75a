import HTML

/// Leaves of a page what is the article's, in the page's own tree.
struct ArticleTree {
  private let outline: Outline
  private let isKept: [Bool]
  private let reasons: [BlockDecision.Reason]
  /// How many of the blocks before one are kept.
  private var counts: [Int32] = [0]

  init(_ outline: Outline, _ isKept: [Bool], _ reasons: [BlockDecision.Reason]) {
    self.outline = outline
    self.isKept = isKept
    self.reasons = reasons
    counts.reserveCapacity(isKept.count + 1)
    var count: Int32 = 0
    for kept in isKept {
      count += kept ? 1 : 0
      counts.append(count)
    }
  }

  private func hasKept(_ region: Outline.Region) -> Bool {
    counts[Int(region.endBlock)] > counts[Int(region.firstBlock)]
  }

  /// Takes all else out of the tree; the innermost element that holds what stays.
  func prune(_ document: inout HTML.Document) -> NodeID? {
    guard let first = outline.regions.first, hasKept(first) else { return nil }
    dropRegions(&document)
    for index in outline.blocks.indices {
      let block = outline.blocks[index]
      if !isKept[index] {
        dropLeaves(of: block, &document)
      } else if reasons[index] == .picture, block.hasText {
        dropLeaves(of: block, onlyText: true, &document)
      }
    }
    dropLastPointer(&document)
    guard let content = innermost() else { return nil }
    dropControls(in: content, &document)
    joinCaptions(in: content, &document)
    restorePictures(in: content, &document)
    return content
  }

  private func dropRegions(_ document: inout HTML.Document) {
    var index = 1
    while index < outline.regions.count {
      let region = outline.regions[index]
      index += 1
      if hasKept(region) { continue }
      // An empty cell keeps its column.
      if region.name == .td || region.name == .th { continue }
      document.detach(region.node)
      // What lies in it is gone as well.
      while index < outline.regions.count, outline.regions[index].depth > region.depth {
        index += 1
      }
    }
  }

  /// Takes out what a block shows, and the inline elements that it leaves empty.
  private func dropLeaves(
    of block: Outline.Block, onlyText: Bool = false, _ document: inout HTML.Document
  ) {
    for leaf in outline.leaves[Int(block.firstLeaf)..<Int(block.endLeaf)] {
      if onlyText, !document.isText(leaf) { continue }
      var node = leaf
      while let parent = document.parent(of: node) {
        document.detach(node)
        guard ElementRole.of(parent, document) == .inline, document.firstChild(of: parent) == nil
        else { break }
        node = parent
      }
    }
  }

  /// Takes out a link behind the last sentence whose text ends in an arrow: “Back to the first page »”.
  private func dropLastPointer(_ document: inout HTML.Document) {
    guard
      let index = outline.blocks.indices.last(where: { isKept[$0] && outline.blocks[$0].hasText })
    else { return }
    let block = outline.blocks[index]
    let leaves = outline.leaves[Int(block.firstLeaf)..<Int(block.endLeaf)]
    guard let last = leaves.last(where: { document.isText($0) && !document.isBlankText($0) }),
      ArticleTree.endsInArrow(last, document)
    else { return }
    var link = document.parent(of: last)
    for _ in 0..<4 {
      guard let node = link, !document.isElement(node, .a) else { break }
      link = document.parent(of: node)
    }
    guard let link, document.isElement(link, .a), link != outline.regions[Int(block.region)].node
    else { return }
    // A line of its own may be a list's; what goes on behind a text is no part of it.
    guard let before = document.previousSibling(of: link), document.isText(before),
      document.withText(of: before, { ArticleTree.endsSentence($0) })
    else { return }
    document.detach(link)
  }

  private static func endsSentence(_ text: Span<UInt8>) -> Bool {
    var end = text.count
    while end > 0, text[end - 1] <= 0x20 { end -= 1 }
    guard end > 0 else { return false }
    let last = text[end - 1]
    // Ends and quotation marks of other scripts have three bytes.
    return [0x2E, 0x21, 0x3F, 0x22, 0x29].contains(last)
      || end > 2 && (text[end - 3] == 0xE2 || text[end - 3] == 0xE3 || text[end - 3] == 0xEF)
  }

  private static func endsInArrow(_ text: NodeID, _ document: borrowing HTML.Document) -> Bool {
    document.withText(of: text) { text in
      var end = text.count
      while end > 0, text[end - 1] <= 0x20 { end -= 1 }
      // « opens what » closes.
      for index in 0..<max(0, end - 1) where text[index] == 0xC2 && text[index + 1] == 0xAB {
        return false
      }
      if end > 1, text[end - 1] == UInt8(ascii: ">"), text[end - 2] == UInt8(ascii: ">") {
        return true
      }
      // U+00BB and U+2192.
      if end > 1, text[end - 2] == 0xC2, text[end - 1] == 0xBB { return true }
      return end > 2 && text[end - 3] == 0xE2 && text[end - 2] == 0x86 && text[end - 1] == 0x92
    }
  }

  /// The smallest region that has all kept blocks, and is no part of a table or a list.
  private func innermost() -> NodeID? {
    let total = counts[counts.count - 1]
    var best: NodeID?
    for region in outline.regions {
      if counts[Int(region.endBlock)] - counts[Int(region.firstBlock)] == total {
        switch region.name {
        case .ul, .ol, .dl, .li, .table, .tbody, .thead, .tr, .pre, .blockquote, .p, .figure:
          return best
        default: best = region.node
        }
      }
    }
    return best
  }

  /// Takes out what is never shown, and what asks for something.
  private func dropControls(in content: NodeID, _ document: inout HTML.Document) {
    document.walk(from: content) { document, node in
      guard document.isElement(node) else {
        if document.isComment(node) { document.detach(node) }
        return .skipChildren
      }
      guard ElementRole.of(node, document) == .skipped else { return .descend }
      switch document.name(of: node) {
      case .source, .track, .param, .area, .col, .colgroup: return .skipChildren
      case .template where document.hasShadowRoot(node):
        document.unwrap(node)
        return .descend
      default:
        document.detach(node)
        return .skipChildren
      }
    }
  }

  /// Puts captions that stand behind their figures into them, which is where a caption is one.
  private func joinCaptions(in content: NodeID, _ document: inout HTML.Document) {
    var captions: [NodeID] = []
    document.walk(from: content) { document, node in
      if document.isElement(node, .figcaption) { captions.append(node) }
      return .descend
    }
    var last: NodeID?
    for caption in captions {
      guard let figure = ArticleTree.figure(before: caption, document), figure != last else {
        continue
      }
      last = figure
      var child = document.firstChild(of: figure)
      while let node = child, !document.isElement(node, .figcaption) {
        child = document.nextSibling(of: node)
      }
      guard child == nil else { continue }
      document.detach(caption)
      document.append(caption, to: figure)
    }
  }

  /// The figure right before a caption, but for blanks.
  private static func figure(
    before caption: NodeID, _ document: borrowing HTML.Document
  ) -> NodeID? {
    var previous = document.previousSibling(of: caption)
    for _ in 0..<3 {
      guard let node = previous else { return nil }
      if document.isElement(node, .figure) { return node }
      guard document.isText(node), document.isBlankText(node) else { return nil }
      previous = document.previousSibling(of: node)
    }
    return nil
  }
}
