internal import FeedModel

/// Feeds whose entries are on their own site, but for a few that link to what they speak of.
///
/// What such an entry's body says of addresses is said by its site, not by the one that it links to.
enum LinkLog {
  /// The home page, where at least two entries and twice as many as not lead to its site; `nil` in all
  /// other feeds: those of aggregators lead everywhere.
  static func base(of feed: ParsedFeed, home: WebAddress?) -> WebAddress? {
    guard let home, home.isHTTP else { return nil }
    var inside = 0
    var outside = 0
    for case let link? in feed.entries.lazy.map(\.link) where !link.isOnFeedProxy {
      if leaves(link, home) { outside += 1 } else { inside += 1 }
    }
    return outside > 0 && inside >= 2 && inside >= 2 * outside ? home : nil
  }

  /// Whether an address leads to another site, by the last two labels of both hosts.
  static func leaves(_ link: WebAddress, _ home: WebAddress) -> Bool {
    guard let host = link.host, let own = home.host, link.isHTTP, !link.isOnFeedProxy else {
      return false
    }
    return !site(host.utf8).elementsEqual(site(own.utf8))
  }

  private static func site(_ host: String.UTF8View) -> Substring.UTF8View {
    var labels = 0
    var start = host.endIndex
    while start > host.startIndex {
      let before = host.index(before: start)
      if host[before] == 0x2E {
        labels += 1
        if labels == 2 { break }
      }
      start = before
    }
    return host[start...]
  }
}
