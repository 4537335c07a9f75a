import FeedModel

/// Fields of the model that are written as elements of foreign namespaces.
extension ExtensionWriter {
  func writeFields(of entry: NormalizedEntry, to xml: inout XMLWriter) {
    if let seconds = entry.onlySeconds {
      xml.leaf("itunes:duration", text: seconds)
    }
    if let image = entry.image, image.isOnTheWeb, !entry.hasThumbnailElement(of: image) {
      xml.leaf("media:thumbnail", [("url", image.href)])
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
    if entries.contains(where: { $0.onlySeconds != nil }) {
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
    element.namespace == ExtensionNamespaces.iTunes && element.name == "duration"
      && onlySeconds != nil
  }

  /// The length of the entry's one attachment; of several it would not be clear which is meant.
  var onlySeconds: String? {
    attachments.count == 1 ? attachments[0].wholeSeconds : nil
  }

  /// Whether the picture is among the extension elements, there perhaps with its size.
  func hasThumbnailElement(of image: WebAddress) -> Bool {
    extensions.contains { element in
      element.namespace == ExtensionNamespaces.media && element.name == "thumbnail"
        && element.attributes.contains { $0.name == "url" && $0.value == image.href }
    }
  }
}
