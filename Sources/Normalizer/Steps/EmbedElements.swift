internal import Bytes
internal import FeedModel
internal import HTML

/// Attributes of a document in which elements that stand for a player may hold its address or id.
struct EmbedAttributes {
  private enum Use: UInt8 {
    case none
    /// A rule names it.
    case named
    /// A script may find an address there.
    case unnamed
  }

  /// By the number of an attribute's name.
  private var uses: [Use] = []
  /// Whether any may stand on an element that HTML knows: nobody writes `src` there.
  private var mayStandOnKnown = false
  private let index: EmbedIndex

  init(_ index: EmbedIndex, _ document: borrowing HTMLDocument) {
    self.index = index
    for name in index.knownAttributes where document.mayHold(name) { note(name, .named) }
    for name in [AttributeName.dataSrc, .dataUrl, .dataLazySrc]
    where document.mayHold(name) && use(of: name) == .none {
      note(name, .unnamed)
    }
    var own: [(AttributeName, Use)] = []
    document.forEachOwnAttributeName { name, text in
      if index.otherAttributes.contains(text) {
        own.append((name, .named))
      } else if text.starts(with: "data-") {
        own.append((name, .unnamed))
      }
    }
    for (name, use) in own { note(name, use) }
    mayStandOnKnown = !uses.isEmpty
    if document.mayHold(AttributeName.src), use(of: .src) == .none { note(.src, .unnamed) }
  }

  private mutating func note(_ name: AttributeName, _ use: Use) {
    let number = Int(name.rawValue)
    if uses.count <= number {
      uses += [Use](
        repeating: .none, count: max(number, HTMLDocument.knownAttributes) + 1 - uses.count)
    }
    uses[number] = use
  }

  private func use(of name: AttributeName) -> Use {
    let number = Int(name.rawValue)
    return number < uses.count ? uses[number] : .none
  }

  /// Whether an element may stand for a player; `false` is certain.
  func mayKnow(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard !uses.isEmpty, document.hasAttributes(node) else { return false }
    switch document.name(of: node) {
    case .div, .span, .figure, .section, .p, .blockquote, .article:
      if !mayStandOnKnown { return false }
    default: if !document.isOwn(document.name(of: node)) { return false }
    }
    var found = false
    document.forEachAttribute(of: node) { name, value in
      switch use(of: name) {
      case .none: break
      case .named: found = true
      case .unnamed:
        found =
          found || value.starts(with: "http") || value.starts(with: "//")
          || value.starts(with: "PGlmcmFt")
      }
    }
    return found
  }

  /// What an element stands for: by its name or class, else by an address in an element that
  /// shows nothing.
  func embed(
    of node: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> EmbedElement? {
    for rule in index.rules(for: node, in: document)
    where rule.having.isEmpty || rule.having.contains(where: { has($0, node, in: document) }) {
      for text in rule.attributes {
        guard let name = document.attributeName(text),
          let value = document.bytes(of: name, node)?.trimmedBlanks, !value.isEmpty
        else { continue }
        let isClass = !document.isOwn(document.name(of: node))
        if isClass, let length = rule.length, !value.contains(UInt8(ascii: "/")),
          value.count != length
        {
          continue
        }
        if var found = EmbedElement(Array(value), rule, index, work) {
          for (text, _) in Embed.fieldNames {
            guard let name = document.attributeName(text),
              let value = document.bytes(of: name, node), EmbedElement.isField(value)
            else { continue }
            found.embed.fields.append((text, String(decoding: value, as: UTF8.self)))
          }
          return found
        }
      }
    }
    if let withheld = withheld(by: node, in: document, work) { return withheld }
    var found: EmbedElement?
    document.forEachAttribute(of: node) { name, value in
      guard found == nil, use(of: name) != .none, value.count < 2048,
        value.starts(with: "http") || value.starts(with: "//"),
        let embed = EmbedElement(value.copied, nil, index, work)
      else { return }
      found = embed
    }
    guard let found else { return nil }
    if !document.holdsMedia(node), !document.showsText(node) { return found }
    let isStill = found.embed.rule.outcome == .player && Embeds.isStill(node, in: document)
    return isStill ? found : nil
  }
}

extension EmbedAttributes {
  /// Whether an element has an attribute with a value, `name=value`.
  private func has(_ pair: String, _ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    let parts = pair.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, let name = document.attributeName(String(parts[0])) else {
      return false
    }
    return document.bytes(of: name, node)?.elementsEqual(parts[1].utf8) ?? false
  }

