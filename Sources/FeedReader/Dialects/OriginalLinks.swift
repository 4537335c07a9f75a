internal import FeedModel

/// FeedBurner's and Pheedo's `origLink`: what names no page of the entry's own, as only the whole feed
/// can tell.
enum OriginalLinks {
  /// Leaves out those that are the home page of several entries, or one page of several that have
  /// links of their own. Where entries share the proxy's link as well, it names them no better.
  static func dropShared(in feed: inout ParsedFeed) {
    // Few feeds have any.
    guard feed.entries.indices.contains(where: { isNamed(by: feed.entries[$0].extensions) }) else {
      return
    }
    let originals = feed.entries.map(original)
    var uses: [String: (count: Int, link: WebAddress?, isShared: Bool)] = [:]
    for (entry, original) in zip(feed.entries, originals) {
      guard let key = original?.pageKey else { continue }
      var use = uses[key] ?? (0, entry.link, false)
      use.count += 1
      use.isShared = use.isShared || use.link != entry.link
      uses[key] = use
    }
    let home = feed.homepage?.pageKey
    var links: [WebAddress: Int] = [:]
    for entry in feed.entries { if let link = entry.link { links[link, default: 0] += 1 } }
    for (index, original) in originals.enumerated() {
      guard let original, let use = uses[original.pageKey], use.count > 1,
        use.isShared || original.pageKey == home,
        feed.entries[index].link.map({ links[$0, default: 0] }) ?? 0 < 2
      else { continue }
      feed.entries[index].extensions.removeAll(where: isOriginal)
      feed.entries[index].links.removeAll { $0.rel == "canonical" && $0.address == original }
    }
  }

  /// Whether an entry names its own page so.
  static func isNamed(by extensions: [ExtensionElement]) -> Bool {
    extensions.contains(where: isOriginal)
  }

  private static func original(of entry: ParsedEntry) -> WebAddress? {
    entry.extensions.first(where: isOriginal).flatMap { WebAddress($0.text) }
  }

  private static func isOriginal(_ element: ExtensionElement) -> Bool {
    UTF8Text.equal(element.name, ignoringCase: "origlink")
      && FeedNamespace.named(element.namespace) == .feedBurner
  }
}
