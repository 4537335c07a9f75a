internal import HTML

/// Formulas that are there and that no reader shows: TeX in an attribute of an element that a script
/// would fill, MathML whose names carry the prefix of another language (`mml:math`).
struct WrittenFormulas {
  /// What comes next in the document; `node` is `nil` at its end.
  struct Following {
    let node: NodeID?
  }

  /// Attributes that hold TeX and nothing else.
  private let names: [AttributeName]
  /// AMP's, of its own element.
  private let formula: AttributeName?

  init(_ document: borrowing HTMLDocument) {
    var names: [AttributeName] = []
    for text in ["data-tex", "data-latex"] {
      if let name = document.attributeName(text), document.mayHold(name) { names.append(name) }
    }
    self.names = names
    formula = document.attributeName("data-formula")
  }

  /// `nil` where the node is no such formula.
  func repair(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Following? {
    let name = document.name(of: node)
    guard document.namespace(of: node) == .html else { return nil }
    if document.isOwn(name) {
      let text = Array(document.string(name).utf8)
      if text.suffix(5).elementsEqual(":math".utf8) {
        return set(prefix: Array(text.dropLast(4)), node, in: &document, &work)
      }
      guard let formula, text.elementsEqual("amp-mathml".utf8) else { return nil }
      return set([formula], node, in: &document, &work)
    }
    guard !names.isEmpty, name == .span || name == .div else { return nil }
    return set(names, node, in: &document, &work)
  }

  /// The TeX of an element that shows nothing, in its place.
  private func set(
    _ names: [AttributeName], _ node: NodeID, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) -> Following? {
    var tex: [UInt8] = []
    for name in names where tex.isEmpty { tex = document.bytes(of: name, node) ?? [] }
    guard !tex.isEmpty, !document.showsText(node), !document.holdsMedia(node) else { return nil }
    let following = Following(node: document.next(afterSubtree: node, in: document.root))
    var text = tex.trimmedBlanks
    var isDisplay = document.isElement(node, .div)
    for (start, end, isBlock) in WrittenFormulas.marks
    where text.count > start.utf8.count + end.utf8.count && text.starts(with: start.utf8)
      && text.suffix(end.utf8.count).elementsEqual(end.utf8)
    {
      isDisplay = isDisplay || isBlock
      text = Array(text.dropFirst(start.utf8.count).dropLast(end.utf8.count)).trimmedBlanks
    }
    Formulas.replace(node, withTeX: Array(text), isDisplay, in: &document, &work)
    return following
  }

  /// What may stand around TeX already.
  private static let marks = [("\\[", "\\]", true), ("\\(", "\\)", false), ("$$", "$$", true)]

  // MARK: MathML of another language

  /// MathML under its own names.
  private func set(
    prefix: [UInt8], _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Following? {
    let following = Following(node: document.next(afterSubtree: node, in: document.root))
    let before = document.markup(of: node)
    let markup = WrittenFormulas.plain(Array(before.utf8), prefix)
    // What stands in one that is too long is not looked at again.
    guard markup.count <= WrittenMarkup.longest else { return following }
    let place = document.makeElement(.span)
    document.replace(node, with: place)
    guard WrittenMarkup.replace(place, with: markup, in: &document) else { return following }
    work.log.recordChange(
      "repair.formula", of: document.root, before: before,
      after: String(decoding: markup, as: UTF8.self), in: document)
    return following
  }

  /// Markup whose tags have lost a prefix. What HTML's parser couldn't know to be empty, and left open,
  /// ends where it begins.
  private static func plain(_ markup: [UInt8], _ prefix: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(markup.count)
    var index = 0
    while index < markup.count {
      let isEnd = markup[index...].starts(with: "</".utf8)
      let start = index + (isEnd ? 2 : 1)
      guard markup[index] == UInt8(ascii: "<"), start < markup.count,
        markup[start...].starts(with: prefix)
      else {
        output.append(markup[index])
        index += 1
        continue
      }
      let name = markup[(start + prefix.count)...].prefix(while: \.isASCIILetter)
      let end = tagEnd(markup, from: name.endIndex)
      let isEmpty = empties.contains { name.elementsEqual($0.utf8) }
      if !isEnd || !isEmpty {
        output += markup[index..<start] + name + markup[name.endIndex..<end]
        output += (isEmpty ? "/>" : ">").utf8
      }
      index = end + 1
    }
    return output
  }

  private static let empties = ["mspace", "mprescripts", "none", "malignmark", "maligngroup"]

  /// Where a tag's `>` stands, outside of quotes.
  private static func tagEnd(_ markup: [UInt8], from start: Int) -> Int {
    var quote: UInt8?
    for index in start..<markup.count {
      let byte = markup[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index
      }
    }
    return markup.count
  }
}