  /// The frame that a consent plug-in keeps in base64 until the reader agrees (`PGlmcmFt` is
  /// `<ifram`); what it shows in its place is no text of the article.
  private func withheld(
    by node: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> EmbedElement? {
    var frame: [UInt8]?
    document.forEachAttribute(of: node) { name, value in
      guard frame == nil, value.count < 8192, value.starts(with: "PGlmcmFt") else { return }
      frame = Base64.decoded(value.copied)
    }
    guard let frame, frame.isUTF8 else { return nil }
    let written = HTMLDocument(parsingFragment: frame, endsHiding: true)
    guard let inner = written.firstElement(.iframe, in: written.root),
      let source = written.bytes(of: .src, inner) ?? written.bytes(of: .dataSrc, inner)
    else { return nil }
    var found = EmbedElement(Array(source), nil, index, work)
    found?.standsForAll = true
    return found
  }
}

/// A thing that an element's attribute names, by address or id.
struct EmbedElement {
  var embed: Embed
  /// Whether all that the element shows only stands in for it.
  var standsForAll = false
  /// What a link to it must hold to be one.
  let mark: [UInt8]

  /// `rule` is the one that knows the element; `nil` where only a known address counts.
  init?(_ value: [UInt8], _ rule: EmbedRule?, _ index: EmbedIndex, _ work: EntryWork) {
    let isAddress =
      value.startsIgnoringCase("http://".utf8) || value.startsIgnoringCase("https://".utf8)
      || value.starts(with: "//".utf8)
    if isAddress {
      guard let address = WebAddress(String(decoding: value, as: UTF8.self), base: work.base),
        let parts = AddressParts(address)
      else { return nil }
      if let found = index.rule(for: parts) {
        guard found.rule.outcome != .drop else { return nil }
        embed = Embed(rule: found.rule, address: address, parts: parts, matched: found.matched)
      } else if let player = Video.player(ofPage: parts), let inner = AddressParts(player),
        let found = index.rule(for: inner)
      {
        embed = Embed(rule: found.rule, address: player, parts: inner, matched: found.matched)
      } else {
        guard let rule, rule.outcome == .link else { return nil }
        embed = Embed(rule: rule, address: address)
      }
      mark = Array(parts.pathBytes)
      return
    }
    guard let rule, EmbedElement.isID(value),
      let embed = Embed(rule: rule, id: String(decoding: value, as: UTF8.self))
    else { return nil }
    self.embed = embed
    mark = value
  }

  /// One part of an address's path.
  fileprivate static func isField(_ value: [UInt8]) -> Bool {
    isID(value) && !value.contains { "/:".utf8.contains($0) }
  }

  fileprivate static func isID(_ value: [UInt8]) -> Bool {
    value.count <= 200 && value.first != UInt8(ascii: "/")
      && value.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "-_./:".utf8.contains($0) }
      && value.firstRange(ofBytes: Array("..".utf8)) == nil
  }
}

extension Embeds {
  /// Makes a player or a link of an element that a script would fill; `false` when its content
  /// stays and is still to be looked at.
  static func repairElement(
    _ node: NodeID, _ attributes: EmbedAttributes, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) -> Bool {
    guard let found = attributes.embed(of: node, in: document, work) else { return false }
    let rule = found.embed.rule
    let title = EmbedLink.title(of: node, in: document)
    if rule.outcome == .player, let address = found.embed.player {
      let frame = document.makeElement(.iframe)
      document.setAttribute(.src, to: address.href, of: frame)
      if let title { document.setAttribute(.title, to: title, of: frame) }
      let isShell = found.standsForAll || isShell(node, in: document)
      let before = work.log.isOn ? document.markup(of: node) : ""
      if isShell {
        document.replace(node, with: frame)
      } else {
        document.insert(frame, before: node)
      }
      work.log.recordChange(
        rule.name, of: frame, before: isShell ? before : "", after: document.markup(of: frame),
        in: document)
      return isShell
    }
    guard let link = EmbedLink(found.embed, title: title) else { return false }
    let isThere = document.elements(.a, in: node).contains { link in
      document.bytes(of: .href, link)?.firstRange(ofBytes: found.mark) != nil
    }
    if isThere { return false }
    guard document.holdsMedia(node) || document.showsText(node) else {
      link.replace(node, in: &document, rule: rule.name, &work)
      return true
    }
    link.append(to: node, in: &document, rule: rule.name, &work)
    return false
  }

