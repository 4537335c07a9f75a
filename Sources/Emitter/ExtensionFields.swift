import FeedModel

/// Fields of the model that are written as elements of foreign namespaces.
extension ExtensionWriter {
  /// All of an entry that is written in foreign namespaces.
  func write(of entry: NormalizedEntry, to xml: inout XMLWriter) {
    if let seconds = entry.onlySeconds { xml.leaf("itunes:duration", text: seconds) }
    if let image = entry.thumbnail { xml.leaf("media:thumbnail", [("url", image.uri)]) }
    write(published(of: entry), to: &xml)
  }

  /// The declarations that a document needs, `fields` among them.
  func declarations(
    for feed: NormalizedFeed, fields: (NormalizedEntry) -> String? = { _ in nil }
  ) -> [XMLWriter.Attribute] {
    var prefixes: Set<String> = []
    mark(published(of: feed), in: &prefixes)
    for entry in feed.entries {
      if entry.onlySeconds != nil { prefixes.insert("itunes") }
      if entry.thumbnail != nil { prefixes.insert("media") }
      if let prefix = fields(entry) { prefixes.insert(prefix) }
      mark(published(of: entry), in: &prefixes)
    }
    return namespaces.declarations(of: prefixes)
  }

  private func mark(_ elements: [PublishedElement], in prefixes: inout Set<String>) {
    for element in elements {
      for name in [element.name] + element.attributes.map(\.name) where name.contains(":") {
        prefixes.insert(String(name.prefix { $0 != ":" }))
      }
      mark(element.children, in: &prefixes)
    }
  }
}

extension Attachment {
  /// The length in whole seconds; `nil` where none or an impossible one is known.
  var wholeSeconds: String? {
    guard let seconds, seconds >= 0, seconds < 1e9 else { return nil }
    return String(Int(seconds.rounded()))
  }
}

extension NormalizedEntry {
  /// Whether an extension element says again what a field of the entry says.
  func repeats(_ element: ExtensionElement) -> Bool {
    ExtensionNamespaces.isITunes(element.namespace) && element.name == "duration"
      && onlySeconds != nil
  }

  /// The length of the entry's one attachment; of several it would not be clear which is meant.
  var onlySeconds: String? {
    attachments.count == 1 ? attachments[0].wholeSeconds : nil
  }

  /// The picture, unless it is among the extension elements, there perhaps with its size.
  var thumbnail: WebAddress? {
    guard let image, image.isOnTheWeb else { return nil }
    let isThere = extensions.contains { element in
      ExtensionNamespaces.isMedia(element.namespace) && element.name == "thumbnail"
        && element.attributes.contains {
          $0.name == "url" && [image.href, image.uri].contains($0.value)
        }
    }
    return isThere ? nil : image
  }
}
