import Archive
import ConfigurationModel
import FeedModel
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
    while true {
      let after = last
      let stale = try archive.read { session throws(ArchiveError) in
        try session.staleEntries(
          of: key, rules: rules, all: isAll, after: after, withPages: takesPages)
      }
      guard let end = stale.last?.number else { return count }
      count += stale.count
      last = end
      if let fullText {
        // What no source offers any more stays as it is known.
        let results = await completed(stale, fullText, stored) { $0.isOffered }
        report.diagnostics += results.compactMap(\.1.diagnostic)
        try await writer.write { session throws(ArchiveError) in
          for (stale, result) in results {
            try session.replace(stale, with: result.entry, rules: rules, waits: result.waits)
          }
        }
        continue
      }
      var results: [(StaleEntry, NormalizedEntry?)] = []
      for (source, group) in Dictionary(grouping: stale, by: \.source) {
        let clean = await normalizer.normalizedInParallel(
          group.map(\.raw), context: context(of: source, head: stored)
        ) { progress.cleans($0, of: key) }
        results += zip(group, clean)
      }
      let cleaned = results
      try await writer.write { session throws(ArchiveError) in
        for (stale, entry) in cleaned { try session.replace(stale, with: entry, rules: rules) }
      }
    }
  }

  func context(of source: String?, head: NormalizedFeed?) -> NormalizationContext {
    feed.context(of: source, head: head, normalizer: normalizer, now: now)
  }

  func recleaning(_ head: NormalizedFeed?) -> @Sendable (RawEntry) -> NormalizedEntry? {
    let context = context(of: nil, head: head)
    let normalizer = normalizer
    return { raw in
      raw.parsed.flatMap { normalizer.normalized(entry: $0, context: context) }
    }
  }
}
