internal import FeedModel

/// What an entry can be recognized by.
enum OfferName {
  /// - Parameter homeKeys: keys of addresses that many entries link to, the home page's.
  static func of(_ entry: NormalizedEntry, homeKeys: Set<String>) -> Identity.Name {
    let addresses = [entry.link, WebAddress(entry.id.iri)].compactMap(\.self)
    let aliases = entry.aliases.map { WebAddress($0)?.aliasKey ?? $0 }
    // A `urn:` is an id and no address.
    let all = addresses.map(\.aliasKey).filter { $0.hasPrefix("//") } + aliases
    var keys: [String] = []
    for key in all where !homeKeys.contains(key) && !isHomePage(key) && !keys.contains(key) {
      keys.append(key)
    }
    return Identity.Name(
      id: entry.id, keys: keys, title: entry.title, published: entry.published,
      visible: VisibleFingerprint.of(entry))
  }

  /// Whether a key is a host's first page, which names no article.
  private static func isHomePage(_ key: String) -> Bool {
    guard key.hasPrefix("//") else { return key.isEmpty }
    return key.dropFirst(2).drop { $0 != "/" }.count <= 1
  }

  /// The host in a key.
  static func host(_ key: String) -> String? {
    guard key.hasPrefix("//") else { return nil }
    return String(key.dropFirst(2).prefix { $0 != "/" })
  }

  /// As the `name` and `forgotten` tables hold them: ids and addresses apart.
  static func storedKeys(of name: Identity.Name) -> [String] {
    storedIDs([name.id]) + name.keys.map { "a:\($0)" }
  }

  static func storedIDs(_ ids: [EntryID]) -> [String] { ids.map { "i:\($0.iri)" } }
}
