@testable import HTML

/// Where the standard itself lets a tree change when it is serialized and parsed again (§13.3, the
/// warning at its end). Each case is one that a parse can leave behind.
struct RoundTripExceptions: ~Copyable {
  /// The element that a fragment was parsed in; nil for a document.
  var context: ElementName?

  /// Whether one of the exceptions occurs in `document`.
  func occur(in document: borrowing Document) -> Bool {
    if document.reachedDepthLimit || document.reachedInputLimit { return true }
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      if occurs(at: node, document) { return true }
      current = document.next(after: node, in: document.root)
    }
    return false
  }

  private func occurs(at id: NodeID, _ document: borrowing Document) -> Bool {
    switch document.kind(of: id) {
    case .document, .doctype, .comment: return false
    case .text: return textChanges(id, document)
    case .element:
      return attributesChange(id, document)
        || (document.namespace(of: id) == .html
          ? elementChanges(id, document) : foreignElementChanges(id, document))
    }
  }

  /// A carriage return (from `&#13;`) comes back as a line feed. Text in a table leaves it. Text that
  /// opens a comment in a script hides the script's end tag.
  private func textChanges(_ id: NodeID, _ document: borrowing Document) -> Bool {
    let text = document.text(of: id)
    if text.utf8.contains(0x0D) { return true }
    guard let parent = document.parent(of: id), document.namespace(of: parent) == .html else {
      return false
    }
    let name = document.name(of: parent)
    if name == .script { return text.utf8Contains("<!--") }
    return name.isTableStructure && !document.isBlankText(id)
  }

  private func attributesChange(_ id: NodeID, _ document: borrowing Document) -> Bool {
    var hasCarriageReturn = false
    document.forEachAttribute(of: id) { _, value in
      for index in value.indices where value[index] == 0x0D { hasCarriageReturn = true }
    }
    return hasCarriageReturn
  }

  private func foreignElementChanges(_ id: NodeID, _ document: borrowing Document) -> Bool {
    guard let parent = document.parent(of: id), document.isElement(parent) else { return false }
    let namespace = document.namespace(of: id)
    let name = document.name(of: id)
    let isRoot = name == .svg && namespace == .svg || name == .math && namespace == .mathML
    return !isRoot && document.namespace(of: parent) != namespace
  }

  private func elementChanges(_ id: NodeID, _ document: borrowing Document) -> Bool {
    let name = document.name(of: id)
    switch name {
    // Nothing ends it; a frameset replaces the body; a selectedcontent is filled again.
    case .plaintext, .frameset, .selectedcontent: return true
    // The first line feed is dropped.
    case .pre, .listing, .textarea:
      if beginsWithLineFeed(id, document) { return true }
    default: break
    }
    return isInForeignElement(id, document) || nestingChanges(id, name, document)
      || tableChanges(id, name, document) || impliedEndChanges(id, name, document)
  }

  private func beginsWithLineFeed(_ id: NodeID, _ document: borrowing Document) -> Bool {
    guard let child = document.firstChild(of: id), document.isText(child) else { return false }
    return document.text(of: child).utf8.first == 0x0A
  }

  private func isInForeignElement(_ id: NodeID, _ document: borrowing Document) -> Bool {
    guard let parent = document.parent(of: id), document.namespace(of: parent) != .html else {
      return false
    }
    let role = OpenElement.Role(of: document.name(of: parent), in: document.namespace(of: parent))
    return role == .foreign
  }

  /// Elements that a start tag closes, which a parse nests in one another by detours: a paragraph
  /// around a block, an anchor in an anchor, a form in a form…
  private func nestingChanges(
    _ id: NodeID, _ name: ElementName, _ document: borrowing Document
  ) -> Bool {
    if name.closesParagraph, hasAncestor(id, document, { $0 == .p }, until: { $0.endsButtonScope })
    {
      return true
    }
    switch name {
    case .a: return hasAncestor(id, document, { $0 == .a }, until: { $0.setsMarker })
    case .nobr: return hasAncestor(id, document, { $0 == .nobr }, until: { $0.endsScope })
    case .button: return hasAncestor(id, document, { $0 == .button }, until: { $0.endsScope })
    case .form: return isInForm(id, document)
    case .select, .input:
      // In a table a hidden input is taken where a select as context would drop it.
      return context == .select
        || hasAncestor(id, document, { $0 == .select }, until: { $0.endsScope })
    case .h1, .h2, .h3, .h4, .h5, .h6: return parentName(id, document).isHeading
    case .li: return hasAncestor(id, document, { $0 == .li }, until: { $0.endsItemSearch })
    case .dd, .dt:
      return hasAncestor(id, document, { $0 == .dd || $0 == .dt }, until: { $0.endsItemSearch })
    default: return false
    }
  }

  /// Whether a form stands in something called `form`, a foreign element included: one end tag
  /// may then end the other.
  private func isInForm(_ id: NodeID, _ document: borrowing Document) -> Bool {
    var current = document.parent(of: id)
    while let node = current {
      if document.isElement(node), document.name(of: node) == .form { return true }
      current = document.parent(of: node)
    }
    return context == .form
  }

  /// What is not where a table wants it moves out of the table, or is dropped.
  private func tableChanges(
    _ id: NodeID, _ name: ElementName, _ document: borrowing Document
  ) -> Bool {
    let parent = parentName(id, document)
    switch name {
    case .td, .th: return parent != .tr && !isAtHomeInTemplate(id, name, document)
    case .tr: return !parent.isTableSection && !isAtHomeInTemplate(id, name, document)
    case .tbody, .thead, .tfoot, .caption, .colgroup:
      return parent != .table && !isAtHomeInTemplate(id, name, document)
    case .col: return parent != .colgroup && !isAtHomeInTemplate(id, name, document)
    case .script, .style, .template, .input, .form: return false
    case .html, .head, .body: return false
    default: return parent.isTableStructure || parent == .colgroup
    }
  }

  /// A part of a table right in a template, where the first element decides how all that follows
  /// is read: stable only among its like.
  private func isAtHomeInTemplate(
    _ id: NodeID, _ name: ElementName, _ document: borrowing Document
  ) -> Bool {
    guard parentName(id, document) == .template, let parent = document.parent(of: id) else {
      return false
    }
    var child = document.firstChild(of: parent)
    while let node = child {
      let isLike =
        document.isElement(node) ? document.isElement(node, name) : document.isBlankText(node)
      if !isLike { return false }
      child = document.nextSibling(of: node)
    }
    return true
  }

  /// Start tags that generate implied end tags.
  private func impliedEndChanges(
    _ id: NodeID, _ name: ElementName, _ document: borrowing Document
  ) -> Bool {
    switch name {
    case .option, .optgroup, .hr, .rb, .rp, .rt, .rtc:
      switch parentName(id, document) {
      case .dd, .dt, .li, .option, .p, .rb, .rp, .rt, .rtc: return true
      case .optgroup: return name != .option
      default: return false
      }
    default: return false
    }
  }

  private func parentName(_ id: NodeID, _ document: borrowing Document) -> ElementName {
    guard let parent = document.parent(of: id) else { return .nameless }
    if parent == document.root { return context ?? .nameless }
    return document.namespace(of: parent) == .html ? document.name(of: parent) : .nameless
  }

  private func hasAncestor(
    _ id: NodeID, _ document: borrowing Document, _ isTarget: (ElementName) -> Bool,
    until isEnd: (ElementName) -> Bool
  ) -> Bool {
    var current = document.parent(of: id)
    while let node = current {
      if document.isElement(node), document.namespace(of: node) == .html {
        let name = document.name(of: node)
        if isTarget(name) { return true }
        if isEnd(name) { return false }
      } else if document.isElement(node) {
        let role = OpenElement.Role(of: document.name(of: node), in: document.namespace(of: node))
        if role != .foreign, isEnd(.html) { return false }
      }
      current = document.parent(of: node)
    }
    return false
  }
}

