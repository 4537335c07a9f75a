import FeedModel
import Normalizer

extension Normalizer {
  /// Entries per task: enough work to be worth one, and so few that no core waits long for another's
  /// last.
  private static let chunk = 8

  /// The same as `normalized`, on all cores: entries do not depend on each other.
  func normalizedInParallel(
    _ feed: ParsedFeed, context: NormalizationContext
  ) async -> NormalizedFeed {
    guard feed.entries.count > Self.chunk else { return normalized(feed, context: context) }
    var result = normalizedHead(of: feed, context: context)
    let chunks = await chunksInParallel(feed.entries, completed(context, by: result)) {
      normalized(entry: $0, context: $1)
    }
    var entries: [NormalizedEntry] = []
    entries.reserveCapacity(feed.entries.count)
    for chunk in chunks { for case let entry? in chunk { entries.append(entry) } }
    result.entries = entries.newestFirst()
    if let limit = rules.entryLimit, limit < result.entries.count {
      result.entries = Array(result.entries.prefix(limit))
    }
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
    await chunksInParallel(entries, context) { entry, context in
      let finished = watch(entry)
      defer { finished() }
      return normalized(entry: entry, context: context)
    }.flatMap { $0 }
  }

  /// What was made of the entries, in order, by the chunks that were cleaned together.
  private func chunksInParallel(
    _ entries: [ParsedEntry], _ context: NormalizationContext,
    _ clean: @escaping @Sendable (ParsedEntry, NormalizationContext) -> NormalizedEntry?
  ) async -> [[NormalizedEntry?]] {
    guard entries.count > Self.chunk else { return [entries.map { clean($0, context) }] }
    let starts = stride(from: 0, to: entries.count, by: Self.chunk)
    return await withTaskGroup(
      of: (Int, [NormalizedEntry?]).self, returning: [[NormalizedEntry?]].self
    ) { group in
      for (index, start) in starts.enumerated() {
        let chunk = entries[start..<min(start + Self.chunk, entries.count)]
        group.addTask { (index, chunk.map { clean($0, context) }) }
      }
      var chunks = [[NormalizedEntry?]](
        repeating: [], count: (entries.count + Self.chunk - 1) / Self.chunk)
      for await (index, chunk) in group { chunks[index] = chunk }
      return chunks
    }
  }
}
