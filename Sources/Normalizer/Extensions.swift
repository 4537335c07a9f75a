internal import FeedModel
internal import HTML

/// Elements without a field of their own: their texts and addresses are cleaned like others.
enum Extensions {
  /// Deeper elements are left out.
  private static let maximumDepth = 16

  static func normalized(
    _ elements: [ExtensionElement], _ rules: Rules, depth: Int = 0
  )
    -> [ExtensionElement]
  {
    guard depth < maximumDepth else { return [] }
    return elements.map { element in
      if isPodcasting(element.namespace) { return untouched(element, rules, depth: depth) }
      var clean = element
      clean.text = value(element.text, rules)
      let file = fileType(of: element)
      for index in clean.attributes.indices {
        let attribute = clean.attributes[index]
        clean.attributes[index].value =
          file != nil && attribute.name == "url"
          ? self.file(attribute.value, type: file, rules) : value(attribute.value, rules)
      }
      clean.children = normalized(element.children, rules, depth: depth + 1)
      return clean
    }
  }

  /// Podcasting 2.0: what it says of payments, proofs of ownership and files is compared and followed
  /// letter by letter, so that only what a reader would run goes.
  private static func untouched(
    _ element: ExtensionElement, _ rules: Rules, depth: Int
  ) -> ExtensionElement {
    var clean = element
    if ExecutableAddress.matches(element.text, inProse: true) { clean.text = "" }
    clean.attributes.removeAll { ExecutableAddress.matches($0.value, inProse: true) }
    clean.children =
      depth < maximumDepth
      ? element.children.flatMap { child in
        isPodcasting(child.namespace)
          ? [untouched(child, rules, depth: depth + 1)]
          : normalized([child], rules, depth: depth + 1)
      } : []
    return clean
  }

  private static func isPodcasting(_ namespace: String) -> Bool {
    let text = namespace.lowercased()
    return text.contains("podcastindex.org/namespace/1.0")
      || text.contains("podcastindex-org/podcast-namespace")
  }

  /// The type of the file that an element of Media RSS tells of; empty when it says none, `nil` for
  /// all other elements.
  private static func fileType(of element: ExtensionElement) -> String? {
    guard element.name == "content", element.namespace.lowercased().contains("yahoo.com/") else {
      return nil
    }
    let value = { name in element.attributes.first { $0.name == name }?.value }
    return value("type") ?? value("medium").map { $0 + "/" } ?? ""
  }

  /// As the attachment's address is cleaned, so that one file is not there twice.
  private static func file(_ text: String, type: String?, _ rules: Rules) -> String {
    guard let address = WebAddress(text), address.isHTTP else { return value(text, rules) }
    return rules.cleanedFile(address, type: type, ownHosts: [])?.address.href ?? text
  }

  /// A whole address is unwrapped; markup becomes text, unless it is harmless.
  private static func value(_ text: String, _ rules: Rules) -> String {
    let bytes = PlainText.clean(Array(text.utf8))
    if bytes.starts(with: "http".utf8), !bytes.contains(where: \.isHTMLBlank),
      let address = WebAddress(String(decoding: bytes, as: UTF8.self))
    {
      let clean =
        rules.cleanedImage(address, ownHosts: []) ?? rules.cleanedLink(address, ownHosts: [])
      return clean?.address.href ?? text
    }
    if ExecutableAddress.matches(text, inProse: true) { return "" }
    guard bytes.contains(UInt8(ascii: "<")), !HarmlessMarkup.isAll(of: bytes) else {
      return String(decoding: bytes, as: UTF8.self)
    }
    return String(decoding: PlainText.stripped(bytes).trimmedSpaces, as: UTF8.self)
  }
}

/// Markup that a podcast's texts hold: paragraphs, lists, links, emphasis, and nothing that loads or
/// runs anything.
enum HarmlessMarkup {
  private static let longest = 1 << 16

  static func isAll(of html: [UInt8]) -> Bool {
    guard html.count <= longest else { return false }
    let document = HTMLDocument(parsingFragment: html)
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      if document.isElement(node) {
        guard document.namespace(of: node) == .html, isHarmless(document.name(of: node)),
          hasHarmlessAttributes(node, in: document)
        else { return false }
      } else if !document.isText(node) {
        return false
      }
      current = document.next(after: node, in: document.root)
    }
    return true
  }

  private static func isHarmless(_ name: ElementName) -> Bool {
    switch name {
    case .p, .br, .a, .b, .i, .em, .strong, .u, .s, .small, .sub, .sup, .ul, .ol, .li, .div, .span,
      .h1, .h2, .h3, .h4, .h5, .h6, .blockquote, .code, .pre, .hr:
      true
    default: false
    }
  }

  private static func hasHarmlessAttributes(
    _ node: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    var isFine = true
    document.forEachAttribute(of: node) { name, value in
      switch name {
      case .href:
        let text = value.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        let address = WebAddress(text)
        if address?.isHTTP != true, address?.scheme != "mailto" { isFine = false }
      case .rel, .target, .title, .class, .dir, .lang: break
      default: isFine = false
      }
    }
    return isFine
  }
}
