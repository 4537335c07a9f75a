public import FeedModel

/// Cleans feeds: takes what a source published and gives what may be published again.
///
/// A pure function of feed, context and rules: the same input gives the same output, to the byte.
public struct Normalizer: Sendable {
  /// What is done to every entry.
  public let rules: Rules

  public init(rules: Rules = .builtIn) {
    self.rules = rules
  }

  /// The whole feed. Entries that a filter drops are left out, newest come first.
  public func normalized(_ feed: ParsedFeed, context: NormalizationContext) -> NormalizedFeed {
    var result = normalizedHead(of: feed, context: context)
    let context = completed(context, by: result)
    var entries: [NormalizedEntry] = []
    entries.reserveCapacity(feed.entries.count)
    for entry in feed.entries {
      if let clean = normalized(entry: entry, context: context) { entries.append(clean) }
    }
    entries = entries.newestFirst()
    if let limit = rules.feed.limit, entries.count > limit {
      entries.removeLast(entries.count - limit)
    }
    result.updated = entries.map(\.updated).max() ?? result.updated
    result.entries = entries
    return result
  }

  /// The feed without its entries: title, authors, links, pictures.
  public func normalizedHead(
    of feed: ParsedFeed, context: NormalizationContext
  )
    -> NormalizedFeed
  {
    FeedHead(rules: rules, context: context).normalized(feed)
  }

  /// One entry; `nil` when a filter of the rules drops it.
  ///
  /// `context.homepage` must be what ``completed(_:by:)`` makes of it, for the entry's id and base.
  public func normalized(entry: ParsedEntry, context: NormalizationContext) -> NormalizedEntry? {
    EntryNormalization(rules: rules, context: context).normalized(entry)
  }

  /// The body of an entry as the feed's own rules find it: what their selectors are matched against.
  ///
  /// It is not sanitized: it is there to be looked at as a tree, never to be published or shown.
  package func draft(of entry: ParsedEntry, context: NormalizationContext) -> String {
    EntryNormalization(rules: rules, context: context).draft(of: entry)
  }

  /// The context with what the feed itself says where the configuration is silent.
  public func completed(
    _ context: NormalizationContext, by head: NormalizedFeed
  )
    -> NormalizationContext
  {
    var context = context
    context.homepage = head.homepage
    context.language = head.language
    return context
  }
}
