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
  /// In the order of the configuration.
  let sources: [SourceMemory]
  /// Sources that this run asks.
  let due: [SourceMemory]
  /// What keeps the feed from being refreshed at all.
  let problems: [String]

  init(
    _ feed: FeedConfiguration, in run: RefreshRun, normalizer: Normalizer,
    prints: FeedFingerprints, known: FeedState?, sources: [SourceMemory], problems: [String]
  ) {
    self.run = run
    self.feed = feed
    self.normalizer = normalizer
    self.prints = prints
    self.known = known
    self.sources = sources
    self.problems = problems
    due = sources.filter {
      $0.isDue(now: run.now, force: run.request.force || known == nil)
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
      !hasPageToClose
    else {
      return false
    }
    return known.settings == prints.publication && isPublished
  }

  /// Whether the files hold what the archive held at the start of the run.
  var isPublished: Bool {
    // Cleaning again is also how files that were damaged are made anew.
    !request.reclean && known.map { $0.generation == $0.published } ?? false
      && publication.isComplete(feed)
  }

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
    guard problems.isEmpty else { return report }
    do {
      if hasPageToClose, !request.dryRun { _ = try await publish() }
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
    return report
  }

  func refresh(_ report: inout FeedReport) async throws {
    let readings = await readings()
    note(readings, in: &report)
    if areRulesNew || request.reclean { report.cleanedEntries = try await reclean() }
    var merge = try await prepared(zip(due, readings).map { $0 })
    report.cleanedEntries += merge.cleaned
    report.diagnostics += merge.diagnostics
    guard let outcome = try await commit(&merge, &report) else {
      try await finishWithoutNews(&report)
      return
    }
    report.newEntries = outcome.merge.newEntries
    report.changedEntries = outcome.merge.changedEntries
    report.diagnostics += outcome.merge.diagnostics
    if let content = outcome.rehearsed {
      report.entries = content.feed.entries.count
      report.title = content.feed.title
      report.publication =
        outcome.merge.isChanged || !publication.isComplete(feed)
        ? .wouldPublish(publication.files(of: content, feed).map(\.name)) : .unchanged
      return
    }
    let files = try await publish(
      isForced: request.reclean || !publication.isComplete(feed), &report)
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

  // MARK: Sources

  /// What each source that is due gave, all asked at the same time.
  func readings() async -> [SourceReading] {
    // Most feeds have one source, and most have nothing new: no task for that.
    if due.count == 1 { return [await reading(of: due[0])] }
    return await withTaskGroup(
      of: (Int, SourceReading).self, returning: [SourceReading].self
    ) { group in
      for (index, memory) in due.enumerated() {
        group.addTask { (index, await self.reading(of: memory)) }
      }
      var readings = due.map { SourceReading(SourceReport(name: $0.source.name)) }
      for await (index, reading) in group { readings[index] = reading }
      return readings
    }
  }

  func reading(of memory: SourceMemory) async -> SourceReading {
    // What a feed that the archive does not know has read is lost with it.
    let remembered = known != nil ? memory.known(now: now) : .init()
    var reading = await run.reader.read(
      memory.source, base: feed.homepage, known: remembered)
    reading.delay = ContinuousClock.now - run.started
    noteDate(of: reading, memory.source)
    run.progress.sourceIsDone(reading.report)
    return reading
  }

  /// What the server says of the time, so that a wrong clock is found.
  private func noteDate(of reading: SourceReading, _ source: SourceConfiguration) {
    guard case .web(let address) = source.location, let host = address.host else { return }
    let response: SourceReading.Response? =
      switch reading.answer {
      case .content(_, let response), .same(let response): response
      case .gone, .later, .failed: nil
      }
    guard let facts = response?.facts, let seconds = facts.caching.date,
      let said = Timestamp(milliseconds: seconds * 1000)
    else { return }
    run.dates.withLock { $0[host] = (said, facts.receivedAt) }
  }

  func note(_ readings: [SourceReading], in report: inout FeedReport) {
    var read: [String: SourceReport] = [:]
    for reading in readings { read[reading.report.name] = reading.report }
    report.sources = sources.map { read[$0.source.name] ?? waitingReport($0) }
  }

  func waitingReport(_ memory: SourceMemory) -> SourceReport {
    var report = SourceReport(name: memory.source.name)
    report.isRetired = memory.state.isRetired
    report.nextDue = memory.nextDue(now: now)
    return report
  }
}
