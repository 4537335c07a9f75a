import Archive
import ConfigurationModel
import FeedModel
import FeedReader
import History
import Normalizer

/// From what the sources said to what the archive holds.
extension FeedRefresh {
  /// What goes into the feed's history.
  struct Merge: Sendable {
    var contributions: [Contribution] = []
    /// Sources as they are to be remembered.
    var states: [SourceState] = []
    /// The feed without entries; `nil` when there is nothing to merge.
    var head: NormalizedFeed?
    /// The source that it is from; `nil` where it was known.
    var headSource: String?
    /// Entries that were cleaned for it.
    var cleaned = 0
    /// What rules have changed in them.
    var changes: [String: Int] = [:]
    var diagnostics: [Diagnostic] = []
    /// What was learned of the sources' promos.
    var lessons: [Lesson] = []
    /// Entries without dates that were added before it.
    var firstPlace = 0
  }

  /// What one source gave, clean.
  struct Work: Sendable {
    var contribution: Contribution
    var head: NormalizedFeed
    /// Entries that the archive did not hold clean already, and whether one of them stays.
    var cleaned: Int
    var changes: [String: Int] = [:]
    var isNews: Bool
    /// Of how its entries were told apart, and of their pages.
    var diagnostics: [Diagnostic] = []
    /// What was learned of its promos.
    var lesson: Lesson?
  }

  func prepared(
    _ readings: [(memory: SourceMemory, reading: SourceReading)]
  ) async throws -> Merge {
    var merge = Merge()
    var heads: [NormalizedFeed?] = []
    for (memory, reading) in readings {
      var isNews = false
      var head: NormalizedFeed?
      if let parsed = reading.feed {
        let work = try await contribution(
          of: parsed, from: memory.source, isPartial: !reading.isWhole)
        merge.contributions.append(work.contribution)
        if let lesson = work.lesson { merge.lessons.append(lesson) }
        merge.cleaned += work.cleaned
        merge.changes.merge(work.changes) { $0 + $1 }
        (isNews, head) = (work.isNews, work.head)
        merge.diagnostics += work.diagnostics.map { diagnostic in
          var diagnostic = diagnostic
          diagnostic.name = diagnostic.name ?? memory.source.name
          return diagnostic
        }
      }
      heads.append(head)
      merge.states.append(memory.after(reading, isNews: isNews, now: now))
    }
    let place = readings.firstIndex { $0.memory.source.name == sources.first?.source.name }
    let first = place.flatMap { heads[$0] }
    if first != nil { merge.headSource = sources.first?.source.name }
    merge.head = try head(first, others: heads)
    return merge
  }

