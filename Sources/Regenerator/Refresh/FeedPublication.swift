import Archive
import ConfigurationModel
import Emitter
import FeedModel
import History
import Normalizer
import Publisher

/// Puts what the archive holds of a feed where readers see it.
struct FeedPublication: Sendable {
  let rendering: Rendering
  let output: any FileOutput
  let now: Timestamp
  /// By the feed's id; they clean what is stored in a form that can't be read.
  let normalizers: [String: Normalizer]

  /// A feed as it is to be published, read from the archive in one transaction.
  struct Content: Sendable {
    var feed: NormalizedFeed
    var generation: Int
    /// How new it is, among all that was ever published of the feed.
    var version: FileVersion
    var pages: ArchivePages?
    /// Names of pages that were published closed.
    var frozen: Set<String>
  }

  /// What a feed is published as, relative to the output folder; archive pages are not among it.
  func documents(of feed: FeedConfiguration) -> [String] {
    rendering.documents(of: feed).map(\.href)
  }

  /// Whether all documents are there, whatever they hold.
  func isComplete(_ feed: FeedConfiguration) -> Bool {
    documents(of: feed).allSatisfy(output.has)
  }

  /// The names of a feed's pages that were published closed.
  func frozenPages(
    of feed: FeedConfiguration, known: [PublishedFile]
  ) async throws(OutputError) -> Set<String> {
    rendering.hasPages ? try await output.closedPages(of: feed.id, known: known) : []
  }

  /// `nil` for a feed that the archive does not know.
  func content(
    of feed: FeedConfiguration, retention: Retention, frozen: Set<String>,
    in session: borrowing ArchiveSession
  ) throws(ArchiveError) -> Content? {
    let cleaning = cleaning(of: feed, head: try session.head(of: feed.id))
    guard let state = try session.feedState(feed.id),
      let normalized = try session.feed(feed.id, retention: retention, cleaning: cleaning)
    else { return nil }
    var content = Content(
      feed: normalized, generation: state.generation,
      version: FileVersion(began: state.began, generation: state.generation), frozen: frozen)
    guard rendering.hasPages else { return content }
    let months = FeedDocuments.frozenMonths(
      of: feed.id, formats: feed.settings.formats, frozen: frozen)
    let entries = try session.pageEntries(of: feed.id, cleaning: cleaning) {
      published, firstSeen in
      let month = ArchivePages.month(
        published: published, firstSeen: firstSeen, began: state.began)
      return !months.contains(month)
    }
    content.pages = ArchivePages(
      of: entries.map { ArchivePages.Item(entry: $0.entry, firstSeen: $0.firstSeen) },
      began: state.began, now: now, frozen: months)
    return content
  }

  private func cleaning(of feed: FeedConfiguration, head: NormalizedFeed?) -> Cleaning? {
    guard let normalizer = normalizers[feed.id] else { return nil }
    return { stale in
      normalizer.normalized(
        entry: stale.raw,
        context: feed.context(
          of: stale.source, head: head, normalizer: normalizer, now: now))
    }
  }

  func files(of content: Content, _ feed: FeedConfiguration) -> [RenderedFile] {
    rendering.files(
      of: content.feed, as: feed, archive: content.pages, frozen: content.frozen)
  }

  /// Notes in the archive that the files of a feed are in place.
  func mark(
    _ published: Published, of feed: FeedConfiguration, in session: borrowing ArchiveSession
  ) throws(ArchiveError) {
    let content = published.content
    let newest = content.feed.entries.first.map { $0.published ?? $0.updated }
    try session.markPublished(
      feed.id, generation: content.generation, nextClosing: content.pages?.nextClosing,
      entries: content.feed.entries.count, newest: newest, files: published.inPlace,
      announcement: rendering.announcement(of: feed))
  }

  /// What was published of a feed.
  struct Published: Sendable {
    var content: Content
    /// Names of all files, and of those that were written.
    var files: [String]
    var written: [String]
    /// All files of the feed as they stand there now, closed pages among them.
    var inPlace: [PublishedFile]
    /// Closed pages that hold something else than was published and can't be made again.
    var lost: [String]
  }

  /// Publishes what the archive holds now; ``mark(_:of:in:)`` is to follow. `nil` for a feed that
  /// the archive does not know.
  func publish(
    _ feed: FeedConfiguration, retention: Retention, from archive: Archive
  ) async throws -> Published? {
    await output.gate?.enter()
    defer { output.gate?.leave() }
    let key = feed.id
    let noted = try archive.read { session throws(ArchiveError) in
      try session.publishedFiles(of: key)
    }
    let known = output.inPlace(noted)
    let closed = try await frozenPages(of: feed, known: noted)
    // A page that was swapped is made again, unless the archive may have let its entries go.
    let frozen = retention.keep == nil ? closed.subtracting(known.lost) : closed
    let content = try archive.read { session throws(ArchiveError) in
      try self.content(of: feed, retention: retention, frozen: frozen, in: session)
    }
    guard let content else { return nil }
    let files = files(of: content, feed)
    let outcomes = try await output.publish(files, over: noted, as: content.version)
    let written = outcomes.compactMap(\.file)
    var pages: [PublishedFile] = []
    for name in frozen.subtracting(outcomes.map(\.name)).sorted() {
      if let file = known.files[name] {
        pages.append(file)
      } else if let file = await output.standing(name) {
        pages.append(file)
      }
    }
    // A mark in the place of a size says that a page has to be looked at, not that it is another.
    let lost = known.lost.subtracting(noted.lazy.filter { $0.bytes < 0 }.map(\.name))
    return Published(
      content: content, files: outcomes.map(\.name),
      written: outcomes.filter { $0.change != .unchanged }.map(\.name),
      inPlace: written + pages, lost: lost.intersection(frozen).sorted())
  }
}
