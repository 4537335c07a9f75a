import Archive
public import ConfigurationModel
import Emitter
import FeedModel
import FeedReader
import Fetcher
import History
import Normalizer
public import Publisher
import Synchronization

/// Refreshes feeds: reads their sources, cleans, remembers, and publishes what changed.
public struct Regenerator: Sendable {
  let configuration: Configuration
  /// By feed; with its filter lists where a run has loaded them.
  private(set) var normalizers: [String: Normalizer]
  let rendering: Rendering
  let publisher: Publisher
  /// Where published files are put.
  var output: any FileOutput
  /// Of all documents on their way; `nil` for one of `fetch.memory` bytes of each run's own.
  var memory: MemoryBudget?
  /// Whether other runs work on the archive at the same time.
  var sharesArchive: Bool
  /// Whether the system knows a way to the Internet.
  var hasRoute: @Sendable () -> Bool = { Routes.exist }

  /// Compiles the rules of every feed, so that a bad one is known before anything is read.
  public init(
    _ configuration: Configuration, system: any FileSystem = LinuxFileSystem()
  ) throws(InvalidConfiguration) {
    self.configuration = configuration
    sharesArchive = false
    publisher = Publisher(system, precompress: configuration.precompress)
    output = OutputChoice.output(of: configuration, publisher)
    do {
      rendering = try Rendering(configuration)
      normalizers = try ConfiguredRules.normalizers(of: configuration)
      try FileCheck(configuration).check()
      try Webhook.check(configuration)
      try HubCheck.check(configuration)
      try SiteRuleFolder.check(configuration)
    } catch {
      // What else is wrong is told together with this.
      throw InvalidConfiguration(
        path: error.path, problems: ConfigurationCheck.problems(of: configuration))
    }
  }

  /// As ``refresh(_:now:progress:)``, on whatever thread it is called.
  func refreshed(
    _ request: RefreshRequest, now: Timestamp,
    progress: @escaping @Sendable (RefreshProgress) -> Void
  ) async throws(RunError) -> RunReport {
    let start = ContinuousClock.now
    let feeds = try selected(request.feeds)
    let store = try ArchiveStore.opened(
      configuration, dryRun: request.dryRun, now: now, isShared: sharesArchive
    ).takingTurns(configuration)
    do throws(RunError) {
      return try await refreshed(feeds, request, store, now, start, progress)
    } catch {
      await store.keeper?.close()
      throw error
    }
  }

  private func refreshed(
    _ feeds: [FeedConfiguration], _ request: RefreshRequest, _ store: ArchiveStore,
    _ now: Timestamp, _ start: ContinuousClock.Instant,
    _ progress: @escaping @Sendable (RefreshProgress) -> Void
  ) async throws(RunError) -> RunReport {
    try await openOutput(store, dryRun: request.dryRun)
    let after = try await after(request, store)
    var report = RunReport(feeds: [], duration: .zero)
    if let aside = store.archive.quarantined {
      report.problems.append(
        "the archive was damaged; it was put aside as \(aside), and a new one was made from the "
          + "published files")
    }
    let filtering = await filtering(
      in: store.folder, dryRun: request.dryRun, now: now, shared: store.sharing)
    report.problems += filtering.problems
    let catchUp = CatchUp(filtering.regenerator, feeds, request, store, now: now)
    // Before anything else is looked at, which takes long where feeds are many.
    async let catchingUp: Void? = catchUp?.run()
    let (clock, plan): (ClockFinding, RefreshPlan)
    do throws(RunError) {
      clock = try self.clock(request, store, now)
      plan = try filtering.regenerator.plan(
        feeds, request, store, now, ProgressCounter(progress), clockHasJumped: clock.hasJumped)
    } catch {
      await after?.withdraw()
      throw error
    }
    if clock.corrected > 0 {
      report.problems.append(
        "the clock was wrong in an earlier run; "
          + (clock.corrected == 1
            ? "1 entry that it dated has a new date"
            : "\(clock.corrected) entries that it dated have new dates"))
    }
    report.problems += plan.run.siteRulesProblems
    report.feeds = await refreshed(plan)
    catchUp?.stop()
    await catchingUp
    catchUp?.tell(&report.feeds)
    do throws(ArchiveError) {
      try await plan.run.writer.flush()
      if ClockCheck.isWrong(plan.run.dates.withLock { $0 }) {
        report.problems.append(
          "the clock differs by more than a day from what the servers say; set it, and the next "
            + "run corrects what this one dated")
        if !request.dryRun {
          try store.archive.write { session throws(ArchiveError) in
            try session.markClockAsWrong(of: now)
          }
        }
      }
      if !request.dryRun { try await forgive(plan.run, store, &report) }
      if !request.dryRun {
        try await alone(store) { () async throws(ArchiveError) in
          try await finish(&report, request, store, plan.run)
        }
      }
    } catch {
      // What was published is published.
      report.problems.append(error.description)
    }
    if !request.dryRun,
      let problem = await Webhook(configuration)?.tell(of: report, now: now, keeper: store.keeper)
    {
      report.problems.append(problem)
    }
    if !request.dryRun, let pings = HubPings(configuration, store.archive) {
      report.problems += await pings.tell(now: now.adding(ContinuousClock.now - start))
    }
    if let problem = await after?.finish(report.written, all: { publishedFiles }) {
      report.problems.append(problem)
    }
    await store.keeper?.close()
    report.duration = ContinuousClock.now - start
    store.finish(
      clearsUp: !request.dryRun, after: request.feeds.isEmpty ? report.duration : nil,
      outages: report.outage?.inARow ?? 0)
    return report
  }

