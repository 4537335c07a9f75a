import FeedModel

/// Which links of a feed or an entry are published.
enum PublishedLinks {
  /// Relations that speak of a document's own place; the source's are not true of ours.
  private static let documentRelations: Set<String> = [
    "self", "current", "prev-archive", "next-archive", "first", "last", "next", "previous", "prev",
    "edit", "edit-media", "service.edit", "service.post", "service.feed", "service.upload",
  ]

  /// Each link once, without the links between the source's own documents.
  static func of(_ links: [Link]) -> [Link] {
    var seen: Set<Link> = []
    return links.map(published).filter { link in
      link.address.isLinkable && isRelation(link.rel) && !documentRelations.contains(link.rel)
        && seen.insert(link).inserted
    }
  }

  /// JSON Feed's `external_url` as a link, unless another link says the same.
  static func external(of entry: NormalizedEntry) -> [Link] {
    guard let address = entry.externalAddress,
      !entry.links.contains(where: { $0.address == address })
    else { return [] }
    return [Link(rel: "related", address: address)]
  }

  /// Without what can't be said of it.
  private static func published(_ link: Link) -> Link {
    Link(
      rel: link.rel, address: link.address, type: MediaType.valid(link.type),
      hreflang: LanguageTag.valid(link.hreflang), title: link.title?.unlessBlank,
      length: link.length.flatMap { $0 >= 0 ? $0 : nil })
  }

  /// A name or an IRI (RFC 4287 §4.2.7.2).
  private static func isRelation(_ rel: String) -> Bool {
    if rel.utf8.contains(UInt8(ascii: ":")) { return AbsoluteIRI.isValid(rel) }
    return !rel.isEmpty
      && rel.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>\"/?#[]%".utf8.contains($0) }
  }
}
