import Archive
import ArticleExtractor
import ConfigurationModel
import FeedModel
import HTML
import Normalizer

/// Gives entries of one feed the whole text of their pages.
struct FullText: Sendable {
  /// An entry that may lack text.
  struct Item: Sendable {
    /// As its source published it.
    var raw: ParsedEntry
    /// What the rules made of that; `nil` for one that they drop.
    var clean: NormalizedEntry?
    var source: SourceConfiguration?
    /// Whether its page is to be taken.
    var isWanted: Bool
    /// Whether its page may be asked for; else only what is kept of it counts.
    var mayFetch = true
    /// Whether it is new or has changed, so that a kept page is one of before.
    var isNews = false
    /// How many attempts at its page have failed.
    var attempts = 0
    /// What is stored of it, where its text was taken from a page before.
    var ofPage: NormalizedEntry?
  }

  struct Result: Sendable {
    var entry: NormalizedEntry?
    /// How many attempts have failed, where the page is still to come.
    var waits: Int?
    var diagnostics: [Diagnostic] = []
  }

  let feed: FeedConfiguration
  let normalizer: Normalizer
  let store: any PageKeeper
  let fetch: PageFetch

  /// Articles that are fetched and read together.
  private static let atOnce = 8

  /// `nil` for a feed that takes no pages.
  init?(
    _ feed: FeedConfiguration, _ normalizer: Normalizer, store: any PageKeeper, fetch: PageFetch
  ) {
    guard feed.settings.fullText != "never" else { return nil }
    (self.feed, self.normalizer, self.store, self.fetch) = (feed, normalizer, store, fetch)
  }

  /// Which of a document's entries are to be completed.
  func wanted(_ entries: [ParsedEntry]) -> [Bool] {
    if feed.settings.fullText == "always" { return entries.map { _ in true } }
    let truncated = TruncatedEntries(entries)
    return entries.indices.map { truncated.contains($0) }
  }

  /// The entries with their whole texts, in order; the newest are fetched first.
  func completed(_ items: [Item], _ context: NormalizationContext) async -> [Result] {
    var results = items.map { Result(entry: $0.clean) }
    let shared = Self.sharedPages(items, context.homepage)
    let wanted = items.indices.filter { index in
      guard items[index].isWanted, let link = items[index].clean?.link else { return false }
      return link.isHTTP && !shared.contains(link.pageKey)
    }
    guard !wanted.isEmpty else { return results }
    let order = wanted.sorted { Self.isBefore(items[$0], items[$1]) }
    var site = SiteTexts(store.others(of: feed.id, but: nil, limit: SiteTexts.most))
    for start in stride(from: 0, to: order.count, by: Self.atOnce) {
      let group = order[start..<min(start + Self.atOnce, order.count)]
      let found = await pages(for: group.map { items[$0] })
      for pages in found.compactMap(\.found) { site.add(pages.first?.html ?? []) }
      let recurring = site
      let texts = await withTaskGroup(of: (Int, Result).self, returning: [(Int, Result)].self) {
        for (index, outcome) in zip(group, found) {
          let item = items[index]
          $0.addTask { (index, result(of: item, outcome, recurring, context)) }
        }
        return await $0.reduce(into: []) { $0.append($1) }
      }
      for (index, result) in texts { results[index] = result }
    }
    Self.keepOnce(&results)
    return results
  }

  /// What is said of a rule is the same for all its pages.
  private static func keepOnce(_ results: inout [Result]) {
    var told: Set<Diagnostic> = []
    for index in results.indices {
      results[index].diagnostics.removeAll { !told.insert($0).inserted }
    }
  }

  /// Pages that are no entry's own: the home page, and those that several entries link to.
  private static func sharedPages(_ items: [Item], _ homepage: WebAddress?) -> Set<String> {
    var shared: Set<String> = []
    if let homepage { shared.insert(homepage.pageKey) }
    var once: Set<String> = []
    for case let link? in items.map(\.clean?.link) where !once.insert(link.pageKey).inserted {
      shared.insert(link.pageKey)
    }
    return shared
  }

  private static func isBefore(_ a: Item, _ b: Item) -> Bool {
    let (first, second) = (a.raw.published ?? a.raw.updated, b.raw.published ?? b.raw.updated)
    guard let first else { return false }
    return second.map { first > $0 } ?? true
  }

  // MARK: Pages

  /// What is kept, else what is fetched, which is kept then.
  private func pages(for items: [Item]) async -> [PageFetch.Outcome] {
    let outcomes = await withTaskGroup(
      of: (Int, PageFetch.Outcome, Bool).self, returning: [(PageFetch.Outcome, Bool)].self
    ) { group in
      for (index, item) in items.enumerated() {
        group.addTask {
          let (outcome, isNew) = await pages(of: item)
          return (index, outcome, isNew)
        }
      }
      var all = [(PageFetch.Outcome, Bool)](repeating: (.postponed, false), count: items.count)
      for await (index, outcome, isNew) in group { all[index] = (outcome, isNew) }
      return all
    }
    var kept: [(address: WebAddress, pages: PageStore.Pages)] = []
    for (item, (outcome, isNew)) in zip(items, outcomes) {
      guard isNew, let pages = outcome.found, let link = item.clean?.link else { continue }
      kept.append((link, pages))
    }
    // A store that can't be written costs a request another time, and nothing else.
    try? store.keep(kept, of: feed.id)
    return outcomes.map(\.0)
  }

