public import FeedModel
import JSON

/// Writes JSON Feed 1.1 documents, indented, in UTF-8 without needless escapes.
///
/// Same feed, same bytes: nothing but the arguments reaches the output. What JSON Feed has no
/// member for stands in `_refeed`; `docs/formats.md` describes it.
public struct JSONFeedEmitter: Sendable {
  /// As for HTTP `Content-Type`.
  public static let mediaType = FeedFormat.json.mediaType

  public init(options: EmitterOptions = EmitterOptions()) {}

  /// The whole document at once.
  public func rendered(_ feed: NormalizedFeed, selfAddress: WebAddress?) -> [UInt8] {
    rendered(feed, links: DocumentLinks(selfAddress: selfAddress))
  }

  /// The whole document at once.
  public func rendered(_ feed: NormalizedFeed, links: DocumentLinks) -> [UInt8] {
    var json = JSONWriter()
    json.reserveCapacity(feed.expectedBytes)
    write(feed, links: links, to: &json) { _ in }
    return json.finish()
  }

  /// Writes the document piece by piece; one entry at a time is in memory twice.
  public func write<E: Error>(
    _ feed: NormalizedFeed, links: DocumentLinks, into sink: ([UInt8]) throws(E) -> Void
  ) throws(E) {
    var json = JSONWriter()
    try write(feed, links: links, to: &json) { json throws(E) in
      try sink(json.takeBytes())
    }
    try sink(json.finish())
  }

  private func write<E: Error>(
    _ feed: NormalizedFeed, links: DocumentLinks, to json: inout JSONWriter,
    afterEntry: (inout JSONWriter) throws(E) -> Void
  ) throws(E) {
    json.beginObject()
    writeHead(feed, links: links, to: &json)
    json.key("items")
    json.beginArray()
    for entry in feed.entries {
      JSONEntryWriter.write(entry, to: &json)
      try afterEntry(&json)
    }
    json.endArray()
    json.endObject()
  }

  private func writeHead(
    _ feed: NormalizedFeed, links: DocumentLinks, to json: inout JSONWriter
  ) {
    json.member("version", "https://jsonfeed.org/version/1.1")
    json.member("title", feed.title)
    json.member("home_page_url", web: feed.homepage)
    json.member("feed_url", web: links.selfAddress)
    json.member("description", feed.subtitle)
    json.member("next_url", web: links.previousArchive)
    json.member("icon", web: feed.logo)
    json.member("favicon", web: feed.icon)
    json.persons("authors", feed.authors)
    json.member("language", LanguageTag.valid(feed.language))
    writeHubs(links.hubs, feed.links, to: &json)
    writeExtension(feed, links: links, to: &json)
  }

  private func writeHubs(_ own: [WebAddress], _ links: [Link], to json: inout JSONWriter) {
    let others = links.filter { $0.rel == "hub" && $0.address.isOnTheWeb }.map(\.address)
    json.array("hubs", own + others) { json, hub in
      json.beginObject()
      json.member("type", "WebSub")
      json.member("url", hub.uri)
      json.endObject()
    }
  }

  /// What Atom says of the feed and JSON Feed has no member for.
  private func writeExtension(
    _ feed: NormalizedFeed, links: DocumentLinks, to json: inout JSONWriter
  ) {
    json.key("_refeed")
    json.beginObject()
    json.member("id", feed.id)
    json.member("updated", feed.updated.rfc3339)
    if links.isArchive {
      json.key("archive")
      json.bool(true)
    }
    json.member("current_url", web: links.current)
    json.member("previous_url", web: links.nextArchive)
    json.member("rights", feed.rights)
    json.persons("contributors", feed.contributors)
    json.categories("categories", feed.categories.filter { !$0.term.isBlank })
    json.links("links", PublishedLinks.of(feed.links).filter { $0.rel != "hub" })
    json.endObject()
  }
}
