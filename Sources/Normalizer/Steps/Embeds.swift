internal import Bytes
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
    guard var address = FrameAddress.address(of: node, in: document, work) else {
      if let embed = FrameContent.embed(in: node, of: document, work),
        put(
          embed, title: EmbedLink.title(of: node, in: document), inPlaceOf: node, in: &document,
          &work)
      {
        return following
      }
      if let link = FrameContent.link(in: node, of: document, work) {
        link.replace(node, in: &document, rule: "embed.other", &work)
        return following
      }
      if document.isElement(node, .iframe), FrameCover.show(node, in: &document, &work) {
        return following
      }
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
    if let (inner, rule) = FrameAddress.inner(of: address, work) {
      work.log.recordChange(
        rule, of: node, before: address.href, after: inner.href, in: document)
      address = inner
    }
    let inner = document.next(after: node, in: node)
    replace(node, address, in: &document, &work)
    // What a plug-in contained stands in its place.
    if let inner, document.isAttached(inner, to: document.root),
      !document.isAttached(node, to: document.root)
    {
      return inner
    }
    return following
  }

  /// Puts the player or the link of a thing into the place of a node that shows nothing; `false`
  /// where there is neither.
  static func put(
    _ embed: Embed, title: String?, inPlaceOf node: NodeID, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) -> Bool {
    guard embed.rule.outcome == .player, let address = embed.player else {
      guard let link = EmbedLink(embed, title: title) else { return false }
      link.replace(node, in: &document, rule: embed.rule.name, &work)
      return true
    }
    let before = work.log.isOn ? document.markup(of: node) : ""
    let frame = document.makeElement(.iframe)
    document.setAttribute(.src, to: address.href, of: frame)
    if let title { document.setAttribute(.title, to: title, of: frame) }
    document.replace(node, with: frame)
    work.log.recordChange(
      embed.rule.name, of: frame, before: before, after: document.markup(of: frame), in: document)
    return true
  }

  private static func replace(
    _ node: NodeID, _ address: WebAddress, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    guard let parts = AddressParts(address), let found = work.rules.embeds.rule(for: parts) else {
      return replaceUnknown(node, address, in: &document, &work)
    }
    let embed = Embed(rule: found.rule, address: address, parts: parts, matched: found.matched)
    switch found.rule.outcome {
    case .drop:
      work.log.recordRemoval(found.rule.name, of: node, in: document)
      return document.detach(node)
    case .player:
      let before = work.log.isOn ? document.openTag(of: node) : ""
      if player(node, embed, in: &document) {
        let after = work.log.isOn ? document.openTag(of: node) : ""
        if after != before {
          work.log.recordChange(
            found.rule.name, of: node, before: before, after: after, in: document)
        }
        return
      }
    case .link: break
    }
    EmbedLink(embed, title: EmbedLink.title(of: node, in: document))?
      .replace(node, in: &document, rule: found.rule.name, &work)
  }

  /// A frame that no rule knows.
  private static func replaceUnknown(
    _ node: NodeID, _ address: WebAddress, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    if let post = FrameAddress.post(behind: address, node, in: document) {
      if Neighbourhood.holdsLink(to: post, near: node, in: document, work) {
        work.log.recordRemoval("embed.wordpress", of: node, in: document)
        return document.detach(node)
      }
      let link = EmbedLink(
        address: post, label: nil, title: EmbedLink.title(of: node, in: document))
      return link.replace(node, in: &document, rule: "embed.wordpress", &work)
    }
    if showsPicture(node, at: address, in: document) {
      return replacePicture(node, address, in: &document, &work)
    }
    // What stands inside for whoever can't show it, and leads on.
    if document.isElement(node, .object), document.firstElement(.a, in: node) != nil {
      work.log.recordChange(
        "embed.other", of: node, before: document.openTag(of: node), after: "", in: document)
      return document.unwrap(node)
    }
    if showsInstead(node, in: document) {
      let isDead = address.path.utf8.suffix(4).elementsEqual(".swf".utf8)
      let before = work.log.isOn ? document.openTag(of: node) : ""
      if isDead {
        work.log.recordChange("embed.other", of: node, before: before, after: "", in: document)
      } else {
        let place = document.makeElement(.span)
        document.insert(place, before: node)
        let link = EmbedLink(
          address: FrameAddress.page(behind: address),
          label: EmbedLink.label(of: node, at: address, in: document),
          title: EmbedLink.title(of: node, in: document))
        link.replace(place, in: &document, rule: "embed.other", &work)
      }
      return document.unwrap(node)
    }
    let appearance = Appearance(of: node, in: document)
    if appearance.isHidden || appearance.isFlat || appearance.isTiny,
      work.rules.steps.contains(.hiddenFrames)
    {
      work.log.recordRemoval("embed.hidden", of: node, in: document)
      return document.detach(node)
    }
    let link = EmbedLink(
      address: FrameAddress.page(behind: address),
      label: EmbedLink.label(of: node, at: address, in: document),
      title: EmbedLink.title(of: node, in: document))
    link.replace(node, in: &document, rule: "embed.other", &work)
  }

  /// Whether a plug-in's element holds words of its own for whoever can't show it.
  private static func showsInstead(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard document.isElement(node, .object), document.showsText(node) else { return false }
    let text = document.trimmedText(of: node)
    return !NoScript.speaksOfScripts(text)
      && !notices.contains { text.inLowercase().firstRange(ofBytes: $0) != nil }
  }

  private static let notices = ["flash", "plugin", "plug-in", "not supported", "adobe"]
    .map { Array($0.utf8) }

  /// Whether a plug-in's element holds a picture and nothing but.
  private static func showsPicture(
    _ node: NodeID, at address: WebAddress, in document: borrowing HTMLDocument
  ) -> Bool {
    guard document.isElement(node, .object) || document.isElement(node, .embed) else {
      return false
    }
    let type = (document.bytes(of: .type, node) ?? []).inLowercase()
    let path = Array(address.path.utf8)
    return type.starts(with: "image/".utf8)
      || type.isEmpty && (PictureName.isPicture(path) || path.suffix(4).elementsEqual(".svg".utf8))
  }

  private static func replacePicture(
    _ node: NodeID, _ address: WebAddress, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    let before = work.log.isOn ? document.openTag(of: node) : ""
    let image = document.makeElement(.img)
    document.setAttribute(.src, to: address.href, of: image)
    let words = document.trimmedText(of: node).collapsedSpaces
    let alternative =
      words.isEmpty
      ? EmbedLink.title(of: node, in: document) : String(decoding: words, as: UTF8.self)
    if let alternative { document.setAttribute(.alt, to: alternative, of: image) }
    document.replace(node, with: image)
    work.log.recordChange(
      "embed.picture", of: image, before: before, after: document.markup(of: image), in: document)
  }

  /// Gives a frame its better address; `false` when it has none.
  static func player(
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
}

