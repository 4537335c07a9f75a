import HTML

/// Makes the outline of a page in one walk.
struct OutlineBuilder {
  private var outline = Outline()
  private let vocabulary: Vocabulary
  private let names: OwnNames
  /// The open elements that matter, the innermost last.
  private var open: [Open] = []
  private var region: Int32 = -1
  private var reader = TextReader()
  private var block: Outline.Block?
  private var lineBegins = false
  private var linkDepth = 0
  /// Whether the link that was opened last stays on the site.
  private var linkIsOfSite = false
  private var boldDepth = 0
  private var italicDepth = 0
  /// Inside of it nothing begins a block: `pre`.
  private var atomicDepth = 0
  private var inline: (cues: UInt32, surroundings: UInt32) = (0, 0)

  private struct Open: BitwiseCopyable {
    let node: NodeID
    let kind: Kind
    let inline: (cues: UInt32, surroundings: UInt32)

    enum Kind { case region, atomic, link, siteLink, ownLink, bold, italic, other }
  }

  /// Attributes that HTML doesn't know, numbered by the document.
  private struct OwnNames {
    var hints: [AttributeName]

    init(_ document: borrowing Document) {
      hints = []
      for name in [
        "data-testid", "data-component", "data-module", "data-type", "data-qa", "data-name",
        "data-block", "data-test-id", "data-role", "data-track-module",
      ] {
        if let known = document.attributeName(name) { hints.append(known) }
      }
    }
  }

  private init(_ vocabulary: Vocabulary, _ document: borrowing Document) {
    self.vocabulary = vocabulary
    names = OwnNames(document)
  }

  /// The outline of `scope`.
  static func outline(
    of scope: NodeID, in document: borrowing Document, _ vocabulary: Vocabulary
  ) -> Outline {
    var builder = OutlineBuilder(vocabulary, document)
    builder.openRegion(scope, document)
    var current = document.firstChild(of: scope)
    while let node = current {
      current = builder.visit(node, document) ?? builder.step(over: node, document, scope)
    }
    builder.endBlock()
    builder.closeAll()
    builder.outline.settleNoscript()
    return builder.outline
  }

  /// Looks at a node; its first child, where that comes next.
  private mutating func visit(_ node: NodeID, _ document: borrowing Document) -> NodeID? {
    switch document.kind(of: node) {
    case .text:
      readText(node, document)
      return nil
    case .element: return visitElement(node, document)
    default: return nil
    }
  }

  private mutating func step(
    over start: NodeID, _ document: borrowing Document, _ scope: NodeID
  ) -> NodeID? {
    var node = start
    while true {
      if let next = document.nextSibling(of: node) { return next }
      guard let parent = document.parent(of: node), parent != scope else { return nil }
      close(parent)
      node = parent
    }
  }

  private mutating func visitElement(_ node: NodeID, _ document: borrowing Document) -> NodeID? {
    let child = document.firstChild(of: node)
    switch ElementRole.of(node, document, in: outline.regions[Int(region)].name) {
    case .region:
      if atomicDepth == 0 {
        endBlock()
        guard child != nil else {
          if document.isPictureOfAMP(node) { addLeaf(node) { $0.pictures &+= 1 } }
          return nil
        }
        openRegion(node, document)
      }
      return child
    case .inline:
      if child != nil {
        if atomicDepth == 0, isApart(node, document) {
          endBlock()
          openRegion(node, document)
        } else {
          openInline(node, document)
        }
      }
      return child
    case .lineBreak:
      if atomicDepth == 0 {
        endBlock(isLine: true)
        lineBegins = true
      }
    case .picture: addLeaf(node) { $0.pictures &+= 1 }
    case .frame: addLeaf(node) { $0.frames &+= 1 }
    case .skipped:
      if document.isElement(node, .template), document.hasShadowRoot(node) {
        endBlock()
        openRegion(node, document)
        return child
      }
    case .ornament: if block != nil { outline.leaves.append(node) }
    }
    return nil
  }

  private mutating func openRegion(_ node: NodeID, _ document: borrowing Document) {
    let name = document.name(of: node)
    let facts = facts(of: node, name, document)
    let index = Int32(outline.regions.count)
    outline.regions.append(
      Outline.Region(
        node: node, name: name, parent: region,
        depth: region < 0 ? 0 : outline.regions[Int(region)].depth + 1,
        cues: CueSet(rawValue: facts.cues), surroundings: facts.surroundings,
        signature: facts.signature, firstBlock: Int32(outline.blocks.count)))
    region = index
    if name == .figure, ArticleTree.pictureAddress(of: node, document) != nil {
      outline.namedPictures.append(index)
    }
    let isAtomic = name == .pre
    if isAtomic { atomicDepth += 1 }
    open.append(Open(node: node, kind: isAtomic ? .atomic : .region, inline: inline))
    // Of inline elements around a region, the link alone says what is in it.
    inline = (0, linkDepth > 0 ? Surrounding.link.bit : 0)
  }

