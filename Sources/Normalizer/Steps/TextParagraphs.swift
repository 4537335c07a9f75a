internal import HTML

/// Text without block markup whose paragraphs and lines are those of its line feeds: plain text that
/// counts as HTML for a reference, a link or a picture in it.
///
/// HTML that is merely wrapped or indented shows itself by having no blank lines between sentences,
/// or by blocks.
enum TextParagraphs {
  static func apply(to document: inout HTMLDocument, _ work: inout EntryWork) {
    guard work.rules.steps.contains(.paragraphs), let evidence = Evidence(document),
      allowsParagraphs(work.rules.policy)
    else { return }
    var text = TextFlow(document)
    text.close()
    guard let breaksLines = text.decision(evidence) else { return }
    let before = work.log.isOn ? document.withoutCounting { $0.serializedText() } : ""
    for node in document.children(of: document.root) { document.detach(node) }
    for (index, paragraph) in text.paragraphs.enumerated() {
      append(paragraph, isFirst: index == 0, breaksLines, to: &document)
    }
    let after = work.log.isOn ? document.withoutCounting { $0.serializedText() } : ""
    work.log.record("text.paragraphs", field: "content", before: before, after: after)
  }

  private static func allowsParagraphs(_ policy: SanitizerPolicy) -> Bool {
    [ElementName.p, .br].allSatisfy { policy.outcome(of: $0, in: .html) == .allow }
  }

  /// What a body without blocks holds.
  struct Evidence {
    /// Whether it has elements that show text.
    private(set) var hasMarkup = false

    /// `nil` for bodies with blocks, and for those without a line feed between their parts.
    init?(_ document: borrowing HTMLDocument) {
      var hasLines = false
      var current = document.next(after: document.root, in: document.root)
      while let node = current {
        if document.isElement(node) {
          let name = document.name(of: node)
          if Evidence.divides(name) { return nil }
          if name != .img, document.firstChild(of: node) != nil { hasMarkup = true }
        } else if !hasLines, document.isText(node), document.parent(of: node) == document.root {
          hasLines = document.withText(of: node) { text in
            text.indices.contains { text[$0] == 0x0A }
          }
        }
        current = document.next(after: node, in: document.root)
      }
      if !hasLines { return nil }
    }

    private static func divides(_ name: ElementName) -> Bool {
      switch name {
      case .br, .noscript, .template, .textarea, .select, .style, .title, .frameset: true
      default: ContentModel.isBlock(name) || ContentModel.isTablePart(name)
      }
    }
  }

  // MARK: - Writing

  private static func append(
    _ paragraph: TextFlow.Paragraph, isFirst: Bool, _ breaksLines: Bool,
    to document: inout HTMLDocument
  ) {
    var parts = paragraph.parts[...]
    if isFirst || !paragraph.hasWords {
      // A picture above the text stays above it.
      while let part = parts.first, part.isBeforeText(in: document) {
        if case .node(let node) = part { document.append(node, to: document.root) }
        parts.removeFirst()
      }
    }
    guard paragraph.hasWords else {
      for part in parts { append(part, false, to: document.root, &document) }
      return
    }
    while parts.last?.isBlank == true { parts.removeLast() }
    let block = document.makeElement(.p)
    document.append(block, to: document.root)
    let breaks = breaksLines && !paragraph.isWrapped
    for part in parts { append(part, breaks, to: block, &document) }
  }

  private static func append(
    _ part: TextFlow.Part, _ breaks: Bool, to parent: NodeID, _ document: inout HTMLDocument
  ) {
    switch part {
    case .node(let node): document.append(node, to: parent)
    case .lineFeed:
      // More than two are no more than two.
      if breaks, endsInTwoBreaks(parent, document) { return }
      let node = breaks ? document.makeElement(.br) : document.makeText("\n")
      document.append(node, to: parent)
    case .text(let text):
      let shown = breaks ? text.isEmpty ? text : trimmed(text, parent, document) : text
      if shown.isEmpty { return }
      document.append(document.makeText(String(decoding: shown, as: UTF8.self)), to: parent)
    }
  }

  private static func endsInTwoBreaks(
    _ parent: NodeID, _ document: borrowing HTMLDocument
  ) -> Bool {
    guard let last = document.lastChild(of: parent), document.isElement(last, .br),
      let before = document.previousSibling(of: last)
    else { return false }
    return document.isElement(before, .br)
  }

