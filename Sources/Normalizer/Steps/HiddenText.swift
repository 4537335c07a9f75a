internal import HTML

/// Whether what a block hides is a part of the article by its own form: whole sentences, lines of
/// code, a table of data, parts of a list whose other parts show.
enum HiddenText {
  /// Bytes from which a whole sentence is no label.
  private static let shortest = 50

  /// Words of classes and ids of what pages show for a moment, to whoever uses them.
  private static let passing: Set<[UInt8]> = Set(
    [
      "preheader", "preview", "error", "errors", "success", "alert", "notice", "notification",
      "message", "messages", "modal", "popup", "tooltip", "cookie", "cookies", "consent", "gdpr",
      "loading", "loader", "subscribe", "newsletter", "signup", "noscript", "captcha", "honeypot",
      "copied", "toast", "form", "login", "print", "comments",
    ].map { Array($0.utf8) })

  /// Whether a node shows something by itself.
  static func shows(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard document.isText(node) else { return document.isMedia(node) }
    guard !document.isInvisible(node), let parent = document.parent(of: node) else { return false }
    return !document.isElement(parent, .style) && !document.isElement(parent, .script)
  }

  /// - Parameter isFirst: whether nothing is shown before the node.
  static func isRunning(
    _ node: NodeID, isFirst: Bool, in document: borrowing HTMLDocument
  ) -> Bool {
    switch document.name(of: node) {
    case .tr, .td, .li, .dd: return true
    case .p: if standsAmongParagraphs(node, in: document) { return true }
    case .table: return isTable(node, in: document)
    default: if paragraphs(in: node, of: document) > 1 { return true }
    }
    guard !isFirst, !isPassing(node, in: document), !isCopy(node, in: document) else {
      return false
    }
    return isCode(node, in: document) || isSentence(node, in: document)
  }

  /// A whole sentence between two paragraphs that show.
  private static func standsAmongParagraphs(
    _ node: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    guard let before = document.previousVisibleSibling(of: node), document.isElement(before, .p),
      let after = document.nextVisibleSibling(of: node), document.isElement(after, .p)
    else { return false }
    let text = document.trimmedText(of: node)
    return text.count >= shortest && Sentence.isWhole(text)
  }

  private static func paragraphs(in node: NodeID, of document: borrowing HTMLDocument) -> Int {
    var count = 0
    var child = document.firstChild(of: node)
    while let part = child {
      if document.isElement(part, .p), document.showsText(part) { count += 1 }
      child = document.nextSibling(of: part)
    }
    return count
  }

  /// Two rows or more, and two cells in the first: a script shows it in parts.
  private static func isTable(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    let rows = document.elements(.tr, in: node)
    guard rows.count > 1, let first = rows.first else { return false }
    return document.elements(.td, in: first).count + document.elements(.th, in: first).count > 1
  }

  /// Preformatted text and nothing else.
  private static func isCode(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var current = node
    while !document.isElement(current, .pre) {
      guard let only = document.onlyVisibleChild(of: current), document.isElement(only) else {
        return false
      }
      current = only
    }
    return document.showsText(current)
  }

  /// A whole sentence without links, fields and what fills up a preheader.
  private static func isSentence(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    let text = document.trimmedText(of: node)
    guard text.count >= shortest, Sentence.isWhole(text), !NoScript.speaksOfScripts(text),
      !isFilled(node, in: document)
    else { return false }
    return ![ElementName.a, .input, .button, .label, .select, .textarea].contains {
      document.firstElement($0, in: node) != nil
    }
  }

  /// Whether what nobody sees fills the rest of a preheader.
  static func isFilled(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var text: [UInt8] = []
    document.appendTextContent(of: node, to: &text)
    return fillers.contains { text.firstRange(ofBytes: $0) != nil }
  }

  /// A grapheme joiner; a zero-width non-joiner before a space.
  private static let fillers: [[UInt8]] = [
    [0xCD, 0x8F], [0xE2, 0x80, 0x8C, 0x20], [0xE2, 0x80, 0x8C, 0xC2, 0xA0],
  ]

  /// Whether the element is one that a form or a page shows for a moment.
  static func isPassing(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    if document.ancestor(of: node, named: .form) != nil { return true }
    return [AttributeName.class, .id].contains { name in
      (document.bytes(of: name, node) ?? []).prefix(1024).split { !$0.isASCIILetter }
        .contains { passing.contains($0.map(\.lowercased)) }
    }
  }

  /// Whether a neighbour that shows says the very same, on screens of another width.
  static func isCopy(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    let text = document.trimmedText(of: node).collapsedSpaces
    return [document.previousVisibleSibling(of: node), document.nextVisibleSibling(of: node)]
      .contains { sibling in
        sibling.flatMap { document.trimmedText(of: $0, upTo: text.count * 2 + 64) }
          .map { $0.collapsedSpaces == text } ?? false
      }
  }
}