  private mutating func openInline(_ node: NodeID, _ document: borrowing Document) {
    let name = document.name(of: node)
    let kind = kind(ofInline: node, name, document)
    guard kind != .other || document.hasAttributes(node) else { return }
    switch kind {
    case .link, .siteLink, .ownLink:
      linkDepth += 1
      linkIsOfSite = kind == .siteLink
      block?.links &+= 1
      if kind == .ownLink { block?.ownLinks &+= 1 }
      if kind == .siteLink { block?.siteLinks &+= 1 }
    case .bold: boldDepth += 1
    case .italic: italicDepth += 1
    default: break
    }
    open.append(Open(node: node, kind: kind, inline: inline))
    guard document.hasAttributes(node) else { return }
    let facts = facts(of: node, name, document)
    inline.cues |= facts.cues
    inline.surroundings |= facts.surroundings
  }

  private func kind(
    ofInline node: NodeID, _ name: ElementName, _ document: borrowing Document
  ) -> Open.Kind {
    switch name {
    case .a:
      var kind = Open.Kind.other
      document.forEachAttribute(of: node) { attribute, value in
        guard attribute == .href else { return }
        if value.count > 1, value[0] == UInt8(ascii: "#") {
          kind = .ownLink
        } else {
          kind = vocabulary.site.holds(value) ? .siteLink : .link
        }
      }
      return kind
    case .b, .strong: return .bold
    case .i, .em: return .italic
    default: return .other
    }
  }

  /// Whether an inline element stands apart from the line it is in: a box that opens when the
  /// pointer is over a name, words for screen readers, what isn't shown.
  private func isApart(_ node: NodeID, _ document: borrowing Document) -> Bool {
    guard document.hasAttributes(node) else { return false }
    var isApart = false
    document.forEachAttribute(of: node) { attribute, value in
      switch attribute {
      case .class:
        let cues = CueTable.lookup.cues(in: value)
        if cues.contains(.popup) || cues.contains(.visuallyHidden) { isApart = true }
      case .hidden: isApart = true
      case .style: if OutlineBuilder.hides(value) { isApart = true }
      default: break
      }
    }
    return isApart
  }

  private mutating func close(_ node: NodeID) {
    guard let last = open.last, last.node == node else {
      return
    }
    switch last.kind {
    case .region, .atomic:
      endBlock()
      outline.regions[Int(region)].endBlock = Int32(outline.blocks.count)
      region = outline.regions[Int(region)].parent
      if last.kind == .atomic { atomicDepth -= 1 }
    case .link, .siteLink, .ownLink: linkDepth -= 1
    case .bold: boldDepth -= 1
    case .italic: italicDepth -= 1
    case .other: break
    }
    inline = last.inline
    open.removeLast()
  }

  private mutating func closeAll() {
    while let last = open.last { close(last.node) }
  }
}

// Blocks

extension OutlineBuilder {
  private mutating func beginBlock() {
    guard block == nil else { return }
    var new = Outline.Block(region: region, firstLeaf: Int32(outline.leaves.count))
    new.cues = CueSet(rawValue: inline.cues)
    new.surroundings = inline.surroundings
    new.isLine = lineBegins
    new.links = linkDepth > 0 ? 1 : 0
    new.ownLinks = open.last?.kind == .ownLink ? 1 : 0
    new.siteLinks = linkDepth > 0 && linkIsOfSite ? 1 : 0
    block = new
    reader = TextReader()
  }

  private mutating func endBlock(isLine: Bool = false) {
    lineBegins = false
    guard var ended = block else { return }
    reader.finish(vocabulary)
    ended.measure = reader.measure
    ended.endsSentence = reader.endsSentence
    ended.endsWithColon = reader.endsWithColon
    ended.isCut = reader.points >= 3
    ended.hash = reader.hash
    ended.endLeaf = Int32(outline.leaves.count)
    ended.isLine = ended.isLine || isLine
    outline.blocks.append(ended)
    block = nil
  }

  private mutating func addLeaf(_ node: NodeID, _ count: (inout Outline.Block) -> Void) {
    beginBlock()
    if var current = block {
      count(&current)
      block = current
    }
    outline.leaves.append(node)
  }