  /// Without the blanks at the beginning of a line.
  private static func trimmed(
    _ text: ArraySlice<UInt8>, _ parent: NodeID, _ document: borrowing HTMLDocument
  ) -> ArraySlice<UInt8> {
    guard let last = document.lastChild(of: parent), !document.isElement(last, .br) else {
      return text.drop(while: WrappedLines.isBlank)
    }
    return text
  }
}

/// The children of a body without blocks, cut at blank lines.
struct TextFlow {
  enum Part {
    case text(ArraySlice<UInt8>)
    case lineFeed
    case node(NodeID)

    var isBlank: Bool {
      switch self {
      case .text(let text): text.trimmedBlanks.isEmpty
      case .lineFeed: true
      case .node: false
      }
    }

    /// Whether it is a blank or shows no text.
    func isBeforeText(in document: borrowing HTMLDocument) -> Bool {
      guard case .node(let node) = self else { return isBlank }
      return !document.showsText(node)
    }
  }

  struct Paragraph {
    var parts: [Part] = []
    /// What its lines say, markup left out.
    var lines: [[UInt8]] = [[]]

    var hasWords: Bool { lines.contains { !$0.trimmedBlanks.isEmpty } }
    var isWrapped: Bool { WrappedLines.areWrapped(lines.map { $0[...] }) }

    /// Whether it is more than a label.
    var isSentence: Bool {
      if lines.reduce(0, { $0 + $1.count }) >= 80 { return true }
      guard let last = lines.last(where: { !$0.trimmedBlanks.isEmpty })?.trimmedBlanks,
        let scalar = String(decoding: last.suffix(4), as: UTF8.self).unicodeScalars.last
      else { return false }
      return WrappedLines.endsSentence(scalar)
    }

    var isIndented: Bool {
      lines.dropFirst().contains { $0.first.map(WrappedLines.isBlank) ?? false }
    }
  }

  private(set) var paragraphs: [Paragraph] = []
  private var paragraph = Paragraph()
  private var hasWords = false
  /// Whether a paragraph behind another begins with blanks.
  private var isIndented = false

  init(_ document: borrowing HTMLDocument) {
    // What stood between two texts may have gone: they are one.
    var run: [UInt8] = []
    var child = document.firstChild(of: document.root)
    while let node = child {
      child = document.nextSibling(of: node)
      if document.isText(node) {
        run += document.text(of: node).utf8
        if let next = child, document.isText(next) { continue }
        take(run)
        run = []
      } else {
        paragraph.parts.append(.node(node))
        guard document.isElement(node) else { continue }
        var text: [UInt8] = []
        document.appendTextContent(of: node, to: &text)
        document.spend(text.count / 16)
        paragraph.lines[paragraph.lines.count - 1] += text.map { $0 == 0x0A ? 0x20 : $0 }
      }
    }
  }

  private mutating func take(_ text: [UInt8]) {
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let isBlank = line.allSatisfy(WrappedLines.isBlank)
      if isBlank, index > 0, index < lines.count - 1 {
        close()
        continue
      }
      if index > 0, !paragraph.parts.isEmpty {
        paragraph.parts.append(.lineFeed)
        paragraph.lines.append([])
      }
      if isBlank, paragraph.parts.isEmpty { continue }
      if !line.isEmpty {
        if paragraph.parts.isEmpty, hasWords, WrappedLines.isBlank(line[line.startIndex]) {
          isIndented = true
        }
        paragraph.parts.append(.text(line))
        paragraph.lines[paragraph.lines.count - 1] += line
      }
    }
  }

  /// Ends the paragraph.
  mutating func close() {
    if !paragraph.parts.isEmpty { paragraphs.append(paragraph) }
    hasWords = hasWords || paragraph.hasWords
    paragraph = Paragraph()
  }

  /// Whether line feeds are breaks; `nil` where nothing shows that the text is laid out by them.
  func decision(_ evidence: TextParagraphs.Evidence) -> Bool? {
    let said = paragraphs.filter(\.hasWords)
    let isIndentedInside = said.contains(where: \.isIndented)
    if said.count > 1 {
      let isLaidOut = !evidence.hasMarkup || (!isIndented && said.contains(where: \.isSentence))
      return isLaidOut ? !isIndentedInside : nil
    }
    guard let only = said.first, !evidence.hasMarkup, only.lines.count > 1, !isIndentedInside,
      !only.isWrapped,
      only.lines.count(where: { !$0.trimmedBlanks.isEmpty }) > 1
    else { return nil }
    return true
  }
}
