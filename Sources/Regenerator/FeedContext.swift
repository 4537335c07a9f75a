import Archive
import ConfigurationModel
import FeedModel
import History
import Normalizer

extension Configuration {
  /// Feeds that look at each other's entries for copies, in order.
  var mutualFeeds: [String] { feeds.filter(\.looksAtOtherFeeds).map(\.id) }
}

extension FeedConfiguration {
  /// What the normalizer is told of a feed and one of its sources.
  ///
  /// - Parameters:
  ///   - homepage: the source's, where none is configured.
  ///   - fallbackDate: for entries without any date.
  func context(
    of source: SourceConfiguration?, homepage: WebAddress?, fallbackDate: Timestamp,
    now: Timestamp? = nil
  ) -> NormalizationContext {
    let homepage = self.homepage ?? homepage
    var context = NormalizationContext(
      id: keys.uri ?? EntryID.feedURN(homepage: homepage?.href ?? "", id: id),
      fallbackDate: fallbackDate)
    context.title = keys.title ?? (sources.count == 1 ? source?.title : nil)
    context.name = id
    context.homepage = homepage
    context.language = keys.language
    context.author = keys.author.map { Person(name: $0) }
    context.icon = keys.icon
    context.localTime = source?.timezone.flatMap(TimeZones.offset(of:))
    context.now = now
    return context
  }

  /// What the normalizer is told where an entry is cleaned again.
  ///
  /// - Parameters:
  ///   - name: of the source that gave the entry; `nil` when it is configured no longer.
  ///   - head: what the feed last said of itself.
  func context(
    of name: String?, head: NormalizedFeed?, normalizer: Normalizer, now: Timestamp
  ) -> NormalizationContext {
    let source = sources.first { $0.name == name }
    let context = context(of: source, homepage: head?.homepage, fallbackDate: now, now: now)
    return head.map { normalizer.completed(context, by: $0) } ?? context
  }

  /// Whether copies are looked for among what other feeds publish.
  var looksAtOtherFeeds: Bool {
    settings.duplicates.acrossFeeds && settings.duplicates.find != .sameAddress
  }

  /// The retention of the feed; a limit among its rules holds for the main document too.
  ///
  /// - Parameter hasPages: whether there are archive pages, of which no open one may lose an entry.
  func retention(limit: Int?, hasPages: Bool) -> Retention {
    var retention = Retention(entries: settings.entries, maxEntries: settings.maxEntries)
    if case .duration(let keep) = settings.keep { retention.keep = keep }
    // A month, the three days until its page is closed, and a day for dates that lie ahead.
    if hasPages { retention.leastKept = .seconds(36 * 86_400) }
    if let limit {
      retention.entries = min(retention.entries, limit)
      retention.maxEntries = min(retention.maxEntries, limit)
    }
    return retention
  }

  var schedule: Schedule {
    Schedule(standard: settings.every.interval, min: settings.every.min, max: settings.every.max)
  }
}
