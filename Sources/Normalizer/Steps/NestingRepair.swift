internal import HTML

/// Makes tables whole: rows in groups, cells in rows, and nothing else between them.
enum TableRepair {
  static func apply(to document: inout HTMLDocument, _ work: inout EntryWork) {
    // The list is made first: what is moved is still met, once.
    let nodes = document.descendants(of: document.root) { document, node in
      guard let parent = document.parent(of: node) else { return false }
      let name = document.name(of: node)
      return ContentModel.isTablePart(name)
        || isStructure(document.name(of: parent))
    }
    for node in nodes { place(node, in: &document, &work) }
  }

  private static func isStructure(_ name: ElementName) -> Bool {
    switch name {
    case .table, .thead, .tbody, .tfoot, .tr, .colgroup: true
    default: false
    }
  }

  private static func place(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard let parent = document.parent(of: node) else { return }
    let name = document.name(of: node)
    let above = document.name(of: parent)
    switch name {
    case .caption, .colgroup, .thead, .tbody, .tfoot:
      if above != .table { unwrap(node, in: &document, &work) }
    case .col:
      if above == .table {
        wrap(node, in: .colgroup, &document, &work)
      } else if above != .colgroup {
        work.log.recordRemoval("sanitizer.table", of: node, in: document)
        document.detach(node)
      }
    case .tr:
      if above == .table {
        wrap(node, in: .tbody, &document, &work)
      } else if above != .thead, above != .tbody, above != .tfoot {
        unwrap(node, in: &document, &work)
      }
    case .td, .th:
      if above == .table || above == .thead || above == .tbody || above == .tfoot {
        wrap(node, in: .tr, &document, &work)
        if above == .table, let row = document.parent(of: node) {
          wrap(row, in: .tbody, &document, &work)
        }
      } else if above != .tr {
        unwrap(node, in: &document, &work)
      }
    default:
      if isStructure(above), !document.isInvisible(node) || document.isElement(node) {
        foster(node, from: parent, in: &document, &work)
      }
    }
  }

  private static func unwrap(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    work.log.recordChange(
      "sanitizer.table", of: node, before: document.openTag(of: node), after: "", in: document)
    document.unwrap(node)
  }

  /// Puts a node into the element that stands before it, or into a new one.
  private static func wrap(
    _ node: NodeID, in wrapper: ElementName, _ document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    let tag = work.log.isOn ? document.openTag(of: node) : ""
    if let previous = document.previousVisibleSibling(of: node),
      document.isElement(previous, wrapper)
    {
      // Blanks between move too: left behind, they would be passed for every node that follows.
      while let between = document.nextSibling(of: previous), between != node {
        document.append(between, to: previous)
      }
      document.append(node, to: previous)
    } else {
      document.wrap(node, in: document.makeElement(wrapper))
    }
    work.log.recordChange(
      "sanitizer.table", of: node, before: tag, after: "<\(document.string(wrapper))>\(tag)",
      in: document)
  }

  /// Content between the parts of a table stands before the table, as the parser would put it.
  private static func foster(
    _ node: NodeID, from parent: NodeID, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    let table =
      document.isElement(parent, .table) ? parent : document.ancestor(of: parent, named: .table)
    guard let table else { return }
    document.insert(node, before: table)
    work.log.recordMove("sanitizer.table", of: node, in: document)
  }
}

/// An element that is open, and what is open around it.
private struct OpenNode {
  let node: NodeID
  let name: ElementName
  /// In a `ruby`, or one itself.
  let isInRuby: Bool
  /// In a `dd` or `dt`, or one itself, with nothing between that hides it from the parser.
  let isInTerm: Bool
  /// In a `pre`, or one itself.
  let isInCode: Bool

  init(_ node: NodeID, _ name: ElementName, in parent: OpenNode?) {
    self.node = node
    self.name = name
    isInCode = name == .pre || parent?.isInCode == true
    isInRuby = name == .ruby || parent?.isInRuby == true
    isInTerm =
      name == .dd || name == .dt
      || (!ContentModel.isListBarrier(name) && parent?.isInTerm == true)
  }
}

/// Changes elements whose nesting the parser would not give back.
enum NestingRepair {
  /// Deepest nesting of what is published.
  static let maximumDepth = 250

