import FeedModel

/// Writes one Atom entry (RFC 4287 §4.1.2).
struct AtomEntryWriter {
  let extensions: ExtensionWriter

  func write(_ entry: NormalizedEntry, to xml: inout XMLWriter) {
    xml.open("entry", [("xml:lang", LanguageTag.valid(entry.language))])
    xml.leaf("id", text: entry.id.iri)
    xml.leaf("title", text: entry.title)
    writeLinks(entry, to: &xml)
    if let published = entry.published { xml.leaf("published", text: published.rfc3339) }
    xml.leaf("updated", text: entry.updated.rfc3339)
    AtomConstructs.writePersons("author", entry.authors, to: &xml)
    AtomConstructs.writePersons("contributor", entry.contributors, to: &xml)
    AtomConstructs.writeCategories(entry.categories, to: &xml)
    if let rights = entry.rights { xml.leaf("rights", text: rights) }
    if let source = entry.source { write(source, to: &xml) }
    if let summary = entry.summary, !summary.isEmpty { xml.leaf("summary", text: summary) }
    writeContent(entry, to: &xml)
    writeExtensions(entry, to: &xml)
    xml.close()
  }

  private func writeLinks(_ entry: NormalizedEntry, to xml: inout XMLWriter) {
    var written = AtomLinkWriter()
    if let link = entry.link { written.write(Link(address: link), to: &xml) }
    for link in entry.links where link.rel != "self" { written.write(link, to: &xml) }
    if let external = entry.externalAddress,
      !entry.links.contains(where: { $0.address == external })
    {
      written.write(Link(rel: "related", address: external), to: &xml)
    }
    for attachment in entry.attachments where attachment.address.isDownloadable {
      written.write(Link(enclosure: attachment), to: &xml)
    }
  }

  /// Escaped HTML (§4.1.3.3); an entry without a page must have content, if only an empty one.
  private func writeContent(_ entry: NormalizedEntry, to xml: inout XMLWriter) {
    guard let content = entry.content else {
      if entry.link?.isLinkable != true { xml.leaf("content", [("type", "text")]) }
      return
    }
    xml.leaf("content", [("type", "html"), ("xml:base", entry.link?.href)], text: content.html)
  }

  /// Of the source only id, title and links: its dates would change the bytes at every build.
  private func write(_ source: EntrySource, to xml: inout XMLWriter) {
    var written = AtomLinkWriter()
    xml.open("source")
    if let id = source.id, id.isAbsoluteIRI { xml.leaf("id", text: id) }
    if let title = source.title { xml.leaf("title", text: title) }
    if let address = source.feedAddress {
      written.write(Link(rel: "self", address: address), to: &xml)
    }
    if let homepage = source.homepage { written.write(Link(address: homepage), to: &xml) }
    xml.close()
  }

  private func writeExtensions(_ entry: NormalizedEntry, to xml: inout XMLWriter) {
    if let image = entry.image, image.isOnTheWeb {
      xml.leaf("media:thumbnail", [("url", image.href)])
    }
    if let seconds = entry.seconds {
      xml.leaf("itunes:duration", text: seconds)
    }
    extensions.write(entry.extensions.filter { !entry.repeats($0) }, to: &xml)
  }
}

extension Link {
  /// An enclosure as a link (RFC 4287 §4.2.7.2).
  init(enclosure attachment: Attachment) {
    self.init(
      rel: "enclosure", address: attachment.address, type: attachment.mediaType,
      title: attachment.title, length: attachment.bytes)
  }
}

extension NormalizedEntry {
  /// The first attachment's length in whole seconds, for `itunes:duration`.
  var seconds: String? {
    guard let seconds = attachments.first?.seconds, seconds >= 0, seconds < 1e9 else { return nil }
    return String(Int(seconds.rounded()))
  }

  /// Whether an extension element says again what a field of the entry says.
  func repeats(_ element: ExtensionElement) -> Bool {
    switch (element.namespace, element.name) {
    case (ExtensionNamespaces.iTunes, "duration"): seconds != nil
    case (ExtensionNamespaces.media, "thumbnail"):
      element.attributes.contains { $0.name == "url" && $0.value == image?.href }
    default: false
    }
  }
}
