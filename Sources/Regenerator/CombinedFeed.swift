import FeedModel
import History

/// Puts the entries of several sources into one feed.
enum CombinedFeed {
  /// The first feed's metadata, everybody's entries: newest first, the same article once.
  ///
  /// The same article is one id, or one canonical address from different sources; the source
  /// that is named first in the configuration wins. What else is one article the rule says; then the
  /// one that has most to read is there and lists the others.
  static func merged(
    _ feeds: [NormalizedFeed], duplicates rule: DuplicateRule = .sameAddress
  ) -> NormalizedFeed? {
    guard var result = feeds.first else { return nil }
    if feeds.count == 1, rule == .sameAddress, hasNoDoubles(result.entries) {
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
    result.diagnostics = feeds.flatMap(\.diagnostics)
    let doubles = feeds.reduce(-entries.count) { $0 + $1.entries.count }
    let copies = leaveOutCopies(in: &entries, by: rule)
    result.entries = entries.newestFirst()
    if doubles > 0 {
      result.diagnostics.append(
        Diagnostic(
          .note, code: "entry-doubles",
          "\(doubles) entries are in several inputs; each is there once, from the first of them"))
    }
    if copies > 0 {
      result.diagnostics.append(
        Diagnostic(
          .note, code: copiesCode,
          "\(copies) \(copies == 1 ? "entry is a copy" : "entries are copies") of others; each "
            + "article is there once and lists its copies"))
    }
    result.updated = result.entries.map(\.updated).max() ?? result.updated
    return result
  }

  /// Of the note that counts what is left out because it is a copy.
  static let copiesCode = "entry-copies"

  /// Gives how many are left out.
  private static func leaveOutCopies(
    in entries: inout [NormalizedEntry], by rule: DuplicateRule
  ) -> Int {
    let copies = CopyGroups(entries, by: rule).copies
    guard !copies.isEmpty else { return 0 }
    for copy in copies {
      let link = NormalizedEntry.related(entries[copy.place], of: entries[copy.original])
      if let link { entries[copy.original].list([link]) }
    }
    let places = Set(copies.map(\.place))
    entries = entries.indices.filter { !places.contains($0) }.map { entries[$0] }
    return copies.count
  }

  private static func hasNoDoubles(_ entries: [NormalizedEntry]) -> Bool {
    guard entries.count > 1 else { return true }
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
