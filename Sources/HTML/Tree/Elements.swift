extension Document {
  /// Whether the node is an element.
  @inline(__always)
  public func isElement(_ id: NodeID) -> Bool { node(id).kind == .element }

  /// Whether `id` is an HTML element called `name`.
  @inline(__always)
  public func isElement(_ id: NodeID, _ name: ElementName) -> Bool {
    isElement(id, name, in: .html)
  }

  /// Whether `id` is an element called `name` in `namespace`.
  @inline(__always)
  public func isElement(_ id: NodeID, _ name: ElementName, in namespace: Namespace) -> Bool {
    let node = node(id)
    return node.name == name && node.namespace == namespace && node.kind == .element
  }

  /// Whether the node is text.
  public func isText(_ id: NodeID) -> Bool { node(id).kind == .text }

  /// Whether the node is a comment.
  public func isComment(_ id: NodeID) -> Bool { node(id).kind == .comment }

  /// The name of element `id`; ``ElementName/nameless`` for what is no element.
  @inline(__always)
  public func name(of id: NodeID) -> ElementName { node(id).name }

  /// The namespace of element `id`; HTML for what is no element.
  @inline(__always)
  public func namespace(of id: NodeID) -> Namespace { node(id).namespace }

  /// The text of `name`, as in `"div"`.
  public func string(_ name: ElementName) -> String {
    elementNames.string(of: name.rawValue)
  }

  /// Appends the text of `name` to `bytes`.
  public func append(_ name: ElementName, to bytes: inout [UInt8]) {
    elementNames.withText(of: name.rawValue) { bytes.append(contentsOf: $0) }
  }

  /// Appends the text of `name` to `bytes`.
  public func append(_ name: AttributeName, to bytes: inout [UInt8]) {
    attributeNames.withText(of: name.rawValue) { bytes.append(contentsOf: $0) }
  }

  /// The text of `name`, as in `"href"` or `"xlink:href"`.
  public func string(_ name: AttributeName) -> String {
    attributeNames.string(of: name.rawValue)
  }

  /// The name spelt `text`; nil if no element of this document can have it, because it is neither
  /// known to HTML nor occurs here. Case counts: HTML's names are lower case.
  public func elementName(_ text: String) -> ElementName? {
    let number = elementNames.number(of: Array(text.utf8).span)
    return number == 0 ? nil : ElementName(rawValue: number)
  }

  /// The name spelt `text`; nil if no attribute of this document can have it. Case counts.
  public func attributeName(_ text: String) -> AttributeName? {
    let number = attributeNames.number(of: Array(text.utf8).span)
    return number == 0 ? nil : AttributeName(rawValue: number)
  }

  /// How many names of attributes HTML, SVG and MathML define: they are numbered from 1 to this.
  package static var knownAttributes: Int { KnownNames.attributes.count }

  /// Whether the name is this document's own: none that HTML, SVG or MathML define.
  public func isOwn(_ name: ElementName) -> Bool { elementNames.isOwn(name.rawValue) }

  /// Whether the name is this document's own: none that HTML, SVG or MathML define.
  public func isOwn(_ name: AttributeName) -> Bool { attributeNames.isOwn(name.rawValue) }

  /// Shows the element names that are this document's own, in the order they came up.
  func forEachOwnElementName(_ body: (ElementName, Span<UInt8>) -> Void) {
    let known = UInt32(truncatingIfNeeded: elementNames.known.count)
    for index in 0..<UInt32(truncatingIfNeeded: elementNames.ownCount) {
      let number = known + index + 1
      elementNames.withText(of: number) { body(ElementName(rawValue: number), $0) }
    }
  }

  /// Shows the attribute names that are this document's own, in the order they came up.
  public func forEachOwnAttributeName<Failure: Error>(
    _ body: (AttributeName, Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    let known = UInt32(truncatingIfNeeded: attributeNames.known.count)
    for index in 0..<UInt32(truncatingIfNeeded: attributeNames.ownCount) {
      let number = known + index + 1
      try attributeNames.withText(of: number) { (text) throws(Failure) in
        try body(AttributeName(rawValue: number), text)
      }
    }
  }

  /// The name spelt `text`, numbered now if it is new.
  public mutating func internElementName(_ text: String) -> ElementName {
    ElementName(rawValue: elementNames.intern(Array(text.utf8).span))
  }

  /// The name spelt `text`, numbered now if it is new.
  public mutating func internAttributeName(_ text: String) -> AttributeName {
    AttributeName(rawValue: attributeNames.intern(Array(text.utf8).span))
  }

  /// The name in the document type declaration; nil if there is none.
  public var doctypeName: String? {
    guard let id = children(of: root).first(where: { kind(of: $0) == .doctype }) else { return nil }
    return withBytes(node(id).data) { String(decoding: $0) }
  }
}
