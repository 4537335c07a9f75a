public import FeedModel
internal import Foundation
internal import GRDB

/// A stored entry that other rules than the present ones have cleaned.
public struct StaleEntry: Sendable {
  /// Names the entry to ``ArchiveSession/replace(_:with:rules:)``.
  public var number: Int64
  public var raw: ParsedEntry
  /// The source that gave it; `nil` when it is configured no longer.
  public var source: String?
}

extension ArchiveSession {
  /// Entries of a feed that were cleaned by other rules, in no order that matters, at most
  /// `limit` and all after `number`.
  public func staleEntries(
    of key: String, rules: String, after number: Int64 = 0, limit: Int = 500
  ) throws(ArchiveError) -> [StaleEntry] {
    try run { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT entry.number AS number, raw, address FROM entry
          JOIN feed ON feed.number = entry.feed
          LEFT JOIN feed_source ON feed_source.number = entry.source
          WHERE key = ? AND rules <> ? AND raw IS NOT NULL AND entry.number > ?
          ORDER BY entry.number LIMIT ?
          """, arguments: [key, rules, number, limit])
      return try rows.compactMap { row in
        let bytes = try Compression.inflated([UInt8](row["raw"] as Data))
        return RawEntry(stored: bytes).parsed.map {
          StaleEntry(number: row["number"], raw: $0, source: row["address"])
        }
      }
    }
  }

  /// Puts what the present rules make of an entry in place of what older ones made; its id and
  /// dates stay.
  public func replace(
    _ stale: StaleEntry, with entry: NormalizedEntry, rules: String
  ) throws(ArchiveError) {
    try run { database in
      try database.execute(
        sql: "UPDATE entry SET cleaned = ?, visible = ?, rules = ? WHERE number = ?",
        arguments: [
          Data(Compression.deflated(NormalizedRecord.bytes(of: entry))),
          Data(VisibleFingerprint.of(entry).bytes), rules, stale.number,
        ])
    }
  }

  /// Settles a feed after its entries were replaced; gives whether there is something to publish.
  public func settle(
    _ key: String, head: NormalizedFeed, retention: Retention
  ) throws(ArchiveError) -> Bool {
    try runWhole { database in
      let rows = FeedRows(database: database)
      let feed = try rows.number(of: key, head: head, idIsConfigured: false)
      return try rows.settle(feed: feed, head: head, retention: retention).isChanged
    }
  }
}
