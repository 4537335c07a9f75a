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

  private var archive: Archive { writer.archive }
  private var retention: Retention { feed.retention(limit: normalizer.rules.entryLimit) }
  private var areRulesNew: Bool { known.map { $0.rules != prints.rules } ?? false }

  /// Sources that this run asks.
  private var dueSources: [SourceMemory] {
    sources.filter { $0.isDue(now: now, force: request.force || known == nil) }
  }

  private var hasPageToClose: Bool {
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

  private func refresh(_ report: inout FeedReport) async throws {
    let due = dueSources
    let readings = await read(due)
    note(readings, due, in: &report)
    if areRulesNew || request.reclean { try await reclean() }
    var merge = try await prepared(zip(due, readings).map { $0 })
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

  private func read(_ due: [SourceMemory]) async -> [SourceReading] {
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

  private func note(
    _ readings: [SourceReading], _ due: [SourceMemory], in report: inout FeedReport
  ) {
    var read: [String: SourceReport] = [:]
    for reading in readings { read[reading.report.name] = reading.report }
    report.sources = sources.map { read[$0.source.name] ?? waitingReport($0) }
  }

  private func waitingReport(_ memory: SourceMemory) -> SourceReport {
    var report = SourceReport(name: memory.source.name)
    report.isRetired = memory.state.isRetired
    report.nextDue = memory.nextDue(now: now)
    return report
  }

  // MARK: Merging

  /// What goes into the feed's history.
  private struct Merge: Sendable {
    var contributions: [Contribution] = []
    /// Sources as they are to be remembered.
    var states: [SourceState] = []
    /// The feed without entries; `nil` when there is nothing to merge.
    var head: NormalizedFeed?
  }

  private func prepared(
    _ readings: [(memory: SourceMemory, reading: SourceReading)]
  ) async throws -> Merge {
    var merge = Merge()
    var heads: [NormalizedFeed?] = []
    for (memory, reading) in readings {
      var isNews = false
      var head: NormalizedFeed?
      if let parsed = reading.feed {
        let work = try await contribution(of: parsed, from: memory.source)
        merge.contributions.append(work.contribution)
        (isNews, head) = (work.isNews, work.head)
      }
      heads.append(head)
      merge.states.append(memory.after(reading, isNews: isNews, now: now))
    }
    let isFirst = readings.first?.memory.source.name == sources.first?.source.name
    merge.head = try head(isFirst ? heads.first ?? nil : nil, others: heads)
    return merge
  }

  /// The first source speaks for the feed; where it says nothing new, what it said before stands.
  private func head(
    _ first: NormalizedFeed?, others: [NormalizedFeed?]
  ) throws(ArchiveError) -> NormalizedFeed? {
    if let first { return first }
    let key = feed.id
    let stored = try archive.read { session throws(ArchiveError) in try session.head(of: key) }
    guard var head = stored else { return others.compactMap(\.self).first }
    let isNeeded =
      others.contains { $0 != nil } || areRulesNew || request.reclean
      || known?.settings != prints.publication
    guard isNeeded else { return nil }
    let context = feed.context(of: nil, homepage: head.homepage, fallbackDate: now)
    if feed.uri != nil { head.id = context.id }
    head.title = context.title ?? head.title
    head.homepage = context.homepage
    head.language = context.language ?? head.language
    head.icon = context.icon ?? head.icon
    if let author = context.author { head.authors = [author] }
    return head
  }

  /// Cleans what the archive does not hold clean already.
  private func contribution(
    of parsed: ParsedFeed, from source: SourceConfiguration
  ) async throws(ArchiveError) -> (
    contribution: Contribution, head: NormalizedFeed, isNews: Bool
  ) {
    let context = feed.context(
      of: source, homepage: parsed.homepage, fallbackDate: now, now: now)
    let head = normalizer.normalizedHead(of: parsed, context: context)
    let raws = parsed.entries.map { RawEntry($0) }
    let clean = try cleaned(raws)
    let missing = raws.indices.filter { clean[raws[$0].fingerprint] == nil }
    let fresh = await normalizer.normalizedInParallel(
      missing.map { parsed.entries[$0] }, context: normalizer.completed(context, by: head))
    var entries = raws.map { clean[$0.fingerprint] }
    for (index, entry) in zip(missing, fresh) { entries[index] = entry }
    var offers: [Offer] = []
    for index in raws.indices {
      guard let entry = entries[index] else { continue }
      offers.append(
        Offer(entry: entry, raw: raws[index], modified: parsed.entries[index].updated))
    }
    let contribution = Contribution(
      source: source.name, offers: limited(offers), isPartial: parsed.isPartial)
    return (contribution, head, !missing.isEmpty)
  }

  private func cleaned(
    _ raws: [RawEntry]
  ) throws(ArchiveError) -> [Fingerprint: NormalizedEntry] {
    // What a filter by age says of an entry changes although the entry does not.
    guard known != nil, !normalizer.rules.dependOnTime else { return [:] }
    let (key, rules) = (feed.id, prints.rules)
    return try archive.read { session throws(ArchiveError) in
      try session.cleaned(raws.map(\.fingerprint), of: key, rules: rules)
    }
  }

  /// The newest, as many as a rule allows, in the order of the document.
  private func limited(_ offers: [Offer]) -> [Offer] {
    guard let limit = normalizer.rules.entryLimit, offers.count > limit else { return offers }
    let order = offers.indices.sorted {
      NormalizedEntry.isBefore(offers[$0].entry, offers[$1].entry)
    }
    return order.prefix(limit).sorted().map { offers[$0] }
  }

  private struct Outcome: Sendable {
    var merge: MergeOutcome
    /// In a dry run, what would be published.
    var rehearsed: FeedPublication.Content?
  }

  /// `nil` when the sources gave nothing to merge.
  private func commit(
    _ merge: inout Merge, _ report: inout FeedReport
  ) async throws -> Outcome? {
    for index in merge.states.indices { tell(of: &merge.states[index], in: &report) }
    let (contributions, states, head) = (merge.contributions, merge.states, merge.head)
    let (key, policy, now) = (feed.id, policy, now)
    let reclean = recleaning(head)
    guard let head else {
      if !request.dryRun {
        try await writer.write { session throws(ArchiveError) in
          for state in states { try session.save(state) }
        }
      }
      return known == nil ? nil : Outcome(merge: MergeOutcome())
    }
    if request.dryRun {
      let (feed, retention, publication) = (feed, retention, publication)
      return try archive.rehearse { session throws(ArchiveError) in
        let outcome = try session.merge(
          contributions, into: key, head: head, policy: policy, now: now, reclean: reclean)
        let content = try publication.content(
          of: feed, retention: retention, frozen: [], in: session)
        return Outcome(merge: outcome, rehearsed: content)
      }
    }
    let outcome = try await writer.write { session throws(ArchiveError) in
      let outcome = try session.merge(
        contributions, into: key, head: head, policy: policy, now: now, reclean: reclean)
      for var state in states {
        // What was not believed is to be looked at again, the same or not.
        if outcome.doubted.contains(state.address) { state.forgetBody() }
        try session.save(state)
      }
      return outcome
    }
    return Outcome(merge: outcome)
  }

  private var policy: MergePolicy {
    var policy = MergePolicy(rules: prints.rules, sources: feed.sources.map(\.name))
    policy.settings = prints.publication
    policy.retention = retention
    policy.trust = SourceTrust(tolerance: feed.settings.tolerance)
    policy.idIsConfigured = feed.uri != nil
    return policy
  }

  /// Notes what has become of a source, and what its owner is to hear of it.
  private func tell(of state: inout SourceState, in report: inout FeedReport) {
    guard let index = report.sources.firstIndex(where: { $0.name == state.address }),
      let memory = sources.first(where: { $0.source.name == state.address })
    else { return }
    report.sources[index].nextDue = memory.isLocal || state.isRetired ? nil : state.due
    report.sources[index].notice = SourceNotice.told(of: &state, now: now)
    if let move = SourceNotice.move(of: memory, state) {
      report.sources[index].remark = move
      if memory.state.confirmedMove == nil { report.sources[index].notice = move }
    }
  }

  // MARK: Cleaning again

  /// Brings the present rules to what other rules have cleaned; without moving a date.
  private func reclean() async throws(ArchiveError) {
    guard known != nil, !request.dryRun else { return }
    let (key, rules, isAll) = (feed.id, prints.rules, request.reclean)
    let stored = try archive.read { session throws(ArchiveError) in try session.head(of: key) }
    var last: Int64 = 0
    while true {
      let after = last
      let stale = try archive.read { session throws(ArchiveError) in
        try session.staleEntries(of: key, rules: rules, all: isAll, after: after)
      }
      guard let end = stale.last?.number else { return }
      last = end
      var results: [(StaleEntry, NormalizedEntry?)] = []
      for (source, group) in Dictionary(grouping: stale, by: \.source) {
        let clean = await normalizer.normalizedInParallel(
          group.map(\.raw), context: context(of: source, head: stored))
        results += zip(group, clean)
      }
      let cleaned = results
      try await writer.write { session throws(ArchiveError) in
        for (stale, entry) in cleaned { try session.replace(stale, with: entry, rules: rules) }
      }
    }
  }

  private func context(of source: String?, head: NormalizedFeed?) -> NormalizationContext {
    let source = feed.sources.first { $0.name == source }
    let context = feed.context(
      of: source, homepage: head?.homepage, fallbackDate: now, now: now)
    return head.map { normalizer.completed(context, by: $0) } ?? context
  }

  private func recleaning(_ head: NormalizedFeed?) -> @Sendable (RawEntry) -> NormalizedEntry? {
    let context = context(of: nil, head: head)
    let normalizer = normalizer
    return { raw in
      raw.parsed.flatMap { normalizer.normalized(entry: $0, context: context) }
    }
  }

  // MARK: Publishing

  /// Puts in what was published of a feed that the archive does not know.
  private func seed() async throws(ArchiveError) {
    guard !request.dryRun,
      let published = PublishedFeed.read(
        feed, documents: publication.documents(of: feed),
        output: publication.output)
    else { return }
    let (key, now) = (feed.id, now)
    try await writer.write { session throws(ArchiveError) in
      try session.seed(key, with: published, now: now)
    }
  }

  /// Publishes if the files are behind; gives the files written, `nil` when there was no need.
  private func publish(
    isForced: Bool, _ report: inout FeedReport
  ) async throws -> [String]? {
    let key = feed.id
    let state = try archive.read { session throws(ArchiveError) in try session.feedState(key) }
    report.entries = state?.entryCount ?? 0
    guard let state, isForced || state.generation > state.published else { return nil }
    let (files, entries) = try await publish()
    report.entries = entries
    return files
  }

  private func publish() async throws -> (files: [String], entries: Int) {
    let (feed, retention, publication) = (feed, retention, publication)
    let frozen = try publication.frozenPages(of: feed)
    let content = try archive.read { session throws(ArchiveError) in
      try publication.content(of: feed, retention: retention, frozen: frozen, in: session)
    }
    guard let content else { return ([], 0) }
    let files = try publication.publish(content, feed)
    try await writer.write { session throws(ArchiveError) in
      try publication.mark(content, of: feed, in: session)
    }
    return (files, content.feed.entries.count)
  }
}
