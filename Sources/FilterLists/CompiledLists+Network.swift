public import FeedModel

/// One rule of a list, as it is told.
public struct ListedRule: Sendable, Hashable {
  /// Its line.
  public let text: String
  /// Whether its pattern names a host with all its labels, or pages that it is for: it is about
  /// somebody, and not about all addresses that look alike.
  public let isNamed: Bool
}

/// What lists say of an address.
public enum ListVerdict: Sendable, Hashable {
  case none
  case blocked(by: ListedRule)
  case allowed(by: ListedRule, against: ListedRule)

  /// Whether a rule blocks the request and none lets it through.
  public var isBlocked: Bool {
    if case .blocked = self { true } else { false }
  }
}

extension CompiledLists {
  /// What the rules say of an address that is asked for by a page.
  ///
  /// Exceptions outweigh rules, but for those with `important`.
  public func verdict(
    on address: WebAddress, as kind: RequestKind, from page: ListedPage
  ) -> ListVerdict {
    guard let address = ListedAddress(address, page: page) else { return .none }
    let kinds = KindMask(kind)
    guard let rule = first(.block, address, kinds, page) else { return .none }
    guard !self.rule(rule).flags.contains(.important),
      let exception = first(.exception, address, kinds, page)
    else { return .blocked(by: listed(rule)) }
    if let important = first(.important, address, kinds, page) {
      return .blocked(by: listed(important))
    }
    return .allowed(by: listed(exception), against: listed(rule))
  }

  /// The kinds of rules that exceptions switch off for a page.
  func allowances(for page: ListedPage) -> KindMask {
    guard let address = page.address, let listed = ListedAddress(address, page: page) else {
      return []
    }
    var found: KindMask = []
    forEach(.pageExceptions, listed) { number in
      let kinds = rule(number).kinds.intersection(.page)
      if !kinds.isSubset(of: found), matches(number, listed, kinds, page) { found.formUnion(kinds) }
      return true
    }
    return found
  }

  /// Whether an exception with `document` keeps all rules off a page.
  public func isAllowed(_ page: ListedPage) -> Bool {
    allowances(for: page).contains(.document)
  }

  // MARK: Looking

  /// Runs `body` on the numbers of the rules that may match, until it says no.
  @inline(__always)
  func forEach(_ section: Section, _ address: ListedAddress, _ body: (Int) -> Bool) {
    let index = networkIndexes[section.rawValue - Section.important.rawValue]
    for key in address.keys where !index.forEach(key, in: flat, body) { return }
  }

  private func first(
    _ section: Section, _ address: ListedAddress, _ kinds: KindMask, _ page: ListedPage
  ) -> Int? {
    var found: Int?
    forEach(section, address) { number in
      guard matches(number, address, kinds, page) else { return true }
      found = number
      return false
    }
    return found
  }

  @inline(__always)
  func rule(_ number: Int) -> FlatNetworkRule {
    FlatNetworkRule(flat, at: rulesAt &+ number &* NetworkRule.bytes, texts: textsAt)
  }

  func listed(_ number: Int) -> ListedRule {
    let rule = rule(number)
    let namesPages = rule.pages > 0 && flat.u32(offset(of: .sets) + rule.pages - 1) > 0
    return ListedRule(
      text: text(rule.text(flat)), isNamed: rule.flags.contains(.namesHost) || namesPages)
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: flat.bytes[range], as: UTF8.self)
  }

  // MARK: Matching

  /// Whether a rule is for one of these kinds, this page and this address.
  func matches(
    _ number: Int, _ address: ListedAddress, _ kinds: KindMask, _ page: ListedPage
  ) -> Bool {
    let rule = rule(number)
    guard !rule.kinds.isDisjoint(with: kinds) else { return false }
    let flags = rule.flags
    guard CompiledLists.isOfParty(flags, address) else { return false }
    let sets = setsAt
    if rule.pages > 0, !HostSet.holds(page.names, at: sets + rule.pages - 1, in: flat) {
      return false
    }
    if rule.targets > 0, !HostSet.holds(address.names(), at: sets + rule.targets - 1, in: flat) {
      return false
    }
    // It was found by the hash of the host.
    let text = flags.contains(.matchCase) ? address.exact.span : address.lower.span
    if flags.contains(.wholeHost) {
      return CompiledLists.isWithin(address.lower.span, address.host, flat.bytes.span, rule.pattern)
    }
    if flags.contains(.expression) { return matchesExpression(number, rule, address) }
    return AddressPattern.matches(flat.bytes.span, rule.pattern, flags, text, host: address.host)
  }

  private static func isOfParty(_ flags: NetworkRule.Flags, _ address: ListedAddress) -> Bool {
    guard !flags.isDisjoint(with: [.thirdParty, .firstParty, .otherHost, .sameHost]) else {
      return true
    }
    guard let isThirdParty = address.isThirdParty, let isOtherHost = address.isOtherHost else {
      return false
    }
    if flags.contains(.thirdParty), !isThirdParty { return false }
    if flags.contains(.firstParty), isThirdParty { return false }
    if flags.contains(.otherHost), !isOtherHost { return false }
    if flags.contains(.sameHost), isOtherHost { return false }
    return true
  }

  /// Whether a host is that of the pattern or below it.
  private static func isWithin(
    _ address: Span<UInt8>, _ host: Range<Int>, _ pattern: Span<UInt8>, _ range: Range<Int>
  ) -> Bool {
    let start = host.upperBound - range.count
    guard start >= host.lowerBound else { return false }
    for index in 0..<range.count
    where address[start + index] != pattern[range.lowerBound + index] {
      return false
    }
    return start == host.lowerBound || address[start - 1] == UInt8(ascii: ".")
  }

  private func matchesExpression(
    _ number: Int, _ rule: FlatNetworkRule, _ address: ListedAddress
  ) -> Bool {
    let expression = cache.expression(number) {
      ListExpression(
        Array(flat.bytes[rule.pattern]), ignoringCase: !rule.flags.contains(.matchCase),
        isText: false)
    }
    return expression?.isFound(in: address.exact.span) ?? false
  }
}
