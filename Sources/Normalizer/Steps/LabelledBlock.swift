internal import HTML

/// A hidden block with a label right over it, which shows it to who asks: spoilers, accordions and
/// lists that fold, whatever element their label is.
enum LabelledBlock {
  /// Bytes of a label, and of the box around what it opens.
  private static let longestLabel = 120
  /// Blocks around the hidden one that hold nothing else before it.
  private static let deepest = 3

  /// Whether a hidden block is a part of the article: a label stands over it, or it holds a list or a
  /// table of data.
  static func isOne(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard isBox(node, in: document), !HiddenText.isPassing(node, in: document),
      !holdsFields(node, in: document)
    else { return false }
    if holdsList(node, in: document) { return true }
    let text = document.trimmedText(of: node)
    guard !text.isEmpty, !NoScript.speaksOfScripts(text), !namesSite(text),
      !HiddenText.isFilled(node, in: document), !HiddenText.isCopy(node, in: document)
    else { return false }
    var current = node
    for _ in 0..<deepest {
      if let before = document.previousVisibleSibling(of: current) {
        return isLabel(before, in: document)
      }
      guard let parent = document.parent(of: current), document.isElement(parent, .div) else {
        return false
      }
      current = parent
    }
    return false
  }

  /// Whether a label and the block under it are one thing that opens: nothing else stands beside them,
  /// or a class says so.
  static func isPair(
    _ label: NodeID, _ block: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    guard document.isElement(label, .div), isBox(block, in: document),
      isLabel(label, in: document), !HiddenText.isPassing(block, in: document),
      !holdsFields(block, in: document)
    else { return false }
    if opens(label, in: document) || opens(block, in: document) { return true }
    guard let parent = document.parent(of: label), document.isElement(parent, .div) else {
      return false
    }
    if opens(parent, in: document) { return true }
    return document.previousVisibleSibling(of: label) == nil
      && document.nextVisibleSibling(of: block) == nil
  }

  private static func opens(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    document.withAttribute(.class, of: node) { classes in
      classes.holds("spoil") || classes.holds("toggle") || classes.holds("accord")
        || classes.holds("collaps") || classes.holds("expand")
    } == true
  }

  private static func isBox(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    switch document.name(of: node) {
    case .div, .ul, .ol, .dl, .table, .blockquote: document.isElement(node)
    default: false
    }
  }

  /// A short line in a block of its own that is no sentence.
  private static func isLabel(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard document.isElement(node), !document.holdsMedia(node) else { return false }
    switch document.name(of: node) {
    case .div, .p: break
    case .span:
      // One that ends a line of other words is none.
      if let before = document.previousVisibleSibling(of: node),
        !document.isElement(before) || !ContentModel.isBlock(document.name(of: before))
      {
        return false
      }
    default: return false
    }
    guard let text = document.trimmedText(of: node, upTo: longestLabel), !text.isEmpty,
      String(decoding: text, as: UTF8.self).unicodeScalars.count <= 48
    else { return false }
    return Concealment(node, in: document) == .none && !asks(node, in: document)
      && (!Sentence.isWhole(text) || text.last == UInt8(ascii: ":"))
  }

  /// Whether a line asks for something to be written: what is behind it thanks for that.
  private static func asks(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    if document.firstElement(.textarea, in: node) != nil { return true }
    guard let input = document.firstElement(.input, in: node) else { return false }
    return document.withAttribute(.type, of: input) { $0.equals("button") } != true
  }

  private static func holdsFields(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    [ElementName.input, .label, .select, .textarea, .form].contains {
      document.isElement(node, $0) || document.firstElement($0, in: node) != nil
    }
  }

  /// Two items or cells at least, and more words than those of links.
  private static func holdsList(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    let parts = [ElementName.li, .dd, .td].reduce(0) { count, name in
      document.mayHold(name) ? count + document.elements(name, in: node).count : count
    }
    guard parts > 1 else { return false }
    let linked = document.elements(.a, in: node).reduce(0) { $0 + document.textLength(of: $1) }
    return linked * 2 < document.textLength(of: node)
  }

  /// Mirrors name themselves.
  private static func namesSite(_ text: [UInt8]) -> Bool {
    ["www.", "://"].contains { text.firstRange(ofBytes: Array($0.utf8)) != nil }
  }
}