extension String {
  fileprivate func utf8Contains(_ other: StaticString) -> Bool {
    let wanted = Array(other.description.utf8)
    let bytes = Array(utf8)
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { start in
      bytes[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }
}

extension ElementName {
  fileprivate var isTableSection: Bool { self == .tbody || self == .thead || self == .tfoot }

  fileprivate var isTableStructure: Bool { isTableSection || self == .table || self == .tr }

  fileprivate var setsMarker: Bool {
    switch self {
    case .applet, .object, .marquee, .template, .td, .th, .caption: true
    default: false
    }
  }

  fileprivate var endsScope: Bool {
    switch self {
    case .applet, .caption, .html, .table, .td, .th, .marquee, .object, .select, .template: true
    default: false
    }
  }

  fileprivate var endsButtonScope: Bool { endsScope || self == .button }

  /// Special elements but `address`, `div` and `p` end the search for an open list item.
  fileprivate var endsItemSearch: Bool {
    guard self != .address, self != .div, self != .p else { return false }
    return OpenElement(node: .none, name: self, namespace: .html, role: .html).isSpecial
  }

  fileprivate var closesParagraph: Bool {
    switch self {
    case .address, .article, .aside, .blockquote, .center, .details, .dialog, .dir, .div, .dl,
      .fieldset, .figcaption, .figure, .footer, .header, .hgroup, .main, .menu, .nav, .ol, .p,
      .search, .section, .summary, .ul, .h1, .h2, .h3, .h4, .h5, .h6, .pre, .listing, .form, .li,
      .dd, .dt, .table, .hr, .xmp:
      true
    default: false
    }
  }
}

/// What a parsed input must fulfil, whatever it is. The tests and the fuzzer check it.
enum ParserInvariant: Error {
  case linksDisagree
  case tooDeep
  case tooManyNodes
  case notStable(first: [UInt8], second: [UInt8])

  /// Checks `bytes` as a document, or as a fragment of `context`; true if the round trip was checked,
  /// false if one of the standard's exceptions occurs.
  static func check(_ bytes: [UInt8], context: ElementName?) throws(ParserInvariant) -> Bool {
    let document = parse(bytes, context)
    if !linksAgree(document) { throw .linksDisagree }
    if greatestDepth(document) > Document.maximumDepth { throw .tooDeep }
    if document.nodeCount > 12 * bytes.count + 16 { throw .tooManyNodes }
    if RoundTripExceptions(context: context).occur(in: document) { return false }
    let first = document.serialized()
    let second = parse(first, context).serialized()
    if first != second { throw .notStable(first: first, second: second) }
    return true
  }

  private static func parse(_ bytes: [UInt8], _ context: ElementName?) -> Document {
    if let context { return Document(parsingFragment: bytes, context: context) }
    return Document(parsing: bytes)
  }
}
