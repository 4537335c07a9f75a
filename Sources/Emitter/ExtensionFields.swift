import FeedModel

/// Fields of the model that are written as elements of foreign namespaces.
extension ExtensionWriter {
  /// All of an entry that is written in foreign namespaces.
  ///
  /// - Parameter files: The attachments of which Media RSS says more than the format can.
  func write(of entry: NormalizedEntry, files: [Attachment], to xml: inout XMLWriter) {
    var elements = published(of: entry)
    write(mediaContents(of: entry, files: files, from: &elements), to: &xml)
    if let seconds = entry.onlySeconds, !elements.contains(where: { $0.name == "itunes:duration" })
    {
      xml.leaf("itunes:duration", text: seconds)
    }
    if let image = entry.thumbnail { xml.leaf("media:thumbnail", [("url", image.uri)]) }
    write(elements, to: &xml)
  }

  /// The declarations that a document needs.
  func declarations(
    for feed: NormalizedFeed, files: (NormalizedEntry) -> [Attachment]
  ) -> [XMLWriter.Attribute] {
    var prefixes: Set<String> = []
    mark(published(of: feed), in: &prefixes)
    for entry in feed.entries {
      if entry.onlySeconds != nil { prefixes.insert("itunes") }
      if entry.thumbnail != nil || !files(entry).isEmpty { prefixes.insert("media") }
      mark(published(of: entry), in: &prefixes)
    }
    return namespaces.declarations(of: prefixes)
  }

  /// Attachments as Media RSS, with the measures that the source's own elements give; those are
  /// taken from `elements`, so that no file stands there twice.
  private func mediaContents(
    of entry: NormalizedEntry, files: [Attachment], from elements: inout [PublishedElement]
  ) -> [PublishedElement] {
    entry.attachments.compactMap { attachment in
      let uri = attachment.address.uri
      let place = elements.firstIndex { element in
        element.name == "media:content"
          && element.attributes.contains { $0.name == "url" && $0.value == uri }
      }
      let found = place.map { elements.remove(at: $0) }
      guard found != nil || files.contains(attachment) else { return nil }
      return PublishedElement(mediaContent: attachment, over: found)
    }
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

extension PublishedElement {
  /// A file as Media RSS; what the source's element says stays as it is.
  fileprivate init(mediaContent attachment: Attachment, over found: PublishedElement?) {
    let own: [XMLWriter.Attribute] = [
      ("url", attachment.address.uri), ("type", attachment.knownType),
      ("fileSize", attachment.bytes.flatMap { $0 > 0 ? String($0) : nil }),
      ("duration", attachment.wholeSeconds),
    ]
    let others = found?.attributes ?? []
    self.init(
      name: "media:content",
      attributes: own.map { attribute in
        (attribute.name, others.first { $0.name == attribute.name }?.value ?? attribute.value)
      } + others.filter { other in !own.contains { $0.name == other.name } },
      text: "", children: found?.children ?? [])
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
  /// The length of the entry's one attachment; of several it would not be clear which is meant.
  var onlySeconds: String? {
    attachments.count == 1 ? attachments[0].wholeSeconds : nil
  }

  /// The attachments whose lengths Atom can't say otherwise.
  var timedAttachments: [Attachment] {
    attachments.count > 1
      ? attachments.filter { $0.wholeSeconds != nil && $0.address.isDownloadable } : []
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