  /// Gives a link its words that a script would replace, and that has none: it is all that is left of
  /// a post. The elements around it say so by their class.
  static func nameLink(
    _ link: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard let href = document.attribute(.href, of: link),
      let address = WebAddress(href, base: work.base), address.isHTTP
    else { return }
    // Pinterest's widget draws the pin, board or page that an empty link leads to.
    let pin = document.attributeName("data-pin-do").flatMap { document.bytes(of: $0, link) }
    if let pin, pin.starts(with: "embed".utf8) {
      return EmbedLink(address: address, label: "Picture", title: nil)
        .replace(link, in: &document, rule: "embed.pinterest", &work)
    }
    var current: NodeID? = link
    for _ in 0..<4 {
      guard let node = current, document.isElement(node) else { break }
      // The classes of one element are read again for each link in it.
      guard document.withAttribute(.class, of: node, { $0.count <= 128 }) != false else { return }
      if let rule = work.rules.embeds.rules(for: node, in: document).first {
        let named = EmbedLink(address: address, label: rule.label, title: nil)
        return named.replace(link, in: &document, rule: rule.name, &work)
      }
      current = document.parent(of: node)
    }
    EmptyLink.name(link, leadingTo: address, in: &document, &work)
  }

  /// Whether an element shows a player's still picture, and nothing else but buttons.
  fileprivate static func isStill(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var words = 0
    var current = document.next(after: node, in: node)
    while let part = current {
      let isButton = document.isElement(part, .button)
      if document.isText(part) {
        words += document.ownTextLength(of: part)
      } else if document.isMedia(part) {
        guard document.isElement(part, .img) || document.isElement(part, .picture) else {
          return false
        }
      }
      current =
        isButton
        ? document.next(afterSubtree: part, in: node) : document.next(after: part, in: node)
    }
    return words == 0 && isShell(node, in: document)
  }

  /// Whether an element shows no more than a still picture and a button.
  private static func isShell(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard document.trimmedText(of: node, upTo: 60) != nil else { return false }
    return document.elements(.img, in: node).allSatisfy { image in
      document.withAttribute(.src, of: image) {
        $0.holds("ytimg.com") || $0.holds("img.youtube.com") || $0.holds("vimeocdn.com")
          || $0.starts(with: "data:")
      } ?? true
    }
  }

  /// Makes a link of a script that shows something of the article.
  static func repairScript(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard let source = document.attribute(.src, of: node) else {
      if let embed = FrameContent.withheld(by: node, in: document, work) {
        _ = put(embed, title: nil, inPlaceOf: node, in: &document, &work)
      }
      return
    }
    guard let address = WebAddress(source, base: work.base), let parts = AddressParts(address),
      let found = work.rules.embeds.rule(forScript: parts)
    else { return }
    var embed: Embed?
    for text in found.rule.attributes where embed == nil {
      guard let name = document.attributeName(text), let id = document.bytes(of: name, node),
        let element = EmbedElement(id, found.rule, work.rules.embeds, work)
      else { continue }
      embed = element.embed
    }
    if embed == nil, found.rule.id != nil {
      embed = Embed(
        rule: found.rule, address: address, parts: parts, matched: found.matched)
    }
    // The script's own address leads nowhere.
    guard let embed, let link = EmbedLink(embed, title: nil), link.address != address else {
      return
    }
    link.replace(node, in: &document, rule: found.rule.name, &work)
  }
}
