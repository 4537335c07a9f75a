internal import Bytes

/// Trackers by host, path and query.
struct TrackerIndex: Sendable {
  let rules: [TrackerRule]
  private var index = AddressIndex()
  /// Rules that name parameters alone, by the first.
  private var byQuery = NamedNumbers()
  private var queryRules: [Int] = []

  init(_ rules: [TrackerRule]) {
    self.rules = rules
    for (number, rule) in rules.enumerated() {
      index.insert(number, hosts: rule.hosts, paths: rule.paths)
      if rule.hosts.isEmpty, rule.paths.isEmpty, let first = rule.parameters.first {
        byQuery.append(first.utf8)
        queryRules.append(number)
      }
    }
  }

  /// The numbers of the rules that are asked about an address.
  func candidates(for parts: AddressParts) -> [Int] {
    var found = index.candidates(for: parts)
    if byQuery.isEmpty { return found }
    for parameter in parts.parameters {
      let name = parts.pair(parameter).name
      byQuery.forEach(name.span, hash: ByteHash.hash(name)) { found.append(queryRules[$0]) }
    }
    return found
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
