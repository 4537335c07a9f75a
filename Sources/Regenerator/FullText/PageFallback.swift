import ArticleExtractor
import FeedModel
import FilterLists

/// The other addresses that a page names of itself, for one that gives too little.
enum PageFallback {
  /// The first of its canonical, AMP and print addresses that may be asked: of the same site, or in one
  /// of the caches that keep AMP pages; none that was asked.
  static func address(
    for page: WebAddress, asked: WebAddress, _ metadata: PageMetadata
  ) -> WebAddress? {
    let known = [page.pageKey, asked.pageKey]
    return [metadata.canonical, metadata.amp, metadata.print].lazy.compactMap(\.self).first {
      $0.isHTTP && !known.contains($0.pageKey) && mayBeAsked($0, page, asked)
    }
  }

  /// Whether an address that a page names may be asked for its sake.
  static func mayBeAsked(_ address: WebAddress, _ page: WebAddress, _ asked: WebAddress) -> Bool {
    guard let host = address.host else { return false }
    return isCache(host)
      || [page, asked].contains { other in
        other.host.map { SiteName.isSame($0, host) } ?? false
      }
  }

  /// Caches of AMP pages, which anybody's pages lie in.
  private static func isCache(_ host: String) -> Bool {
    ["cdn.ampproject.org", "bing-amp.com"].contains { cache in
      host.utf8.suffix(cache.utf8.count + 1).elementsEqual(".\(cache)".utf8)
    }
  }
}