  /// The same with the filter lists of every feed, once those that are due have been asked for.
  func filtering(
    in folder: String, dryRun: Bool, now: Timestamp, shared: SharedLists? = nil
  ) async -> (regenerator: Regenerator, problems: [String]) {
    var regenerator = self
    let lists = ConfiguredFilterLists(configuration)
    guard !lists.isEmpty else { return (regenerator, []) }
    let store = FilterListStore(
      folder: FilterListFolder(below: folder), limit: configuration.fetch.maxBytes,
      writes: !dryRun, system: publisher)
    var problems =
      dryRun
      ? []
      : await store.refresh(lists.addresses, configuration.fetch, now: now, shared: shared)
    let loaded = lists.load(from: store)
    problems += loaded.problems
    regenerator.normalizers = lists.laid(loaded, over: normalizers)
    return (regenerator, problems)
  }

  private func after(
    _ request: RefreshRequest, _ store: ArchiveStore
  ) async throws(RunError) -> AfterTask? {
    guard !request.dryRun else { return nil }
    do throws(ArchiveError) {
      return try await AfterTask.begun(configuration, store.keeper)
    } catch {
      throw .archive(error)
    }
  }

  /// Where it is our network that is down, no source is to blame: what was remembered of them stays,
  /// and the next run after `every.min` tries again.
  private func forgive(
    _ run: RefreshRun, _ store: ArchiveStore, _ report: inout RunReport
  ) async throws(ArchiveError) {
    let attempts = run.network.blameless(now: run.now)
    guard !attempts.isEmpty else { return }
    report.outage = RunReport.Outage(
      hosts: Set(attempts.map(\.host)).count, inARow: store.previousOutages + 1)
    var due: [String: Timestamp] = [:]
    var states: [SourceState] = []
    for attempt in attempts {
      var state = attempt.before
      state.due = run.now.adding(attempt.schedule.min)
      due["\(state.feed) \(state.address)"] = state.due
      states.append(state)
    }
    try await run.restore(states)
    for feed in report.feeds.indices {
      for index in report.feeds[feed].sources.indices {
        let name = "\(report.feeds[feed].id) \(report.feeds[feed].sources[index].name)"
        guard let next = due[name] else { continue }
        report.feeds[feed].sources[index].notice = nil
        report.feeds[feed].sources[index].change = nil
        report.feeds[feed].sources[index].nextDue = next
      }
    }
  }

