public import FeedModel

/// Writes RSS 2.0 with `content:encoded`, for readers that know nothing else.
///
/// What RSS has no element for is written in the namespaces that readers know: `atom:link`,
/// `atom:updated`, `dc:creator`, `dc:rights`, Media RSS, iTunes.
public struct RSSEmitter: Sendable {
  /// As for HTTP `Content-Type`.
  public static let mediaType = FeedFormat.rss.mediaType

  private let extensions: ExtensionWriter

  public init(options: EmitterOptions = EmitterOptions()) {
    // Readers take one more description for the summary. iTunes' stay: podcast apps want them.
    extensions = ExtensionWriter(
      namespaces: ExtensionNamespaces(adding: options.extensions), omitted: ["media:description"])
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
      if xml.bytes.count > AtomEmitter.bufferBytes { try xml.flush(into: sink) }
    }
    try xml.flush(into: sink)
  }

  private func write<E: Error>(
    _ feed: NormalizedFeed, links: DocumentLinks, to xml: inout XMLWriter,
    afterEntry: (inout XMLWriter) throws(E) -> Void
  ) throws(E) {
    xml.declaration()
    xml.open("rss", rootAttributes(feed, isArchive: links.isArchive))
    xml.open("channel")
    writeHead(feed, links: links, to: &xml)
    let entries = RSSEntryWriter(extensions: extensions)
    for entry in feed.entries {
      entries.write(entry, to: &xml)
      try afterEntry(&xml)
    }
    xml.close()
    xml.close()
  }

  private func rootAttributes(
    _ feed: NormalizedFeed, isArchive: Bool
  ) -> [XMLWriter.Attribute] {
    let own: [XMLWriter.Attribute] = [
      ("version", "2.0"), ("xmlns:atom", AtomEmitter.namespace),
      ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
      ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
      ("xmlns:fh", isArchive ? ExtensionNamespaces.history : nil),
    ]
    return own + extensions.declarations(for: feed) { $0.mediaAttachments }
  }

  private func writeHead(_ feed: NormalizedFeed, links: DocumentLinks, to xml: inout XMLWriter) {
    let page =
      [feed.homepage, links.selfAddress].compactMap(\.self).first(where: \.isOnTheWeb)?.uri
      ?? feed.id
    xml.leaf("title", text: feed.title)
    xml.leaf("link", text: page)
    xml.leaf("description", text: feed.subtitle ?? feed.title)
    xml.leaf("language", unlessEmpty: LanguageTag.valid(feed.language))
    xml.leaf("copyright", unlessEmpty: feed.rights)
    if feed.entries.isEmpty || feed.entries.contains(where: { !$0.hasInventedDate }) {
      xml.leaf("lastBuildDate", text: feed.updated.internetDate)
    }
    RSSEntryWriter.writeCategories(feed.categories, to: &xml)
    xml.leaf("generator", text: "Refeed")
    if let logo = feed.logo ?? feed.icon, logo.isOnTheWeb {
      xml.open("image")
      xml.leaf("url", text: logo.uri)
      xml.leaf("title", text: feed.title)
      xml.leaf("link", text: page)
      xml.close()
    }
    writeLinks(feed, links: links, to: &xml)
    if links.isArchive { xml.leaf("fh:archive") }
    for name in AtomConstructs.names(of: feed.authors) { xml.leaf("dc:creator", text: name) }
    for name in AtomConstructs.names(of: feed.contributors) {
      xml.leaf("dc:contributor", text: name)
    }
    extensions.write(extensions.published(of: feed), to: &xml)
  }

  private func writeLinks(
    _ feed: NormalizedFeed, links: DocumentLinks, to xml: inout XMLWriter
  ) {
    for (rel, address) in links.relations {
      xml.leaf(
        "atom:link", [("rel", rel), ("type", "application/rss+xml"), ("href", address.uri)])
    }
    for hub in links.hubs { xml.leaf("atom:link", [("rel", "hub"), ("href", hub.uri)]) }
    for link in PublishedLinks.of(feed.links) {
      AtomConstructs.write(link, as: "atom:link", to: &xml)
    }
  }
}
