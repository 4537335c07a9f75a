public import FeedModel
public import History

/// An entry that a source offers, cleaned, with what it was made of.
public struct Offer: Sendable {
  /// Its `id` is made of the source's own; `published` is the source's own date or `nil`.
  public var entry: NormalizedEntry
  /// As its source published it.
  public var raw: RawEntry
  /// The source's own modification date; `nil` when it gave none.
  public var modified: Timestamp?
  /// Where it shares its link with other entries of its source.
  public var sibling: EntrySibling?
  /// How many attempts at its page have failed, where it is published without for now; `nil` where
  /// nothing is missing.
  public var waits: Int?
  /// Whether it says itself which feed it was taken from; what it says of that is kept as first read
  /// until something else changes.
  public var hasOwnSource = false
  /// Whether the document broke off inside it; then it is added, but never replaces what is known.
  public var isCut = false

  /// An entry that is whole and has its link to itself.
  public init(entry: NormalizedEntry, raw: RawEntry, modified: Timestamp?) {
    self.entry = entry
    self.raw = raw
    self.modified = modified
  }
}

/// What one source gave in this run.
public struct Contribution: Sendable {
  /// The source as configured.
  public var source: String
  /// In document order.
  public var offers: [Offer]
  /// Whether entries may be missing because the document was damaged; then none is taken to
  /// have left.
  public var isPartial: Bool
  /// Entries that the document holds and the rules drop; what was published of them goes.
  public var dropped: [Fingerprint]
  /// Guids and links that were seen to name several entries, as ``EntryNaming/shared``.
  public var shared: Set<String> = []

  /// What a source gave.
  public init(
    source: String, offers: [Offer], isPartial: Bool = false, dropped: [Fingerprint] = []
  ) {
    self.source = source
    self.offers = offers
    self.isPartial = isPartial
    self.dropped = dropped
  }
}

/// How a feed's history is merged.
public struct MergePolicy: Sendable {
  /// How much is kept and published.
  public var retention = Retention()
  /// Whether a source is believed.
  public var trust = SourceTrust()
  /// The version of the reader that has read the offers: raw entries are compared between
  /// readings of one version only, for what is better read is no edit.
  public var reader = 0
  /// Whether the content of entries is let go whose time is over; not in a run whose clock jumped.
  public var letsGo = true
  /// Names the rules that cleaned the offers; entries that other rules cleaned are not compared
  /// with them.
  public var rules: String
  /// Whether the feed's id is configured and so outweighs the stored one.
  public var idIsConfigured = false
  /// All configured sources of the feed; what others offered has left the feed.
  public var sources: [String]
  /// The source whose document gave the head; where that is not believed, what was known stands.
  public var headSource: String?
  /// Names everything else that decides what is published; a change is something to publish.
  public var settings = ""
  /// Which entries are one article.
  public var copies = CopyPolicy()
  /// How many entries without dates earlier merges of this run have added to the feed, so that
  /// all get different ones: ``MergeOutcome/places``.
  public var firstPlace = 0

  /// How a feed of these sources is merged whose entries were cleaned by these rules.
  public init(rules: String, sources: [String]) {
    self.rules = rules
    self.sources = sources
  }
}

/// What a merge has come to.
public struct MergeOutcome: Sendable, Hashable {
  /// Of a merge that has changed nothing.
  public init() {}

  /// Entries that were not there before.
  public var newEntries = 0
  /// Entries whose `updated` has moved.
  public var changedEntries = 0
  /// Entries that were not there before and are copies of others: listed, not published.
  public var copies = 0
  /// What the feed's owner should hear of.
  public var diagnostics: [Diagnostic] = []
  /// Sources whose offer was not believed, or not wholly.
  public var doubted: [String] = []
  /// Entries that have changed but hold what only a newer version of Refeed knows; they are left
  /// to it as they are.
  public var leftToNewer = 0
  /// Goes up by one with each change of what is to be published.
  public var generation = 0
  /// Whether this merge has changed what is to be published.
  public var isChanged = false
  /// How many entries without dates were added in this run, up to now.
  public var places = 0
}

