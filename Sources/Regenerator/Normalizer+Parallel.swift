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
    let entries = await normalizedInParallel(
      feed.entries, context: completed(context, by: result)
    ).compactMap { $0 }
    result.entries = Array(
      entries.sorted(by: NormalizedEntry.isBefore).prefix(rules.entryLimit ?? entries.count))
    result.updated = result.entries.map(\.updated).max() ?? result.updated
    return result
  }

  /// Entry by entry, in order; `nil` for those that a filter drops.
  ///
  /// - Parameters:
  ///   - context: completed by the feed's head.
  ///   - watch: told of each entry that is begun; what it gives is called when it is done.
  func normalizedInParallel(
    _ entries: [ParsedEntry], context: NormalizationContext,
    watch: @escaping @Sendable (ParsedEntry) -> @Sendable () -> Void = { _ in {} }
  ) async -> [NormalizedEntry?] {
    let clean: @Sendable (ParsedEntry) -> NormalizedEntry? = { entry in
      let finished = watch(entry)
      defer { finished() }
      return normalized(entry: entry, context: context)
    }
    guard entries.count > Self.chunk else { return entries.map(clean) }
    let starts = stride(from: 0, to: entries.count, by: Self.chunk)
    return await withTaskGroup(
      of: (Int, [NormalizedEntry?]).self, returning: [NormalizedEntry?].self
    ) { group in
      for start in starts {
        let chunk = entries[start..<min(start + Self.chunk, entries.count)]
        group.addTask { (start, chunk.map(clean)) }
      }
      var result = [NormalizedEntry?](repeating: nil, count: entries.count)
      for await (start, chunk) in group {
        result.replaceSubrange(start..<start + chunk.count, with: chunk)
      }
      return result
    }
  }
}
