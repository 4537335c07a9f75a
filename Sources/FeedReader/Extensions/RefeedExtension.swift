internal import FeedModel
internal import JSON

/// What Refeed's own JSON Feeds say under `_refeed`, because JSON Feed has no member for it.
extension JSONFeedReader {
  static let ownExtension = "_refeed"

  func takeOwnExtension(_ value: JSONValue?, into feed: inout ParsedFeed) {
    guard let value else { return }
    feed.id = text(value["id"])
    feed.rights = plain(value["rights"])
    feed.updated = text(value["updated"]).flatMap { ParsedDate($0)?.timestamp }
    feed.contributors = persons(value["contributors"])
    feed.categories = categories(value["categories"])
    feed.links += links(value["links"], rel: nil)
    for (member, rel) in [("current_url", "current"), ("previous_url", "next-archive")] {
      if let address = link(value[member]) { feed.links.append(Link(rel: rel, address: address)) }
    }
  }

  func takeOwnExtension(_ value: JSONValue?, into entry: inout ParsedEntry) {
    guard let value else { return }
    entry.links += links(value["related"], rel: "related") + links(value["links"], rel: nil)
    entry.contributors = persons(value["contributors"])
    entry.rights = plain(value["rights"])
    entry.categories = merged(entry.categories, with: categories(value["categories"]))
    guard let source = value["source"] else { return }
    entry.source = EntrySource(
      id: text(source["id"]), title: text(source["title"]),
      homepage: link(source["home_page_url"]), feedAddress: link(source["feed_url"]))
  }

  /// In Refeed's own documents the text of an item without HTML repeats its summary or title,
  /// because JSON Feed demands some content.
  func isStandIn(_ content: String, for entry: ParsedEntry) -> Bool {
    (entry.summary ?? entry.title)?.value == content
  }

  /// Puts each described category where its word stands among the tags; further ones of words that
  /// stood already follow the one that they were written behind.
  private func merged(_ tags: [Category], with described: [Category]) -> [Category] {
    var described = described
    var seen: Set<String> = []
    var merged: [Category] = []
    for tag in tags {
      seen.insert(tag.term)
      guard let place = described.firstIndex(where: { ($0.label ?? $0.term) == tag.term }) else {
        merged.append(tag)
        continue
      }
      merged.append(described.remove(at: place))
      while place < described.count, seen.contains(described[place].label ?? described[place].term)
      {
        merged.append(described.remove(at: place))
      }
    }
    return merged + described
  }

  private func categories(_ value: JSONValue?) -> [Category] {
    list(value).compactMap { item in
      text(item["term"]).map {
        Category(term: $0, scheme: text(item["scheme"]), label: text(item["label"]))
      }
    }
  }

  private func links(_ value: JSONValue?, rel: String?) -> [Link] {
    list(value).compactMap { item in
      guard let address = link(item["url"]) else { return nil }
      return Link(
        rel: text(item["rel"]) ?? rel ?? "related", address: address,
        type: text(item["type"]), hreflang: text(item["hreflang"]), title: text(item["title"]),
        length: item["length"]?.int)
    }
  }
}
