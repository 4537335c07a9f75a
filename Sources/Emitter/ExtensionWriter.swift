import FeedModel

/// Writes extension elements as plain names, attributes and text.
struct ExtensionWriter: Sendable {
  /// Deeper elements are left out; no vocabulary on the allow-list nests half as deep.
  static let maximumDepth = 16

  let namespaces: ExtensionNamespaces

  /// Elements of a feed's head that speak of the source's document, not of its publication.
  ///
  /// `itunes:new-feed-url` would send every podcast reader back to the source.
  private static let sourceOnly = [
    "new-feed-url", "date", "created", "modified", "issued", "updated", "pubDate",
    "lastBuildDate", "applepodcastsverify",
  ]

  func writeFeed(_ elements: [ExtensionElement], to xml: inout XMLWriter) {
    write(Self.published(elements), to: &xml, depth: 0)
  }

  /// Those of a feed's extension elements that are true of what Refeed publishes.
  static func published(_ elements: [ExtensionElement]) -> [ExtensionElement] {
    elements.filter { !sourceOnly.contains($0.name) }
  }

  func write(_ elements: [ExtensionElement], to xml: inout XMLWriter) {
    write(elements, to: &xml, depth: 0)
  }

  private func write(_ elements: [ExtensionElement], to xml: inout XMLWriter, depth: Int) {
    for element in elements where namespaces.isPublished(element) {
      write(element, to: &xml, depth: depth)
    }
  }

  private func write(_ element: ExtensionElement, to xml: inout XMLWriter, depth: Int) {
    guard let prefix = namespaces.prefix(of: element.namespace) else { return }
    let name = "\(prefix):\(element.name)"
    let attributes = published(element.attributes)
    let children =
      depth + 1 < Self.maximumDepth ? element.children.filter(namespaces.isPublished) : []
    if children.isEmpty {
      xml.leaf(name, attributes, text: element.text)
    } else if element.text.isEmpty {
      xml.open(name, attributes)
      write(children, to: &xml, depth: depth + 1)
      xml.close()
    } else {
      xml.mixed(name, attributes, text: element.text) {
        write(children, to: &$0, depth: depth + 1)
      }
    }
  }

  private func published(_ attributes: [ExtensionElement.Attribute]) -> [XMLWriter.Attribute] {
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
