package import FeedModel

/// What an entry can be recognized by.
package enum EntryName {
  /// - Parameters:
  ///   - homeKeys: page keys of addresses that many entries link to, the home page's.
  ///   - sibling: where the entry shares its link with others.
  package static func of(
    _ entry: NormalizedEntry, homeKeys: Set<String>, sibling: EntrySibling? = nil
  ) -> Identity.Name {
    var name = Identity.Name(
      id: entry.id, keys: [], title: entry.title, published: entry.published,
      visible: VisibleFingerprint.of(entry))
    name.hasGuid = entry.guid != nil
    if let guid = entry.guid, !guid.utf8.elementsEqual(entry.id.iri.utf8) { name.guids = [guid] }
    if let sibling {
      name.sibling = sibling
      name.id = sibling.id
      return name
    }
    let addresses = [entry.link, WebAddress(entry.id.iri)].compactMap(\.self)
    let aliases = entry.aliases.map { WebAddress($0)?.aliasKey ?? $0 }
    // A `urn:` is an id and no address.
    let all = addresses.map(\.aliasKey).filter { $0.hasPrefix("//") } + aliases
    for key in all.map({ WebAddress.pageKey($0) })
    where !homeKeys.contains(key) && !isHomePage(key) && !name.keys.contains(key) {
      name.keys.append(key)
    }
    return name
  }

  /// Whether a key is a host's first page, which names no article.
  private static func isHomePage(_ key: String) -> Bool {
    guard key.hasPrefix("//") else { return key.isEmpty }
    return key.dropFirst(2).drop { $0 != "/" }.count <= 1
  }

  /// The host in a key.
  package static func host(_ key: String) -> String? {
    guard key.hasPrefix("//") else { return nil }
    return String(key.dropFirst(2).prefix { $0 != "/" })
  }

  // MARK: As they are stored

  /// As the `name` and `forgotten` tables hold them: ids, addresses, guids, links that siblings share,
  /// their enclosures and texts apart.
  package static func storedKeys(of name: Identity.Name) -> [String] {
    var keys = storedIDs([name.id]) + name.keys.map { "a:\($0)" } + storedGuids(name.guids)
    if let sibling = name.sibling {
      keys.append("s:\(sibling.link)")
      keys += sibling.files.map { "e:\($0)" }
      if let text = sibling.text { keys.append("t:\(text)") }
    }
    return keys
  }

  /// What the table holds of a remembered entry.
  package static func knownKeys(of name: Identity.Name) -> [String] {
    storedIDs([name.id] + name.otherIDs) + name.keys.map { "a:\($0)" }
      + name.sharedLinks.map { "s:\($0)" } + name.enclosures.map { "e:\($0)" }
      + name.texts.map { "t:\($0)" } + storedGuids(name.guids)
  }

  private static func storedGuids(_ guids: [String]) -> [String] { guids.map { "g:\($0)" } }

  /// What an entry is stored by that readers of RSS know by a guid.
  package static func holders(ofGuid guid: String) -> [String] {
    storedGuids([guid]) + storedIDs([EntryID(iri: guid)])
  }

  package static func storedIDs(_ ids: [EntryID]) -> [String] { ids.map { "i:\($0.iri)" } }

  /// What an entry was forgotten by, in all spellings.
  package static func forgettable(_ name: Identity.Name) -> [String] {
    storedIDs([name.id]) + name.keys.flatMap(spellings)
  }

  /// What the entries that an offered one may be are looked up by.
  package static func lookups(of name: Identity.Name) -> [String] {
    var keys = storedIDs([name.id, Identity.distinctID(name)]) + name.keys.flatMap(spellings)
    if let sibling = name.sibling {
      keys += ["s:\(sibling.link)"] + spellings(sibling.link) + storedIDs([sibling.bareID])
    }
    return keys
  }

  /// Archives of version 1 held addresses with the slash that they were written with.
  private static func spellings(_ key: String) -> [String] {
    let slashed = slashed(key)
    return slashed == key ? ["a:\(key)"] : ["a:\(key)", "a:\(slashed)"]
  }

  private static func slashed(_ key: String) -> String {
    guard key.hasPrefix("//") else { return key }
    let path = key.prefix { $0 != "?" }
    return "\(path)/\(key[path.endIndex...])"
  }

  /// Other addresses that an address names an entry by, to forget it.
  package static func forgettable(address: WebAddress) -> [String] {
    let key = address.pageKey
    let slashed = slashed(key)
    return [address.aliasKey, key, slashed].map { "a:\($0)" }
      + WebAddress.indexNames.map { "a:\(slashed)\($0)" }
  }

  /// Adds a stored key to what an entry is known by.
  package static func read(_ key: String, into name: inout Identity.Name) {
    let value = String(key.dropFirst(2))
    switch key.prefix(2) {
    case "a:":
      let page = WebAddress.pageKey(value)
      if !name.keys.contains(page) { name.keys.append(page) }
    case "s:": name.sharedLinks.append(value)
    case "e:": name.enclosures.append(value)
    case "t:": name.texts.append(value)
    case "g:": name.guids.append(value)
    case "i:" where EntryID(iri: value) != name.id: name.otherIDs.append(EntryID(iri: value))
    default: break
    }
  }
}
