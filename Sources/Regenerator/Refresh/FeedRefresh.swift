import Archive
import Emitter
import FeedModel
import FeedReader
import Fetcher
import Normalizer

/// One feed in one run: asks its sources, cleans what is new, merges it into the feed's history,
/// and publishes what changed.
struct FeedRefresh: Sendable {
  let feed: FeedConfiguration
  let normalizer: Normalizer
  let prints: FeedFingerprints
  /// `nil` for a feed that the archive does not know.
  let known: FeedState?
  /// In the order of the configuration.
  let sources: [SourceMemory]
  let reader: SourceReader
  let writer: ArchiveWriter
  let publication: FeedPublication
  let request: RefreshRequest
  let now: Timestamp
  /// The moment that is `now`, on a clock that never jumps.
  let started: ContinuousClock.Instant
  var progress: ProgressCounter
  /// What keeps the feed from being refreshed at all.
  var problems: [String] = []

  var archive: Archive { writer.archive }
  var retention: Retention {
    feed.retention(
      limit: normalizer.rules.entryLimit, hasPages: publication.rendering.hasPages)
  }
  var areRulesNew: Bool { known.map { $0.rules != prints.rules } ?? false }

  /// The host of the first source on the web; empty where there is none.
  var firstHost: String {
    for memory in sources {
      if case .web(let address) = memory.source.location { return address.host ?? "" }
    }
    return ""
  }

  /// Sources that this run asks.
  var dueSources: [SourceMemory] {
    sources.filter { $0.isDue(now: now, force: request.force || known == nil) }
  }

  var hasPageToClose: Bool {
    known?.nextClosing.map { $0 < now } ?? false
  }

  /// Whether there is nothing to ask, to clean or to publish.
  var isIdle: Bool {
    guard problems.isEmpty, let known, dueSources.isEmpty, !request.reclean, !areRulesNew,
      !hasPageToClose
    else {
      return false
    }
    return known.settings == prints.publication && known.generation == known.published
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
    let due = dueSources
    let readings = await read(due)
    note(readings, due, in: &report)
    if areRulesNew || request.reclean { report.cleanedEntries = try await reclean() }
    var merge = try await prepared(zip(due, readings).map { $0 })
    report.cleanedEntries += merge.cleaned
    guard let outcome = try await commit(&merge, &report) else { return }
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
    let files = try await publish(isForced: !publication.isComplete(feed), &report)
    report.publication = files.map { $0.isEmpty ? .unchanged : .published($0) } ?? .unchanged
  }

  // MARK: Sources

  func read(_ due: [SourceMemory]) async -> [SourceReading] {
    let (reader, base, now, progress) = (reader, feed.homepage, now, progress)
    let started = started
    let isKnown = known != nil
    return await withTaskGroup(
      of: (Int, SourceReading).self, returning: [SourceReading].self
    ) { group in
      for (index, memory) in due.enumerated() {
        group.addTask {
          // What a feed that the archive does not know has read is lost with it.
          let remembered = isKnown ? memory.known(now: now) : .init()
          var reading = await reader.read(memory.source, base: base, known: remembered)
          reading.delay = ContinuousClock.now - started
          progress.sourceIsDone(reading.report)
          return (index, reading)
        }
      }
      var readings = due.map { SourceReading(SourceReport(name: $0.source.name)) }
      for await (index, reading) in group { readings[index] = reading }
      return readings
    }
  }

  func note(
    _ readings: [SourceReading], _ due: [SourceMemory], in report: inout FeedReport
  ) {
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