  private mutating func readText(_ node: NodeID, _ document: borrowing Document) {
    if block == nil {
      if document.isBlankText(node) { return }
      beginBlock()
    }
    outline.leaves.append(node)
    let before = (characters: reader.measure.characters, words: reader.measure.words)
    document.withText(of: node) { reader.read($0, vocabulary) }
    guard linkDepth + boldDepth + italicDepth > 0 else { return }
    count(reader.measure.characters &- before.characters, reader.measure.words &- before.words)
  }

  /// Counts what was read in a link, in bold or in italics.
  private mutating func count(_ characters: UInt32, _ words: UInt32) {
    guard var current = block else { return }
    if linkDepth > 0 {
      if current.linkCharacters &+ characters == reader.measure.characters {
        current.leadingLinkWords &+= words
      }
      current.linkCharacters &+= characters
      current.linkWords &+= words
    }
    if boldDepth > 0 { current.boldCharacters &+= characters }
    if italicDepth > 0 { current.italicCharacters &+= characters }
    block = current
  }
}

// What an element says of itself

extension OutlineBuilder {
  private func facts(
    of node: NodeID, _ name: ElementName, _ document: borrowing Document
  ) -> (cues: UInt32, surroundings: UInt32, signature: UInt64) {
    var cues: UInt32 = 0
    var surroundings = Surrounding.bits(of: name)
    var signature = UInt64(name.rawValue) &* 0x9E37_79B9_7F4A_7C15
    let lookup = CueTable.lookup
    var (isHidden, isStreamed) = (false, false)
    document.forEachAttribute(of: node) { attribute, value in
      switch attribute {
      case .class:
        cues |= lookup.cues(in: value).rawValue
        signature = OutlineBuilder.hash(value, signature)
      case .id:
        cues |= lookup.cues(in: value).rawValue
        // React sends parts later than the page, which a script moves to where they are shown.
        if value.count > 2, value[0] == UInt8(ascii: "S"), value[1] == UInt8(ascii: ":") {
          isStreamed = true
        }
      case .role: surroundings |= Surrounding.bits(ofRole: value)
      case .itemtype: surroundings |= Surrounding.bits(ofItemType: value)
      case .itemprop:
        surroundings |= Surrounding.bits(ofProperty: value)
        cues |= lookup.cues(in: value).rawValue
      case .hidden: isHidden = true
      case .style: if OutlineBuilder.hides(value) { surroundings |= Surrounding.hidden.bit }
      case .ariaHidden:
        if value.count == 4 { cues |= Cue.visuallyHidden.bit }
      default:
        if names.hints.contains(attribute) { cues |= lookup.cues(in: value).rawValue }
      }
    }
    if isHidden && !isStreamed { surroundings |= Surrounding.hidden.bit }
    return (cues, surroundings, signature)
  }

  private static func hash(_ text: Span<UInt8>, _ seed: UInt64) -> UInt64 {
    var hash = seed
    for index in text.indices { hash = (hash ^ UInt64(text[index])) &* 0x0000_0100_0000_01B3 }
    return hash
  }

  /// Whether a style has `display: none` or `visibility: hidden`.
  static func hides(_ style: Span<UInt8>) -> Bool {
    var matched = (display: 0, visibility: 0)
    let display: StaticString = "display:none"
    let visibility: StaticString = "visibility:hidden"
    for index in style.indices where style[index] > 0x20 {
      let byte = style[index] | 0x20
      matched.display = advance(matched.display, byte, display)
      matched.visibility = advance(matched.visibility, byte, visibility)
      if matched.display == display.utf8CodeUnitCount
        || matched.visibility == visibility.utf8CodeUnitCount
      {
        return true
      }
    }
    return false
  }

  private static func advance(_ matched: Int, _ byte: UInt8, _ pattern: StaticString) -> Int {
    pattern.withUTF8Buffer { pattern in
      if byte == pattern[matched] | 0x20 { return matched + 1 }
      return byte == pattern[0] | 0x20 ? 1 : 0
    }
  }
}

extension Document {
  /// Whether a `template` is a declarative shadow root, whose content a browser shows.
  borrowing func hasShadowRoot(_ template: NodeID) -> Bool {
    guard let name = attributeName("shadowrootmode") else { return false }
    return hasAttribute(name, of: template)
  }

  /// Whether an empty element of no standard shows a picture: `amp-img`.
  borrowing func isPictureOfAMP(_ node: NodeID) -> Bool {
    let name = name(of: node)
    return isOwn(name) && hasAttribute(.src, of: node) && string(name) == "amp-img"
  }
}
