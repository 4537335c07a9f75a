internal import FeedModel
internal import HTML

/// Reddit: `submitted by <a>/u/…</a> <br> <span><a>[link]</a></span> <span><a>[comments]</a></span>`
/// becomes one line; a link to the comments themselves is said once.
enum SubmittedLine {
  static func tidy(
    _ rule: PromoRule, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    for text in document.descendants(of: document.root, where: { $0.isText($1) }) {
      guard isStart(text, rule, in: document), let parts = parts(from: text, rule, in: document)
      else { continue }
      if isTidy(parts.nodes, in: document) { continue }
      let before = work.log.isOn ? parts.nodes.map { document.markup(of: $0) }.joined() : ""
      let line = document.makeElement(.p)
      document.insert(line, before: text)
      document.append(document.makeText("submitted by "), to: line)
      for (index, link) in parts.links.enumerated() {
        if index > 0 { document.append(document.makeText(" "), to: line) }
        document.append(link, to: line)
      }
      for node in parts.nodes where !parts.links.contains(node) { document.detach(node) }
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

  private static func isStart(
    _ text: NodeID, _ rule: PromoRule, in document: borrowing HTMLDocument
  ) -> Bool {
    document.withText(of: text) { bytes in
      bytes.count <= 64 && bytes.copied.trimmedSpaces.elementsEqual("submitted by".utf8)
    }
  }

  /// The siblings of the line, and its links: the author's, `[link]`, `[comments]`.
  private static func parts(
    from text: NodeID, _ rule: PromoRule, in document: borrowing HTMLDocument
  ) -> (nodes: [NodeID], links: [NodeID])? {
    var nodes = [text]
    var links: [NodeID] = []
    var next = document.nextSibling(of: text)
    while let node = next, nodes.count < 16, links.count < 3 {
      nodes.append(node)
      if document.isElement(node, .a) {
        links.append(node)
      } else if document.isElement(node, .span), let only = document.onlyVisibleChild(of: node),
        document.isElement(only, .a)
      {
        links.append(only)
      } else if !document.isInvisible(node), !document.isElement(node, .br) {
        return nil
      }
      next = document.nextSibling(of: node)
    }
    guard links.count == 3, isAt(links[0], rule, in: document),
      says("[link]", links[1], in: document), says("[comments]", links[2], in: document)
    else { return nil }
    if document.bytes(of: .href, links[1]) == document.bytes(of: .href, links[2]) {
      links.remove(at: 1)
    }
    return (nodes, links)
  }

  private static func isAt(
    _ link: NodeID, _ rule: PromoRule, in document: borrowing HTMLDocument
  ) -> Bool {
    guard let address = document.attribute(.href, of: link).flatMap({ WebAddress(written: $0) })
    else {
      return false
    }
    return rule.hosts.contains { address.isWithin($0) }
      && address.path.utf8.starts(with: "/u".utf8)
  }

  private static func says(
    _ words: String, _ link: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    document.trimmedText(of: link, upTo: 32)?.elementsEqual(words.utf8) == true
  }
}
