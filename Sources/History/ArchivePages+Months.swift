public import FeedModel

// A feed's history as fixed monthly pages (RFC 5005 §4).
//
// An entry stands on the page of the UTC month in which it was published, or first seen where it
// has no date, and never changes its page: where that month's page was closed before Refeed first saw the entry, it is the month in
// which it was seen. A page is closed three days after its month has ended, or three days after
// the feed began where that is later, so that a feed can begin with old entries.

extension ArchivePages {
  /// An entry and when it was first seen.
  public struct Item: Sendable {
    /// As it is published.
    public var entry: NormalizedEntry
    /// When Refeed saw it first.
    public var firstSeen: Timestamp

    /// An entry that was first seen at a time.
    public init(entry: NormalizedEntry, firstSeen: Timestamp) {
      self.entry = entry
      self.firstSeen = firstSeen
    }
  }

  /// Sorts entries onto pages.
  ///
  /// - Parameters:
  ///   - items: All entries that are remembered, or at least those of all pages not frozen.
  ///   - began: When the feed was first published.
  ///   - frozen: The months of pages that were published closed. They are left as they are, even
  ///     when their entries are no longer remembered.
  public init(of items: [Item], began: Timestamp, now: Timestamp, frozen: Set<String>) {
    var entries: [String: [NormalizedEntry]] = [:]
    for item in items {
      entries[Self.month(of: item, began: began), default: []].append(item.entry)
    }
    let months = Set(entries.keys).union(frozen).sorted()
    var pages: [Page] = []
    var nextClosing: Timestamp?
    for (index, month) in months.enumerated() where !frozen.contains(month) {
      let closing = Self.closing(of: month, began: began)
      if let closing, closing >= now { nextClosing = min(nextClosing ?? closing, closing) }
      pages.append(
        Page(
          month: month, entries: (entries[month] ?? []).sorted(by: NormalizedEntry.isBefore),
          previous: index > 0 ? months[index - 1] : nil, isClosed: closing.map { $0 < now } ?? false
        ))
    }
    self.init(pages: pages, newest: months.last, nextClosing: nextClosing)
  }

  /// The month on whose page an entry stands.
  public static func month(of item: Item, began: Timestamp) -> String {
    // Not `updated`, which moves.
    month(
      published: item.entry.published ?? item.firstSeen, firstSeen: item.firstSeen, began: began)
  }

  /// The month on whose page an entry of these dates stands.
  ///
  /// - Parameters:
  ///   - published: when it was published first.
  ///   - firstSeen: when Refeed saw it first.
  ///   - began: when the feed was first published.
  public static func month(
    published: Timestamp, firstSeen: Timestamp, began: Timestamp
  ) -> String {
    let own = published.month
    guard let closing = closing(of: own, began: began), closing < firstSeen else { return own }
    return firstSeen.month
  }

  /// When a month's page is closed; `nil` for what is no month, and at the end of time.
  static func closing(of month: String, began: Timestamp) -> Timestamp? {
    let parts = month.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 2, let (year, number) = next(year: parts[0], month: parts[1]) else {
      return nil
    }
    guard let end = Timestamp(CivilTime(year: year, month: number, day: 1)) else { return nil }
    return Timestamp(milliseconds: max(end, began).milliseconds + grace)
  }

  /// Three days.
  private static let grace: Int64 = 3 * 86_400_000

  private static func next(year: Int, month: Int) -> (year: Int, month: Int)? {
    guard (1...12).contains(month) else { return nil }
    return month == 12 ? (year + 1, 1) : (year, month + 1)
  }
}
