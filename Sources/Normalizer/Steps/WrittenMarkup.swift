internal import HTML

/// Markup that stands in a document as text: what a `noscript` holds that was written out as text, a
/// formula in a script.
enum WrittenMarkup {
  /// Longer texts are left as they are, in bytes.
  static let longest = 1 << 16

  /// Puts what the text says into the place of a node; whether it says any element.
  static func replace(
    _ node: NodeID, with markup: [UInt8], in document: inout HTMLDocument
  ) -> Bool {
    guard markup.count <= longest else { return false }
    let written = HTMLDocument(parsingFragment: markup, endsHiding: true)
    guard written.descendants(of: written.root).contains(where: { written.isElement($0) }) else {
      return false
    }
    var child = written.firstChild(of: written.root)
    while let part = child {
      let copy = copied(part, from: written, in: &document)
      document.insert(copy, before: node)
      child = written.nextSibling(of: part)
    }
    document.detach(node)
    return true
  }

  /// The node with all that it contains.
  private static func copied(
    _ top: NodeID, from source: borrowing HTMLDocument, in document: inout HTMLDocument
  ) -> NodeID {
    var copies = [top: alone(top, from: source, in: &document)]
    var current = source.next(after: top, in: top)
    while let node = current {
      let copy = alone(node, from: source, in: &document)
      copies[node] = copy
      if let parent = source.parent(of: node).flatMap({ copies[$0] }) {
        document.append(copy, to: parent)
      }
      current = source.next(after: node, in: top)
    }
    return copies[top] ?? document.makeText("")
  }

  private static func alone(
    _ node: NodeID, from source: borrowing HTMLDocument, in document: inout HTMLDocument
  ) -> NodeID {
    guard source.isElement(node) else {
      return document.makeText(source.isText(node) ? source.text(of: node) : "")
    }
    let name = document.internElementName(source.string(source.name(of: node)))
    let copy = document.makeElement(name, namespace: source.namespace(of: node))
    var attributes: [(name: String, value: String)] = []
    source.forEachAttribute(of: node) { name, value in
      attributes.append(
        (source.string(name), String(decoding: value.copied, as: UTF8.self)))
    }
    for attribute in attributes {
      let name = document.internAttributeName(attribute.name)
      document.setAttribute(name, to: attribute.value, of: copy)
    }
    return copy
  }
}
