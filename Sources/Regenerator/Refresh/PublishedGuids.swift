import FeedModel

extension NormalizedFeed {
  /// Takes over the guids of the same entries as RSS published them.
  ///
  /// RSS has no place for an entry's id: entries are the same by page and date, and where several have
  /// both in common by their order, which is that of every form.
  mutating func takeGuids(of rss: NormalizedFeed) {
    var guids: [String: [String]] = [:]
    for entry in rss.entries.reversed() {
      if let guid = entry.guid { guids[NormalizedFeed.place(of: entry), default: []].append(guid) }
    }
    for index in entries.indices {
      if let guid = guids[NormalizedFeed.place(of: entries[index])]?.popLast() {
        entries[index].guid = guid
      }
    }
  }

  /// RSS writes no fractions of a second.
  private static func place(of entry: NormalizedEntry) -> String {
    let seconds = entry.published.map { "\($0.milliseconds / 1_000)" } ?? ""
    return "\(seconds)\n\(entry.link?.href ?? "")"
  }
}
