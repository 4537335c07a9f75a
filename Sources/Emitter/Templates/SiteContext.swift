import FeedModel

/// All feeds of an output folder, as templates see them.
struct SiteContext: TemplateContext {
  let site: Site

  static let names = [
    "title", "language", "direction", "feeds", "feed_count", "is_single", "updated",
  ]

  func value(_ name: String) -> TemplateValue? {
    switch name {
    case "title": .text(site.title)
    case "language": .text(LanguageTag.valid(site.language))
    case "direction": .text(site.language.map(TextDirection.of) ?? "ltr")
    case "feeds": .list(site.feeds.map(FeedSummaryContext.init))
    case "feed_count": .number(site.feeds.count)
    case "is_single": .flag(site.feeds.count == 1)
    case "updated": .date(site.feeds.compactMap(\.newest).max())
    default: nil
    }
  }
}

/// A feed without its entries.
struct FeedSummaryContext: TemplateContext {
  let feed: FeedSummary

  static let names = [
    "name", "title", "subtitle", "home_page_url", "language", "direction", "icon", "entry_count",
    "is_single", "newest", "documents", "page", "feed_url",
  ]

  func value(_ name: String) -> TemplateValue? {
    switch name {
    case "name": .text(feed.name)
    case "title": .text(feed.title)
    case "subtitle": .text(feed.subtitle)
    case "home_page_url": .address(feed.homepage)
    case "language": .text(LanguageTag.valid(feed.language))
    case "direction": .text(feed.language.map(TextDirection.of))
    case "icon": .address(feed.icon)
    case "entry_count": .number(feed.entryCount)
    case "is_single": .flag(feed.entryCount == 1)
    case "newest": .date(feed.newest)
    case "documents": .list(feed.documents.map(DocumentContext.init))
    case "page": .text(feed.documents.first { $0.isPage }?.href)
    case "feed_url": .text(feed.documents.first { $0.isFeed }.map { $0.address?.href ?? $0.href })
    default: nil
    }
  }
}
