internal import HTML

/// Lines that a style keeps: line feeds become line breaks, or the block becomes `pre`.
enum StyledLines {
  static func keep(
    _ style: TextStyle, _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    let name = document.name(of: node)
    guard holdsLines(name), !isInCode(node, in: document) else { return }
    if style.space == .kept, style.isMonospaced, name == .div, isLines(node, in: document) {
      let before = work.log.isOn ? document.openTag(of: node) : ""
      document.rename(node, to: .pre)
      work.log.recordChange(
        "repair.style", of: node, before: before, after: "<pre>", in: document)
      return
    }
    let texts = ownTexts(of: node, in: document)
    guard texts.contains(where: { hasInnerLine($0, in: document) }) else { return }
    let before = work.log.isOn ? document.openTag(of: node) : ""
    if style.space == .kept, name == .div, !holdsBlock(node, in: document) {
      document.rename(node, to: .pre)
      work.log.recordChange(
        "repair.style", of: node, before: before, after: "<pre>", in: document)
      return
    }
    for text in texts { breakLines(of: text, in: &document) }
    work.log.recordChange(
      "repair.style", of: node, before: before, after: document.markup(of: node), in: document)
  }

  /// Whether an element holds one `div` per line, as editors put code on the clipboard.
  private static func isLines(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var lines = 0
    var child = document.firstChild(of: node)
    while let line = child {
      child = document.nextSibling(of: line)
      if document.isElement(line, .div) {
        if holdsBlock(line, in: document) { return false }
        lines += 1
      } else if !document.isInvisible(line), !document.isElement(line, .br) {
        return false
      }
    }
    return lines > 1
  }

  private static func holdsLines(_ name: ElementName) -> Bool {
    switch name {
    case .p, .div, .td, .li, .blockquote, .section, .article, .dd: true
    default: false
    }
  }

  private static func isInCode(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    document.ancestor(of: node, named: .pre) != nil
  }

  private static func holdsBlock(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    !document.descendants(of: node) { document, inner in
      document.isElement(inner) && ContentModel.isBlock(document.name(of: inner))
    }.isEmpty
  }

  /// The texts that stand in no other block.
  private static func ownTexts(
    of node: NodeID, in document: borrowing HTMLDocument
  ) -> [NodeID] {
    var texts: [NodeID] = []
    var current = document.next(after: node, in: node)
    while let inner = current {
      if document.isText(inner) { texts.append(inner) }
      let isBlock =
        document.isElement(inner)
        && (ContentModel.isBlock(document.name(of: inner))
          || ContentModel.isTablePart(document.name(of: inner)))
      current =
        isBlock
        ? document.next(afterSubtree: inner, in: node) : document.next(after: inner, in: node)
    }
    return texts
  }

  /// Whether a line feed stands between words, with no markup between.
  private static func hasInnerLine(_ text: NodeID, in document: borrowing HTMLDocument) -> Bool {
    document.withText(of: text) { $0.copied.trimmedBlanks.contains(0x0A) }
  }

  private static func breakLines(of text: NodeID, in document: inout HTMLDocument) {
    let bytes = document.withText(of: text) { $0.copied }
    let trimmed = bytes.trimmedBlanks
    guard trimmed.contains(0x0A) else { return }
    var lines = trimmed.split(separator: 0x0A, omittingEmptySubsequences: false)
    let last = lines.removeLast()
    for (number, line) in lines.enumerated() {
      let start = number == 0 ? bytes[..<trimmed.startIndex].filter { $0 == 0x20 } : []
      let piece = document.makeText(String(decoding: start + line, as: UTF8.self))
      document.insert(piece, before: text)
      document.insert(document.makeElement(.br), before: text)
    }
    let end = bytes[trimmed.endIndex...].isEmpty ? [] : [UInt8(0x20)]
    document.setText(String(decoding: last + end, as: UTF8.self), of: text)
  }
}