extension ArchiveSession {
  /// Merges what the sources of one feed gave into its history, whole or not at all.
  ///
  /// Sources that gave nothing new are left out of `contributions`; their entries stay.
  /// - Parameters:
  ///   - key: the feed's configured `id`.
  ///   - head: the feed without entries; its `id` and `updated` hold for a feed that is new.
  ///   - reclean: gives the entry that the present rules make of older raw bytes, where both the
  ///     rules and the raw entry have changed; `nil` when it can't.
  ///   - now: the start of the run.
  public func merge(
    _ contributions: [Contribution], into key: String, head: NormalizedFeed,
    policy: MergePolicy, now: Timestamp,
    reclean: (RawEntry) -> NormalizedEntry? = { _ in nil }
  ) throws(ArchiveError) -> MergeOutcome {
    try runWhole { database in
      try database.lock(feed: key)
      let merge = try FeedMerge(
        database: database, key: key, head: head, policy: policy, now: now,
        forgotten: forgotten)
      try merge.dropOtherSources()
      try merge.prepareCopies()
      for contribution in contributions {
        try merge.add(contribution, reclean: reclean)
      }
      if policy.letsGo { try merge.expire() }
      return try merge.finish()
    }
  }

  /// The feed as it is to be published: its newest entries, by design §6.
  ///
  /// - Parameter cleaning: cleans an entry whose clean form can't be read; without it such an
  ///   entry is an error.
  /// - Returns: `nil` for a feed that the archive does not know.
  public func feed(
    _ key: String, retention: Retention, cleaning: Cleaning? = nil
  ) throws(ArchiveError) -> NormalizedFeed? {
    try run { try FeedRows(database: $0).feed(key, retention: retention, cleaning: cleaning) }
  }

  /// Guids and links that were seen to name several entries of a source, as
  /// ``EntryNaming/shared``.
  ///
  /// - Parameters:
  ///   - source: as configured.
  ///   - key: the feed's configured `id`.
  public func sharedNames(
    of source: String, in key: String
  ) throws(ArchiveError) -> Set<String> {
    try run { database in
      let names: [String] = try database.values(
        """
        SELECT shared.key FROM feed JOIN feed_source ON feed_source.feed = feed.number
        JOIN shared ON shared.source = feed_source.number
        WHERE feed.key = ?
        AND \(database.indexed("feed_source.address")) = \(database.indexed("?"))
        """, [key, source])
      return Set(names)
    }
  }

  /// The feeds whose published files are behind, by key, each with its generation.
  public func unpublishedFeeds() throws(ArchiveError) -> [(key: String, generation: Int)] {
    try run { database in
      try database.rows(
        "SELECT key, generation FROM feed WHERE published < generation ORDER BY key"
      ).map { ($0["key"], $0["generation"]) }
    }
  }

  /// Notes that the files of a generation are in place; nobody merges into the feed until the
  /// transaction ends.
  ///
  /// - Parameters:
  ///   - nextClosing: when the next of its archive pages is to be closed.
  ///   - entries: how many the main document holds.
  ///   - newest: the date of the newest.
  ///   - files: all of them, pages that were closed before among them; those that were noted
  ///     before and are not among these belong to the feed no longer.
  ///   - announcement: whom to tell of the documents that have changed; noted together with them.
  public func markPublished(
    _ key: String, generation: Int, nextClosing: Timestamp? = nil, entries: Int = 0,
    newest: Timestamp? = nil, files: [PublishedFile] = [], announcement: HubAnnouncement? = nil
  ) throws(ArchiveError) {
    try runWhole { database in
      try database.lock(feed: key)
      try database.run(
        """
        UPDATE feed SET published = CASE WHEN published > ? THEN published ELSE ? END, next_closing = ?, entry_count = ?,
        newest = ? WHERE key = ?
        """,
        [
          generation, generation, nextClosing?.milliseconds, entries, newest?.milliseconds, key,
        ])
      let known = PublishedFileRows(database: database)
      try announcement?.note(known.changedDocuments(files, of: key), in: database)
      try known.replace(with: files, of: key)
    }
  }

  /// What the rules made of these raw entries before, so that they need not be cleaned again.
  public func cleaned(
    _ prints: [Fingerprint], of key: String, rules: String
  ) throws(ArchiveError) -> [Fingerprint: NormalizedEntry] {
    try run { database in
      var found: [Fingerprint: NormalizedEntry] = [:]
      for print in prints {
        let blob: [UInt8]? = try database.value(
          """
          SELECT cleaned FROM entry JOIN feed ON feed.number = entry.feed
          WHERE key = ? AND raw_print = ? AND entry.rules = ? AND cleaned IS NOT NULL
          """, [key, print.bytes, rules])
        // A row that can't be read is cleaned again.
        found[print] = try? blob.map {
          try NormalizedRecord.entry(Compression.inflated($0))
        }
      }
      return found
    }
  }
}
