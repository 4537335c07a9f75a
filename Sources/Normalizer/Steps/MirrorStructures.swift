internal import FeedModel
internal import HTML

/// feedx's footer: `<br><hr><div>获取更多RSS：<br><a href="https://feedx.net">…</a> <br>…</div>`,
/// last or not, at top level or not, also bare after `<hr>`.
enum MirrorFooter {
  static func remove(
    _ rule: PromoRule, from document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      var following = document.next(after: node, in: document.root)
      if document.isText(node), let marker = marker(rule, at: node, in: document),
        let footer = footer(at: node, marker, rule, in: document)
      {
        let rules = rulers(before: footer[0], in: document)
        following = document.next(afterSubtree: footer[footer.count - 1], in: document.root)
        for part in rules + footer {
          work.log.recordRemoval(rule.name, of: part, in: document)
          document.detach(part)
        }
      }
      current = following
    }
  }

  private static func marker(
    _ rule: PromoRule, at id: NodeID, in document: borrowing HTMLDocument
  ) -> [UInt8]? {
    document.withText(of: id) { text in
      var start = 0
      while start < text.count {
        let length = UnicodeBlanks.length(at: start, count: text.count) { text[$0] }
        if length == 0 { break }
        start += length
      }
      return rule.markers.first { marker in
        guard text.count - start >= marker.count else { return false }
        for index in marker.indices where text[start + index] != marker[index] { return false }
        return true
      }
    }
  }

  /// The nodes of the footer whose text begins with the marker; `nil` when it is prose.
  private static func footer(
    at text: NodeID, _ marker: [UInt8], _ rule: PromoRule, in document: borrowing HTMLDocument
  ) -> [NodeID]? {
    if let parent = document.parent(of: text), document.isElement(parent, .div),
      firstVisible(parent, in: document) == text,
      isFooter(document.children(of: parent), marker, rule, in: document)
    {
      return [parent]
    }
    return bareFooter(at: text, marker, rule, in: document)
  }

  private static func firstVisible(
    _ id: NodeID, in document: borrowing HTMLDocument
  ) -> NodeID? {
    guard let first = document.firstChild(of: id) else { return nil }
    return document.isInvisible(first) ? document.nextVisibleSibling(of: first) : first
  }

  /// The marker as text after a ruler, with the line breaks and links behind it.
  private static func bareFooter(
    at text: NodeID, _ marker: [UInt8], _ rule: PromoRule, in document: borrowing HTMLDocument
  ) -> [NodeID]? {
    guard let ruler = document.previousVisibleSibling(of: text),
      document.isElement(ruler, .hr) || document.isElement(ruler, .br)
    else { return nil }
    var nodes = [text]
    var next = document.nextSibling(of: text)
    while let node = next {
      guard
        document.isInvisible(node) || document.isElement(node, .br)
          || (document.isElement(node, .a) && isMirrorLink(node, rule, in: document))
      else { break }
      nodes.append(node)
      next = document.nextSibling(of: node)
    }
    guard isFooter(nodes, marker, rule, in: document) else { return nil }
    return nodes
  }

  /// Whether there are only links to the mirror, line breaks, and the marker.
  private static func isFooter(
    _ nodes: [NodeID], _ marker: [UInt8], _ rule: PromoRule,
    in document: borrowing HTMLDocument
  ) -> Bool {
    var text: [UInt8] = []
    for top in nodes {
      var current: NodeID? = top
      while let node = current {
        if document.isText(node) {
          if !isInLink(node, below: top, in: document) {
            document.appendTextContent(of: node, to: &text)
          }
        } else if document.isElement(node, .a) {
          guard isMirrorLink(node, rule, in: document) else { return false }
        } else if document.isElement(node), !document.isElement(node, .br) {
          return false
        }
        current = document.next(after: node, in: top)
      }
    }
    return isMarkerAlone(text, marker, rule)
  }

  private static func isInLink(
    _ id: NodeID, below top: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    guard id != top, let parent = document.parent(of: id) else { return false }
    return document.isElement(parent, .a)
  }

  /// The text less addresses is the marker and punctuation.
  private static func isMarkerAlone(_ text: [UInt8], _ marker: [UInt8], _ rule: PromoRule) -> Bool {
    for word in text.split(whereSeparator: \.isHTMLBlank) {
      var rest = word
      if rest.starts(with: marker) { rest = rest.dropFirst(marker.count) }
      for colon in ["：", ":"] where rest.starts(with: colon.utf8) {
        rest = rest.dropFirst(colon.utf8.count)
      }
      if rest.isEmpty || rest.trimmedSpaces.isEmpty { continue }
      guard let address = WebAddress(String(decoding: rest, as: UTF8.self)),
        isMirror(address.host, rule)
      else { return false }
    }
    return true
  }

  private static func isMirrorLink(
    _ id: NodeID, _ rule: PromoRule, in document: borrowing HTMLDocument
  ) -> Bool {
    guard let href = document.attribute(.href, of: id), let address = WebAddress(href),
      isMirror(address.host, rule)
    else { return false }
    // The text is an address again, or names the mirror.
    return document.trimmedText(of: id).count <= 120
  }

  /// Whether a host is the mirror's name and one label: `feedx.net`, `www.feedx.run`.
  static func isMirror(_ host: String?, _ rule: PromoRule) -> Bool {
    guard var name = host?.utf8.map({ $0 })[...] else { return false }
    if name.starts(with: "www.".utf8) { name = name.dropFirst(4) }
    return rule.hosts.contains { prefix in
      name.starts(with: prefix.utf8)
        && !name.dropFirst(prefix.utf8.count).isEmpty
        && (!prefix.hasSuffix(".") || !name.dropFirst(prefix.utf8.count).contains(0x2E))
    }
  }

  /// At most two `br` or `hr` before the footer.
  private static func rulers(before id: NodeID, in document: borrowing HTMLDocument) -> [NodeID] {
    var rulers: [NodeID] = []
    var previous = document.previousVisibleSibling(of: id)
    while rulers.count < 2, let node = previous,
      document.isElement(node, .br) || document.isElement(node, .hr)
    {
      rulers.append(node)
      previous = document.previousVisibleSibling(of: node)
    }
    return rulers
  }
}

/// feedx's older footer: `<font color="red">订阅指南…`, up to the end of the next line.
enum MirrorGuide {
  static func remove(
    _ rule: PromoRule, from document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    for node in document.elements(.font, in: document.root) {
      let color = document.bytes(of: .color, node) ?? []
      guard color.equalsIgnoringCase("red".utf8), document.isAttached(node, to: document.root)
      else { continue }
      let text = document.trimmedText(of: node)
      guard rule.markers.contains(where: { text.starts(with: $0) }), text.count <= 600 else {
        continue
      }
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
        MirrorFooter.isMirror(WebAddress(href)?.host, rule)
      {
        namesMirror = true
      } else if !document.isInvisible(node) {
        let text = document.trimmedText(of: node)
        let names = rule.hosts.contains { text.firstRange(ofBytes: Array($0.utf8)) != nil }
        guard document.isText(node), names else { break }
        namesMirror = true
      }
      nodes.append(node)
      next = document.nextSibling(of: node)
    }
    return namesMirror ? nodes : []
  }
}
