package import FeedModel

/// When an entry was published and last changed (design §6); what is stored never goes back.
package struct EntryDates: Sendable, Hashable {
  package var published: Timestamp
  package var updated: Timestamp
  /// Whether the source's date was more than a day ahead of the clock and so not believed.
  package var isFromTheFuture = false
  /// Whether nothing but the clock of the run that stores it gave ``published``, or ``updated``.
  package var isPublishedByClock = false
  package var isUpdatedByClock = false

  private static let day: Int64 = 86_400_000

  package init(published: Timestamp, updated: Timestamp, isFromTheFuture: Bool = false) {
    self.published = published
    self.updated = updated
    self.isFromTheFuture = isFromTheFuture
  }

  /// The dates of an entry that is seen for the first time.
  ///
  /// - Parameters:
  ///   - published: the source's own date, if any.
  ///   - modified: the source's own modification date, if any.
  ///   - place: how many entries stand before it in its document; entries without dates are a
  ///     second apart, the first one newest.
  package static func first(
    published: Timestamp?, modified: Timestamp?, place: Int, now: Timestamp
  ) -> EntryDates {
    let seen = Timestamp(milliseconds: now.milliseconds - Int64(place) * 1000) ?? now
    let isAhead = published.map { EntryDates.isAhead($0, of: now) } ?? false
    let own = isAhead ? nil : published
    let changed = modified.flatMap { EntryDates.isAhead($0, of: now) ? nil : $0 }
    let start = own ?? (isAhead ? seen : changed) ?? seen
    var dates = EntryDates(
      published: start, updated: max(start, changed ?? start), isFromTheFuture: isAhead)
    dates.isPublishedByClock = own == nil && (isAhead || changed == nil)
    return dates
  }

  /// The dates of an entry that is seen again; `published` stays for ever.
  ///
  /// - Parameters:
  ///   - modified: the source's own modification date, if it is one; `nil` for a build date.
  ///   - hasChanged: whether what a reader sees differs between two raw versions cleaned by
  ///     the same rules.
  package func next(
    modified: Timestamp?, lastModified: Timestamp?, hasChanged: Bool, now: Timestamp
  ) -> EntryDates {
    var next = self
    next.isFromTheFuture = false
    if let modified, !EntryDates.isAhead(modified, of: now), modified > lastModified ?? updated {
      next.updated = max(updated, modified)
    } else if hasChanged {
      next.updated = max(updated, now)
      next.isUpdatedByClock = now > updated
    }
    return next
  }

  package static func isAhead(_ date: Timestamp, of now: Timestamp) -> Bool {
    date.milliseconds - now.milliseconds > day
  }

  /// Whether modification dates are but the time at which the document was built: three entries
  /// or more that all bear the same one.
  package static func areBuildDates(_ dates: [Timestamp?]) -> Bool {
    guard dates.count >= 3, let first = dates[0] else { return false }
    return dates.allSatisfy { $0 == first }
  }
}
