internal import FeedModel

extension EntrySource {
  /// Plain texts, addresses on the web, no links between documents.
  func normalized(_ rules: Rules) -> EntrySource {
    var clean = self
    clean.id = id.flatMap { ExecutableAddress.matches($0) ? nil : $0 }
    clean.title = EntrySource.line(title)
    clean.subtitle = EntrySource.line(subtitle)
    clean.rights = EntrySource.line(rights)
    clean.generator = EntrySource.line(generator)
    clean.homepage = EntrySource.page(homepage)
    clean.feedAddress = EntrySource.page(feedAddress)
    clean.icon = EntrySource.page(icon).map { rules.cleanedImage($0, ownHosts: [])?.address ?? $0 }
    clean.logo = EntrySource.page(logo).map { rules.cleanedImage($0, ownHosts: [])?.address ?? $0 }
    clean.authors = People.normalized(authors, rules)
    clean.contributors = People.normalized(contributors, rules)
    clean.categories = Categories.normalized(categories)
    clean.links = links.filter { $0.address.isHTTP && !EntrySource.isOfDocument($0.rel) }
    return clean
  }

  private static func line(_ text: String?) -> String? {
    text.map(PlainText.line).flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func page(_ address: WebAddress?) -> WebAddress? {
    address.flatMap { $0.isHTTP ? $0 : nil }
  }

  /// Whether a link of this relation speaks of the source's own document, of where it lives and how
  /// it is edited or announced, and so is not true of what is published of it.
  static func isOfDocument(_ rel: String) -> Bool { documentRelations.contains(rel) }

  private static let documentRelations: Set<String> = [
    "self", "hub", "edit", "edit-media", "service", "service.edit", "service.post", "service.feed",
  ]
}
