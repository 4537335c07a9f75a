/// Embeds by host and path.
struct EmbedIndex: Sendable {
  let rules: [EmbedRule]
  private var index = AddressIndex()

  init(_ rules: [EmbedRule]) {
    self.rules = rules
    for (number, rule) in rules.enumerated() {
      index.insert(number, hosts: rule.hosts, paths: rule.paths)
    }
  }

  /// The numbers of the rules that are asked about an address.
  func candidates(for parts: AddressParts) -> [Int] { index.candidates(for: parts) }

  /// The first rule for an address, and what its pattern matched in the path.
  func rule(for parts: AddressParts) -> (rule: EmbedRule, matched: Range<Int>)? {
    for number in index.candidates(for: parts) {
      if let matched = rules[number].paths.match(parts) { return (rules[number], matched) }
    }
    return nil
  }
}

/// Trackers by host and path.
struct TrackerIndex: Sendable {
  let rules: [TrackerRule]
  private var index = AddressIndex()

  init(_ rules: [TrackerRule]) {
    self.rules = rules
    for (number, rule) in rules.enumerated() {
      index.insert(number, hosts: rule.hosts, paths: rule.paths)
    }
  }

  /// The numbers of the rules that are asked about an address.
  func candidates(for parts: AddressParts) -> [Int] { index.candidates(for: parts) }

  /// Whether a rule may know the address; `false` is certain.
  func mayKnow(_ address: Span<UInt8>, host: Range<Int>, path: Range<Int>) -> Bool {
    index.mayMatch(address, host: host, path: path)
  }

  /// The name of the first rule for an address.
  func rule(for parts: AddressParts) -> String? {
    index.candidates(for: parts).first { rules[$0].paths.match(parts) != nil }
      .map { rules[$0].name }
  }
}
