import FeedModel

/// Fields of the model that are written as elements of foreign namespaces.
extension ExtensionWriter {
  func writeFields(of entry: NormalizedEntry, to xml: inout XMLWriter) {
    if let image = entry.image, image.isOnTheWeb {
      xml.leaf("media:thumbnail", [("url", image.href)])
    }
    if let seconds = entry.attachments.first?.wholeSeconds {
      xml.leaf("itunes:duration", text: seconds)
    }
  }
}

extension NormalizedFeed {
  /// The namespaces that ``ExtensionWriter/writeFields(of:to:)`` and the enclosures need.
  var namespacesOfFields: [String] {
    var namespaces: [String] = []
    if entries.contains(where: { $0.image != nil || $0.attachments.count > 1 }) {
      namespaces.append(ExtensionNamespaces.media)
    }
    if entries.contains(where: { $0.attachments.first?.wholeSeconds != nil }) {
      namespaces.append(ExtensionNamespaces.iTunes)
    }
    return namespaces
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
    switch (element.namespace, element.name) {
    case (ExtensionNamespaces.iTunes, "duration"): attachments.first?.wholeSeconds != nil
    case (ExtensionNamespaces.media, "thumbnail"):
      element.attributes.contains { $0.name == "url" && $0.value == image?.href }
    default: false
    }
  }
}
