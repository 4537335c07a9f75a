internal import FeedModel
internal import HTML

/// Frames and plug-ins: players that are known stay, at an address that tracks less; the rest
/// become links, with a picture where there is one.
enum Embeds {
  /// What comes next; `nil` for what follows the element.
  static func repair(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) -> NodeID? {
    let following = document.next(afterSubtree: node, in: document.root)
    guard let address = address(of: node, in: document, work) else {
      // Without an address, a plug-in shows what it contains.
      if document.isElement(node, .object) || document.isElement(node, .applet) {
        let next = document.next(after: node, in: document.root)
        work.log.recordChange(
          "embed.empty", of: node, before: document.openTag(of: node), after: "", in: document)
        document.unwrap(node)
        return next
      }
      work.log.recordRemoval("embed.empty", of: node, in: document)
      document.detach(node)
      return following
    }
    replace(node, address, in: &document, &work)
    return following
  }

  /// `<amp-youtube data-videoid=…>`
  static func repairVideo(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) -> NodeID? {
    let following = document.next(afterSubtree: node, in: document.root)
    if let name = document.attributeName("data-videoid"),
      let id = document.attribute(name, of: node),
      let address = WebAddress("https://www.youtube.com/embed/\(id)")
    {
      replace(node, address, in: &document, &work)
    }
    return following
  }

  private static func address(
    of node: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> WebAddress? {
    for name in [AttributeName.src, .data] {
      if let value = document.attribute(name, of: node), !value.isEmpty,
        let address = WebAddress(value, base: work.base), address.isHTTP
      {
        return address
      }
    }
    return nil
  }

  private static func replace(
    _ node: NodeID, _ address: WebAddress, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    let before = work.log.isOn ? document.openTag(of: node) : ""
    var name = "embed.other"
    var replacement: NodeID?
    if let parts = AddressParts(address), let found = work.rules.embeds.rule(for: parts) {
      name = found.rule.name
      let embed = Embed(address: address, parts: parts, rule: found.rule, matched: found.matched)
      switch found.rule.outcome {
      case .drop:
        work.log.recordRemoval(name, of: node, in: document)
        document.detach(node)
        return
      case .player:
        if player(node, embed, in: &document) {
          let after = work.log.isOn ? document.openTag(of: node) : ""
          if after != before {
            work.log.recordChange(name, of: node, before: before, after: after, in: document)
          }
          return
        }
      case .link: break
      }
      replacement = link(to: embed.page, picture: embed.picture, from: node, in: &document)
    }
    let link = replacement ?? link(to: address, picture: nil, from: node, in: &document)
    document.replace(node, with: link)
    work.log.recordChange(
      name, of: link, before: before, after: document.markup(of: link), in: document)
  }

  /// Gives a frame its better address; `false` when it has none.
  private static func player(
    _ node: NodeID, _ embed: Embed, in document: inout HTMLDocument
  ) -> Bool {
    guard let address = embed.player else { return false }
    document.rename(node, to: .iframe)
    document.detachChildren(of: node)
    if document.attribute(.src, of: node) != address.href {
      document.setAttribute(.src, to: address.href, of: node)
    }
    return true
  }

  private static func link(
    to address: WebAddress, picture: WebAddress?, from node: NodeID,
    in document: inout HTMLDocument
  ) -> NodeID {
    let link = document.makeElement(.a)
    document.setAttribute(.href, to: address.href, of: link)
    if let picture {
      let image = document.makeElement(.img)
      document.setAttribute(.src, to: picture.href, of: image)
      document.setAttribute(.alt, to: "", of: image)
      document.append(image, to: link)
    }
    var title = Array((document.attribute(.title, of: node) ?? "").utf8).collapsedSpaces
    if title.isEmpty { title = Array(address.href.utf8) }
    document.append(document.makeText(String(decoding: title, as: UTF8.self)), to: link)
    return link
  }
}

/// A frame's address and the rule that knows it.
struct Embed {
  let address: WebAddress
  let parts: AddressParts
  let rule: EmbedRule
  let matched: Range<Int>

  /// What the rule's `id` names.
  private var id: String? {
    switch rule.id {
    case nil: return nil
    case "segment":
      let rest = parts.bytes[matched.upperBound..<max(matched.upperBound, parts.path.upperBound)]
      let segment = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "&") }
      return segment.isEmpty ? nil : String(decoding: segment, as: UTF8.self)
    case let name?:
      guard let value = parts.value(of: name.utf8), !value.isEmpty else { return nil }
      return String(decoding: ByteCoding.percentDecoded(value), as: UTF8.self)
    }
  }

  /// The player's address, less what it need not know.
  var player: WebAddress? {
    var text = parts.originText + String(decoding: parts.pathBytes, as: UTF8.self)
    if let to = rule.to {
      if rule.id != nil {
        guard let id else { return nil }
        text = to.replacing("{id}", with: Array(id.utf8))
      } else {
        text = to
      }
    }
    if text.utf8.starts(with: "http:".utf8) { text = "https:" + text.utf8Dropping(5) }
    var parameters = kept
    if let add = rule.add {
      let name = add.utf8.prefix { $0 != UInt8(ascii: "=") }
      parameters.removeAll { $0.utf8.prefix { $0 != UInt8(ascii: "=") }.elementsEqual(name) }
      parameters.append(add)
    }
    if !parameters.isEmpty {
      text += text.utf8.contains(UInt8(ascii: "?")) ? "&" : "?"
      text += parameters.joined(separator: "&")
    }
    return WebAddress(text)
  }

  private var kept: [String] {
    parts.parameters.compactMap { parameter in
      let piece = parts.bytes[parameter]
      let name = parts.pair(parameter).name
      guard rule.keep.contains(where: { name.elementsEqual($0.utf8) }) else { return nil }
      return String(decoding: piece, as: UTF8.self)
    }
  }

  /// The page that shows the same.
  var page: WebAddress {
    guard let template = rule.link, let id,
      let page = WebAddress(template.replacing("{id}", with: Array(id.utf8))), page.isHTTP
    else { return address }
    return page
  }

  var picture: WebAddress? {
    guard let template = rule.picture, let id else { return nil }
    return WebAddress(template.replacing("{id}", with: Array(id.utf8)))
  }
}

extension String {
  fileprivate func utf8Dropping(_ count: Int) -> String {
    String(decoding: Array(utf8.dropFirst(count)), as: UTF8.self)
  }
}
