import Archive
import ConfigurationModel
import FeedModel
import History
import Normalizer

/// Cleaning again what other rules have cleaned.
extension FeedRefresh {
  /// Brings the present rules to what other rules have cleaned; without moving a date.
  ///
  /// Gives how many entries were cleaned.
  func reclean(_ report: inout FeedReport) async throws(ArchiveError) -> Int {
    guard known != nil, !request.dryRun else { return 0 }
    var count = 0
    let (key, rules, isAll) = (feed.id, prints.rules, request.reclean)
    let (progress, takesPages) = (run.progress, fullText != nil)
    let stored = try archive.read { session throws(ArchiveError) in try session.head(of: key) }
    var last: Int64 = 0
    var learners: [String: PromoLearner] = [:]
    while true {
      let after = last
      let stale = try archive.read { session throws(ArchiveError) in
        try session.staleEntries(
          of: key, rules: rules, all: isAll, after: after, withPages: takesPages)
      }
      guard let end = stale.last?.number else {
        try await learn(learners)
        return count
      }
      count += stale.count
      last = end
      var results: [(StaleEntry, FullText.Result)] = []
      for (source, group) in Dictionary(grouping: stale, by: \.source) {
        var context = context(of: source, head: stored)
        if learns, let source {
          var learner = learners[source]
          if learner == nil { learner = PromoLearner(try lessons(of: source)) }
          learners[source] = learner
          (context.learned, context.observes) = (learner?.promos ?? .none, true)
        }
        let clean = await normalizer.normalizedInParallel(group.map(\.raw), context: context) {
          progress.cleans($0, of: key)
        }
        for (stale, entry) in zip(group, clean) {
          guard let source, let seen = entry?.seenLines else { continue }
          learners[source]?.see(
            seen, raw: RawEntry(stale.raw).fingerprint, isOfDocument: false)
        }
        // What no source offers any more stays as it is known.
        let whole = await completed(group, clean, of: source, context) { $0.isOffered }
        results += zip(group, whole)
      }
      report.diagnostics += results.flatMap(\.1.diagnostics)
      let cleaned = results
      try await write { session throws(ArchiveError) in
        for (stale, result) in cleaned {
          try session.replace(stale, with: result.entry, rules: rules, waits: result.waits)
        }
      }
    }
  }

  /// Learns from what was cleaned again, and takes out what is new.
  private func learn(_ learners: [String: PromoLearner]) async throws(ArchiveError) {
    for (source, learner) in learners.sorted(by: { $0.key < $1.key }) {
      var learner = learner
      let learned = learner.learn()
      let lesson = Lesson(
        source: source, lessons: learned.lessons,
        recleaned: try await recleaned(learned.affected, promos: learner.promos))
      try await write { session throws(ArchiveError) in
        try self.store([lesson], in: session)
      }
    }
  }

  func context(of source: String?, head: NormalizedFeed?) -> NormalizationContext {
    feed.context(of: source, head: head, normalizer: normalizer, now: now)
  }

  func recleaning(
    _ head: NormalizedFeed?, learned: LearnedPromos
  ) -> @Sendable (RawEntry) -> NormalizedEntry? {
    var completed = context(of: nil, head: head)
    completed.learned = learned
    let (context, normalizer) = (completed, normalizer)
    return { raw in
      raw.parsed.flatMap { normalizer.normalized(entry: $0, context: context) }
    }
  }
}
