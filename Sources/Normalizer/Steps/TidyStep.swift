internal import HTML

/// Removes what shows nothing: empty elements, runs of line breaks, rules and blanks at the ends.
///
/// It only detaches. Blanks at the ends of the body are no change worth recording.
enum TidyStep {
  /// More line breaks than this in a row say no more.
  private static let breaks = 2

  static func apply(to document: inout HTMLDocument, _ work: inout EntryWork) {
    let steps = work.rules.steps
    // Children come before their parents, so that what became empty goes too.
    for node in document.descendants(of: document.root).reversed() {
      guard document.isElement(node), document.namespace(of: node) == .html else { continue }
      let name = document.name(of: node)
      // Lines that are `div`s have no room between them but what an empty one makes.
      if name == .div, BlankLine.stands(at: node, in: document) { continue }
      if name == .pre { NestingRepair.dropLeadingBreak(node, in: &document, &work) }
      if holdsLines(name), steps.contains(.lineBreaks) { trimBreaks(in: node, &document, &work) }
      guard steps.contains(.emptyElements), isPointlessWhenEmpty(name),
        !document.hasAttribute(.id, of: node),
        !document.hasVisibleChild(node), !MeantBlank.isOne(node, name, in: document)
      else {
        if steps.contains(.emptyElements) { mergeTwin(node, name, in: &document, &work) }
        continue
      }
      if isInline(name), document.firstChild(of: node) != nil {
        // The blank inside stands between words.
        work.log.recordChange(
          "tidy.empty", of: node, before: document.markup(of: node), after: " ", in: document)
        document.unwrap(node)
      } else {
        work.log.recordRemoval("tidy.empty", of: node, in: document)
        document.detach(node)
      }
    }
    if steps.contains(.lineBreaks) { trimBreaks(in: document.root, &document, &work) }
    if steps.contains(.ends) { trimEnds(&document, &work) }
    if steps.contains(.emptyElements) { dropDots(from: &document, &work) }
    joinTexts(in: &document)
  }

  /// Dots alone say that the source has no text: "…", "...".
  private static func dropDots(from document: inout HTMLDocument, _ work: inout EntryWork) {
    guard !work.title.isEmpty, document.hasVisibleChild(document.root),
      let text = document.trimmedText(of: document.root, upTo: 24), !text.isEmpty,
      text.collapsedSpaces.split(separator: 0x20).allSatisfy({ word in
        word.elementsEqual("…".utf8) || word.elementsEqual("[…]".utf8)
          || word.elementsEqual("[...]".utf8) || word.allSatisfy { $0 == UInt8(ascii: ".") }
      }), !document.holdsMedia(document.root), document.firstElement(.a, in: document.root) == nil
    else { return }
    for node in document.children(of: document.root) {
      work.log.recordRemoval("tidy.empty", of: node, in: document)
      document.detach(node)
    }
  }

  /// Texts that nothing parts any more are one, as whoever reads what is written finds them.
  private static func joinTexts(in document: inout HTMLDocument) {
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      guard document.isText(node), let second = document.nextSibling(of: node),
        document.isText(second)
      else {
        current = document.next(after: node, in: document.root)
        continue
      }
      var text = document.text(of: node)
      while let next = document.nextSibling(of: node), document.isText(next) {
        text += document.text(of: next)
        document.detach(next)
      }
      let whole = document.makeText(text)
      document.replace(node, with: whole)
      current = document.next(after: whole, in: document.root)
    }
  }

  /// An element that holds nothing but another one that says the same goes.
  private static func mergeTwin(
    _ node: NodeID, _ name: ElementName, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard let meaning = emphasis(name), let inner = document.onlyVisibleChild(of: node),
      document.isElement(inner), emphasis(document.name(of: inner)) == meaning,
      !document.hasAttributes(inner)
    else { return }
    work.log.recordChange(
      "tidy.empty", of: inner, before: document.openTag(of: inner), after: "", in: document)
    document.unwrap(inner)
  }

  /// Elements of one number look alike.
  private static func emphasis(_ name: ElementName) -> Int? {
    switch name {
    case .b, .strong: 1
    case .i, .em: 2
    case .u: 3
    default: nil
    }
  }

  private static func holdsLines(_ name: ElementName) -> Bool {
    (ContentModel.isBlock(name) && name != .pre) || name == .td || name == .th
  }

  private static func isInline(_ name: ElementName) -> Bool {
    !ContentModel.isBlock(name)
  }

  private static func isPointlessWhenEmpty(_ name: ElementName) -> Bool {
    switch name {
    case .p, .div, .span, .a, .b, .i, .em, .strong, .u, .s, .small, .mark, .sub, .sup, .section,
      .article, .aside, .header, .footer, .figure, .figcaption, .blockquote, .ul, .ol, .menu,
      .li, .dl, .dt, .dd, .h1, .h2, .h3, .h4, .h5, .h6, .pre, .code, .nav, .main, .address,
      .cite, .q, .details, .summary, .table, .tbody, .thead, .tfoot, .tr, .caption, .picture,
      .ins, .del, .abbr, .time, .bdi, .bdo, .ruby, .kbd, .samp, .`var`, .dfn, .data:
      true
    default: false
    }
  }

  /// At most two line breaks in a row, none at either end of a block or beside one.
  private static func trimBreaks(
    in parent: NodeID, _ document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard document.mayHold(ElementName.br), holdsBreak(parent, document) else { return }
    var run: [NodeID] = []
    var isAfterBlock = true
    var child = document.firstChild(of: parent)
    while let node = child {
      child = document.nextSibling(of: node)
      if document.isElement(node, .br) {
        run.append(node)
      } else if !document.isInvisible(node) {
        let isBlock = isBlock(node, document)
        shorten(run, to: isAfterBlock || isBlock ? 0 : breaks, &document, &work)
        run.removeAll(keepingCapacity: true)
        isAfterBlock = isBlock
      }
    }
    shorten(run, to: 0, &document, &work)
  }

  private static func holdsBreak(_ parent: NodeID, _ document: borrowing HTMLDocument) -> Bool {
    var child = document.firstChild(of: parent)
    while let node = child {
      if document.isElement(node, .br) { return true }
      child = document.nextSibling(of: node)
    }
    return false
  }

  private static func shorten(
    _ run: [NodeID], to count: Int, _ document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard run.count > count else { return }
    work.log.recordChange(
      "tidy.breaks", of: run[0], before: String(repeating: "<br>", count: run.count),
      after: String(repeating: "<br>", count: count), in: document)
    for surplus in run.dropFirst(count) { document.detach(surplus) }
  }

  private static func isBlock(_ id: NodeID, _ document: borrowing HTMLDocument) -> Bool {
    document.isElement(id) && ContentModel.isBlock(document.name(of: id))
  }

  /// Rules, line breaks and blanks at the beginning and at the end of the body.
  private static func trimEnds(_ document: inout HTMLDocument, _ work: inout EntryWork) {
    while let first = document.firstChild(of: document.root), isTrimmable(first, document) {
      trim(first, &document, &work)
    }
    while let last = document.lastChild(of: document.root), isTrimmable(last, document) {
      trim(last, &document, &work)
    }
  }

  private static func trim(
    _ node: NodeID, _ document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    if document.isElement(node) { work.log.recordRemoval("tidy.ends", of: node, in: document) }
    document.detach(node)
  }

  private static func isTrimmable(_ id: NodeID, _ document: borrowing HTMLDocument) -> Bool {
    document.isInvisible(id) || document.isElement(id, .br) || document.isElement(id, .hr)
  }
}
