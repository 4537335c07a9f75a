import Archive
import ConfigurationModel
import Emitter
import FeedModel
import FeedReader
import Fetcher
import History
import Normalizer
import Publisher

/// One feed in one run: asks its sources, cleans what is new, merges it into the feed's history,
/// and publishes what changed.
///
/// A class, because tasks share it and copies of so much would cost more than most runs do.
final class FeedRefresh: Sendable {
  let run: RefreshRun
  let feed: FeedConfiguration
  let normalizer: Normalizer
  let prints: FeedFingerprints
  /// `nil` for a feed that the archive does not know.
  let known: FeedState?
  /// Which of its files are those that the archive has noted.
  let files: FilesInPlace
  /// In the order of the configuration.
  let sources: [SourceMemory]
  /// Sources that this run asks.
  let due: [SourceMemory]
  /// What keeps the feed from being refreshed at all.
  let problems: [String]
  /// `nil` for a feed that takes no pages of its entries.
  let fullText: FullText?
  /// Whether entries were stored whose pages are still to come.
  let hasWaitingPages: Bool
  /// What gives the right to write; `nil` where no other process works on the archive.
  let turn: FeedTurn?

  init(
    _ feed: FeedConfiguration, in run: RefreshRun, normalizer: Normalizer,
    prints: FeedFingerprints, known: FeedState?, files: FilesInPlace, sources: [SourceMemory],
    problems: [String], hasWaitingPages: Bool = false, turn: FeedTurn? = nil
  ) {
    self.turn = turn
    fullText = FullText(
      feed, normalizer, store: run.pageStore,
      fetch: PageFetch(
        fetcher: run.reader.fetcher, budget: run.pageBudget, limit: feed.settings.pages,
        rules: PageRules(feed, run.siteRules)))
    self.hasWaitingPages = hasWaitingPages
    self.run = run
    self.feed = feed
    self.normalizer = normalizer
    self.prints = prints
    self.known = known
    self.files = files
    self.sources = sources
    self.problems = problems
    due = sources.filter { memory in
      // What a feed that the archive has lost was given before is lost with it. One that was never
      // published waits as every other does: backoff, `Retry-After` and retirement hold for it.
      let isLost = known == nil && memory.state.lastSuccess != nil && !memory.state.isRetired
      return memory.isDue(now: run.now, force: run.request.force || isLost)
    }
  }

  var now: Timestamp { run.now }
  var request: RefreshRequest { run.request }
  var publication: FeedPublication { run.publication }
  var writer: ArchiveWriter { run.writer }
  var archive: Archive { run.writer.archive }
  var retention: Retention {
    feed.retention(
      limit: normalizer.rules.entryLimit, hasPages: publication.rendering.hasPages)
  }
  var areRulesNew: Bool { known.map { $0.rules != prints.rules } ?? false }

  /// The host of the first source on the web; empty where there is none.
  var firstHost: String {
    sources.lazy.compactMap(\.source.location.host).first ?? ""
  }

  var hasPageToClose: Bool {
    known?.nextClosing.map { $0 < now } ?? false
  }

  /// Whether there is nothing to ask, to clean or to publish.
  var isIdle: Bool {
    guard problems.isEmpty, let known, due.isEmpty, !request.reclean, !areRulesNew,
      !hasPageToClose, !hasWaitingPages, !hasUnknownPages
    else {
      return false
    }
    return known.settings == prints.publication && isPublished
  }

  /// Whether the files hold what the archive held at the start of the run.
  var isPublished: Bool {
    // Cleaning again is also how files that were damaged are made anew.
    !request.reclean && known.map { $0.generation == $0.published } ?? false
      && areFilesInPlace
  }

  /// Whether nothing was taken away, or put in the place of what was published.
  var areFilesInPlace: Bool { files.areAll(publication.documents(of: feed)) }

  /// What is said of a feed that is idle.
  var idleReport: FeedReport {
    var report = FeedReport(id: feed.id, title: feed.title ?? feed.id)
    report.entries = known?.entryCount ?? 0
    report.sources = sources.map(waitingReport)
    report.publication = .unchanged
    return report
  }

  /// Never throws: one feed's trouble stops no other.
  func report() async -> FeedReport {
    var report = idleReport
    report.publication = .kept
    report.problems = problems
    guard problems.isEmpty else {
      report.hasFiles = publication.isComplete(feed)
      return report
    }
    do {
      // Before anything of them is taken for published.
      let hasMended = request.dryRun ? false : try await mendPages()
      if hasPageToClose || hasMended, !request.dryRun { _ = try await publish(&report) }
      if known == nil { try await seed() }
      try await refresh(&report)
    } catch let error as PublishError {
      report.publication = .failed
      report.problems.append(error.description)
    } catch let error as ArchiveError {
      report.publication = .failed
      report.problems.append(error.description)
    } catch {
      report.publication = .failed
      report.problems.append("\(error)")
    }
    if report.publication == .kept || report.publication == .failed {
      report.hasFiles = publication.isComplete(feed)
    }
    return report
  }

  func refresh(_ report: inout FeedReport) async throws {
    report.sources = sources.map(waitingReport)
    if areRulesNew || request.reclean { report.cleanedEntries = try await reclean(&report) }
    let answers = await answers()
    await run.turns.wait(for: feed.id)
    var done = Progress()
    for batch in batches(of: answers) {
      try await take(batch, of: answers, &done, &report)
    }
    if hasWaitingPages, try await takeWaitingPages(&report) > 0 {
      try await settle(&done, &report)
    }
    guard done.hasMerged else {
      try await finishWithoutNews(&report)
      return
    }
    if let content = done.rehearsed {
      report.entries = content.feed.entries.count
      report.title = content.feed.title
      report.publication =
        done.isChanged || !areFilesInPlace
        ? .wouldPublish(publication.files(of: content, feed).map(\.name)) : .unchanged
      return
    }
    let files = try await publish(
      isForced: request.reclean || !areFilesInPlace, &report)
    report.publication = files.map { $0.isEmpty ? .unchanged : .published($0) } ?? .unchanged
  }

  /// What is left to do where the sources gave nothing to merge.
  func finishWithoutNews(_ report: inout FeedReport) async throws {
    guard known != nil else { return }
    if isPublished || hasPageToClose {
      report.publication = .unchanged
    } else if request.dryRun {
      report.publication = .wouldPublish(publication.documents(of: feed))
    } else {
      let files = try await publish(isForced: true, &report) ?? []
      report.publication = files.isEmpty ? .unchanged : .published(files)
    }
  }

  func waitingReport(_ memory: SourceMemory) -> SourceReport {
    var report = SourceReport(name: memory.source.name)
    report.isRetired = memory.state.isRetired
    report.nextDue = memory.nextDue(now: now)
    return report
  }
}
