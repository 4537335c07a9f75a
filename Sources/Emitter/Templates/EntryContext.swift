import Bytes
import FeedModel

/// An entry as templates see it.
struct EntryContext: TemplateContext {
  let entry: NormalizedEntry

  static let names = [
    "id", "anchor", "url", "external_url", "title", "summary", "content", "published", "updated",
    "is_updated", "authors", "contributors", "categories", "related", "links", "attachments",
    "image", "banner_image", "language", "direction", "rights", "source",
  ]

  func value(_ name: String) -> TemplateValue? {
    switch name {
    case "id": .text(entry.id.iri)
    case "anchor": .text(anchor)
    case "title": .text(entry.title)
    case "summary": .text(entry.summary)
    case "content": .text(entry.content.map { QuietMedia.html($0.html) })
    case "rights": .text(entry.rights)
    case "language": .text(LanguageTag.valid(entry.language))
    case "direction": .text(entry.language.map(TextDirection.of))
    case "published": .date(entry.published)
    case "updated": .date(entry.updated)
    case "is_updated": .flag(isUpdated)
    default: listValue(name) ?? addressValue(name)
    }
  }

  private func listValue(_ name: String) -> TemplateValue? {
    switch name {
    case "authors": .list(entry.authors.map(PersonContext.init))
    case "contributors": .list(entry.contributors.map(PersonContext.init))
    case "categories": .list(entry.categories.map(CategoryContext.init))
    case "related": .list(links { $0.rel == "related" })
    case "links": .list(links { $0.rel != "related" && $0.rel != "self" })
    case "attachments":
      .list(entry.attachments.filter(\.address.isDownloadable).map(AttachmentContext.init))
    default: nil
    }
  }

  private func addressValue(_ name: String) -> TemplateValue? {
    switch name {
    case "url": .address(entry.link)
    case "external_url": .address(entry.externalAddress)
    case "image": .address(entry.image)
    case "banner_image": .address(entry.bannerImage)
    case "source": .object(entry.source.flatMap(sourceLink).map(LinkContext.init))
    default: nil
    }
  }

  private func links(_ isWanted: (Link) -> Bool) -> [LinkContext] {
    entry.links.filter { isWanted($0) && $0.address.isLinkable }.map(LinkContext.init)
  }

  private func sourceLink(_ source: EntrySource) -> Link? {
    guard let address = source.homepage ?? source.feedAddress else { return nil }
    return Link(rel: "via", address: address, title: source.title)
  }

  /// Whether it was changed a minute or more after it was published.
  private var isUpdated: Bool {
    guard let published = entry.published else { return false }
    return entry.updated.milliseconds - published.milliseconds >= 60_000
  }

  /// A name for the entry inside a page, made of its id alone.
  private var anchor: String {
    "e" + String(ByteHash.hash(entry.id.iri.utf8), radix: 36)
  }
}

/// The direction that a language is written in.
enum TextDirection {
  private static let rightToLeft: Set<Substring> = [
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "ps", "sd", "syr", "ug", "ur", "yi",
  ]

  /// `rtl` or `ltr`, by the tag's first part.
  static func of(_ language: String) -> String {
    let first = language.lowercased().prefix { $0 != "-" }
    return rightToLeft.contains(first) ? "rtl" : "ltr"
  }
}