/// A thing that is embedded, and the rule that knows it.
struct Embed {
  let rule: EmbedRule
  /// As it was written; `nil` where an attribute gave the id alone.
  let address: WebAddress?
  private let parts: AddressParts?
  private let matched: Range<Int>
  private let givenID: String?
  /// What a link needs beside the id: whose the thing is, which player shows it.
  var fields: [(name: String, value: String)] = []
  /// The attributes that these stand in, and what they are where they don't.
  static let fieldNames = [
    ("data-user", "anon"), ("data-account", ""), ("data-player-id", "default"),
  ]

  init(rule: EmbedRule, address: WebAddress, parts: AddressParts, matched: Range<Int>) {
    self.rule = rule
    self.address = address
    self.parts = parts
    self.matched = matched
    givenID = nil
  }

  /// A thing at its own address, which the rule's pattern doesn't know.
  init(rule: EmbedRule, address: WebAddress) {
    self.rule = rule
    self.address = address
    parts = nil
    matched = 0..<0
    givenID = nil
  }

  /// `nil` when there is no address for such an id.
  init?(rule: EmbedRule, id: String) {
    guard rule.to != nil || rule.link != nil else { return nil }
    self.rule = rule
    address = nil
    parts = nil
    matched = 0..<0
    givenID = id
  }

  /// What the rule's `id` names.
  private var id: String? {
    if let givenID { return givenID }
    guard let parts else { return nil }
    switch rule.id {
    case nil: return nil
    case "page": return address.map { FrameAddress.page(behind: $0).href }
    case "segment", "rest":
      var rest = parts.bytes[matched.upperBound..<max(matched.upperBound, parts.path.upperBound)]
      if rule.id == "segment" {
        rest = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "&") }
      }
      for suffix in [".js", ".jsonp"] where rule.isScript {
        if rest.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) {
          rest = rest.dropLast(suffix.utf8.count)
        }
      }
      while rest.last == UInt8(ascii: "/") { rest = rest.dropLast() }
      return rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self)
    case let name?:
      guard let value = parts.value(of: name.utf8), !value.isEmpty else { return nil }
      return String(decoding: PercentCoding.decoded(value), as: UTF8.self)
    }
  }

  /// The player's address, less what it need not know.
  var player: WebAddress? {
    guard var text = playerText else { return nil }
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

  private var playerText: String? {
    guard let to = rule.to else {
      return parts.map { $0.originText + String(decoding: $0.pathBytes, as: UTF8.self) }
    }
    guard rule.id != nil || givenID != nil else { return to }
    return id.map { to.replacing("{id}", with: Array($0.utf8)) }
  }

  private var kept: [String] {
    guard let parts else { return [] }
    return parts.parameters.compactMap { parameter in
      let piece = parts.bytes[parameter]
      let name = parts.pair(parameter).name
      guard rule.keep.contains(where: { name.elementsEqual($0.utf8) }) else { return nil }
      return String(decoding: piece, as: UTF8.self)
    }
  }

  /// The page that shows the same; `nil` where there is neither a template nor an address.
  var page: WebAddress? {
    if let template = rule.link, let id {
      var text = template.replacing("{id}", with: Array(id.utf8))
      for (name, other) in Embed.fieldNames {
        let value = fields.first { $0.name == name }?.value ?? other
        text = text.replacing("{\(name)}", with: Array(value.utf8))
      }
      if let page = WebAddress(text), page.isHTTP { return page }
    }
    return address.map(FrameAddress.page)
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
