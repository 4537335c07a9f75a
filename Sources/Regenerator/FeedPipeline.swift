import ConfigurationModel
import FeedModel
import FeedReader
import Fetcher
import History
import Normalizer

/// Sources in, one clean feed out, without any memory: what `convert` and `explain` do.
struct FeedPipeline: Sendable {
  let sourceReader: SourceReader
  let normalizer: Normalizer
  /// The base of relative addresses in local documents; `nil`: the feed's home page.
  var base: WebAddress?
  /// Whether the feed goes by what it says of itself, because nobody configured one.
  var isAnonymous = false
  /// Whether entries stay in the order of their source; else they are newest first.
  var keepsOrder = false
  /// Promos that were learned before, of a feed that learns them.
  var learned: [LearnedPromo] = []
  /// Fetches whole texts of pages; `nil` where none are wanted.
  var fullText: FullText?
  /// Where texts of pages are looked for; `nil` for a feed that takes none.
  var origins: TextOrigins?
  /// What cleaning may cost in all; `nil` where the configuration alone says what is done.
  var limit: WorkLimit?
  /// Told of what each source gave.
  var note: @Sendable (SourceReading) -> Void = { _ in }

  struct Result: Sendable {
    /// `nil` when no source gave anything.
    var feed: NormalizedFeed?
    /// In the order of the configuration.
    var sources: [SourceReport]
    /// Indices of the sources that gave nothing.
    var missing: [Int]
  }

  /// Reads all sources, the web's at the same time, and cleans and merges what they gave.
  func run(
    _ feed: FeedConfiguration
  ) async -> Result {
    let parsed = await documents(of: feed)
    var normalized: [NormalizedFeed] = []
    var inputs: [(name: String, id: String)] = []
    for (source, result) in zip(feed.sources, parsed) {
      guard var document = result.feed else { continue }
      if feed.sources.count > 1 { document.nameOrigin(title: source.title) }
      let promos = await promos(of: document, source, feed)
      let clean = await clean(document, source, feed, promos)
      normalized.append(clean)
      inputs.append((source.name, clean.id))
    }
    var merged = CombinedFeed.merged(normalized, duplicates: feed.settings.duplicates.find)
    if isAnonymous {
      merged?.id = ConvertedIdentity.id(ofAll: inputs.map(\.id))
      merged?.diagnostics += ConvertedIdentity.diagnostics(inputs)
    }
    if let limit = normalizer.rules.entryLimit, let entries = merged?.entries,
      limit < entries.count
    {
      merged?.entries = Array(entries.prefix(limit))
    }
    if keepsOrder { merged?.entries.sort(by: Self.order(of: normalized)) }
    return Result(
      feed: merged, sources: parsed.map(\.report),
      missing: parsed.indices.filter { parsed[$0].feed == nil })
  }

  /// Cleans entry by entry, so that each result stands beside what the source published.
  ///
  /// - Parameter limit: the most entries, in document order; `nil` for all.
  func explanations(
    of feed: FeedConfiguration, limit: Int? = nil
  ) async -> (explanations: [Explanation], sources: [SourceReport]) {
    let parsed = await documents(of: feed)
    var explanations: [Explanation] = []
    // With the place of its explanation: only what is published can have copies.
    var published: [(place: Int, entry: NormalizedEntry)] = []
    for (source, result) in zip(feed.sources, parsed) {
      guard let document = result.feed else { continue }
      let promos = await promos(of: document, source, feed)
      let wanted = origins?.wanted(document.entries) ?? []
      for (index, entry) in document.entries.enumerated()
      where explanations.count < limit ?? .max {
        var single = document
        single.entries = [entry]
        var clean = await clean(single, source, feed, promos, explains: true).entries
        let text = origins?.origin(of: entry, link: clean.first?.link, isWanted: wanted[index])
        if let article = text?.article {
          single.entries[0].content = Text(
            .html, article.html, base: article.base, language: entry.content?.language)
          let whole = await self.clean(single, source, feed, promos, explains: true).entries
          if !whole.isEmpty { clean = whole }
        }
        for result in clean {
          published.append((explanations.count, result))
          explanations.append(Explanation(single.entries[0], result))
          explanations[explanations.count - 1].textOrigin = text?.origin
        }
        if clean.isEmpty { explanations.append(Explanation(leftOut: entry)) }
      }
    }
    let groups = CopyGroups(published.map(\.entry), by: feed.settings.duplicates.find)
    for copy in groups.copies {
      explanations[published[copy.place].place].note(copyOf: published[copy.original].entry)
    }
    return (explanations, parsed.map(\.report))
  }

