internal import HTML

/// A line of a body as a reader sees it: text between two blocks or line breaks.
struct TextLine: Sendable {
  enum Place: UInt8, Sendable {
    case paragraph
    case quotation
    case item
    case cell
    /// A heading, a caption, code, or what stands beside the text.
    case beside
  }

  /// Blanks in a row are one, none at the ends.
  var text: [UInt8]
  var place: Place
  /// Bytes of its letters and digits that stand in links, as `lettersInLowercase` gives them.
  var linkedLetters = 0
  var links = 0
  /// Whether a single line break is all that parts it from the line before.
  var isContinuation = false
  /// Whether a quotation follows.
  var isBeforeQuotation = false
  /// Whether it says no more than the picture before it: its alternative text, or a few words below
  /// it that are no sentence.
  var isOfPicture = false
  /// Whether a picture stands before it on the same line.
  var isBesidePicture = false
  /// Whether it is shown only once somebody unfolds it.
  var isFolded = false
}

/// The lines of a tree in document order. A formula is said once, and a ruby's reading not at all.
struct TextLines: ~Copyable {
  private var lines: [TextLine] = []
  private var text: [UInt8] = []
  private var linkedLetters = 0
  private var links = 0
  /// Line breaks since the last line; the edge of a block counts two.
  private var breaks = 2
  private var total = 0
  private var linkDepth = 0
  private var quoteDepth = 0
  private var itemDepth = 0
  private var cellDepth = 0
  private var besideDepth = 0
  private var foldDepth = 0
  /// The `pre` that is all of the body and holds a mail.
  private var mail: NodeID?
  /// The last mark of a footnote, which is left out.
  private var footnote: NodeID?
  /// Of the last picture, until a line follows.
  private var alternative: [UInt8]?
  /// Whether a break or the edge of a block stands behind that picture.
  private var isBelowPicture = false

  /// - Parameter limit: Bytes of text after which no more is read.
  static func of(_ document: borrowing HTMLDocument, upTo limit: Int = .max) -> [TextLine] {
    var reader = TextLines()
    reader.read(document, limit)
    return reader.lines
  }

  private mutating func read(_ document: borrowing HTMLDocument, _ limit: Int) {
    mail = MailText.node(in: document)
    var current = document.firstChild(of: document.root)
    while let node = current, total <= limit {
      if enter(node, in: document), let child = document.firstChild(of: node) {
        current = child
        continue
      }
      current = nil
      var done: NodeID? = node
      while let end = done, end != document.root {
        leave(end, in: document)
        if let next = document.nextSibling(of: end) {
          current = next
          break
        }
        done = document.parent(of: end)
      }
    }
    flush()
  }

  /// Whether the line's text ends with a word or its mark.
  private var isJoined: Bool { text.last.map { !$0.isHTMLBlank } ?? false }

  /// Whether what the node contains is read too.
  private mutating func enter(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard document.isElement(node) else {
      if document.isText(node) { append(textOf: node, in: document) }
      return false
    }
    let name = document.name(of: node)
    if document.namespace(of: node) == .mathML {
      if name == .math { append(formula: node, in: document) }
      return false
    }
    if document.namespace(of: node) == .svg || TextLines.isSilent(name) { return false }
    if FootnoteMark.isOne(node, name, isJoined: isJoined, in: document) {
      footnote = node
      return false
    }
    if name == .br {
      flush()
      breaks += 1
      return false
    }
    if TextLines.endsLine(name) { endBlock() }
    if TextLines.isApart(name), !text.isEmpty { text.append(0x20) }
    if name == .img, text.isEmpty, links == 0 || linkDepth > 0 {
      alternative = document.bytes(of: .alt, node)?.collapsedSpaces ?? []
      isBelowPicture = false
    }
    if node != mail { count(name, by: 1) }
    if name == .q { text += "“".utf8 }
    if name == .details, !document.hasAttribute(.open, of: node) { foldDepth += 1 }
    if name == .code, isWholeLine(node, document) { besideDepth += 1 }
    if name == .a { links += 1 }
    return true
  }

  private mutating func leave(_ node: NodeID, in document: borrowing HTMLDocument) {
    guard document.isElement(node), document.namespace(of: node) == .html else { return }
    let name = document.name(of: node)
    if TextLines.isSilent(name) || name == .br { return }
    if node == footnote { return }
    if name == .q { text += "”".utf8 }
    let isCode = name == .code && isWholeLine(node, document)
    if TextLines.endsLine(name) || isCode { endBlock() }
    if node != mail { count(name, by: -1) }
    if name == .details, !document.hasAttribute(.open, of: node) { foldDepth -= 1 }
    if isCode { besideDepth -= 1 }
  }

