internal import FeedModel

/// The entry's own page, in all the ways that feeds write its address: with or without tracking, a
/// slash at the end, `www.`, over http or https.
struct EntryPage: Sendable {
  /// Of the link as it is and as it is published.
  private var keys: [[UInt8]] = []

  init() {}

  init(_ work: EntryWork) {
    for page in [work.link].compactMap(\.self) + work.otherPages {
      keys += EntryPage.keys(of: page, work.rules, work.ownHosts)
    }
  }

  /// Whether an address leads to the same page, its fragment aside.
  func isSame(as address: WebAddress, _ rules: Rules) -> Bool {
    guard !keys.isEmpty, let key = EntryPage.key(of: address) else { return false }
    if keys.contains(key) { return true }
    // Nearly all links go elsewhere, and say so by their host and path.
    let path = key.prefix { $0 != UInt8(ascii: "?") }
    guard keys.contains(where: { $0.prefix { $0 != UInt8(ascii: "?") } == path }) else {
      return false
    }
    return EntryPage.keys(of: address, rules, []).contains { keys.contains($0) }
  }

  private static func keys(
    of address: WebAddress, _ rules: Rules, _ ownHosts: [String]
  ) -> [[UInt8]] {
    [address, rules.cleanedLink(address, ownHosts: ownHosts)?.address].compactMap { address in
      address.flatMap(key)
    }
  }

  /// Host, path and query.
  private static func key(of address: WebAddress) -> [UInt8]? {
    guard let parts = AddressParts(address) else { return nil }
    var host = parts.hostBytes
    if host.starts(with: "www.".utf8) { host = host.dropFirst(4) }
    var path = parts.pathBytes
    if path.last == UInt8(ascii: "/") { path = path.dropLast() }
    let query = parts.queryBytes ?? []
    return Array(host + path) + (query.isEmpty ? [] : [UInt8(ascii: "?")] + query)
  }
}
