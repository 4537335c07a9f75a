import FeedModel

/// Which foreign namespaces are published, and under which prefix.
struct ExtensionNamespaces: Sendable {
  struct Known: Sendable {
    let prefix: String
    let namespace: String
  }

  static let media = "http://search.yahoo.com/mrss/"
  static let iTunes = "http://www.itunes.com/dtds/podcast-1.0.dtd"
  static let history = "http://purl.org/syndication/history/1.0"

  /// The allow-list that needs no configuration; in the order of declaration.
  static let builtIn = [
    Known(prefix: "media", namespace: media),
    Known(prefix: "itunes", namespace: iTunes),
    Known(prefix: "podcast", namespace: "https://podcastindex.org/namespace/1.0"),
    Known(prefix: "psc", namespace: "http://podlove.org/simple-chapters"),
    Known(prefix: "thr", namespace: "http://purl.org/syndication/thread/1.0"),
    Known(prefix: "slash", namespace: "http://purl.org/rss/1.0/modules/slash/"),
    Known(prefix: "wfw", namespace: "http://wellformedweb.org/CommentAPI/"),
    Known(prefix: "georss", namespace: "http://www.georss.org/georss"),
    Known(prefix: "gml", namespace: "http://www.opengis.net/gml"),
    Known(prefix: "geo", namespace: "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    Known(prefix: "cc", namespace: "http://creativecommons.org/ns#"),
    Known(
      prefix: "creativeCommons",
      namespace: "http://backend.userland.com/creativeCommonsRssModule"),
  ]

  /// Markup, and names that XML or Atom give a meaning of their own: never published as an
  /// extension, whatever the configuration says.
  private static let forbidden = [
    "", "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML",
    "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/",
    "http://www.w3.org/1999/XSL/Transform", "http://purl.org/rss/1.0/modules/content/", history,
  ]

  /// Other spellings of the same namespaces, seen in the wild.
  private static let spellings = [
    "http://search.yahoo.com/mrss": media,
    "http://www.itunes.com/DTDs/Podcast-1.0.dtd": iTunes,
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md":
      "https://podcastindex.org/namespace/1.0",
  ]

  private let table: [Known]

  /// Adds the configured namespaces as `ns1`, `ns2`, … in their order.
  init(adding namespaces: [String]) {
    var table = Self.builtIn
    for (index, namespace) in namespaces.enumerated()
    where !Self.forbidden.contains(namespace) {
      table.append(Known(prefix: "ns\(index + 1)", namespace: namespace))
    }
    self.table = table
  }

  /// The place in the table, or `nil` for what is not published.
  func index(of namespace: String) -> Int? {
    let namespace = Self.spellings[namespace] ?? namespace
    return table.firstIndex { $0.namespace.utf8.elementsEqual(namespace.utf8) }
  }

  func prefix(of namespace: String) -> String? {
    index(of: namespace).map { table[$0].prefix }
  }

  /// The declarations that a feed needs, in the table's order.
  func declarations(for feed: NormalizedFeed, always: [String] = []) -> [XMLWriter.Attribute] {
    var isUsed = [Bool](repeating: false, count: table.count)
    for namespace in always { mark(namespace, in: &isUsed) }
    mark(ExtensionWriter.published(feed.extensions), depth: 0, in: &isUsed)
    for entry in feed.entries { mark(entry.extensions, depth: 0, in: &isUsed) }
    return zip(table, isUsed).compactMap { known, isUsed in
      isUsed ? ("xmlns:\(known.prefix)", known.namespace) : nil
    }
  }

  private func mark(_ namespace: String, in isUsed: inout [Bool]) {
    if let index = index(of: namespace) { isUsed[index] = true }
  }

  private func mark(_ elements: [ExtensionElement], depth: Int, in isUsed: inout [Bool]) {
    guard depth < ExtensionWriter.maximumDepth else { return }
    for element in elements where isPublished(element) {
      mark(element.namespace, in: &isUsed)
      for attribute in element.attributes { mark(attribute.namespace, in: &isUsed) }
      mark(element.children, depth: depth + 1, in: &isUsed)
    }
  }

  /// Whether an element has a prefix and a name that can be written.
  func isPublished(_ element: ExtensionElement) -> Bool {
    index(of: element.namespace) != nil && XMLCharacters.isNCName(element.name)
  }
}
