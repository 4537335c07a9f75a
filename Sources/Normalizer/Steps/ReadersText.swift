internal import HTML

/// What is written for screen readers and is a part of the article: the table of data behind a chart, its
/// description in whole sentences.
enum ReadersText {
  /// Bytes from which a whole sentence is no label.
  private static let shortest = 50

  /// What speaks of the page and of how to use it.
  private static let ofPage = [
    "window", "new tab", "keyboard", "arrow key", "escape", "screen reader", "skip to", "press ",
    "this link", "click", "slide", "dialog", "browser", "fenster", "tastatur", "fenêtre", "ventana",
  ].map { Array($0.utf8) }

  /// Whether an element that only screen readers see says something of the article.
  static func isOne(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    if holdsTable(node, in: document) { return true }
    let text = document.trimmedText(of: node)
    guard text.count >= shortest, Sentence.isWhole(text), text.contains(0x20) || text[0] >= 0x80,
      !HiddenText.isPassing(node, in: document), !HiddenText.isCopy(node, in: document),
      document.ancestor(of: node, named: .a) == nil,
      document.ancestor(of: node, named: .button) == nil
    else { return false }
    let folded = text.inLowercase()
    return !ofPage.contains { folded.firstRange(ofBytes: $0) != nil }
      && ![ElementName.a, .input, .button, .label, .select, .textarea].contains {
        document.firstElement($0, in: node) != nil
      }
  }

  /// Two rows of two cells at least.
  private static func holdsTable(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard document.mayHold(ElementName.tr), document.mayHold(ElementName.td) else { return false }
    return document.elements(.tr, in: node).count > 1 && document.elements(.td, in: node).count > 1
      && document.textLength(of: node) > 8
  }
}

/// Controls right beside what they show: the button behind a hidden answer, the link to nothing at the
/// end of the line before it.
enum Disclosure {
  /// Bytes of the longest label of a control, and of the longest line that ends with one.
  private static let longest = (label: 40, line: 400)

  /// What such labels say that show nothing: they copy, send or store.
  private static let others = [
    "copy", "share", "send", "submit", "subscribe", "like", "save", "download", "print", "close",
    "buy", "sign", "log", "ok", "kopier", "teil", "senden", "copier", "partager", "copiar", "cop",
    "复制", "複製", "分享", "コピー",
  ]

  /// Whether a control right behind a hidden text, in the line that it ends, or last in the block before
  /// it, shows it to who asks.
  static func isBeside(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard !HiddenText.isPassing(node, in: document) else { return false }
    let name = document.name(of: node)
    guard ContentModel.isBlock(name) else { return isBehind(node, in: document) }
    guard let before = document.previousVisibleSibling(of: node),
      document.isElement(before, .p) || document.isElement(before, .div),
      document.trimmedText(of: before, upTo: longest.line) != nil
    else { return false }
    var last = before
    while let child = lastVisibleChild(of: last, in: document), document.isElement(child) {
      if isControl(child, in: document) { return true }
      last = child
    }
    return false
  }

  /// Words stand before it, and a control behind it.
  private static func isBehind(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard let before = document.previousVisibleSibling(of: node),
      !document.isElement(before, .br), document.showsText(before),
      let next = document.nextVisibleSibling(of: node)
    else { return false }
    return isControl(next, in: document)
  }

  private static func lastVisibleChild(
    of node: NodeID, in document: borrowing HTMLDocument
  ) -> NodeID? {
    guard let last = document.lastChild(of: node) else { return nil }
    return document.isInvisible(last) ? document.previousVisibleSibling(of: last) : last
  }

  /// A button, or a link to nothing that a script follows.
  private static func isControl(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard document.isElement(node) else { return false }
    switch document.name(of: node) {
    case .button:
      if document.withAttribute(.type, of: node, { $0.holds("submit") }) == true { return false }
    case .a:
      guard let href = document.bytes(of: .href, node)?.trimmedBlanks else { break }
      guard
        href.isEmpty || href.elementsEqual("#".utf8)
          || href.startsIgnoringCase("javascript:".utf8)
      else { return false }
    default: return false
    }
    guard let label = document.trimmedText(of: node, upTo: longest.label)?.inLowercase(),
      !label.isEmpty
    else { return false }
    return !others.contains { label.starts(with: $0.utf8) }
  }
}
