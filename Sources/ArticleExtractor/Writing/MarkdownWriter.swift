public import HTML

/// Writes HTML as Markdown (CommonMark, with GitHub's tables), or as plain text.
///
/// What Markdown has no words for is written as the text that it holds. Takes time linear in the
/// tree; nothing calls itself.
public struct MarkdownWriter {
  /// Whether no marks are written: plain text, a blank line between blocks.
  private let isPlain: Bool
  private var output: [UInt8] = []
  /// The line that is being written, without its prefix.
  private var line: [UInt8] = []
  /// What stands before each line: `> ` of quotations, the room of lists.
  private var prefixes: [[UInt8]] = []
  /// What stands before the next line alone: the mark of a list's item.
  private var mark: [UInt8] = []
  private var lists: [Int?] = []
  private var preformatted = 0
  private var row = 0
  private var cells = 0

  private init(isPlain: Bool) { self.isPlain = isPlain }

  /// The Markdown of what `scope` contains.
  public static func markdown(of scope: NodeID, in document: borrowing HTML.Document) -> String {
    write(scope, document, isPlain: false)
  }

  /// The text of what `scope` contains, a line for each line that is seen.
  public static func text(of scope: NodeID, in document: borrowing HTML.Document) -> String {
    write(scope, document, isPlain: true)
  }

  private static func write(
    _ scope: NodeID, _ document: borrowing HTML.Document, isPlain: Bool
  ) -> String {
    var writer = MarkdownWriter(isPlain: isPlain)
    var current = document.firstChild(of: scope)
    while let node = current {
      if writer.open(node, document), let child = document.firstChild(of: node) {
        current = child
        continue
      }
      writer.close(node, document)
      current = writer.following(node, document, scope)
    }
    writer.endLine()
    while writer.output.last == 0x0A { writer.output.removeLast() }
    if !writer.output.isEmpty { writer.output.append(0x0A) }
    return String(decoding: writer.output, as: UTF8.self)
  }

  /// The next node that is not inside `node`; what ends on the way is closed.
  private mutating func following(
    _ node: NodeID, _ document: borrowing HTML.Document, _ scope: NodeID
  ) -> NodeID? {
    var node = node
    while true {
      if let next = document.nextSibling(of: node) { return next }
      guard let parent = document.parent(of: node), parent != scope else { return nil }
      close(parent, document)
      node = parent
    }
  }

  /// Begins a node; whether its children are written.
  private mutating func open(_ node: NodeID, _ document: borrowing HTML.Document) -> Bool {
    if document.isText(node) {
      document.withText(of: node) { append(text: $0) }
      return false
    }
    guard document.isElement(node) else { return false }
    let name = document.name(of: node)
    switch ElementRole.of(node, document) {
    case .skipped, .ornament: return false
    case .lineBreak:
      if isPlain || !lists.isEmpty || row > 0 { endLine() } else { breakLine() }
      return false
    case .picture:
      appendPicture(node, document)
      return false
    case .frame:
      if let source = document.attribute(.src, of: node), !isPlain { append("<\(source)>") }
      return false
    case .inline: openInline(name, node, document)
    case .region: openBlock(name, node, document)
    }
    return true
  }

  private mutating func breakLine() {
    while line.last == 0x20 { line.removeLast() }
    guard !line.isEmpty else { return }
    append("\\")
    endLine()
  }

  private mutating func appendPicture(_ node: NodeID, _ document: borrowing HTML.Document) {
    guard !isPlain, let source = document.attribute(.src, of: node) else { return }
    let title = document.attribute(.alt, of: node) ?? ""
    append("![\(MarkdownWriter.escaped(title))](<\(source)>)")
  }

  private mutating func openInline(
    _ name: ElementName, _ node: NodeID, _ document: borrowing HTML.Document
  ) {
    guard !isPlain, preformatted == 0 else { return }
    switch name {
    case .em, .i, .cite: append("*")
    case .strong, .b: append("**")
    case .code, .kbd, .samp, .tt: append("`")
    case .del, .s, .strike: append("~~")
    case .a: if document.hasAttribute(.href, of: node) { append("[") }
    default: break
    }
  }

  private mutating func openBlock(
    _ name: ElementName, _ node: NodeID, _ document: borrowing HTML.Document
  ) {
    switch name {
    case .td, .th:
      cells += 1
      if cells > 1 { append(isPlain ? "\t" : " | ") } else if !isPlain { append("| ") }
      return
    case .tr:
      endLine()
      (row, cells) = (row + 1, 0)
      return
    case .tbody, .thead, .tfoot: return
    case .li:
      endLine()
      beginItem()
      return
    default: break
    }
    if row > 0 {
      if !line.isEmpty, line.last != 0x20 { append(" ") }
      return
    }
    beginBlock(name)
  }

