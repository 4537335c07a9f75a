import Archive
import ConfigurationModel
import Emitter
public import FeedModel
import History
import Normalizer
import Publisher

/// What `refeed forget` has done to one feed.
public struct ForgetReport: Sendable, Hashable {
  /// The feed's configured `id`.
  public var feed: String
  /// Those that were removed.
  public var entries: [EntryID]
  /// Files written again, relative to the output folder.
  public var files: [String]
}

extension Regenerator {
  /// Removes the entries that an id or address names from the archive, the documents and all
  /// archive pages; they never come back.
  ///
  /// Can be repeated: what a run that was killed has left in files is found there.
  /// Waits for a refresh that is at work, and fails if it goes on for too long.
  /// - Parameters:
  ///   - feed: the only feed to look in; `nil` for all.
  ///   - waiting: called once if it has to wait.
  public func forget(
    _ name: String, in feed: String?, now: Timestamp, patience: Duration = .seconds(30),
    waiting: () -> Void = {}
  ) async throws(RunError) -> [ForgetReport] {
    if let feed, !configuration.feeds.contains(where: { $0.id == feed }) {
      throw .unknownFeed(feed, known: configuration.feeds.map(\.id))
    }
    let store = try await openedForForgetting(now: now, patience: patience, waiting: waiting)
    // As the last refresh has left the filter lists: nothing is fetched to forget something.
    let filtering = await filtering(in: store.folder, dryRun: true, now: now)
    let publication = FeedPublication(
      rendering: rendering, publisher: publisher, output: configuration.output, now: now,
      normalizers: filtering.regenerator.normalizers)
    var reports: [ForgetReport] = []
    do {
      let forgotten = try store.archive.write { session throws(ArchiveError) in
        try session.forget(name, in: feed)
      }
      for configured in configuration.feeds where feed == nil || feed == configured.id {
        let ids = forgotten.filter { $0.feed == configured.id }.map(\.id)
        let pages = PageEditor(configured, rendering: rendering, output: configuration.output)
        let edited = pages.without(
          ids: ids, name: name, among: try publication.frozenPages(of: configured))
        var files = try publish(edited.files, of: configured, store.archive)
        if !ids.isEmpty {
          files += try publish(configured, publication, store.archive)
        }
        let entries = ids + edited.entries.filter { !ids.contains($0) }
        guard !entries.isEmpty else { continue }
        reports.append(ForgetReport(feed: configured.id, entries: entries, files: files))
      }
    } catch let error as ArchiveError {
      throw .archive(error)
    } catch let error as PublishError {
      throw .output(error)
    } catch {
      throw .archive(.failed(path: configuration.shownArchive, detail: "\(error)"))
    }
    store.finish(clearsUp: false)
    return reports
  }

  private func openedForForgetting(
    now: Timestamp, patience: Duration, waiting: () -> Void
  ) async throws(RunError) -> ArchiveStore {
    let end = ContinuousClock.now + patience
    var isFirst = true
    while true {
      do throws(RunError) {
        return try ArchiveStore.opened(configuration, dryRun: false, now: now)
      } catch {
        guard case .anotherRunIsActive(let archive, let holder, _) = error else { throw error }
        guard ContinuousClock.now < end else {
          throw .nothingForgotten(archive: archive, process: holder.process)
        }
        if isFirst { waiting() }
        isFirst = false
        try? await Task.sleep(for: .milliseconds(100))
      }
    }
  }

  /// Puts closed pages in place, and notes them as what is to be there from now on.
  private func publish(
    _ pages: [RenderedFile], of feed: FeedConfiguration, _ archive: Archive
  ) throws -> [String] {
    guard !pages.isEmpty else { return [] }
    let outcomes = try publisher.publish(pages, into: configuration.output)
    let files = zip(outcomes, pages).compactMap { PublishedFile($0, holding: $1.bytes) }
    let key = feed.id
    try archive.write { session throws(ArchiveError) in try session.note(files, of: key) }
    return outcomes.map(\.name)
  }

  private func publish(
    _ feed: FeedConfiguration, _ publication: FeedPublication, _ archive: Archive
  ) throws -> [String] {
    let retention = feed.retention(
      limit: normalizers[feed.id]?.rules.entryLimit, hasPages: rendering.hasPages)
    guard let published = try publication.publish(feed, retention: retention, from: archive)
    else { return [] }
    try archive.write { session throws(ArchiveError) in
      try publication.mark(published, of: feed, in: session)
    }
    // An open page whose only entry is gone.
    guard rendering.hasPages else { return published.written }
    let rendered = Set(published.files).union(published.content.frozen)
    let emptied = try publisher.unowned(in: configuration.output, owned: rendered)
      .filter { $0.hasPrefix("\(feed.id)/") }
    try publisher.remove(emptied, from: configuration.output)
    return published.written + emptied
  }
}

/// Takes entries out of archive pages that are closed; what the archive no longer holds of the
/// other entries is read from the page itself.
struct PageEditor {
  private let feed: FeedConfiguration
  private let rendering: Rendering
  private let output: String

  init(_ feed: FeedConfiguration, rendering: Rendering, output: String) {
    self.feed = feed
    self.rendering = rendering
    self.output = output
  }

  /// The pages that hold one of the entries, without it.
  func without(
    ids: [EntryID], name: String, among pages: Set<String>
  ) -> (files: [RenderedFile], entries: [EntryID]) {
    var files: [RenderedFile] = []
    var removed: [EntryID] = []
    let alias = WebAddress(name)?.aliasKey
    for file in pages.sorted() {
      guard var page = PublishedFeed.read("\(output)/\(file)", feed) else { continue }
      let hits = page.entries.filter { entry in
        ids.contains(entry.id) || entry.id == EntryID(iri: name)
          || (alias != nil && entry.link?.aliasKey == alias)
      }
      guard !hits.isEmpty else { continue }
      page.entries.removeAll { hits.contains($0) }
      page.updated = page.entries.map(\.updated).max() ?? page.updated
      guard let bytes = rendering.closedPage(page, named: file, of: feed, in: output) else {
        continue
      }
      files.append(bytes)
      removed += hits.map(\.id).filter { !removed.contains($0) }
    }
    return (files, removed)
  }
}
