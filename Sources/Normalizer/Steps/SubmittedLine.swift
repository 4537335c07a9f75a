internal import FeedModel
internal import HTML

/// Reddit: `submitted by <a>/u/…</a> to <a>r/…</a> <br> <span><a>[link]</a></span> <span><a>[comments]</a></span>`
/// becomes one line, without the table that it is laid out in beside a picture; a link to the comments
/// themselves is said once.
enum SubmittedLine {
  static func tidy(
    _ rule: PromoRule, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    for text in document.descendants(of: document.root, where: { $0.isText($1) }) {
      guard says("submitted by", text, in: document),
        let parts = parts(from: text, rule, in: document)
      else { continue }
      let table = layout(around: text, in: document)
      if table == nil, isTidy(parts.nodes, in: document) { continue }
      let before =
        !work.log.isOn
        ? "" : (table.map { [$0] } ?? parts.nodes).map { document.markup(of: $0) }.joined()
      let line = document.makeElement(.p)
      document.insert(line, before: text)
      document.append(document.makeText("submitted by "), to: line)
      for (index, link) in parts.links.enumerated() {
        if index > 0 {
          let isPlace = index == 1 && parts.hasPlace
          document.append(document.makeText(isPlace ? " to " : " "), to: line)
        }
        document.append(link, to: line)
      }
      for node in parts.nodes where !parts.links.contains(node) { document.detach(node) }
      if let table { unfold(table, in: &document) }
      work.log.recordChange(
        rule.name, of: line, before: before, after: document.markup(of: line), in: document)
    }
  }

  /// Whether the line is a paragraph of its own already, without breaks and spans.
  private static func isTidy(_ nodes: [NodeID], in document: borrowing HTMLDocument) -> Bool {
    guard let paragraph = document.parent(of: nodes[0]), document.isElement(paragraph, .p),
      document.visibleChildren(of: paragraph, upTo: nodes.count + 1).allSatisfy(nodes.contains)
    else { return false }
    return nodes.allSatisfy { document.isText($0) || document.isElement($0, .a) }
  }

  // MARK: The line

  private struct Parts {
    /// The siblings of the line.
    var nodes: [NodeID]
    /// The author's link, where several boards are shown the board's, `[link]`, `[comments]`.
    var links: [NodeID] = []
    var hasPlace = false
  }

  private static func parts(
    from text: NodeID, _ rule: PromoRule, in document: borrowing HTMLDocument
  ) -> Parts? {
    var parts = Parts(nodes: [text])
    var next = document.nextSibling(of: text)
    while let node = next, parts.nodes.count < 20, parts.links.count < (parts.hasPlace ? 4 : 3) {
      parts.nodes.append(node)
      if document.isElement(node, .a) {
        parts.links.append(node)
      } else if document.isElement(node, .span), let only = document.onlyVisibleChild(of: node),
        document.isElement(only, .a)
      {
        parts.links.append(only)
      } else if parts.links.count == 1, says("to", node, in: document) {
        parts.hasPlace = true
      } else if !document.isInvisible(node), !document.isElement(node, .br) {
        return nil
      }
      next = document.nextSibling(of: node)
    }
    guard parts.links.count == (parts.hasPlace ? 4 : 3),
      leads(parts.links[0], below: "/u", rule, in: document),
      !parts.hasPlace || leads(parts.links[1], below: "/", rule, in: document)
    else { return nil }
    let link = parts.links.count - 2
    guard says("[link]", parts.links[link], in: document),
      saysComments(parts.links[link + 1], in: document)
    else { return nil }
    if document.bytes(of: .href, parts.links[link])
      == document.bytes(of: .href, parts.links[link + 1])
    {
      parts.links.remove(at: link)
    }
    return parts
  }

  private static func leads(
    _ link: NodeID, below path: String, _ rule: PromoRule, in document: borrowing HTMLDocument
  ) -> Bool {
    guard let address = document.attribute(.href, of: link).flatMap({ WebAddress(written: $0) })
    else {
      return false
    }
    return rule.hosts.contains { address.isWithin($0) }
      && address.path.utf8.starts(with: path.utf8)
  }

  private static func says(
    _ words: String, _ node: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    if document.isText(node), document.withText(of: node, { $0.count > 64 }) { return false }
    return document.trimmedText(of: node, upTo: 32)?.elementsEqual(words.utf8) == true
  }

  /// `[comments]`, `[527 comments]`
  private static func saysComments(_ link: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard let text = document.trimmedText(of: link, upTo: 32), text.first == UInt8(ascii: "[")
    else { return false }
    let words = text.dropFirst().drop { $0.isASCIIDigit || $0 == 0x20 || $0 == UInt8(ascii: ",") }
    return words.elementsEqual("comments]".utf8) || words.elementsEqual("comment]".utf8)
  }

  // MARK: The table

  /// The table of one row that a line stands in, beside a picture at most.
  private static func layout(around text: NodeID, in document: borrowing HTMLDocument) -> NodeID? {
    guard let cell = document.parent(of: text), document.isElement(cell, .td),
      let table = document.ancestor(of: cell, named: .table),
      document.elements(.tr, in: table).count == 1, document.elements(.th, in: table).isEmpty,
      document.elements(.table, in: table).isEmpty
    else { return nil }
    let cells = document.elements(.td, in: table)
    let isLayout = cells.count <= 2 && cells.allSatisfy { $0 == cell || !document.showsText($0) }
    return isLayout ? table : nil
  }

  /// Puts what the cells hold before the table, which goes.
  private static func unfold(_ table: NodeID, in document: inout HTMLDocument) {
    for cell in document.elements(.td, in: table) {
      let holdsBlock = document.children(of: cell).contains { child in
        document.isElement(child) && ContentModel.isBlock(document.name(of: child))
      }
      if holdsBlock {
        for child in document.children(of: cell) { document.insert(child, before: table) }
      } else if document.hasVisibleChild(cell) {
        let paragraph = document.makeElement(.p)
        document.moveChildren(of: cell, to: paragraph)
        document.insert(paragraph, before: table)
      }
    }
    document.detach(table)
  }
}