  private mutating func beginBlock(_ name: ElementName) {
    let isNested = (name == .ul || name == .ol) && !lists.isEmpty
    endLine()
    if !isNested, name != .dd, name != .dt, mark.isEmpty { separate() }
    switch name {
    case .h1, .h2, .h3, .h4, .h5, .h6:
      if !isPlain { append(String(repeating: "#", count: MarkdownWriter.level(name)) + " ") }
    case .blockquote: prefixes.append(isPlain ? [] : Array("> ".utf8))
    case .ul, .menu: lists.append(nil)
    case .ol: lists.append(0)
    case .pre:
      if !isPlain {
        append("```")
        endLine()
      }
      preformatted += 1
    case .hr: append(isPlain ? "" : "---")
    default: break
    }
  }

  private mutating func beginItem() {
    var text = "- "
    if let last = lists.indices.last, let number = lists[last] {
      lists[last] = number + 1
      text = "\(number + 1). "
    }
    mark = Array(text.utf8)
    prefixes.append([UInt8](repeating: 0x20, count: mark.count))
  }

  private mutating func close(_ node: NodeID, _ document: borrowing HTML.Document) {
    guard document.isElement(node) else { return }
    let name = document.name(of: node)
    switch ElementRole.of(node, document) {
    case .inline: closeInline(name, node, document)
    case .region: closeBlock(name)
    default: break
    }
  }

  private mutating func closeInline(
    _ name: ElementName, _ node: NodeID, _ document: borrowing HTML.Document
  ) {
    guard !isPlain, preformatted == 0 else { return }
    switch name {
    case .em, .i, .cite: append("*")
    case .strong, .b: append("**")
    case .code, .kbd, .samp, .tt: append("`")
    case .del, .s, .strike: append("~~")
    case .a:
      if let address = document.attribute(.href, of: node) { append("](<\(address)>)") }
    default: break
    }
  }

  private mutating func closeBlock(_ name: ElementName) {
    switch name {
    case .td, .th: return
    case .tr:
      if !isPlain { append(" |") }
      let count = cells
      endLine()
      if !isPlain, row == 1 {
        append("|" + String(repeating: " --- |", count: count))
        endLine()
      }
      return
    case .table: row = 0
    case .li:
      endLine()
      mark = []
      _ = prefixes.popLast()
      return
    case .pre:
      preformatted -= 1
      endLine()
      if !isPlain { append("```") }
    case .blockquote:
      endLine()
      _ = prefixes.popLast()
    case .ul, .ol, .menu: _ = lists.popLast()
    default: break
    }
    if row == 0 { endLine() }
  }

  private static func level(_ name: ElementName) -> Int {
    switch name {
    case .h1: 1
    case .h2: 2
    case .h3: 3
    case .h4: 4
    case .h5: 5
    default: 6
    }
  }
}

// Lines

extension MarkdownWriter {
  private mutating func append(_ text: String) { line += text.utf8 }

  private mutating func append(text: Span<UInt8>) {
    for index in text.indices {
      let byte = text[index]
      if preformatted > 0 {
        if byte == 0x0A { endLine(evenIfEmpty: true) } else { line.append(byte) }
      } else if byte <= 0x20 {
        if let last = line.last, last != 0x20 { line.append(0x20) }
      } else {
        if !isPlain, MarkdownWriter.needsEscape(byte, at: line) { line.append(0x5C) }
        line.append(byte)
      }
    }
  }

  /// Whether a character would be read as a mark.
  private static func needsEscape(_ byte: UInt8, at line: [UInt8]) -> Bool {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "\\"), UInt8(ascii: "<"):
      true
    case UInt8(ascii: "#"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ">"): line.isEmpty
    case UInt8(ascii: "|"): true
    default: false
    }
  }

  private static func escaped(_ text: String) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
      if byte == 0x5B || byte == 0x5D || byte == 0x5C { result.append(0x5C) }
      result.append(byte < 0x20 ? 0x20 : byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private mutating func endLine(evenIfEmpty: Bool = false) {
    if preformatted == 0 { while line.last == 0x20 { line.removeLast() } }
    guard !line.isEmpty || evenIfEmpty else { return }
    var before = prefixes
    if !mark.isEmpty, !before.isEmpty {
      before[before.count - 1] = mark
      mark = []
    }
    for prefix in before { output += prefix }
    output += line
    output.append(0x0A)
    line.removeAll(keepingCapacity: true)
  }

  /// An empty line, unless there is one.
  private mutating func separate() {
    guard !output.isEmpty else { return }
    if output.suffix(2) != [0x0A, 0x0A] {
      var blank: [UInt8] = []
      for prefix in prefixes { blank += prefix }
      while blank.last == 0x20 { blank.removeLast() }
      output += blank
      output.append(0x0A)
    }
  }
}
