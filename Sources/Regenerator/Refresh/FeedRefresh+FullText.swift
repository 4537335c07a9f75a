import Archive
import ConfigurationModel
import FeedModel
import Normalizer

/// The whole texts of entries whose sources give only their beginnings.
extension FeedRefresh {
  /// Takes up entries that wait for their pages; gives how many were completed.
  func takeWaitingPages(_ report: inout FeedReport) async throws(ArchiveError) -> Int {
    guard fullText != nil, known != nil, !request.dryRun else { return 0 }
    let (key, rules) = (feed.id, prints.rules)
    let (waiting, stored) = try archive.read { session throws(ArchiveError) in
      (
        try session.waitingEntries(of: key, rules: rules, limit: FeedRefresh.waitingAtOnce),
        try session.head(of: key)
      )
    }
    guard !waiting.isEmpty else { return 0 }
    let learned = try learnedPromos()
    var done: [(StaleEntry, FullText.Result)] = []
    for (source, group) in Dictionary(grouping: waiting, by: \.source) {
      var context = context(of: source, head: stored)
      context.learned = learned
      let clean = await normalizer.normalizedInParallel(group.map(\.raw), context: context)
      done += zip(group, await completed(group, clean, of: source, context) { $0.isOffered })
    }
    let results = done
    report.diagnostics += results.flatMap(\.1.diagnostics)
    try await write { session throws(ArchiveError) in
      for (stale, result) in results {
        try session.replace(stale, with: result.entry, rules: rules, waits: result.waits)
      }
    }
    return results.count { $0.1.entry?.page != nil }
  }

  /// As many as one run looks at; the others wait for the next one.
  private static let waitingAtOnce = 200

  /// Completes stored entries that were cleaned again, in their order; all of one source.
  ///
  /// - Parameter mayFetch: whether a page may be asked for; else only what is kept of it counts.
  func completed(
    _ stale: [StaleEntry], _ clean: [NormalizedEntry?], of source: String?,
    _ context: NormalizationContext, mayFetch: (StaleEntry) -> Bool
  ) async -> [FullText.Result] {
    guard let fullText else { return clean.map { FullText.Result(entry: $0) } }
    let wanted = fullText.wanted(stale.map(\.raw))
    let configured = feed.sources.first { $0.name == source }
    let items = stale.indices.map { index in
      FullText.Item(
        raw: stale[index].raw, clean: clean[index], source: configured,
        isWanted: wanted[index] || stale[index].attempts != nil || stale[index].ofPage != nil,
        mayFetch: mayFetch(stale[index]), attempts: stale[index].attempts ?? 0,
        ofPage: stale[index].ofPage)
    }
    return await fullText.completed(items, context)
  }

  /// Completes what is new of a document, in the order of `missing`.
  func completed(
    _ fresh: inout [NormalizedEntry?], _ missing: [Int], _ raws: [RawEntry],
    _ entries: [ParsedEntry], _ source: SourceConfiguration, _ context: NormalizationContext
  ) async throws(ArchiveError) -> [FullText.Result] {
    guard let fullText, !request.dryRun else {
      return [FullText.Result](repeating: FullText.Result(), count: fresh.count)
    }
    let (key, rules) = (feed.id, prints.rules)
    let attempts =
      known == nil
      ? [:]
      : try archive.read { session throws(ArchiveError) in
        try session.pageAttempts(of: key, rules: rules)
      }
    let wanted = fullText.wanted(entries)
    let items = missing.enumerated().map { place, index in
      FullText.Item(
        raw: entries[index], clean: fresh[place], source: source, isWanted: wanted[index],
        isNews: true, attempts: attempts[raws[index].fingerprint] ?? 0)
    }
    let results = await fullText.completed(items, context)
    for place in fresh.indices { fresh[place] = results[place].entry }
    return results
  }

  /// Brings to the feed what was put into its archive beside a merge.
  func settle(_ done: inout Progress, _ report: inout FeedReport) async throws {
    let key = feed.id
    var merge = Merge()
    merge.head = try archive.read { session throws(ArchiveError) in try session.head(of: key) }
    merge.firstPlace = done.places
    guard let outcome = try await commit(&merge, &report) else { return }
    done.hasMerged = true
    done.isChanged = done.isChanged || outcome.merge.isChanged
  }
}
