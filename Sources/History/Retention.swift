package import FeedModel

/// How much of a feed's history is kept and published (design §6).
public struct Retention: Sendable, Hashable {
  /// How long an entry is remembered with its content since a source last offered it; `nil`
  /// for ever.
  public var keep: Duration?

  /// How many entries the main document holds, if the sources don't offer more.
  public var entries: Int

  /// How many it holds at most.
  public var maxEntries: Int

  /// For how long since it was first seen an entry keeps its content whatever ``keep`` says: until
  /// the archive page on which it stands is closed.
  public var leastKept: Duration = .zero

  /// A hundred entries, and all that the sources offer.
  public init(keep: Duration? = nil, entries: Int = 100, maxEntries: Int = 1000) {
    self.keep = keep
    self.entries = entries
    self.maxEntries = maxEntries
  }

  package struct Item: Sendable, Hashable {
    package var id: EntryID
    package var published: Timestamp
    /// Whether a source offers it now.
    package var isOffered: Bool

    package init(id: EntryID, published: Timestamp, isOffered: Bool) {
      self.id = id
      self.published = published
      self.isOffered = isOffered
    }
  }

  /// Newest first, then by id.
  package static func isBefore(_ a: Item, _ b: Item) -> Bool {
    a.published == b.published ? a.id < b.id : a.published > b.published
  }

  /// Which of the items the main document holds, in its order; indices into `items`.
  ///
  /// An entry leaves only when it is out of its source and past ``entries``.
  package func selection(of items: [Item]) -> [Int] {
    let order = items.indices.sorted { Retention.isBefore(items[$0], items[$1]) }
    let kept = order.enumerated().filter { rank, index in
      rank < max(0, entries) || items[index].isOffered
    }
    return kept.map(\.element).prefixArray(max(0, maxEntries))
  }
}

extension Array {
  fileprivate func prefixArray(_ count: Int) -> [Element] { Array(prefix(count)) }
}
