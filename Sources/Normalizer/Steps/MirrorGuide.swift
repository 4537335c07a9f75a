internal import FeedModel
internal import HTML

/// feedx's older footer: `<font color="red">订阅指南…`, up to the end of the next line.
enum MirrorGuide {
  static func remove(
    _ rule: PromoRule, from document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    for node in document.elements(.font, in: document.root) {
      let color = document.bytes(of: .color, node) ?? []
      guard color.equalsIgnoringCase("red".utf8), document.isAttached(node, to: document.root)
      else { continue }
      guard let text = document.trimmedText(of: node, upTo: 600),
        rule.markers.contains(where: { text.starts(with: $0) })
      else { continue }
      for part in [node] + nextLine(after: node, rule, in: document) {
        work.log.recordRemoval(rule.name, of: part, in: document)
        document.detach(part)
      }
    }
  }

  /// The rest of the marker's line and the line after it, if that names the mirror.
  private static func nextLine(
    after id: NodeID, _ rule: PromoRule, in document: borrowing HTMLDocument
  ) -> [NodeID] {
    var nodes: [NodeID] = []
    var breaks = 0
    var namesMirror = false
    var next = document.nextSibling(of: id)
    while let node = next, breaks < 2 {
      if document.isElement(node, .br) {
        breaks += 1
      } else if document.isElement(node, .a), let href = document.attribute(.href, of: node),
        MirrorFooter.isMirror(WebAddress(written: href)?.host, rule)
      {
        namesMirror = true
      } else if !document.isInvisible(node) {
        guard document.isText(node) else { break }
        let text = document.trimmedText(of: node)
        let names = rule.hosts.contains { text.firstRange(ofBytes: Array($0.utf8)) != nil }
        guard names else { break }
        namesMirror = true
      }
      nodes.append(node)
      next = document.nextSibling(of: node)
    }
    return namesMirror ? nodes : []
  }
}
