import ConfigurationModel
import FeedModel
import HTML
import SiteRules

/// Which rules hold for the pages of a feed's entries: those of the configuration, then those of the
/// page's site.
struct PageRules: Sendable {
  private let book: SiteRuleBook
  private let feed: SiteRule
  /// By the names of the sources that have rules of their own.
  private let sources: [String: SiteRule]

  /// - Parameter feed: `nil` for pages that are no feed's.
  init(_ feed: FeedConfiguration?, _ book: SiteRuleBook) {
    self.book = book
    self.feed = feed.map { Self.rule($0.article) } ?? SiteRule()
    var sources: [String: SiteRule] = [:]
    for source in feed?.sources ?? [] {
      let rule = Self.rule(source.article)
      if !rule.isEmpty { sources[source.name] = rule }
    }
    self.sources = sources
  }

  /// - Parameter rule: what holds for every page, before what its site's does.
  init(_ rule: SiteRule, _ book: SiteRuleBook) {
    self.book = book
    feed = rule
    sources = [:]
  }

  /// `nil` for nothing.
  func rule(for address: WebAddress?, source: SourceConfiguration?) -> SiteRule? {
    let own = source.flatMap { sources[$0.name] }.map { $0.followed(by: feed) } ?? feed
    let site = address?.host.flatMap { book.rule(for: $0) }
    let rule = site.map { own.followed(by: $0) } ?? own
    return rule.isEmpty ? nil : rule
  }

  /// Selectors of the configuration with their places in it.
  private static func rule(_ settings: ArticleRules) -> SiteRule {
    var rule = SiteRule()
    if settings.areStandard { return rule }
    rule.keep = parts(settings, \.keep)
    rule.remove = parts(settings, \.remove)
    rule.next = parts(settings, \.next)
    return rule
  }

  private static func parts(
    _ settings: ArticleRules, _ key: KeyPath<ArticleKeys, Key<[Selector]>>
  ) -> [SiteRule.Part] {
    let place = settings.place(of: key).map { ConfigurationPlace($0).description } ?? ""
    return settings[dynamicMember: key].map { SiteRule.Part(.selector($0), place: place) }
  }
}
