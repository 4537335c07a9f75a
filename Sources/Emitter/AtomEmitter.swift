public import FeedModel

/// Writes Atom 1.0 documents (RFC 4287), archive pages included (RFC 5005 §4).
///
/// Same feed, same bytes: nothing but the arguments reaches the output. Entries are expected
/// sorted and with ids of their own, as ``NormalizedFeed`` promises.
public struct AtomEmitter: Sendable {
  public static let mediaType = "application/atom+xml; charset=utf-8"
  static let namespace = "http://www.w3.org/2005/Atom"

  /// Output is handed on whenever this much has gathered after an entry.
  static let bufferBytes = 64 * 1024

  let namespaces: ExtensionNamespaces

  public init(options: EmitterOptions = EmitterOptions()) {
    namespaces = ExtensionNamespaces(adding: options.extensions)
  }

  /// The whole document at once.
  public func rendered(_ feed: NormalizedFeed, selfAddress: WebAddress?) -> [UInt8] {
    rendered(feed, links: DocumentLinks(selfAddress: selfAddress))
  }

  /// The whole document at once.
  public func rendered(_ feed: NormalizedFeed, links: DocumentLinks) -> [UInt8] {
    var xml = XMLWriter()
    write(feed, links: links, to: &xml) { _ in }
    return xml.bytes
  }

  /// Writes the document piece by piece; one entry at a time is in memory twice.
  public func write<E: Error>(
    _ feed: NormalizedFeed, links: DocumentLinks, into sink: ([UInt8]) throws(E) -> Void
  ) throws(E) {
    var xml = XMLWriter()
    try write(feed, links: links, to: &xml) { xml throws(E) in
      if xml.bytes.count > Self.bufferBytes { try xml.flush(into: sink) }
    }
    try xml.flush(into: sink)
  }

  private func write<E: Error>(
    _ feed: NormalizedFeed, links: DocumentLinks, to xml: inout XMLWriter,
    afterEntry: (inout XMLWriter) throws(E) -> Void
  ) throws(E) {
    xml.declaration()
    xml.open("feed", rootAttributes(feed, links: links))
    writeHead(feed, links: links, to: &xml)
    let entries = AtomEntryWriter(extensions: ExtensionWriter(namespaces: namespaces))
    for entry in feed.entries {
      entries.write(entry, to: &xml)
      try afterEntry(&xml)
    }
    xml.close()
  }

  private func rootAttributes(
    _ feed: NormalizedFeed, links: DocumentLinks
  ) -> [XMLWriter.Attribute] {
    var attributes: [XMLWriter.Attribute] = [("xmlns", Self.namespace)]
    if links.isArchive { attributes.append(("xmlns:fh", ExtensionNamespaces.history)) }
    attributes += namespaces.declarations(for: feed, always: feed.namespacesOfFields)
    attributes.append(("xml:lang", LanguageTag.valid(feed.language)))
    return attributes
  }

  private func writeHead(_ feed: NormalizedFeed, links: DocumentLinks, to xml: inout XMLWriter) {
    xml.leaf("id", text: feed.id)
    xml.leaf("title", text: feed.title)
    xml.leaf("subtitle", unlessEmpty: feed.subtitle)
    xml.leaf("updated", text: feed.updated.rfc3339)
    AtomConstructs.writePersons("author", feed.authors, orElse: feed.title, to: &xml)
    writeLinks(feed, links: links, to: &xml)
    AtomConstructs.writeCategories(feed.categories, to: &xml)
    AtomConstructs.writePersons("contributor", feed.contributors, to: &xml)
    xml.leaf("generator", text: "Refeed")
    if let icon = feed.icon, icon.isOnTheWeb { xml.leaf("icon", text: icon.href) }
    if let logo = feed.logo, logo.isOnTheWeb { xml.leaf("logo", text: logo.href) }
    xml.leaf("rights", unlessEmpty: feed.rights)
    if links.isArchive { xml.leaf("fh:archive") }
    ExtensionWriter(namespaces: namespaces).writeFeed(feed.extensions, to: &xml)
  }

  private func writeLinks(
    _ feed: NormalizedFeed, links: DocumentLinks, to xml: inout XMLWriter
  ) {
    for (rel, address) in links.relations {
      xml.leaf("link", [("rel", rel), ("type", "application/atom+xml"), ("href", address.href)])
    }
    var written = AtomLinkWriter()
    if let homepage = feed.homepage { written.write(Link(address: homepage), to: &xml) }
    for link in feed.links where !Self.documentRelations.contains(link.rel) {
      written.write(link, to: &xml)
    }
  }

  /// Relations that speak of a document's own place; the source's are not true of ours.
  static let documentRelations = [
    "self", "current", "prev-archive", "next-archive", "first", "last", "next", "previous", "prev",
  ]
}
