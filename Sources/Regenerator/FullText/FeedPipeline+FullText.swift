import ConfigurationModel
import FeedModel
import Normalizer
import SiteRules

/// Whole texts of pages in what has no memory: what is kept of pages, if anything, is not older than an hour.
extension FeedPipeline {
  /// Cleans a document and gives its entries the texts of their pages.
  func completed(
    _ document: ParsedFeed, _ context: NormalizationContext, _ source: SourceConfiguration,
    _ fullText: FullText
  ) async -> NormalizedFeed {
    var feed = normalizer.normalizedHead(of: document, context: context)
    let context = normalizer.completed(context, by: feed)
    let clean = await normalizer.normalizedInParallel(document.entries, context: context)
    let wanted = fullText.wanted(document.entries)
    let items = document.entries.indices.map { index in
      FullText.Item(
        raw: document.entries[index], clean: clean[index], source: source,
        isWanted: wanted[index])
    }
    let results = await fullText.completed(items, context)
    feed.entries = results.compactMap(\.entry).newestFirst()
    feed.diagnostics += results.flatMap(\.diagnostics)
    let left = results.count { $0.waits == 0 && $0.diagnostics.isEmpty }
    if left > 0 {
      feed.diagnostics.append(
        Diagnostic(
          .note, code: "page-not-taken",
          "the pages of \(left) entries were not asked for: one run asks a host for "
            + "fetch.pagesPerHost pages; these entries stay as the feed gives them"))
    }
    return feed
  }

  /// Takes the pages of entries, where a conversion is asked to.
  mutating func takePages(
    for request: ConversionRequest, _ feed: FeedConfiguration, _ settings: FetchSettings
  ) {
    guard request.fullText != nil else { return }
    let book = request.siteRules.map { SiteRuleFolder($0).book } ?? SiteRuleBook()
    fullText = FullText(
      feed, normalizer, store: PageStore(),
      fetch: PageFetch(
        fetcher: sourceReader.fetcher,
        // Without a clock: what a host says of waiting holds to the end.
        budget: PageBudget(perHost: settings.pagesPerHost, holds: [:], now: .epoch),
        limit: feed.settings.pages, rules: PageRules(feed, book)))
  }
}
