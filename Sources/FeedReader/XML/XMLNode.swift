internal import FeedModel

/// What an element or attribute is called.
struct XMLName: Sendable {
  var namespace: FeedNamespace
  /// The namespace's address as the document wrote it, empty for none.
  var uri: String
  var name: Name
  /// The local name as written.
  var local: String
}

struct XMLAttribute: Sendable {
  var name: XMLName
  var value: String
}

/// An element with all that is in it: small parts of a feed, one entry's worth at a time.
struct XMLNode: Sendable {
  var name: XMLName
  var attributes: [XMLAttribute]
  /// The element's own character data, white space at both ends removed; for a text construct with
  /// elements inside, its markup serialized as HTML.
  var text = ""
  var children: [XMLNode] = []
  /// The base in force where `xml:base` gives one, else `nil`.
  var base: WebAddress?
  /// `xml:lang` in force.
  var language: String?
  /// Whether `text` holds markup because the element had elements inside.
  var hasMarkup = false

  /// The value of the attribute without a namespace.
  func attribute(_ name: Name) -> String? {
    for attribute in attributes where attribute.name.name == name {
      if attribute.name.namespace == .core { return attribute.value }
    }
    return nil
  }

  func attribute(_ name: Name, in namespace: FeedNamespace) -> String? {
    for attribute in attributes where attribute.name.name == name {
      if attribute.name.namespace == namespace { return attribute.value }
    }
    return nil
  }

  /// The value of the first attribute of this local name, whatever its namespace.
  func anyAttribute(_ name: Name) -> String? {
    attributes.first { $0.name.name == name }?.value
  }

  func first(_ name: Name) -> XMLNode? {
    children.first { $0.name.name == name }
  }

  /// The same thing for the model's list of extensions.
  ///
  /// As deep as the limit on the document's depth; loops, because closures would double the stack
  /// that each level takes.
  var asExtension: ExtensionElement {
    var element = ExtensionElement(namespace: name.uri, name: name.local, text: text)
    for attribute in attributes {
      element.attributes.append(
        .init(
          namespace: attribute.name.uri, name: attribute.name.local, value: attribute.value))
    }
    for child in children { element.children.append(child.asExtension) }
    return element
  }
}
