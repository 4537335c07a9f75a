package import FeedModel

/// How many entries a source has brought in a day.
///
/// A source that names its entries anew at each request would fill the archive for ever.
package struct Influx: Sendable, Hashable {
  /// Days since 1970; 0 before the first entry.
  package var day: Int64
  package var count: Int

  package init(day: Int64 = 0, count: Int = 0) {
    self.day = day
    self.count = count
  }

  /// Whether the source has brought no entries yet.
  package var isUnused: Bool { day == 0 }

  /// How many new entries a source may bring in a day that offers so many at once, so many of them
  /// new.
  ///
  /// Of one whose offers are new for the most part it is six times what it offers: it names them
  /// anew. A site that brings much keeps most of what it has offered from one request to the next.
  package static func limit(offered: Int, new: Int) -> Int {
    2 * new > offered ? max(300, 6 * offered) : max(2000, 6 * offered)
  }

  /// Notes that the source has brought its first entries: they count for nothing.
  package mutating func begin(now: Timestamp) {
    (day, count) = (Influx.day(of: now), 0)
  }

  /// Notes new entries; gives how many of them are let in.
  package mutating func admit(_ new: Int, offered: Int, now: Timestamp) -> Int {
    if day != Influx.day(of: now) { begin(now: now) }
    let admitted = min(new, max(0, Influx.limit(offered: offered, new: new) - count))
    count += admitted
    return admitted
  }

  private static func day(of time: Timestamp) -> Int64 { time.milliseconds / 86_400_000 }

  /// What the feed's owner is told of those that were not let in.
  package static func notice(of source: String, left: Int, limit: Int) -> Diagnostic {
    Diagnostic(
      .warning, code: "source-renames",
      "the source has offered more than \(limit) new entries today, as one does "
        + "that names its entries anew at each request; \(left) are left out until tomorrow",
      name: source)
  }
}
