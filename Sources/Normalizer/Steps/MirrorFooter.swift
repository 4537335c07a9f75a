internal import FeedModel
internal import HTML

/// feedx's footer: `<br><hr><div>获取更多RSS：<br><a href="https://feedx.net">…</a> <br>…</div>`,
/// last or not, at top level or not, also bare after `<hr>`.
///
/// What an article left open before it (`<b>`, `<a href>`) comes up again inside it.
enum MirrorFooter {
  /// Whether there was one.
  static func remove(
    _ rule: PromoRule, from document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Bool {
    var changed = false
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      var following = document.next(after: node, in: document.root)
      let marker = document.isText(node) ? marker(rule, at: node, in: document) : nil
      let footer = marker.flatMap { self.footer(at: node, $0, rule, in: document) }
      // One that stays may end a footer later.
      if marker != nil, footer == nil { work.hasFooterMarker = true }
      if let footer {
        let rulers = rulers(before: footer[0], in: document)
        following = document.next(afterSubtree: footer[footer.count - 1], in: document.root)
        for part in rulers + footer {
          work.log.recordRemoval(rule.name, of: part, in: document)
          document.detach(part)
        }
        changed = true
      }
      current = following
    }
    return changed
  }

  /// The marker that a text begins with, blanks aside.
  private static func marker(
    _ rule: PromoRule, at id: NodeID, in document: borrowing HTMLDocument
  ) -> [UInt8]? {
    document.withText(of: id) { text in
      guard text.count > 0,
        UnicodeBlanks.mayBegin(with: text[0]) || rule.firstBytes.contains(text[0])
      else { return nil }
      var start = 0
      while start < text.count {
        let length = UnicodeBlanks.length(at: start, count: text.count) { text[$0] }
        if length == 0 { break }
        start += length
      }
      guard start < text.count else { return nil }
      let first = text[start]
      for marker in rule.markers where marker.first == first {
        if text.extracting(start..<text.count).starts(with: marker) { return marker }
      }
      return nil
    }
  }

  /// The nodes of the footer whose text begins with the marker; `nil` when it is prose.
  private static func footer(
    at text: NodeID, _ marker: [UInt8], _ rule: PromoRule, in document: borrowing HTMLDocument
  ) -> [NodeID]? {
    var top = text
    while let parent = document.parent(of: top), firstVisible(parent, in: document) == top {
      if document.isElement(parent, .div) {
        let shape = FooterShape(rule, marker, document.children(of: parent), in: document)
        return shape.isFooter ? [parent] : nil
      }
      guard isWrapper(parent, in: document) || document.isElement(parent, .a) else { break }
      top = parent
    }
    return bareFooter(at: top, marker, rule, in: document)
  }

  private static func firstVisible(
    _ id: NodeID, in document: borrowing HTMLDocument
  ) -> NodeID? {
    guard let first = document.firstChild(of: id) else { return nil }
    return document.isInvisible(first) ? document.nextVisibleSibling(of: first) : first
  }

  /// Links and line breaks of a bare footer; a bound, because shorter and shorter runs are tried.
  private static let mostNodes = 24

  /// The marker after a ruler, with the line breaks and links behind it.
  private static func bareFooter(
    at start: NodeID, _ marker: [UInt8], _ rule: PromoRule, in document: borrowing HTMLDocument
  ) -> [NodeID]? {
    guard !rulers(before: start, in: document).isEmpty else { return nil }
    var nodes = [start]
    var next = follower(of: start, in: document)
    while let node = next, nodes.count < mostNodes {
      guard
        document.isInvisible(node) || document.isElement(node, .br)
          || FooterShape.isMirrorLink(node, rule, in: document)
          || isWrapper(node, in: document)
      else { break }
      nodes.append(node)
      next = follower(of: node, in: document)
    }
    while nodes.count > 1 {
      if FooterShape(rule, marker, nodes, in: document).isFooter { return nodes }
      nodes.removeLast()
    }
    return FooterShape(rule, marker, nodes, in: document).isFooter ? nodes : nil
  }

  /// The next sibling; behind a link that was left open what follows the link.
  private static func follower(of id: NodeID, in document: borrowing HTMLDocument) -> NodeID? {
    if let next = document.nextSibling(of: id) { return next }
    guard let parent = document.parent(of: id), document.isElement(parent, .a) else { return nil }
    return document.nextSibling(of: parent)
  }

  /// Elements that change no line: what an article left open, and names fused with an attribute.
  static func isWrapper(_ id: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard document.isElement(id) else { return false }
    switch document.name(of: id) {
    case .b, .i, .em, .strong, .font, .span, .u, .small, .big, .s, .strike, .code, .tt, .center, .p:
      return true
    case let name: return document.isOwn(name)
    }
  }

  private static func isRuler(_ id: NodeID, in document: borrowing HTMLDocument) -> Bool {
    if document.isElement(id, .br) || document.isElement(id, .hr) { return true }
    guard isWrapper(id, in: document) || document.isElement(id, .a) else { return false }
    let children = document.visibleChildren(of: id, upTo: 3)
    return !children.isEmpty && children.count <= 2
      && children.allSatisfy { document.isElement($0, .br) || document.isElement($0, .hr) }
  }

