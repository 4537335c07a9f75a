import Emitter
import FeedModel
import FeedReader
import Fetcher
import Normalizer
import Synchronization

/// Refreshes feeds: reads their sources, cleans, and publishes what changed.
public struct Regenerator: Sendable {
  private let configuration: Configuration
  private let sourceReader: SourceReader
  private let normalizers: [String: Normalizer]
  private let rendering: Rendering
  private let publisher: Publisher

  /// Compiles the rules of every feed, so that a bad one is known before anything is read.
  public init(
    _ configuration: Configuration, publisher: Publisher = Publisher()
  ) throws(InvalidConfiguration) {
    self.configuration = configuration
    self.publisher = publisher
    sourceReader = SourceReader(
      feedReader: FeedReader(), fetcher: Fetcher(policy: FetchPolicy(configuration.fetch)),
      maxBytes: configuration.fetch.maxBytes)
    let rendering = Result { () throws(InvalidConfiguration) in try Rendering(configuration) }
    let normalizers = Result { () throws(InvalidConfiguration) in
      try FeedRules.normalizers(of: configuration)
    }
    if case .failure(var first) = rendering, case .failure(let second) = normalizers {
      first.problems += second.problems
      throw first
    }
    self.rendering = try rendering.get()
    self.normalizers = try normalizers.get()
  }

  /// One run over all feeds, or those asked for; a failing source or feed never stops the others.
  public func refresh(
    _ request: RefreshRequest, progress: @escaping @Sendable (RefreshProgress) -> Void = { _ in }
  ) async throws(RunError) -> RunReport {
    let start = ContinuousClock.now
    let feeds = try selected(request.feeds)
    let lock = request.dryRun ? nil : try RunLock(output: configuration.output)
    let counter = ProgressCounter(all: feeds.reduce(0) { $0 + $1.sources.count }, report: progress)
    var reports: [FeedReport?] = Array(repeating: nil, count: feeds.count)
    await withTaskGroup(of: (Int, FeedReport).self) { group in
      for (index, feed) in feeds.enumerated() {
        group.addTask { (index, await self.refresh(feed, request, counter)) }
      }
      for await (index, report) in group { reports[index] = report }
    }
    withExtendedLifetime(lock) {}
    return RunReport(feeds: reports.compactMap { $0 }, duration: ContinuousClock.now - start)
  }

  private func selected(_ ids: [String]) throws(RunError) -> [FeedConfiguration] {
    guard !ids.isEmpty else { return configuration.feeds }
    for id in ids where !configuration.feeds.contains(where: { $0.id == id }) {
      throw .unknownFeed(id, known: configuration.feeds.map(\.id))
    }
    return configuration.feeds.filter { ids.contains($0.id) }
  }

  private func refresh(
    _ feed: FeedConfiguration, _ request: RefreshRequest, _ counter: ProgressCounter
  ) async -> FeedReport {
    var report = FeedReport(id: feed.id, title: feed.title ?? feed.id)
    guard let normalizer = normalizers[feed.id] else { return report }
    let pipeline = FeedPipeline(sourceReader: sourceReader, normalizer: normalizer)
    let result = await pipeline.run(feed) { counter.done($0) }
    report.sources = result.sources
    guard var normalized = result.feed else {
      report.problems += noEntriesProblem(result)
      return report
    }
    report.title = normalized.title
    report.diagnostics = normalized.diagnostics
    guard result.missing.isEmpty else { return report }
    normalized.entries = Array(normalized.entries.prefix(feed.settings.maxEntries))
    report.entries = normalized.entries.count
    publish(normalized, feed, request, &report)
    return report
  }

  /// Sources that failed have said so themselves.
  private func noEntriesProblem(_ result: FeedPipeline.Result) -> [String] {
    result.sources.contains { !$0.failures.isEmpty } ? [] : ["no source gave anything to read"]
  }

  private func publish(
    _ normalized: NormalizedFeed, _ feed: FeedConfiguration, _ request: RefreshRequest,
    _ report: inout FeedReport
  ) {
    if normalized.entries.isEmpty && isPublished(feed) {
      report.problems.append(
        "the sources offer no entries any more; the files of the last good run stay")
      return
    }
    let files = rendering.files(of: normalized, as: feed.id, formats: feed.settings.formats)
    if request.dryRun {
      report.publication = .wouldPublish(files.map(\.name))
      return
    }
    do {
      let outcomes = try publisher.publish(files, into: configuration.output)
      let written = outcomes.filter { $0.change != .unchanged }.map(\.name)
      report.publication = written.isEmpty ? .unchanged : .published(written)
    } catch {
      report.publication = .failed
      report.problems.append(error.description)
    }
  }

  private func isPublished(_ feed: FeedConfiguration) -> Bool {
    FeedDocuments.documents(named: feed.id, formats: feed.settings.formats, base: nil)
      .contains { LocalFiles.identity(of: "\(configuration.output)/\($0.href)") != nil }
  }
}

/// Counts sources across tasks.
final class ProgressCounter: Sendable {
  private let count = Mutex(0)
  private let all: Int
  private let report: @Sendable (RefreshProgress) -> Void

  init(all: Int, report: @escaping @Sendable (RefreshProgress) -> Void) {
    self.all = all
    self.report = report
  }

  func done(_ source: String) {
    // Reported under the lock, so that the numbers come in order.
    count.withLock { count in
      count += 1
      report(RefreshProgress(done: count, all: all, current: source))
    }
  }
}
