import FeedModel

/// Writes one RSS item.
struct RSSEntryWriter {
  let extensions: ExtensionWriter

  func write(_ entry: NormalizedEntry, to xml: inout XMLWriter) {
    xml.open("item", [("xml:lang", LanguageTag.valid(entry.language))])
    xml.leaf("title", unlessEmpty: entry.title)
    if let link = entry.link, link.isLinkable { xml.leaf("link", text: link.href) }
    let isLink = entry.link.map { $0.href.utf8.elementsEqual(entry.id.iri.utf8) } ?? false
    xml.leaf("guid", [("isPermaLink", isLink ? "true" : "false")], text: entry.id.iri)
    if let published = entry.published { xml.leaf("pubDate", text: published.internetDate) }
    for person in entry.authors.compactMap(AtomConstructs.name) {
      xml.leaf("dc:creator", text: person)
    }
    for person in entry.contributors.compactMap(AtomConstructs.name) {
      xml.leaf("dc:contributor", text: person)
    }
    Self.writeCategories(entry.categories, to: &xml)
    writeLinks(entry, to: &xml)
    writeEnclosures(entry, to: &xml)
    writeTexts(entry, to: &xml)
    xml.leaf("dc:rights", unlessEmpty: entry.rights)
    xml.leaf("atom:updated", text: entry.updated.rfc3339)
    extensions.writeFields(of: entry, to: &xml)
    extensions.write(entry.extensions.filter { !entry.repeats($0) }, to: &xml)
    xml.close()
  }

  private func writeLinks(_ entry: NormalizedEntry, to xml: inout XMLWriter) {
    let comments = entry.links.first { $0.rel == "replies" && $0.type == "text/html" }
    if let comments, comments.address.isOnTheWeb {
      xml.leaf("comments", text: comments.address.href)
    }
    if let source = entry.source, let address = source.feedAddress ?? source.homepage {
      xml.leaf("source", [("url", address.href)], text: source.title ?? "")
    }
    var written = AtomLinkWriter(element: "atom:link")
    for link in entry.links where link != comments && link.rel != "self" {
      written.write(link, to: &xml)
    }
    for link in entry.externalLinks { written.write(link, to: &xml) }
  }

  /// RSS readers take one enclosure an item; the others are Media RSS.
  private func writeEnclosures(_ entry: NormalizedEntry, to xml: inout XMLWriter) {
    let attachments = entry.attachments.filter(\.address.isDownloadable)
    if let first = attachments.first {
      xml.leaf(
        "enclosure",
        [
          ("url", first.address.href), ("length", String(max(0, first.bytes ?? 0))),
          ("type", first.mediaType ?? "application/octet-stream"),
        ])
    }
    for attachment in attachments.dropFirst() {
      xml.leaf(
        "media:content",
        [
          ("url", attachment.address.href), ("type", attachment.mediaType),
          ("fileSize", attachment.bytes.map(String.init)), ("duration", attachment.wholeSeconds),
        ])
    }
  }

  static func writeCategories(_ categories: [Category], to xml: inout XMLWriter) {
    for category in categories where !category.term.isBlank {
      xml.leaf(
        "category", [("domain", category.scheme)], text: category.label ?? category.term)
    }
  }

  /// An item must have a title or a description.
  private func writeTexts(_ entry: NormalizedEntry, to xml: inout XMLWriter) {
    if let summary = entry.summary, !summary.isEmpty {
      // `description` is HTML to every reader, the summary is plain text.
      xml.leaf("description", text: HTMLText.escaped(summary))
    } else if entry.title.isEmpty {
      xml.leaf("description", text: entry.content?.html ?? "")
    }
    xml.leaf("content:encoded", unlessEmpty: entry.content?.html)
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
