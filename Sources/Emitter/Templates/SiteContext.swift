import FeedModel

/// All feeds of an output folder, as templates see them.
struct SiteContext: TemplateContext {
  let site: Site

  static let names = [
    "title", "language", "direction", "feeds", "grouped_feeds", "feed_count", "is_single",
    "updated",
  ]

  func value(_ name: String) -> TemplateValue? {
    switch name {
    case "title": .text(site.title)
    case "language": .text(LanguageTag.valid(site.language))
    case "direction": .text(site.language.map(TextDirection.of) ?? "ltr")
    case "feeds": .list(site.feeds.map(FeedSummaryContext.init))
    case "grouped_feeds": .list(GroupedFeeds.contexts(of: site.feeds))
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
  /// The groups that begin with it and end with it, in a list by groups.
  var opened: [String] = []
  var closed: [String] = []

  init(feed: FeedSummary) {
    self.feed = feed
  }

  static let names = [
    "name", "title", "subtitle", "home_page_url", "language", "direction", "icon", "entry_count",
    "is_single", "newest", "documents", "page", "feed_url", "opened_groups", "closed_groups",
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
    case "opened_groups": .list(opened.map(GroupContext.init))
    case "closed_groups": .list(closed.map(GroupContext.init))
    case "feed_url": .text(feed.documents.first { $0.isFeed }.map { $0.address?.href ?? $0.href })
    default: nil
    }
  }
}

/// A folder of feeds.
struct GroupContext: TemplateContext {
  let title: String

  static let names = ["title"]

  func value(_ name: String) -> TemplateValue? {
    name == "title" ? .text(title) : nil
  }
}

/// Feeds in an order in which those of one group stand together, where its first one stood.
enum GroupedFeeds {
  static func contexts(of feeds: [FeedSummary]) -> [FeedSummaryContext] {
    let sorted = order(of: feeds.map(\.group)).map { feeds[$0] }
    return sorted.indices.map { index in
      var context = FeedSummaryContext(feed: sorted[index])
      let group = sorted[index].group
      let last = index > 0 ? common(sorted[index - 1].group, group) : 0
      let next = index + 1 < sorted.count ? common(group, sorted[index + 1].group) : 0
      context.opened = Array(group[last...])
      context.closed = group[next...].reversed()
      return context
    }
  }

  /// Every level of a group has the place of its first feed.
  private static func order(of groups: [[String]]) -> [Int] {
    var places: [[String]: Int] = [:]
    let keys = groups.enumerated().map { index, group in
      group.indices.map { level in
        let folder = Array(group[...level])
        let place = places[folder] ?? index
        places[folder] = place
        return place
      } + [index]
    }
    return keys.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
  }

  private static func common(_ a: [String], _ b: [String]) -> Int {
    zip(a, b).prefix { $0.utf8.elementsEqual($1.utf8) }.count
  }
}
