import FeedModel

/// An extension element as it is published: names with their prefixes, plain attributes and text.
struct PublishedElement {
  let name: String
  let attributes: [XMLWriter.Attribute]
  let text: String
  let children: [PublishedElement]
}

/// Writes extension elements as plain names, attributes and text.
struct ExtensionWriter: Sendable {
  /// Deeper elements are left out; no vocabulary on the allow-list nests half as deep.
  static let maximumDepth = 16

  let namespaces: ExtensionNamespaces
  /// Elements that a format says in a way of its own.
  var omitted: Set<String> = []
  /// Whether elements without a prefix are of the document's own namespace.
  var hasDefaultNamespace = false

  /// Elements of a feed's head that speak of the source's document, not of its publication.
  ///
  /// `itunes:new-feed-url` would send every podcast reader back to the source, `podcast:podping` wait
  /// for messages that the source sends.
  private static let sourceOnly = [
    "new-feed-url", "podping", "date", "created", "modified", "issued", "updated", "pubDate",
    "lastBuildDate", "applepodcastsverify",
  ]

  func write(_ elements: [PublishedElement], to xml: inout XMLWriter) {
    for element in elements {
      if element.children.isEmpty {
        xml.leaf(element.name, element.attributes, text: element.text)
      } else if element.text.isEmpty {
        xml.open(element.name, element.attributes)
        write(element.children, to: &xml)
        xml.close()
      } else {
        xml.mixed(element.name, element.attributes, text: element.text) {
          write(element.children, to: &$0)
        }
      }
    }
  }

  // MARK: - What is published

  /// Those of a feed's extension elements that are true of what Refeed publishes.
  func published(of feed: NormalizedFeed) -> [PublishedElement] {
    published(feed.extensions.filter { !Self.sourceOnly.contains($0.name) }, in: "feed", depth: 0)
  }

  /// Those that speak of an entry, whatever fields say the same: podcast apps look for these.
  func published(of entry: NormalizedEntry) -> [PublishedElement] {
    guard !entry.extensions.isEmpty else { return [] }
    return published(entry.extensions, in: "entry", depth: 0)
  }

  private func published(
    _ elements: [ExtensionElement], in place: String, depth: Int
  ) -> [PublishedElement] {
    var names: Set<String> = []
    return elements.compactMap { element in
      if let own = LiveItem.published(
        element, in: place, depth: depth, isInNamespace: hasDefaultNamespace)
      {
        return own
      }
      guard depth < Self.maximumDepth, XMLCharacters.isNCName(element.name),
        let prefix = namespaces.prefix(of: element.namespace)
      else { return nil }
      let name = ExtensionNamespaces.usualName("\(prefix):\(element.name)")
      // A picture's alternative text is nobody's summary.
      if omitted.contains(name), place != "media:content" { return nil }
      guard ExtensionVocabulary.prefixes.contains(Substring(prefix)) else {
        return unruled(element, name, depth: depth)
      }
      guard let rule = ExtensionVocabulary.rules[name], rule.places.contains(Substring(place)),
        !rule.isUnique || !names.contains(name),
        let published = ruled(element, name, rule, depth: depth)
      else { return nil }
      names.insert(name)
      return published
    }
  }

  private func unruled(_ element: ExtensionElement, _ name: String, depth: Int) -> PublishedElement
  {
    PublishedElement(
      name: name, attributes: unruled(element.attributes), text: element.text,
      children: published(
        element.children, in: name == LiveItem.name ? LiveItem.place : name, depth: depth + 1))
  }

  /// `nil` for an element that is not in the shape that its vocabulary demands, or says nothing.
  private func ruled(
    _ element: ExtensionElement, _ name: String, _ rule: ExtensionRule, depth: Int
  ) -> PublishedElement? {
    var attributes: [XMLWriter.Attribute] = []
    for attribute in element.attributes where attribute.namespace.isEmpty {
      guard let shape = rule.attributes[attribute.name],
        !attributes.contains(where: { $0.name == attribute.name }),
        let value = shape.published(attribute.value)
      else { continue }
      attributes.append((attribute.name, value))
    }
    if let required = rule.required, !attributes.contains(where: { $0.name == required }) {
      return nil
    }
    if let shape = rule.text {
      guard let text = shape.published(element.text) else { return nil }
      return PublishedElement(name: name, attributes: attributes, text: text, children: [])
    }
    let children = published(element.children, in: name, depth: depth + 1)
    guard !children.isEmpty || !attributes.isEmpty else { return nil }
    return PublishedElement(name: name, attributes: attributes, text: "", children: children)
  }

  private func unruled(_ attributes: [ExtensionElement.Attribute]) -> [XMLWriter.Attribute] {
    var written: [XMLWriter.Attribute] = []
    for attribute in attributes {
      guard let name = name(of: attribute), !isDangerous(attribute),
        !written.contains(where: { $0.name.utf8.elementsEqual(name.utf8) })
      else { continue }
      written.append((name, attribute.value))
    }
    return written
  }

  /// The name with its prefix; `nil` for what is not published: declarations, foreign
  /// namespaces, and all of `xml:` but the language.
  private func name(of attribute: ExtensionElement.Attribute) -> String? {
    guard XMLCharacters.isNCName(attribute.name), attribute.name != "xmlns" else { return nil }
    if attribute.namespace.isEmpty { return attribute.name }
    if attribute.namespace == "http://www.w3.org/XML/1998/namespace" {
      return attribute.name == "lang" && LanguageTag.isValid(attribute.value) ? "xml:lang" : nil
    }
    return namespaces.prefix(of: attribute.namespace).map { "\($0):\(attribute.name)" }
  }

  /// Whether it is an address that runs a program when a reader follows it.
  private func isDangerous(_ attribute: ExtensionElement.Attribute) -> Bool {
    guard ["url", "href", "src", "uri"].contains(attribute.name.lowercased()) else { return false }
    let characters = attribute.value.utf8.filter { $0 > 0x20 }
    let scheme = String(decoding: characters.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
    return ["javascript", "vbscript", "data", "file", "blob"].contains(scheme.lowercased())
  }
}
