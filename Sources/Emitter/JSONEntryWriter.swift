import FeedModel
import JSON

/// Writes one item of a JSON Feed.
enum JSONEntryWriter {
  static func write(_ entry: NormalizedEntry, to json: inout JSONWriter) {
    json.beginObject()
    json.member("id", entry.id.iri)
    json.member("url", web: entry.link)
    json.member("external_url", web: entry.externalAddress)
    if !entry.title.isEmpty { json.member("title", entry.title) }
    writeContent(entry, to: &json)
    json.member("summary", entry.summary)
    json.member("image", web: entry.image)
    json.member("banner_image", web: entry.bannerImage)
    json.member("date_published", entry.published?.rfc3339)
    json.member("date_modified", entry.hasInventedDate ? nil : entry.updated.rfc3339)
    json.persons("authors", entry.authors)
    writeTags(entry.categories, to: &json)
    json.member("language", LanguageTag.valid(entry.language))
    writeAttachments(entry.unshownAttachments, to: &json)
    writeExtension(entry, to: &json)
    json.endObject()
  }

  /// An item needs one of the two members; text only where there is no HTML.
  private static func writeContent(_ entry: NormalizedEntry, to json: inout JSONWriter) {
    if let content = entry.content {
      json.member("content_html", content.html)
    } else {
      json.member("content_text", entry.summary ?? entry.title)
    }
  }

  private static func writeTags(_ categories: [Category], to json: inout JSONWriter) {
    var seen: Set<[UInt8]> = []
    let tags = categories.compactMap(\.tag).filter { seen.insert(Array($0.utf8)).inserted }
    json.array("tags", tags) { json, tag in json.string(tag) }
  }

  private static func writeAttachments(_ attachments: [Attachment], to json: inout JSONWriter) {
    json.array("attachments", attachments.filter(\.address.isDownloadable)) { json, attachment in
      json.beginObject()
      json.member("url", attachment.address.uri)
      json.member("mime_type", attachment.publishedType)
      json.member("title", attachment.title)
      if let bytes = attachment.bytes, bytes >= 0 {
        json.key("size_in_bytes")
        json.number(bytes)
      }
      if let seconds = attachment.seconds, seconds >= 0, seconds.isFinite {
        json.key("duration_in_seconds")
        json.number(seconds)
      }
      json.endObject()
    }
  }

  /// What Atom says of an entry and JSON Feed has no member for.
  private static func writeExtension(_ entry: NormalizedEntry, to json: inout JSONWriter) {
    let links = PublishedLinks.of(entry.links)
    let related = links.filter { $0.rel == "related" }
    let others = links.filter { $0.rel != "related" }
    let described = entry.categories.filter(\.isMoreThanATag)
    guard
      !related.isEmpty || !others.isEmpty || !described.isEmpty || !entry.contributors.isEmpty
        || entry.rights != nil || entry.source != nil
    else { return }
    json.key("_refeed")
    json.beginObject()
    json.links("related", related)
    json.links("links", others)
    json.persons("contributors", entry.contributors)
    json.categories("categories", described)
    json.member("rights", entry.rights)
    if let source = entry.source { write(source, to: &json) }
    json.endObject()
  }

  private static func write(_ source: EntrySource, to json: inout JSONWriter) {
    json.key("source")
    json.beginObject()
    json.member("id", source.id)
    json.member("title", source.title)
    json.member("home_page_url", web: source.homepage)
    json.member("feed_url", web: source.feedAddress)
    json.endObject()
  }
}

extension NormalizedEntry {
  /// The files without the pictures that the item shows anyway: its `image`, and those of its HTML.
  ///
  /// One with a title that is said nowhere else stays.
  var unshownAttachments: [Attachment] {
    guard attachments.contains(where: { $0.isPicture }) else { return attachments }
    let shown = shownSources
    return attachments.filter { attachment in
      guard attachment.isPicture else { return true }
      let source = Array(HTMLText.escaped(attachment.address.href).utf8)
      return !shown.contains(source[...])
        && !(attachment.address == image && attachment.title == nil)
    }
  }

  /// What stands in `src` attributes, as it is written.
  private var shownSources: Set<ArraySlice<UInt8>> {
    let html = Array((content?.html ?? "").utf8)
    var sources: Set<ArraySlice<UInt8>> = []
    var index = 0
    while index + 5 < html.count {
      guard html[index...].starts(with: " src=\"".utf8) else {
        index += 1
        continue
      }
      let value = html[(index + 6)...].prefix { $0 != UInt8(ascii: "\"") }
      sources.insert(value)
      index = value.endIndex
    }
    return sources
  }
}

extension Category {
  /// The one word that JSON Feed has for it; `nil` when there is nothing to be read in it.
  var tag: String? { label?.unlessBlank ?? term.unlessBlank }

  /// Whether a tag can't say all of it.
  var isMoreThanATag: Bool {
    !term.isBlank && (scheme?.unlessBlank != nil || label?.unlessBlank != nil)
  }
}

extension Attachment {
  fileprivate var isPicture: Bool { mediaType?.utf8.starts(with: "image/".utf8) == true }

  /// The media type for formats that demand one; where only the medium is known, its usual type.
  var publishedType: String { knownType ?? "application/octet-stream" }

  /// The media type, where only the medium is known its usual one; `nil` for what is no type.
  var knownType: String? {
    switch mediaType {
    case "image/*": "image/jpeg"
    case "audio/*": "audio/mpeg"
    case "video/*": "video/mp4"
    default: MediaType.valid(mediaType)
    }
  }
}