  /// The first source speaks for the feed; where it says nothing new, what it said before stands.
  func head(
    _ first: NormalizedFeed?, others: [NormalizedFeed?]
  ) throws(ArchiveError) -> NormalizedFeed? {
    if let first { return first }
    let isNeeded =
      others.contains { $0 != nil } || areRulesNew || request.reclean
      || known?.settings != prints.publication
    guard isNeeded else { return nil }
    let key = feed.id
    let stored = try archive.read { session throws(ArchiveError) in try session.head(of: key) }
    guard var head = stored else { return others.compactMap(\.self).first }
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
  func contribution(
    of document: ParsedFeed, from source: SourceConfiguration, isPartial: Bool
  ) async throws(ArchiveError) -> Work {
    var parsed = document
    let origin = feed.sources.count > 1 ? parsed.nameOrigin(title: source.title) : nil
    var context = feed.context(
      of: source, homepage: parsed.homepage, fallbackDate: now, now: now)
    context.counts = request.countsChanges
    if learns {
      context.learned = PromoLearner(try lessons(of: source.name)).promos
      context.observes = true
    }
    let head = normalizer.normalizedHead(of: parsed, context: context)
    let shared = try sharedNames(of: source)
    let naming = EntryNaming(
      parsed.entries, homepage: context.homepage, shared: shared, file: Rules.withoutCounters)
    parsed.entries = naming.entries
    let raws = parsed.entries.map { RawEntry($0) }
    let clean = try cleaned(raws)
    let missing = raws.indices.filter { clean[raws[$0].fingerprint] == nil }
    let (progress, key) = (run.progress, feed.id)
    context = normalizer.completed(context, by: head)
    var fresh = Fresh(
      places: missing,
      entries: await normalizer.normalizedInParallel(
        missing.map { parsed.entries[$0] }, context: context
      ) { progress.cleans($0, of: key) })
    var lesson: Lesson?
    if learns, !missing.isEmpty {
      lesson = try await learn(
        from: &fresh, known: raws.compactMap { clean[$0.fingerprint] }, of: parsed, raws: raws,
        source, context: context)
    }
    let changes = Self.takeChanges(of: &fresh.entries)
    var entries = raws.map { clean[$0.fingerprint] }
    let whole = try await completed(&fresh.entries, missing, raws, parsed.entries, source, context)
    var waits: [Int: Int] = [:]
    for (place, index) in missing.enumerated() {
      entries[index] = fresh.entries[place]
      waits[index] = whole[place].waits
    }
    var offers: [Offer] = []
    for index in raws.indices {
      guard var entry = entries[index] else { continue }
      entry.seenLines = nil
      if let sibling = parsed.entries[index].sibling {
        // What was clean already may have had its link to itself then.
        (entry.id, entry.aliases) = (sibling.id, [])
      }
      var offer = Offer(entry: entry, raw: raws[index], modified: parsed.entries[index].updated)
      offer.isCut = parsed.entries[index].isCut
      offer.waits = waits[index]
      offer.sibling = parsed.entries[index].sibling
      let said = parsed.entries[index].source
      offer.hasOwnSource = said != nil && said != origin
      offers.append(offer)
    }
    var contribution = Contribution(
      source: source.name, offers: limited(offers), isPartial: isPartial,
      dropped: entries.indices.compactMap { entries[$0] == nil ? raws[$0].fingerprint : nil })
    contribution.shared = naming.shared.subtracting(shared)
    return Work(
      contribution: contribution, head: head, cleaned: missing.count, changes: changes,
      isNews: fresh.entries.contains { $0 != nil },
      diagnostics: whole.flatMap(\.diagnostics) + [naming.diagnostic].compactMap(\.self),
      lesson: lesson)
  }

  /// By the first word of the rule's name: behind it stands what a user wrote.
  private static func takeChanges(of entries: inout [NormalizedEntry?]) -> [String: Int] {
    var changes: [String: Int] = [:]
    for index in entries.indices {
      guard let list = entries[index]?.changes, !list.isEmpty else { continue }
      for change in list { changes[String(change.rule.prefix { $0 != " " }), default: 0] += 1 }
      entries[index]?.changes = []
    }
    return changes
  }

  private func sharedNames(of source: SourceConfiguration) throws(ArchiveError) -> Set<String> {
    guard known != nil else { return [] }
    let key = feed.id
    return try archive.read { session throws(ArchiveError) in
      try session.sharedNames(of: source.name, in: key)
    }
  }

  func cleaned(
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
  func limited(_ offers: [Offer]) -> [Offer] {
    guard let limit = normalizer.rules.entryLimit, offers.count > limit else { return offers }
    let order = offers.indices.sorted {
      NormalizedEntry.isBefore(offers[$0].entry, offers[$1].entry)
    }
    return order.prefix(limit).sorted().map { offers[$0] }
  }

  struct Outcome: Sendable {
    var merge: MergeOutcome
    /// In a dry run, what would be published.
    var rehearsed: FeedPublication.Content?
  }

  /// `nil` when the sources gave nothing to merge.
  func commit(
    _ merge: inout Merge, _ report: inout FeedReport
  ) async throws -> Outcome? {
    for index in merge.states.indices { tell(of: &merge.states[index], in: &report) }
    let (contributions, states) = (merge.contributions, merge.states)
    guard let head = merge.head else {
      if !request.dryRun {
        // That nothing was new, and when to ask next.
        try await writeSoon { session throws(ArchiveError) in
          for state in states { try session.save(state) }
        }
      }
      return nil
    }
    let (key, policy, now) = (feed.id, policy(merge), now)
    let reclean = recleaning(head, learned: try learnedPromos())
    let lessons = merge.lessons
    if request.dryRun {
      let (feed, retention, publication) = (feed, retention, publication)
      return try archive.rehearse { session throws(ArchiveError) in
        try store(lessons, in: session)
        let outcome = try session.merge(
          contributions, into: key, head: head, policy: policy, now: now, reclean: reclean)
        let content = try publication.content(
          of: feed, retention: retention, frozen: [], in: session)
        return Outcome(merge: outcome, rehearsed: content)
      }
    }
    let outcome = try await write { session throws(ArchiveError) in
      try self.store(lessons, in: session)
      let outcome = try session.merge(
        contributions, into: key, head: head, policy: policy, now: now, reclean: reclean)
      for var state in states {
        // What was not believed is to be looked at again, the same or not.
        if outcome.doubted.contains(state.address) || outcome.leftToNewer > 0 {
          state.forgetBody()
        }
        try session.save(state)
      }
      return outcome
    }
    return Outcome(merge: outcome)
  }

  func policy(_ merge: Merge) -> MergePolicy {
    var policy = MergePolicy(rules: prints.rules, sources: feed.sources.map(\.name))
    policy.settings = prints.publication
    policy.reader = FeedReader.version
    policy.letsGo = !run.clockHasJumped
    policy.headSource = merge.headSource
    policy.firstPlace = merge.firstPlace
    policy.retention = retention
    policy.trust = SourceTrust(tolerance: feed.settings.tolerance)
    policy.idIsConfigured = feed.uri != nil
    policy.copies.rule = feed.settings.duplicates.find
    if feed.looksAtOtherFeeds { policy.copies.mutualFeeds = run.mutualFeeds }
    return policy
  }

  /// Notes what has become of a source, and what its owner is to hear of it.
  func tell(of state: inout SourceState, in report: inout FeedReport) {
    guard let index = report.sources.firstIndex(where: { $0.name == state.address }),
      let memory = sources.first(where: { $0.source.name == state.address })
    else { return }
    report.sources[index].nextDue = memory.isLocal || state.isRetired ? nil : state.due
    let notice = SourceNotice.told(of: &state, after: memory.state, now: now)
    report.sources[index].notice = notice?.sentence
    report.sources[index].change = notice?.change
    if let move = SourceNotice.move(of: memory, state) {
      report.sources[index].remark = move
      if memory.state.confirmedMove == nil {
        report.sources[index].notice = move
        report.sources[index].change = .moved
      }
    }
  }
}