  private func selected(_ ids: [String]) throws(RunError) -> [FeedConfiguration] {
    guard !ids.isEmpty else { return configuration.feeds }
    for id in ids where !configuration.feeds.contains(where: { $0.id == id }) {
      throw .unknownFeed(id, known: configuration.feeds.map(\.id))
    }
    return configuration.feeds.filter { ids.contains($0.id) }
  }

  /// An output folder that can't be written is one sentence, not one for each feed.
  private func openOutput(_ store: ArchiveStore, dryRun: Bool) async throws(RunError) {
    do throws(OutputError) {
      try await output.look()
      if !dryRun { try await output.prepare(everywhere: store.previousRunDied) }
    } catch {
      throw .output(error)
    }
  }

  /// Enough for hosts that are slow to leave others something to do.
  private static let feedsAtOnce = 400

  /// Notes that a run begins, and puts right what one under a wrong clock has left.
  private func clock(
    _ request: RefreshRequest, _ store: ArchiveStore, _ now: Timestamp
  ) throws(RunError) -> ClockFinding {
    guard !request.dryRun else { return ClockFinding() }
    do throws(ArchiveError) {
      return try store.archive.write { session throws(ArchiveError) in
        try session.beginRun(at: now)
      }
    } catch {
      throw .archive(error)
    }
  }

  private func plan(
    _ feeds: [FeedConfiguration], _ request: RefreshRequest, _ store: ArchiveStore,
    _ now: Timestamp, _ progress: ProgressCounter, clockHasJumped: Bool
  ) throws(RunError) -> RefreshPlan {
    do throws(ArchiveError) {
      let plan = try RefreshPlan(
        feeds, self, request, store, now: now, progress: progress, clockHasJumped: clockHasJumped)
      if !request.dryRun { try plan.noteMovedFiles() }
      return plan
    } catch {
      throw .archive(error)
    }
  }

  private func refreshed(_ plan: RefreshPlan) async -> [FeedReport] {
    var reports: [FeedReport?] = plan.refreshes.map { $0.isIdle ? $0.idleReport : nil }
    let busy = reports.indices.filter { reports[$0] == nil }
    let progress = plan.run.progress
    progress.start(all: busy.count)
    let turns = plan.run.turns
    turns.begin(
      busy.map { plan.refreshes[$0].feed.id }.filter(plan.run.mutualFeeds.contains))
    await withTaskGroup(of: (Int, FeedReport).self) { group in
      for (count, index) in plan.order(of: busy).enumerated() {
        // Each takes memory from its start; the others wait in the plan, which is smaller.
        if count >= Self.feedsAtOnce, let (index, report) = await group.next() {
          reports[index] = report
        }
        let refresh = plan.refreshes[index]
        group.addTask {
          let report = await refresh.reportInTurn()
          turns.finish(refresh.feed.id)
          progress.feedIsDone()
          return (index, report)
        }
      }
      for await (index, report) in group { reports[index] = report }
    }
    return reports.compactMap(\.self)
  }

  /// What concerns all feeds: the pages that list them, and files that nobody owns.
  private func finish(
    _ report: inout RunReport, _ request: RefreshRequest, _ store: ArchiveStore, _ run: RefreshRun
  ) async throws(ArchiveError) {
    let states = try store.archive.read { session throws(ArchiveError) in
      try session.feedStates()
    }
    try SearchKeeping(store.archive).keep(configuration.search)
    let housekeeping = Housekeeping(self, states)
    do throws(OutputError) {
      try await housekeeping.publishSite(store.archive, now: run.now)
      try keepPages(run)
      if request.prune || housekeeping.hasStrangers {
        report.unowned = try await housekeeping.unowned()
        if request.prune {
          try await output.remove(report.unowned)
          report.isPruned = true
        }
      }
    } catch {
      report.problems.append(error.description)
    }
    report.problems += output.notes
  }

  private func keepPages(_ run: RefreshRun) throws(OutputError) {
    do throws(PublishError) {
      if let holds = run.pageBudget.newHolds { try run.pageStore.keep(holds: holds) }
      try run.pageStore.prune(
        olderThan: configuration.fetch.keepPages, keeping: configuration.fetch.pageStore,
        now: run.now)
    } catch {
      throw .folder(error)
    }
  }
}
