internal import FeedModel

/// What relative addresses of a document are relative to, where no `xml:base` says it: the channel's
/// home page, else the address that the document came from, else where it says that it lives.
///
/// A feed proxy's host has none of the publisher's pages, nor has the machine that a feed was tried
/// out on, so a base there comes last of all.
struct DocumentBase {
  private let address: WebAddress?
  private var homepage: WebAddress?
  private var selfAddress: WebAddress?

  init(address: WebAddress?) { self.address = address }

  /// Takes what the feed says of itself; a relative address is no base.
  mutating func learn(homepage: String?, selfAddress: String?) {
    self.homepage = self.homepage ?? DocumentBase.base(homepage)
    self.selfAddress = self.selfAddress ?? DocumentBase.base(selfAddress)
  }

  var best: WebAddress? {
    let known = [homepage, address, selfAddress].compactMap { $0 }
    return known.first { !$0.isOnFeedProxy && DocumentBase.isPublic($0) } ?? known.first
  }

  /// Whether a host is more than a name within a network, as `localhost` is.
  private static func isPublic(_ address: WebAddress) -> Bool {
    guard let host = address.host?.utf8 else { return false }
    return host.contains { $0 == 0x2E || $0 == 0x3A } && !host.elementsEqual("127.0.0.1".utf8)
  }

  private static func base(_ text: String?) -> WebAddress? {
    text.flatMap { WebAddress($0) }.flatMap { $0.isHTTP ? $0 : nil }
  }
}

/// Addresses of entries that only the whole feed can tell.
enum EntryAddresses {
  /// Gives entries without a page the one that their id names, and those without any base one.
  static func complete(_ feed: inout ParsedFeed, base: WebAddress?) {
    let home = feed.homepage.flatMap { $0.isOnFeedProxy ? nil : $0 }
    let homeHost = home?.host
    let guestBase = LinkLog.base(of: feed, home: home)
    takeIDs(in: &feed)
    for index in feed.entries.indices where feed.entries[index].base == nil {
      guard let link = feed.entries[index].link else {
        if home == nil { feed.entries[index].base = base }
        continue
      }
      if let homeHost, let host = link.host {
        if host.utf8.elementsEqual(homeHost.utf8) {
          // On the site itself, which is no proxy, FeedBurner's `/~r/` alone is one.
          guard UTF8Text.contains(link.href, 0x7E), link.isOnFeedProxy else { continue }
          feed.entries[index].base = base
          continue
        }
        if !isOneSite(host, homeHost), let page = ownPage(feed.entries[index].id, site: homeHost) {
          feed.entries[index].base = page
          continue
        }
      }
      if let guestBase, LinkLog.leaves(link, guestBase) {
        feed.entries[index].base = guestBase
        continue
      }
      if link.isOnFeedProxy { feed.entries[index].base = base }
    }
  }

  /// The page of an entry that links elsewhere, as entries of link blogs do: its id is an address of the
  /// feed's own site, and its link is none.
  private static func ownPage(_ id: String?, site: String) -> WebAddress? {
    guard let page = id.flatMap({ WebAddress($0) }), page.isHTTP,
      page.host.map({ isOneSite($0, site) }) == true
    else { return nil }
    return page
  }

  /// An id of Atom or RDF that is the address of a page of the same site. Elsewhere it is a name that
  /// only looks like an address.
  private static func takeIDs(in feed: inout ParsedFeed) {
    switch feed.dialect {
    case .atom10, .atom03, .rss10, .rss090: break
    default: return
    }
    let bare = feed.entries.indices.filter { feed.entries[$0].link == nil }
    guard !bare.isEmpty else { return }
    let own = [feed.homepage, feed.selfAddress, feed.address, feed.id.flatMap { WebAddress($0) }]
      .compactMap { $0?.host }
    for index in bare {
      guard let id = feed.entries[index].id, let page = WebAddress(id), page.isHTTP,
        page.path.utf8.count > 1, let host = page.host,
        own.contains(where: { isOneSite($0, host) })
      else { continue }
      feed.entries[index].link = page
      feed.entries[index].rawLink = id
    }
  }

  /// Whether two hosts are one but for `www.`.
  private static func isOneSite(_ one: String, _ other: String) -> Bool {
    withoutWWW(one.utf8).elementsEqual(withoutWWW(other.utf8))
  }

  private static func withoutWWW(_ host: String.UTF8View) -> Substring.UTF8View {
    host.starts(with: "www.".utf8) ? host.dropFirst(4) : host[...]
  }
}
