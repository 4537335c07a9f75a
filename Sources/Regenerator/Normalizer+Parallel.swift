import FeedModel
import Normalizer

extension Normalizer {
  /// Entries per task: enough work to be worth one.
  private static let chunk = 32

  /// The same as `normalized`, on all cores: entries do not depend on each other.
  func normalizedInParallel(
    _ feed: ParsedFeed, context: NormalizationContext
  ) async -> NormalizedFeed {
    guard feed.entries.count > Self.chunk else { return normalized(feed, context: context) }
    var result = normalizedHead(of: feed, context: context)
    let context = completed(context, by: result)
    let starts = stride(from: 0, to: feed.entries.count, by: Self.chunk)
    let entries = await withTaskGroup(
      of: [NormalizedEntry].self, returning: [NormalizedEntry].self
    ) { group in
      for start in starts {
        let chunk = feed.entries[start..<min(start + Self.chunk, feed.entries.count)]
        group.addTask { chunk.compactMap { self.normalized(entry: $0, context: context) } }
      }
      // In whatever order they come: they are sorted by date and id below.
      return await group.reduce(into: []) { $0 += $1 }
    }
    result.entries = Array(
      entries.sorted(by: NormalizedEntry.isBefore).prefix(rules.entryLimit ?? entries.count))
    result.updated = result.entries.map(\.updated).max() ?? result.updated
    return result
  }
}
