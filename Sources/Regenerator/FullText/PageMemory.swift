import FeedModel
import Publisher
import Synchronization

/// Where pages of entries are kept between two readings of their feed.
protocol PageKeeper: Sendable {
  /// The pages of an entry's address; `nil` where there are none, or not whole.
  func pages(of address: WebAddress, feed: String) -> PageStore.Pages?
  /// Pages of a feed's other entries, one of each article, the newest first.
  func others(of feed: String, but address: WebAddress?, limit: Int) -> [[UInt8]]
  /// Puts the pages of entries in the place of what was there.
  func keep(_ kept: [(address: WebAddress, pages: PageStore.Pages)], of feed: String) throws
}

extension PageStore: PageKeeper {}

/// Pages that are kept compressed while the program runs, each for an hour, up to a size in bytes.
final class PageMemory: PageKeeper {
  private struct Kept {
    var feed: String
    var pages: [(address: WebAddress, packed: [UInt8])]
    var until: ContinuousClock.Instant
    var bytes: Int { pages.reduce(256) { $0 + $1.packed.count } }
  }

  private struct State {
    var kept: [String: Kept] = [:]
    /// Keys, the oldest first.
    var order: [String] = []
    var bytes = 0
    var holds: [String: Timestamp] = [:]

    mutating func remove(_ key: String) {
      guard let gone = kept.removeValue(forKey: key) else { return }
      bytes -= gone.bytes
      order.removeAll { $0 == key }
    }
  }

  private let limit: Int
  private let instant: @Sendable () -> ContinuousClock.Instant
  private let state = Mutex(State())

  private static let lifetime: Duration = .seconds(3600)
  /// The most hosts and addresses that are remembered to be left alone.
  private static let mostHolds = 10_000
  /// The most that one page may inflate to.
  private static let mostBytes = 64 << 20

  init(limit: Int, instant: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
    (self.limit, self.instant) = (limit, instant)
  }

  /// Hosts that want to be left alone, and until when.
  var holds: [String: Timestamp] { state.withLock(\.holds) }

  func keep(holds: [String: Timestamp], now: Timestamp) {
    state.withLock { state in
      state.holds = state.holds.merging(holds) { max($0, $1) }.filter { $0.value > now }
      guard state.holds.count > Self.mostHolds else { return }
      // Those that end last stay, half of the room is free again.
      let last = state.holds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      state.holds = Dictionary(
        uniqueKeysWithValues: last.prefix(Self.mostHolds / 2).map { ($0.key, $0.value) })
    }
  }

  func pages(of address: WebAddress, feed: String) -> PageStore.Pages? {
    let now = instant()
    let found = state.withLock { state -> Kept? in
      let key = Self.key(address, feed)
      guard let kept = state.kept[key] else { return nil }
      if kept.until <= now { state.remove(key) }
      return kept.until > now ? kept : nil
    }
    return found.flatMap { Self.unpacked($0) }
  }

  func others(of feed: String, but address: WebAddress?, limit: Int) -> [[UInt8]] {
    let own = address.map { Self.key($0, feed) }
    let found = state.withLock { state in
      state.order.reversed().filter { $0 != own }.compactMap { state.kept[$0] }
        .filter { $0.feed == feed }.prefix(limit)
    }
    return found.compactMap { Self.unpacked($0)?.first?.html }
  }

  func keep(_ kept: [(address: WebAddress, pages: PageStore.Pages)], of feed: String) {
    let until = instant() + Self.lifetime
    for (address, pages) in kept {
      let packed = pages.compactMap { page in
        Gzip.compressed(page.html).map { (address: page.address, packed: $0) }
      }
      let new = Kept(feed: feed, pages: packed, until: until)
      guard packed.count == pages.count, new.bytes <= limit else { continue }
      let key = Self.key(address, feed)
      state.withLock { state in
        state.remove(key)
        while state.bytes + new.bytes > limit, let oldest = state.order.first {
          state.remove(oldest)
        }
        state.kept[key] = new
        state.order.append(key)
        state.bytes += new.bytes
      }
    }
  }

  private static func unpacked(_ kept: Kept) -> PageStore.Pages? {
    var pages: PageStore.Pages = []
    for page in kept.pages {
      guard
        let html = try? LocalFiles.unpacked(
          page.packed, named: page.address.href, limit: mostBytes)
      else { return nil }
      pages.append((page.address, html))
    }
    return pages
  }

  private static func key(_ address: WebAddress, _ feed: String) -> String {
    "\(feed) \(address.href)"
  }
}
