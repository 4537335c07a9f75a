internal import HTML

/// Pictures in the background of elements that show nothing else.
enum Backgrounds {
  static func repair(
    _ node: NodeID, _ lazy: LazyAttributes, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    guard document.hasAttributes(node), work.rules.steps.contains(.background) else { return }
    switch document.name(of: node) {
    case .div, .span, .a, .figure, .section, .i, .p: break
    default: return
    }
    guard let address = address(of: node, lazy, in: document),
      !AddressTemplate.isTemplate(address), !lazy.isPlaceholder(address),
      !isIcon(node, address, in: document), !document.holdsMedia(node), !document.showsText(node)
    else { return }
    let image = document.makeElement(.img)
    document.setAttribute(.src, to: String(decoding: address, as: UTF8.self), of: image)
    if let label = document.attribute(.ariaLabel, of: node), !label.isEmpty {
      document.setAttribute(.alt, to: label, of: image)
    }
    document.append(image, to: node)
    work.log.recordChange(
      "repair.background", of: node, before: document.openTag(of: node),
      after: document.markup(of: image), in: document)
  }

  /// Whether the element is as small as an icon, or shows a piece of a larger picture.
  private static func isIcon(
    _ node: NodeID, _ address: [UInt8], in document: borrowing HTMLDocument
  ) -> Bool {
    let appearance = Appearance(of: node, in: document)
    let isInline = document.isElement(node, .span) || document.isElement(node, .i)
    if appearance.hasShiftedBackground, isInline || (appearance.width ?? 999) <= 96 { return true }
    if let width = appearance.width, let height = appearance.height, width <= 48, height <= 48 {
      return true
    }
    // An element for icons that says no size.
    if document.isElement(node, .i), appearance.width == nil { return true }
    return PictureName.file(of: address).firstRange(ofBytes: Array("sprite".utf8)) != nil
  }

  private static func address(
    of node: NodeID, _ lazy: LazyAttributes, in document: borrowing HTMLDocument
  ) -> [UInt8]? {
    for name in lazy.backgrounds {
      if let value = document.bytes(of: name, node), value.contains(UInt8(ascii: "/")) {
        return inParentheses(value) ?? widest(value) ?? value
      }
    }
    if let value = document.bytes(of: .dataSrc, node), PictureName.isPicture(value) {
      return value
    }
    // What is said to be a picture.
    if document.bytes(of: .role, node)?.elementsEqual("img".utf8) == true,
      let value = lazy.picture(of: node, in: document), !value.isList
    {
      return value.value
    }
    guard let style = document.bytes(of: .style, node),
      let start = style.firstRange(ofBytes: Array("background".utf8))
    else { return nil }
    return inParentheses(Array(style[start.upperBound...]))
      .flatMap { $0.startsIgnoringCase("data:".utf8) ? nil : $0 }
  }

  /// Of a list of candidates.
  private static func widest(_ value: [UInt8]) -> [UInt8]? {
    let list = value.trimmedBlanks
    guard list.contains(where: \.isHTMLBlank) else { return nil }
    return SourceSet(parsing: Array(list)).largest.map { Array($0.address.utf8) }
  }

  /// What stands in `url(…)`: up to the quote that closes it, else to the parenthesis that does.
  private static func inParentheses(_ value: [UInt8]) -> [UInt8]? {
    guard let start = value.firstRange(ofBytes: Array("url(".utf8)) else { return nil }
    let rest = Array(value[start.upperBound...].drop(while: \.isHTMLBlank))
    let inner: ArraySlice<UInt8>
    if let quote = quotes.first(where: { rest.starts(with: $0) }) {
      guard let end = rest.firstRange(ofBytes: quote, from: quote.count) else { return nil }
      inner = rest[quote.count..<end.lowerBound]
    } else {
      var depth = 0
      guard
        let end = rest.firstIndex(where: { byte in
          if byte == UInt8(ascii: "(") { depth += 1 }
          if byte == UInt8(ascii: ")") { depth -= 1 }
          return depth < 0
        })
      else { return nil }
      inner = rest[..<end]
    }
    // CSS escapes with a backslash.
    let bare = inner.trimmedBlanks.filter { $0 != UInt8(ascii: "\\") }
    return bare.count > 3 ? bare : nil
  }

  /// Written twice escaped, too.
  private static let quotes = ["\"", "'", "&quot;", "&#39;", "&#039;"].map { Array($0.utf8) }
}