  static func apply(to document: inout HTMLDocument, _ work: inout EntryWork) {
    var open: [OpenNode] = []
    var paragraphs: [Int] = []
    var links = 0
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      let parent = document.parent(of: node) ?? document.root
      while let last = open.last, last.node != parent {
        open.removeLast()
        if paragraphs.last == open.count { paragraphs.removeLast() }
        if last.name == .a { links -= 1 }
      }
      guard document.isElement(node) else {
        current = document.next(after: node, in: document.root)
        continue
      }
      if open.count >= maximumDepth || isMisplaced(node, open, links, in: document) {
        current = document.next(after: node, in: document.root)
        record(node, after: "", in: document, &work)
        document.unwrap(node)
        continue
      }
      if let list = listAround(node, in: &document, &work) {
        current = list
        continue
      }
      let name = repairedName(node, open, in: &document, &work)
      if ContentModel.isBlock(name), document.namespace(of: node) == .html {
        closeParagraphs(&paragraphs, open, in: &document, &work)
      }
      if name == .p { paragraphs.append(open.count) }
      if name == .a { links += 1 }
      if name == .pre { dropLeadingBreak(node, in: &document, &work) }
      open.append(OpenNode(node, name, in: open.last))
      current = document.next(after: node, in: document.root)
    }
  }

  /// Records what becomes of an element's tag, which `document` still holds as it was.
  private static func record(
    _ node: NodeID, after: @autoclosure () -> String, in document: borrowing HTMLDocument,
    _ work: inout EntryWork
  ) {
    work.log.recordChange(
      "sanitizer.nesting", of: node, before: document.openTag(of: node), after: after(),
      in: document)
  }

  /// A `p` with a block inside is a `div`.
  private static func closeParagraphs(
    _ paragraphs: inout [Int], _ open: [OpenNode],
    in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard !paragraphs.isEmpty else { return }
    for index in paragraphs {
      record(open[index].node, after: "<div>", in: document, &work)
      document.rename(open[index].node, to: .div)
    }
    paragraphs.removeAll(keepingCapacity: true)
  }

  private static func isMisplaced(
    _ node: NodeID, _ open: [OpenNode], _ links: Int,
    in document: borrowing HTMLDocument
  ) -> Bool {
    guard document.namespace(of: node) == .html else { return false }
    let name = document.name(of: node)
    let parent = open.last?.name ?? .nameless
    switch name {
    case .a: return links > 0
    // Elsewhere it becomes a `div`, which the next cleaning would take for a line of code.
    case .dd, .dt: return open.last?.isInTerm == true && open.last?.isInCode == true
    case .h1, .h2, .h3, .h4, .h5, .h6: return ContentModel.isHeading(parent)
    case .rt, .rp: return isImplied(parent) && parent != .rtc && open.last?.isInRuby == true
    case .rb, .rtc: return isImplied(parent) && open.last?.isInRuby == true
    default: return false
    }
  }

  /// Elements whose end tags the parser implies (§13.2.6.3).
  private static func isImplied(_ name: ElementName) -> Bool {
    switch name {
    case .dd, .dt, .li, .p, .rb, .rp, .rt, .rtc: true
    default: false
    }
  }

  /// Items without a list get one; the list, if it was made.
  private static func listAround(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) -> NodeID? {
    guard document.isElement(node, .li), let parent = document.parent(of: node) else { return nil }
    switch document.name(of: parent) {
    case .ul, .ol, .menu: return nil
    default: break
    }
    record(node, after: "<ul><li>", in: document, &work)
    let list = document.makeElement(.ul)
    document.insert(list, before: node)
    var next: NodeID? = node
    while let item = next, document.isElement(item, .li) || document.isInvisible(item) {
      next = document.nextSibling(of: item)
      document.append(item, to: list)
    }
    return list
  }

  /// `dd` in `dd` without a list between, which the parser would close, becomes `div`.
  private static func repairedName(
    _ node: NodeID, _ open: [OpenNode],
    in document: inout HTMLDocument, _ work: inout EntryWork
  ) -> ElementName {
    let name = document.name(of: node)
    guard name == .dd || name == .dt, document.namespace(of: node) == .html,
      open.last?.isInTerm == true
    else { return name }
    record(node, after: "<div>", in: document, &work)
    document.rename(node, to: .div)
    return .div
  }

  /// The parser drops a line feed right after `<pre>`.
  static func dropLeadingBreak(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    while let first = document.firstChild(of: node), document.isText(first) {
      let text = document.withText(of: first) { $0.copied }
      let rest = withoutLeadingBreaks(text)
      guard text.isEmpty || rest.count < text.count else { return }
      work.log.recordChange(
        "sanitizer.nesting", of: node, before: String(decoding: text, as: UTF8.self),
        after: String(decoding: rest, as: UTF8.self), in: document)
      if rest.isEmpty {
        document.detach(first)
      } else {
        document.setText(String(decoding: rest, as: UTF8.self), of: first)
        return
      }
    }
  }

  /// Without line feeds at the start, and what XML can't hold before them.
  private static func withoutLeadingBreaks(_ text: [UInt8]) -> ArraySlice<UInt8> {
    var rest = text[...]
    while let byte = rest.first {
      if byte < 0x20, byte != 0x09 {
        rest = rest.dropFirst()
      } else if byte == 0xEF,
        rest.starts(with: [0xEF, 0xBF, 0xBE]) || rest.starts(with: [0xEF, 0xBF, 0xBF])
      {
        rest = rest.dropFirst(3)
      } else {
        break
      }
    }
    return rest
  }
}