  func documents(
    of feed: FeedConfiguration
  ) async -> [(feed: ParsedFeed?, report: SourceReport)] {
    let reader = sourceReader
    let note = note
    let base = base ?? feed.homepage
    return await withTaskGroup(
      of: (Int, ParsedFeed?, SourceReport).self,
      returning: [(feed: ParsedFeed?, report: SourceReport)].self
    ) { group in
      for (index, source) in feed.sources.enumerated() {
        group.addTask {
          let reading = await reader.read(source, base: base)
          note(reading)
          return (index, reading.feed, reading.report)
        }
      }
      var results: [(feed: ParsedFeed?, report: SourceReport)] =
        feed.sources.map { (nil, SourceReport(name: $0.name)) }
      for await (index, parsed, report) in group {
        results[index] = named(parsed, report, feed)
      }
      return results
    }
  }

  /// Tells entries apart and makes one of those that a source gives twice.
  private func named(
    _ parsed: ParsedFeed?, _ report: SourceReport, _ feed: FeedConfiguration
  ) -> (feed: ParsedFeed?, report: SourceReport) {
    guard var parsed else { return (nil, report) }
    var report = report
    let naming = EntryNaming(
      parsed.entries, homepage: feed.homepage ?? parsed.homepage, file: Rules.withoutCounters)
    parsed.entries = naming.entries
    report.entries = parsed.entries.count
    if let diagnostic = naming.diagnostic { report.diagnostics.append(diagnostic) }
    return (parsed, report)
  }

  /// What a document teaches of its promos, where the feed learns them; it is read once more for
  /// that.
  private func promos(
    of document: ParsedFeed, _ source: SourceConfiguration, _ feed: FeedConfiguration
  ) async -> LearnedPromos {
    guard feed.promos == "learn" else { return .none }
    var ledger = RepetitionLedger()
    for seen in await observed(document, source, feed).compactMap(\.seenLines) {
      ledger.add(seen, isOfDocument: true)
    }
    let known = Set(learned.map(\.id))
    let new = ledger.candidates().filter { $0.isPromo && !known.contains($0.id) }.map(\.learned)
    return LearnedPromos(learned.filter { $0.state == .taken } + new)
  }

  /// The entries of a document with what is to be seen of their lines.
  func observed(
    _ document: ParsedFeed, _ source: SourceConfiguration, _ feed: FeedConfiguration
  ) async -> [NormalizedEntry] {
    await clean(document, source, feed, .none, observes: true).entries
  }

  private func clean(
    _ parsed: ParsedFeed, _ source: SourceConfiguration, _ feed: FeedConfiguration,
    _ promos: LearnedPromos, explains: Bool = false, observes: Bool = false
  ) async -> NormalizedFeed {
    var context = feed.context(
      of: source, homepage: parsed.homepage,
      fallbackDate: parsed.updated ?? FallbackDate.fromEnvironment ?? .epoch)
    context.explains = explains
    context.learned = promos
    context.observes = observes
    context.limit = limit
    if isAnonymous {
      context.id = ConvertedIdentity.id(
        of: parsed, homepage: context.homepage, title: context.title, from: source)
      context.name = ConvertedIdentity.name(of: source)
    }
    if let fullText, !explains, !observes {
      return await completed(parsed, context, source, fullText)
    }
    guard keepsOrder else {
      return await normalizer.normalizedInParallel(parsed, context: context)
    }
    var clean = normalizer.normalizedHead(of: parsed, context: context)
    clean.entries = await normalizer.normalizedInParallel(
      parsed.entries, context: normalizer.completed(context, by: clean)
    ).compactMap(\.self)
    return clean
  }

  /// That of the first feed, then of the next one.
  private static func order(
    of feeds: [NormalizedFeed]
  ) -> (NormalizedEntry, NormalizedEntry) -> Bool {
    var places: [EntryID: Int] = [:]
    for entry in feeds.lazy.flatMap(\.entries) where places[entry.id] == nil {
      places[entry.id] = places.count
    }
    return { places[$0.id, default: .max] < places[$1.id, default: .max] }
  }
}
