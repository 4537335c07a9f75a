public import FeedModel

/// Writes Atom 1.0 documents (RFC 4287), archive pages included (RFC 5005 §4).
///
/// Same feed, same bytes: nothing but the arguments reaches the output. Entries are expected
/// sorted and with ids of their own, as ``NormalizedFeed`` promises.
public struct AtomEmitter: Sendable {
  /// As for HTTP `Content-Type`.
  public static let mediaType = FeedFormat.atom.mediaType
  static let namespace = "http://www.w3.org/2005/Atom"

  /// Output is handed on whenever this much has gathered after an entry.
  static let bufferBytes = 64 * 1024

  private let extensions: ExtensionWriter

  public init(options: EmitterOptions = EmitterOptions()) {
    extensions = ExtensionWriter(
      namespaces: ExtensionNamespaces(adding: options.extensions), hasDefaultNamespace: true)
  }

  /// The whole document at once.
  public func rendered(_ feed: NormalizedFeed, selfAddress: WebAddress?) -> [UInt8] {
    rendered(feed, links: DocumentLinks(selfAddress: selfAddress))
  }

  /// The whole document at once.
  public func rendered(_ feed: NormalizedFeed, links: DocumentLinks) -> [UInt8] {
    var xml = XMLWriter()
    xml.reserveCapacity(feed.expectedBytes)
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
    let entries = AtomEntryWriter(extensions: extensions)
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
    attributes += extensions.declarations(for: feed) { $0.timedAttachments }
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
    if let icon = feed.icon, icon.isOnTheWeb { xml.leaf("icon", text: icon.uri) }
    if let logo = feed.logo, logo.isOnTheWeb { xml.leaf("logo", text: logo.uri) }
    xml.leaf("rights", unlessEmpty: feed.rights)
    if links.isArchive { xml.leaf("fh:archive") }
    extensions.write(extensions.published(of: feed), to: &xml)
  }

  private func writeLinks(
    _ feed: NormalizedFeed, links: DocumentLinks, to xml: inout XMLWriter
  ) {
    for (rel, address) in links.relations {
      xml.leaf("link", [("rel", rel), ("type", "application/atom+xml"), ("href", address.uri)])
    }
    for hub in links.hubs { xml.leaf("link", [("rel", "hub"), ("href", hub.uri)]) }
    let page = feed.homepage.map {
      Link(address: $0, type: feed.homepageType, hreflang: feed.homepageLanguage)
    }
    AtomConstructs.writeLinks(page: page, feed.links, to: &xml)
  }
}
