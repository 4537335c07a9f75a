public import ConfigurationModel
import Emitter
import FeedModel
import FeedReader
import Publisher
import Synchronization

/// The page that lists the configured feeds, made from what is published of them.
public final class IndexPage: Sendable {
  private let configuration: Configuration
  private let rendering: Rendering
  /// What was read of each file, until the file changes.
  private let known = Mutex<[String: (file: LocalFileIdentity, summary: FeedSummary)]>([:])

  /// Reads the configured templates; the published files are read when a page is asked for.
  public init(_ configuration: Configuration) throws(InvalidConfiguration) {
    self.configuration = configuration
    rendering = try Rendering(configuration)
  }

  /// The page's bytes; feeds that are not published yet are not listed.
  ///
  /// - Parameter ids: the only feeds to list; `nil` for all.
  public func rendered(only ids: Set<String>? = nil) -> [UInt8]? {
    let feeds = configuration.feeds.filter { ids?.contains($0.id) ?? true }
    return rendering.templates.rendered(
      Site(feeds: feeds.compactMap(summary)), template: "index.html")
  }

  private func summary(_ feed: FeedConfiguration) -> FeedSummary? {
    let documents = rendering.documents(of: feed)
    let page = FeedPage(name: feed.id, documents: documents)
    var isPublished = false
    for document in documents {
      let path = "\(configuration.output)/\(document.href)"
      if let summary = published(path, page) { return summary }
      isPublished = isPublished || LocalFiles.identity(of: path) != nil
    }
    // Published in formats that say nothing of it.
    guard isPublished else { return nil }
    return FeedSummary(
      NormalizedFeed(id: feed.id, title: feed.title ?? feed.id, authors: [], updated: .epoch),
      page: page)
  }

  private func published(_ path: String, _ page: FeedPage) -> FeedSummary? {
    guard let identity = LocalFiles.identity(of: path) else { return nil }
    if let known = known.withLock({ $0[path] }), known.file == identity { return known.summary }
    guard let bytes = try? LocalFiles.contents(of: path, limit: 256 << 20),
      let parsed = try? FeedReader().read(SourceDocument(bytes: bytes, name: path))
    else { return nil }
    let summary = summary(parsed, page)
    known.withLock { $0[path] = (identity, summary) }
    return summary
  }

  private func summary(_ parsed: ParsedFeed, _ page: FeedPage) -> FeedSummary {
    var feed = NormalizedFeed(
      id: parsed.id ?? page.name, title: parsed.title?.value ?? page.name, authors: [],
      updated: .epoch)
    feed.subtitle = parsed.subtitle?.value
    feed.homepage = parsed.homepage
    feed.language = parsed.language
    feed.icon = parsed.icon ?? parsed.logo
    var summary = FeedSummary(feed, page: page)
    summary.entryCount = parsed.entries.count
    summary.newest = parsed.entries.compactMap { $0.published ?? $0.updated }.max()
    return summary
  }
}