  private func pages(of item: Item) async -> (outcome: PageFetch.Outcome, isNew: Bool) {
    guard let link = item.clean?.link else { return (.refused("it has no web page"), false) }
    var kept = store.pages(of: link, feed: feed.id)
    if let pages = kept, !pages.allSatisfy({ fetch.mayRead($0.address.host ?? "") }) { kept = nil }
    let isBegun = kept?.last?.html.isEmpty ?? false
    if let kept, isBegun, item.mayFetch {
      let outcome = await fetch.pages(of: link, source: item.source, begun: kept)
      return (outcome, outcome.found != nil)
    }
    if let kept, !item.isNews || !item.mayFetch { return (.pages(kept), false) }
    guard item.mayFetch else { return (.refused("its page is not kept"), false) }
    let outcome = await fetch.pages(of: link, source: item.source)
    if case .begun = outcome { return (outcome, true) }
    if case .pages(let pages) = outcome {
      return (.pages(await fallback(for: item, link, pages) ?? pages), true)
    }
    // The page of before is nearer to the whole than the beginning of it.
    return (kept.map { .pages($0) } ?? outcome, false)
  }

  /// One more page, for one that is no article or gives less than the feed does: under another of its
  /// addresses. `nil` where there is none, or none that is better.
  private func fallback(
    for item: Item, _ link: WebAddress, _ pages: PageStore.Pages
  ) async -> PageStore.Pages? {
    let first = article(pages, item, SiteTexts([]))
    guard first.problem != nil,
      let other = PageFallback.address(for: first.address, asked: link, first.metadata),
      case .pages(let found) = await fetch.page(at: other, source: item.source)
    else { return nil }
    return article(found, item, SiteTexts([])).problem == nil ? found : nil
  }

  private func article(
    _ pages: PageStore.Pages, _ item: Item, _ site: SiteTexts
  ) -> PageArticle {
    PageArticle(pages, of: item.raw, recurring: site, rules: fetch.rules, source: item.source)
  }

  // MARK: Texts

  private func result(
    of item: Item, _ outcome: PageFetch.Outcome, _ site: SiteTexts,
    _ context: NormalizationContext
  ) -> Result {
    var result = Result(entry: item.clean)
    switch outcome {
    case .begun(let pages, let reason):
      result = self.result(of: item, .pages(pages), site, context)
      let attempts = item.attempts + (reason == nil ? 0 : 1)
      result.waits = attempts < PageWait.mostAttempts ? attempts : nil
      if let reason {
        result.diagnostics.append(note("its next page is still to come: \(reason)", item))
      }
    case .pages(let pages):
      let article = article(pages, item, site)
      result.diagnostics = article.remarks.map(Self.note)
      if let problem = article.problem {
        result.diagnostics.append(note(problem, item))
        return result
      }
      result.entry = entry(item, article.html, page: article.address, article.authors, context)
    case .postponed:
      result.waits = item.attempts
      result.entry = former(item, context) ?? item.clean
    case .failed(let reason):
      let attempts = item.attempts + 1
      result.waits = attempts < PageWait.mostAttempts ? attempts : nil
      result.diagnostics = [note(reason, item)]
      result.entry = former(item, context) ?? item.clean
    case .refused(let reason):
      if let former = former(item, context) {
        result.entry = former
      } else if item.mayFetch {
        result.diagnostics = [note(reason, item)]
      }
    }
    return result
  }

  /// What was taken from the page before, where the page itself is no longer kept.
  private func former(_ item: Item, _ context: NormalizationContext) -> NormalizedEntry? {
    guard let known = item.ofPage, let page = known.page, let content = known.content else {
      return nil
    }
    return entry(item, content.html, page: page, known.authors.compactMap(\.name), context)
  }

  /// The entry with the text of its page; all else is what the source says.
  private func entry(
    _ item: Item, _ html: String, page: WebAddress, _ authors: [String],
    _ context: NormalizationContext
  ) -> NormalizedEntry? {
    guard var entry = item.clean else { return nil }
    var raw = item.raw
    raw.content = Text(.html, html, base: page, language: raw.content?.language)
    guard let whole = normalizer.normalized(entry: raw, context: context),
      let content = whole.content
    else { return entry }
    entry.sourceText = entry.content?.html ?? entry.summary ?? ""
    entry.page = page
    entry.content = content
    entry.summary = entry.summary ?? whole.summary
    entry.image = entry.image ?? whole.image
    if entry.authors.isEmpty { entry.authors = authors.prefix(10).map { Person(name: $0) } }
    return entry
  }

  /// What is said of a rule for a site.
  private static func note(_ remark: String) -> Diagnostic {
    Diagnostic(.note, code: "site-rule-not-followed", remark)
  }

  private func note(_ reason: String, _ item: Item) -> Diagnostic {
    Diagnostic(
      .note, code: "page-not-taken",
      "the page of an entry was not taken: \(reason); the entry stays as the feed gives it",
      name: item.clean?.link?.removingCredentials.href ?? item.source?.name)
  }
}
