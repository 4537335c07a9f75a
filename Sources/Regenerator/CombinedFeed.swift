import FeedModel

/// Puts the entries of several sources into one feed.
enum CombinedFeed {
  /// The first feed's metadata, everybody's entries: newest first, the same article once.
  ///
  /// The same article is one id, or one canonical address from different sources; the source
  /// that is named first in the configuration wins.
  static func merged(_ feeds: [NormalizedFeed]) -> NormalizedFeed? {
    guard var result = feeds.first else { return nil }
    if feeds.count == 1, hasNoDoubles(result.entries) {
      result.entries = result.entries.newestFirst()
      result.updated = result.entries.map(\.updated).max() ?? result.updated
      return result
    }
    var ids: Set<EntryID> = []
    var addresses: Set<String> = []
    var guids: Set<[UInt8]> = []
    var entries: [NormalizedEntry] = []
    for feed in feeds {
      // One source may offer two entries on one page, which then names neither.
      var counts: [String: Int] = [:]
      for page in feed.entries.flatMap({ Set(pages(of: $0)) }) { counts[page, default: 0] += 1 }
      for entry in feed.entries where ids.insert(entry.id).inserted {
        let isThere = pages(of: entry).contains { counts[$0] == 1 && addresses.contains($0) }
        guard !isThere else { continue }
        var entry = entry
        // Two sources that count 1, 2, 3 would be one podcast's episodes to every app.
        if let guid = entry.guid, !guids.insert(Array(guid.utf8)).inserted { entry.guid = nil }
        entries.append(entry)
      }
      addresses.formUnion(counts.filter { $0.value == 1 }.keys)
    }
    result.entries = entries.newestFirst()
    result.diagnostics = feeds.flatMap(\.diagnostics)
    let doubles = feeds.reduce(-entries.count) { $0 + $1.entries.count }
    if doubles > 0 {
      result.diagnostics.append(
        Diagnostic(
          .note, code: "entry-doubles",
          "\(doubles) entries are in several inputs; each is there once, from the first of them"))
    }
    result.updated = result.entries.map(\.updated).max() ?? result.updated
    return result
  }

  private static func hasNoDoubles(_ entries: [NormalizedEntry]) -> Bool {
    var ids: Set<EntryID> = []
    var guids: Set<[UInt8]> = []
    return entries.allSatisfy { entry in
      ids.insert(entry.id).inserted
        && (entry.guid.map { guids.insert(Array($0.utf8)).inserted } ?? true)
    }
  }

  private static func pages(of entry: NormalizedEntry) -> [String] {
    entry.aliases.map { WebAddress.pageKey($0) }
  }
}
