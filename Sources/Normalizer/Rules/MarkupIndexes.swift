/// Trackers by host, path and query.
struct TrackerIndex: Sendable {
  let rules: [TrackerRule]
  private var index = AddressIndex()
  /// Rules that name parameters alone.
  private var byQuery: [Int] = []

  init(_ rules: [TrackerRule]) {
    self.rules = rules
    for (number, rule) in rules.enumerated() {
      index.insert(number, hosts: rule.hosts, paths: rule.paths)
      if rule.hosts.isEmpty, rule.paths.isEmpty { byQuery.append(number) }
    }
  }

  /// The numbers of the rules that are asked about an address.
  func candidates(for parts: AddressParts) -> [Int] {
    let found = index.candidates(for: parts)
    return parts.query == nil ? found : found + byQuery
  }

  /// Whether a rule may know an address that has no query; `false` is certain.
  func mayKnow(_ address: Span<UInt8>, host: Range<Int>, path: Range<Int>) -> Bool {
    index.mayMatch(address, host: host, path: path)
  }

  /// The name of the first rule for an address; `isShown` says whether the picture is there to be
  /// seen.
  func rule(for parts: AddressParts, isShown: Bool) -> String? {
    for number in candidates(for: parts) {
      let rule = rules[number]
      guard rule.paths.match(parts) != nil, rule.hasParameters(parts) else { continue }
      if rule.sparesShown, isShown { continue }
      return rule.name
    }
    return nil
  }
}
