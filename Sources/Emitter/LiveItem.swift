import FeedModel

/// Podcasting 2.0's `liveItem`, which holds what an item of RSS does, RSS's own elements among it.
enum LiveItem {
  static let name = "podcast:liveItem"
  /// What its children are looked up by: they say what an entry's do.
  static let place = "entry"

  /// Of RSS 2.0, with the attributes that they have there.
  private static let elements: [String: [String]] = [
    "title": [], "link": [], "description": [], "author": [], "comments": [], "pubDate": [],
    "guid": ["isPermaLink"], "category": ["domain"], "source": ["url"],
    "enclosure": ["url", "length", "type"],
  ]

  /// One of RSS's own elements; `nil` for all others.
  ///
  /// - Parameters:
  ///   - depth: how many elements it stands in; an entry's own have fields of their own.
  ///   - isInNamespace: whether the document's own elements are of a namespace, which these are not.
  static func published(
    _ element: ExtensionElement, in place: String, depth: Int, isInNamespace: Bool
  ) -> PublishedElement? {
    guard place == self.place, depth > 0, element.namespace.isEmpty,
      let allowed = elements[element.name]
    else {
      return nil
    }
    var attributes: [XMLWriter.Attribute] = isInNamespace ? [("xmlns", "")] : []
    for name in allowed {
      if let value = element.attributes.first(where: { $0.namespace.isEmpty && $0.name == name })?
        .value
      {
        attributes.append((name, value))
      }
    }
    // Whose address is none that may be published.
    switch element.name {
    case "link" where (element.text ?? "").isEmpty: return nil
    case "comments" where (element.text ?? "").isEmpty: return nil
    case "enclosure" where !attributes.contains { $0.0 == "url" && $0.1?.isEmpty == false }:
      return nil
    case "source" where !attributes.contains { $0.0 == "url" && $0.1?.isEmpty == false }: return nil
    default: break
    }
    return PublishedElement(
      name: element.name, attributes: attributes, text: element.text, children: [])
  }
}