/// Lines of code that are elements: they keep their breaks when the elements lose their styles.
enum CodeLines {
  static func repair(in document: inout HTMLDocument, _ work: inout EntryWork) {
    guard work.rules.steps.contains(.styles), document.mayHold(ElementName.pre) else { return }
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      guard document.isElement(node, .pre) else {
        current = document.next(after: node, in: document.root)
        continue
      }
      current = document.next(afterSubtree: node, in: document.root)
      repair(node, in: &document, &work)
    }
  }

  private static func repair(
    _ code: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    let lines = lines(of: code, in: document)
    guard !lines.isEmpty else { return }
    let before = work.log.isOn ? document.markup(of: code) : ""
    let known = Set(lines)
    for line in lines {
      if let only = document.onlyVisibleChild(of: line), document.isElement(only, .br) {
        document.detach(only)
      }
      if let previous = document.previousSibling(of: line), document.isText(previous),
        !endsLine(previous, in: document)
      {
        document.insert(document.makeText("\n"), before: line)
      }
      if endsInLine(line, known, in: document) { continue }
      if !endsLine(line, in: document), needsBreak(behind: line, known, code, in: document) {
        document.insert(document.makeText("\n"), after: line)
      }
    }
    for (index, line) in lines.enumerated() where !document.isElement(line, .span) {
      // What holds the lines of a piece of code is no line.
      if document.isElement(line, .code), index + 1 < lines.count,
        document.isAttached(lines[index + 1], to: line)
      {
        continue
      }
      document.unwrap(line)
    }
    work.log.recordChange(
      "repair.style", of: code, before: before, after: document.markup(of: code), in: document)
  }

  /// Blocks, those that hold others too, and elements that a style makes blocks; where there are none
  /// and no line feed stands anywhere, neighbours whose class says that they are lines.
  private static func lines(
    of code: NodeID, in document: borrowing HTMLDocument
  ) -> [NodeID] {
    var found: [NodeID] = []
    var named: [NodeID] = []
    var hasFeeds = false
    for node in document.descendants(of: code) {
      if document.isText(node) {
        hasFeeds = hasFeeds || document.withText(of: node) { $0.copied.contains(0x0A) }
      } else if document.isElement(node) {
        if isBlock(node, in: document) {
          found.append(node)
        } else if document.isElement(node, .span),
          document.withAttribute(.class, of: node, { isLineClass($0.copied) }) == true
        {
          named.append(node)
        }
      }
    }
    return found.isEmpty && !hasFeeds && named.count > 1 ? named : found
  }

  private static func isBlock(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    switch document.name(of: node) {
    case .div, .p: return true
    case .span, .code:
      return document.withAttribute(.style, of: node) { TextStyle($0).isBlock } == true
    default: return false
    }
  }

  private static func isLineClass(_ value: [UInt8]) -> Bool {
    value.split(whereSeparator: \.isHTMLBlank).contains { word in
      ["line", "code-line", "token-line", "view-line", "cm-line"].contains {
        word.elementsEqual($0.utf8)
      }
    }
  }

  /// Whether the last text of a node ends with a line feed.
  private static func endsLine(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var last = node
    while let child = document.lastChild(of: last) { last = child }
    guard document.isText(last) else { return document.isElement(last, .br) }
    return document.withText(of: last) { $0.count > 0 && $0[$0.count - 1] == 0x0A }
  }

  /// Whether the last of an element is a line itself, whose end is the element's too.
  private static func endsInLine(
    _ line: NodeID, _ lines: Set<NodeID>, in document: borrowing HTMLDocument
  ) -> Bool {
    var last = document.lastChild(of: line)
    while let node = last {
      if lines.contains(node) { return true }
      last = document.lastChild(of: node)
    }
    return false
  }

  /// Whether more stands behind a line, and no line feed comes first.
  private static func needsBreak(
    behind line: NodeID, _ lines: Set<NodeID>, _ code: NodeID,
    in document: borrowing HTMLDocument
  ) -> Bool {
    var current = document.next(afterSubtree: line, in: code)
    while let node = current {
      if lines.contains(node) { return true }
      if document.isText(node) {
        let first = document.withText(of: node) { $0.count > 0 ? $0[0] : nil }
        if let first { return first != 0x0A }
      }
      current = document.next(after: node, in: code)
    }
    return false
  }
}