  /// Whether a block holds nothing but this: code in lines, which `pre` says otherwise.
  private func isWholeLine(_ node: NodeID, _ document: borrowing HTMLDocument) -> Bool {
    guard let parent = document.parent(of: node), document.isElement(parent),
      ContentModel.isBlock(document.name(of: parent))
    else { return false }
    return document.onlyVisibleChild(of: parent) == node
  }

  private mutating func count(_ name: ElementName, by step: Int) {
    switch name {
    case .a: linkDepth += step
    case .blockquote: quoteDepth += step
    case .li, .dd, .dt: itemDepth += step
    case .td, .th: cellDepth += step
    case .figcaption, .figure, .caption, .header, .footer, .aside, .nav, .h1, .h2, .h3, .h4, .h5,
      .h6, .pre, .audio, .video, .object, .summary:
      besideDepth += step
    default: break
    }
  }

  private mutating func append(textOf node: NodeID, in document: borrowing HTMLDocument) {
    if mail != nil { return append(mail: document.withText(of: node) { $0.copied }) }
    let start = text.count
    document.appendTextContent(of: node, to: &text)
    total += text.count - start
    if linkDepth > 0 { linkedLetters += text[start...].lettersInLowercase().count }
  }

  /// Paragraphs are what blank lines part, without what is quoted.
  private mutating func append(mail bytes: [UInt8]) {
    total += bytes.count
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if line.trimmedBlanks.isEmpty {
        // The first and the last go on beside a link.
        if isJoined, index > 0, index < lines.count - 1 { endBlock() }
      } else if line.first == UInt8(ascii: ">") {
        // "On Monday, Ann wrote:"
        if SummaryJudge.leadsOn(Array(text.trimmedBlanks)) { text.removeAll(keepingCapacity: true) }
        if isJoined { endBlock() }
      } else {
        if linkDepth > 0 { linkedLetters += line.lettersInLowercase().count }
        if isJoined { text.append(0x20) }
        text += line
      }
    }
  }

  /// As its author wrote it in TeX, where it says so, else its signs.
  private mutating func append(formula node: NodeID, in document: borrowing HTMLDocument) {
    var tex: [UInt8] = []
    var signs: [UInt8] = []
    var current = document.next(after: node, in: node)
    while let part = current {
      if document.isElement(part), document.name(of: part) == .annotation {
        if tex.isEmpty { tex = document.trimmedText(of: part) }
        current = document.next(afterSubtree: part, in: node)
        continue
      }
      if document.isText(part) { document.appendTextContent(of: part, to: &signs) }
      current = document.next(after: part, in: node)
    }
    text += tex.isEmpty ? signs : tex
  }

  private mutating func endBlock() {
    flush()
    breaks = 2
  }

  private mutating func flush() {
    defer {
      text.removeAll(keepingCapacity: true)
      linkedLetters = 0
      links = 0
    }
    let line = text.collapsedSpaces
    guard !line.isEmpty else {
      isBelowPicture = true
      return
    }
    let place = place
    let isOfPicture = alternative.map { isCaption(line, of: $0) } ?? false
    let isBesidePicture = alternative != nil && !isBelowPicture
    alternative = nil
    if place == .quotation, let last = lines.last, last.place != .quotation {
      lines[lines.count - 1].isBeforeQuotation = true
    }
    lines.append(
      TextLine(
        text: line, place: place, linkedLetters: linkedLetters, links: links,
        isContinuation: breaks == 1 && lines.last?.place == place, isOfPicture: isOfPicture,
        isBesidePicture: isBesidePicture, isFolded: foldDepth > 0))
    breaks = 0
  }

  /// What stands below a picture, in a block of its own.
  private func isCaption(_ line: [UInt8], of alternative: [UInt8]) -> Bool {
    if line == alternative { return true }
    guard isBelowPicture, breaks > 1, line.count < 160, let last = line.last else { return false }
    return !Sentence.isWhole(line) && !":-,".utf8.contains(last) && !SummaryJudge.leadsOn(line)
  }

  private var place: TextLine.Place {
    if besideDepth > 0 { return .beside }
    if quoteDepth > 0 { return .quotation }
    if itemDepth > 0 { return .item }
    return cellDepth > 0 ? .cell : .paragraph
  }

  private static func endsLine(_ name: ElementName) -> Bool {
    ContentModel.isBlock(name) || ContentModel.isTablePart(name)
  }

  /// Pictures and players between words part them.
  private static func isApart(_ name: ElementName) -> Bool {
    switch name {
    case .img, .picture, .video, .audio, .iframe: true
    default: false
    }
  }

  /// What shows no text, or says again what stands beside it.
  private static func isSilent(_ name: ElementName) -> Bool {
    switch name {
    case .script, .style, .template, .noscript, .textarea, .select, .iframe, .title, .noembed,
      .noframes, .head, .rt, .rp, .rtc, .annotation:
      true
    default: false
    }
  }
}
