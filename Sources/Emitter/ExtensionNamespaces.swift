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
    // `cc` is known to validators as the prefix of an older namespace.
    Known(prefix: "ccrel", namespace: "http://creativecommons.org/ns#"),
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

  /// Other addresses of the same namespaces, seen in the wild, in canonical form.
  private static let aliases = [
    "http://search.yahoo.com/rss": media,
    "http://www.itunes.com/dtds/pluspodcast-1.0.dtd": iTunes,
    "http://itunes.com/dtds/podcast-1.0.dtd": iTunes,
    "http://example.com/dtds/podcast-1.0.dtd": iTunes,
    "http://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md":
      "https://podcastindex.org/namespace/1.0",
  ]

  /// The namespaces above by their canonical form.
  private static let spellings: [String: String] = Dictionary(
    builtIn.map { (canonical($0.namespace), $0.namespace) } + aliases.map { ($0.key, $0.value) }
  ) { first, _ in first }

  /// Feeds get case, scheme and what stands at the end wrong.
  private static func canonical(_ namespace: String) -> String {
    var bytes = Array(namespace.lowercased().utf8)
    while let last = bytes.last, last <= 0x20 || last == 0x2F || last == 0x23 { bytes.removeLast() }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.hasPrefix("https://") ? "http://" + text.dropFirst(8) : text
  }

  /// The address that the namespace is published under.
  private static func usual(_ namespace: String) -> String {
    spellings[canonical(namespace)] ?? namespace
  }

  private let table: [Known]
  private let prefixes: [String: String]

  /// Adds the configured namespaces as `ns1`, `ns2`, … in their order.
  init(adding namespaces: [String]) {
    var table = Self.builtIn
    for (index, namespace) in namespaces.enumerated()
    where !Self.forbidden.contains(namespace) {
      table.append(Known(prefix: "ns\(index + 1)", namespace: namespace))
    }
    self.table = table
    prefixes = Dictionary(table.map { ($0.namespace, $0.prefix) }) { first, _ in first }
  }

  /// `nil` for a namespace that is not published.
  func prefix(of namespace: String) -> String? {
    prefixes[namespace] ?? prefixes[Self.usual(namespace)]
  }

  /// The declarations of the prefixes that are used, in the table's order.
  func declarations(of prefixes: Set<String>) -> [XMLWriter.Attribute] {
    table.filter { prefixes.contains($0.prefix) }.map { ("xmlns:\($0.prefix)", $0.namespace) }
  }

  static func isMedia(_ namespace: String) -> Bool { usual(namespace) == media }

  /// The one spelling of an element's name that validators know.
  static func usualName(_ name: String) -> String {
    name == "wfw:commentRSS" ? "wfw:commentRss" : name
  }
}