  /// At most two `br` or `hr` before the footer.
  private static func rulers(before id: NodeID, in document: borrowing HTMLDocument) -> [NodeID] {
    var rulers: [NodeID] = []
    var previous = document.previousVisibleSibling(of: id)
    while rulers.count < 2, let node = previous {
      if isRuler(node, in: document) {
        rulers.append(node)
        previous = document.previousVisibleSibling(of: node)
      } else if isWrapper(node, in: document) || document.isElement(node, .a),
        let last = document.lastChild(of: node)
      {
        previous = document.isInvisible(last) ? document.previousVisibleSibling(of: last) : last
      } else {
        break
      }
    }
    return rulers
  }

  /// Whether a host is the mirror's name and one label: `feedx.net`, `www.feedx.run`.
  static func isMirror(_ host: String?, _ rule: PromoRule) -> Bool {
    guard var name = host?.utf8.map({ $0 })[...] else { return false }
    if name.starts(with: "www.".utf8) { name = name.dropFirst(4) }
    return rule.hosts.contains { prefix in
      let label = name.dropFirst(prefix.utf8.count)
      return name.starts(with: prefix.utf8) && !label.isEmpty
        && (!prefix.hasSuffix(".") || label.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit })
    }
  }
}

/// What stands in a footer: the marker, links to the mirror, its address, line breaks; or more.
struct FooterShape {
  private let rule: PromoRule
  private let marker: [UInt8]
  private var text: [UInt8] = []
  private var hasMirror = false
  private var isPlain = true

  /// Bytes of the longest footer's text.
  private static let longest = 1000

  /// Colons, commas and bars, of Chinese too.
  fileprivate static let marks = [
    "：", ":", "，", ",", "、", "|", "·", "/", "；", ";", "。", "\u{A0}", "\u{3000}",
  ].map { Array($0.utf8) }

  /// Whether there is nothing but the marker and the mirror.
  private(set) var isFooter = false

  init(
    _ rule: PromoRule, _ marker: [UInt8], _ nodes: [NodeID], in document: borrowing HTMLDocument
  ) {
    self.rule = rule
    self.marker = marker
    for node in nodes where isPlain { read(node, in: document) }
    isFooter = isPlain && isMarkerAndAddresses() && hasMirror
  }

  private mutating func read(_ top: NodeID, in document: borrowing HTMLDocument) {
    var current: NodeID? = top
    while let node = current {
      var skipsChildren = false
      switch document.kind(of: node) {
      case .text:
        document.appendTextContent(of: node, to: &text)
        if text.count > FooterShape.longest {
          isPlain = false
          return
        }
      case .element:
        if FooterShape.isMirrorLink(node, rule, in: document) {
          hasMirror = true
          skipsChildren = true
          text.append(0x20)
        } else if document.isElement(node, .br) {
          text.append(0x20)
        } else if !MirrorFooter.isWrapper(node, in: document), !isLeftOpen(node, in: document) {
          isPlain = false
          return
        }
      case .comment, .doctype, .document: break
      }
      current =
        skipsChildren
        ? document.next(afterSubtree: node, in: top) : document.next(after: node, in: top)
    }
  }

  /// A link that the article left open, around the marker and nothing else.
  private func isLeftOpen(_ id: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard document.isElement(id, .a), let text = document.trimmedText(of: id, upTo: 60) else {
      return false
    }
    return text.isEmpty || (text.starts(with: marker) && text.count <= marker.count + 4)
  }

  /// Whether the text is the marker and addresses of the mirror.
  private mutating func isMarkerAndAddresses() -> Bool {
    var rest = text.trimmedSpaces
    guard rest.starts(with: marker) else { return false }
    rest = rest.dropFirst(marker.count)
    for word in rest.split(whereSeparator: \.isHTMLBlank) {
      let word = Array(word).trimmedPunctuation
      if word.isEmpty { continue }
      let name = String(decoding: word, as: UTF8.self)
      guard MirrorFooter.isMirror(WebAddress(name)?.host ?? name, rule) else { return false }
      hasMirror = true
    }
    return true
  }

  static func isMirrorLink(
    _ id: NodeID, _ rule: PromoRule, in document: borrowing HTMLDocument
  ) -> Bool {
    guard document.isElement(id, .a), let href = document.attribute(.href, of: id),
      let address = WebAddress(href.utf8.starts(with: "//".utf8) ? "https:" + href : href),
      MirrorFooter.isMirror(address.host, rule)
    else { return false }
    // The text is an address again, or names the mirror.
    return document.trimmedText(of: id, upTo: 120) != nil && !document.holdsMedia(id)
  }
}

extension [UInt8] {
  /// Without such marks at both ends.
  fileprivate var trimmedPunctuation: [UInt8] {
    var word = self[...]
    var isTrimmed = true
    while isTrimmed {
      isTrimmed = false
      for mark in FooterShape.marks {
        if word.starts(with: mark) {
          word = word.dropFirst(mark.count)
          isTrimmed = true
        }
        if word.suffix(mark.count).elementsEqual(mark), !word.isEmpty {
          word = word.dropLast(mark.count)
          isTrimmed = true
        }
      }
    }
    return Array(word)
  }
}
