import FeedModel

/// Writes one RSS item.
struct RSSEntryWriter {
  let extensions: ExtensionWriter

  func write(_ entry: NormalizedEntry, to xml: inout XMLWriter) {
    xml.open("item", [("xml:lang", LanguageTag.valid(entry.language))])
    xml.leaf("title", unlessEmpty: entry.title)
    if let link = entry.link, link.isLinkable { xml.leaf("link", text: link.uri) }
    writeIdentity(entry, to: &xml)
    if let published = entry.published { xml.leaf("pubDate", text: published.internetDate) }
    writeAuthors(entry.authors, to: &xml)
    for person in AtomConstructs.names(of: entry.contributors) {
      xml.leaf("dc:contributor", text: person)
    }
    Self.writeCategories(entry.categories, to: &xml)
    writeLinks(entry, to: &xml)
    writeEnclosure(entry, to: &xml)
    writeTexts(entry, to: &xml)
    xml.leaf("dc:rights", unlessEmpty: entry.rights)
    if !entry.hasInventedDate { xml.leaf("atom:updated", text: entry.updated.rfc3339) }
    extensions.write(of: entry, files: entry.mediaAttachments, to: &xml)
    xml.close()
  }

  /// RSS's own element holds mail addresses, and readers prefer it: it is written where nobody has a
  /// name.
  private func writeAuthors(_ authors: [Person], to xml: inout XMLWriter) {
    let isNameless = !authors.isEmpty && authors.allSatisfy(AtomConstructs.isNameless)
    for name in AtomConstructs.names(of: authors) {
      xml.leaf(isNameless ? "author" : "dc:creator", text: name)
    }
  }

  /// The name that podcast apps and readers know the entry by: the source's own, where it gave one.
  private func writeIdentity(_ entry: NormalizedEntry, to xml: inout XMLWriter) {
    let guid = entry.guid?.unlessBlank ?? entry.id.iri
    let isLink =
      entry.link.map { link in
        link.isOnTheWeb && [link.uri, link.href].contains { $0.utf8.elementsEqual(guid.utf8) }
      } ?? false
    xml.leaf("guid", [("isPermaLink", isLink ? "true" : "false")], text: guid)
  }

  private func writeLinks(_ entry: NormalizedEntry, to xml: inout XMLWriter) {
    let comments = entry.links.first { $0.rel == "replies" && $0.type == "text/html" }
    if let comments, comments.address.isOnTheWeb {
      xml.leaf("comments", text: comments.address.uri)
    }
    if let source = entry.source, let address = source.feedAddress ?? source.homepage,
      address.isLinkable
    {
      xml.leaf("source", [("url", address.uri)], text: source.title ?? "")
    }
    let links = entry.links.filter { $0 != comments } + PublishedLinks.external(of: entry)
    for link in PublishedLinks.of(links) {
      AtomConstructs.write(link, as: "atom:link", to: &xml)
    }
  }

  /// RSS readers take one enclosure an item; the others are Media RSS.
  private func writeEnclosure(_ entry: NormalizedEntry, to xml: inout XMLWriter) {
    if let first = entry.enclosure {
      xml.leaf(
        "enclosure",
        [
          ("url", first.address.uri), ("length", String(max(0, first.bytes ?? 0))),
          ("type", first.publishedType),
        ])
    }
  }

  static func writeCategories(_ categories: [Category], to xml: inout XMLWriter) {
    for category in categories where !category.term.isBlank {
      xml.leaf(
        "category", [("domain", category.scheme?.unlessBlank)],
        text: category.label?.unlessBlank ?? category.term)
    }
  }

  /// The content is the description where there is no summary: readers want a description before
  /// they take `content:encoded`, and an item must have one if it has no title.
  private func writeTexts(_ entry: NormalizedEntry, to xml: inout XMLWriter) {
    guard let summary = entry.summary?.unlessBlank else {
      let content = entry.content?.html ?? ""
      if !content.isEmpty || entry.title.isEmpty { xml.leaf("description", text: content) }
      return
    }
    // `description` is HTML to every reader, the summary is plain text.
    xml.leaf("description", text: HTMLText.escaped(summary))
    xml.leaf("content:encoded", unlessEmpty: entry.content?.html)
  }
}

extension NormalizedEntry {
  /// RSS's one enclosure, which must be on the web.
  var enclosure: Attachment? { enclosureIndex.map { attachments[$0] } }

  /// The first sound or film, which is what podcast apps look for, else the first file.
  private var enclosureIndex: Int? {
    attachments.firstIndex { $0.address.isOnTheWeb && $0.isPlayed }
      ?? attachments.firstIndex { $0.address.isOnTheWeb }
  }

  /// The attachments that are Media RSS, because RSS readers take one enclosure an item.
  var mediaAttachments: [Attachment] {
    let enclosure = enclosureIndex
    guard attachments.count > 1 || enclosure == nil else { return [] }
    return attachments.enumerated().filter { index, attachment in
      index != enclosure && attachment.address.isDownloadable
    }.map(\.element)
  }
}

extension Attachment {
  /// Whether it is a sound or a film.
  fileprivate var isPlayed: Bool {
    let type = publishedType.utf8
    return type.starts(with: "audio/".utf8) || type.starts(with: "video/".utf8)
  }
}

/// Plain text as HTML.
enum HTMLText {
  static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    XMLCharacters.appendEscaped(text, in: .text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
