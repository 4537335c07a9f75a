import FeedModel

/// A feed with its entries, as templates see it.
struct FeedContext: TemplateContext {
  let feed: NormalizedFeed
  let page: FeedPage

  static let names = [
    "id", "name", "title", "subtitle", "home_page_url", "language", "direction", "rights", "icon",
    "logo", "authors", "categories", "updated", "entry_count", "is_single", "documents", "index",
    "entries", "t",
  ]

  func value(_ name: String) -> TemplateValue? {
    switch name {
    case "id": .text(feed.id)
    case "name": .text(page.name)
    case "title": .text(feed.title)
    case "subtitle": .text(feed.subtitle)
    case "rights": .text(feed.rights)
    case "language": .text(LanguageTag.valid(feed.language))
    case "direction": .text(feed.language.map(TextDirection.of) ?? "ltr")
    case "index": .text(page.index)
    case "entry_count": .number(feed.entries.count)
    case "is_single": .flag(feed.entries.count == 1)
    case "updated": .date(feed.entries.isEmpty ? nil : feed.updated)
    default: otherValue(name)
    }
  }

  private func otherValue(_ name: String) -> TemplateValue? {
    switch name {
    case "home_page_url": .address(feed.homepage)
    case "icon": .address(feed.icon)
    case "logo": .address(feed.logo)
    case "authors": .list(feed.authors.map(PersonContext.init))
    case "categories": .list(feed.categories.map(CategoryContext.init))
    case "documents": .list(page.documents.map(DocumentContext.init))
    case "entries": .list(feed.entries.map(EntryContext.init))
    case "t": .object(WordsContext(words: PageWords(around: feed.language)))
    default: nil
    }
  }
}

/// One of the files that a feed is published as.
struct DocumentContext: TemplateContext {
  let document: PublishedDocument

  static let names = ["format", "label", "href", "url", "type", "is_feed"]

  func value(_ name: String) -> TemplateValue? {
    switch name {
    case "format": .text(document.format)
    case "label": .text(document.label)
    case "href": .text(document.href)
    case "url": .text(document.address?.href ?? document.href)
    case "type": .text(document.bareMediaType)
    case "is_feed": .flag(document.isFeed)
    default: nil
    }
  }
}
