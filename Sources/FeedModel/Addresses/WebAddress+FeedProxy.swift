extension WebAddress {
  /// Whether the address is one of a service that offers other people's feeds: what such a feed
  /// gives without a host of its own belongs to the publisher's site, not to the service.
  public var isOnFeedProxy: Bool {
    guard var host else { return false }
    if isFeedBurnerItem { return true }
    return host.withUTF8 { host in
      guard let tail = Self.tail(host) else { return false }
      for (index, known) in Self.feedProxyTails.enumerated() where known == tail {
        let proxy = Self.feedProxies[index]
        let rest = host.count - proxy.count
        guard rest == 0 || (rest > 0 && host[rest - 1] == UInt8(ascii: ".")) else { continue }
        if host[rest...].elementsEqual(proxy) { return true }
      }
      return false
    }
  }

  /// FeedBurner's counted links, `/~r/SITE/~3/ITEM/`, which it serves on the publishers' own hosts too.
  private var isFeedBurnerItem: Bool {
    let path = path.utf8
    guard path.dropFirst().first == UInt8(ascii: "~"), path.starts(with: "/~r/".utf8) else {
      return false
    }
    let parts = path.split(separator: UInt8(ascii: "/"))
    return parts.count >= 4
      && parts.dropFirst(2).dropLast().contains { part in
        part.count == 2 && part.first == UInt8(ascii: "~")
          && part.last.map { $0 >= 0x30 && $0 <= 0x39 } == true
      }
  }

  /// The last six bytes of a host as one number; `nil` where there are fewer.
  private static func tail(_ host: some BidirectionalCollection<UInt8>) -> UInt64? {
    guard host.count >= 6 else { return nil }
    return host.suffix(6).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// ``tail(_:)`` of each of ``feedProxies``: most hosts are told from all of them by a glance.
  private static let feedProxyTails = feedProxies.map { tail($0) ?? 0 }

  /// Public services, by the hosts of the documents that they serve.
  private static let feedProxies = [
    "feedproxy.google.com", "feedburner.com", "feedx.net", "feedx.site", "rsshub.app",
    "rss-bridge.org", "openrss.org", "rss.app", "fetchrss.com", "feed43.com", "morss.it",
    "politepaul.com", "politepol.com", "rssground.com", "feedspot.com", "feedblitz.com",
    "feedity.com", "feedotter.com", "fivefilters.org", "fivefilters.net", "kill-the-newsletter.com",
    "rsseverything.com", "siftrss.com", "feedrinse.com", "pipes.digital", "feedsapi.org",
  ].map { Array($0.utf8) }
}
