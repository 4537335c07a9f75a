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
    xml.leaf("rights", unlessEmpty: entry.rights)
    if let source = entry.source { write(source, to: &xml) }
    xml.leaf("summary", unlessEmpty: entry.summary)
    writeContent(entry, to: &xml)
    extensions.write(of: entry, files: entry.timedAttachments, to: &xml)
    xml.close()
  }

  private func writeLinks(_ entry: NormalizedEntry, to xml: inout XMLWriter) {
    AtomConstructs.writeLinks(
      page: entry.link.map {
        Link(address: $0, type: entry.linkType, hreflang: entry.linkLanguage)
      },
      entry.links + PublishedLinks.external(of: entry)
        + entry.attachments.filter(\.address.isDownloadable).map(Link.init(enclosure:)), to: &xml)
  }

  /// Escaped HTML (§4.1.3.3); an entry without a page must have content, if only an empty one.
  private func writeContent(_ entry: NormalizedEntry, to xml: inout XMLWriter) {
    guard let content = entry.content else {
      if entry.link?.isLinkable != true { xml.leaf("content", [("type", "text")]) }
      return
    }
    let base = entry.link.flatMap { $0.isOnTheWeb ? $0.uri : nil }
    xml.leaf("content", [("type", "html"), ("xml:base", base)], text: content.html)
  }

  /// The source with all that it said of itself when the entry was read.
  private func write(_ source: EntrySource, to xml: inout XMLWriter) {
    xml.open("source")
    if let id = source.id, AbsoluteIRI.isValid(id) { xml.leaf("id", text: id) }
    if let title = source.title { xml.leaf("title", text: title) }
    if let address = source.feedAddress, address.isLinkable {
      AtomConstructs.write(Link(rel: "self", address: address), to: &xml)
    }
    AtomConstructs.writeLinks(
      page: source.homepage.map { Link(address: $0) }, source.links, to: &xml)
    xml.leaf("subtitle", unlessEmpty: source.subtitle)
    if let updated = source.updated { xml.leaf("updated", text: updated.rfc3339) }
    AtomConstructs.writePersons("author", source.authors, to: &xml)
    AtomConstructs.writePersons("contributor", source.contributors, to: &xml)
    AtomConstructs.writeCategories(source.categories, to: &xml)
    xml.leaf("generator", unlessEmpty: source.generator)
    if let icon = source.icon, icon.isOnTheWeb { xml.leaf("icon", text: icon.uri) }
    if let logo = source.logo, logo.isOnTheWeb { xml.leaf("logo", text: logo.uri) }
    xml.leaf("rights", unlessEmpty: source.rights)
    xml.close()
  }
}

extension Link {
  /// An enclosure as a link (RFC 4287 §4.2.7.2).
  init(enclosure attachment: Attachment) {
    self.init(
      rel: "enclosure", address: attachment.address,
      type: attachment.knownType,
      title: attachment.title, length: attachment.bytes)
  }
}
