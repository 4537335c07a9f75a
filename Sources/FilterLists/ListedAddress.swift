internal import FeedModel

/// One address as rules look at it.
struct ListedAddress {
  /// As it is written, without the fragment; and the same in lower case.
  let exact: [UInt8]
  let lower: [UInt8]
  let host: Range<Int>
  /// The hashes that rules are found by, page's and ``CompiledLists/anyKey`` included.
  let keys: [UInt64]
  /// `nil` where the page is not known.
  let isThirdParty: Bool?
  let isOtherHost: Bool?

  /// Longer addresses are looked at by no rule.
  static let longest = 16 << 10

  /// `nil` for an address without a host, and for one that is too long.
  init?(_ address: WebAddress, page: ListedPage) {
    let ranges = address.ranges
    let end = ranges.fragment.map { $0.lowerBound - 1 } ?? address.href.utf8.count
    guard !ranges.host.isEmpty, end <= ListedAddress.longest, ranges.host.upperBound <= end else {
      return nil
    }
    var exact = Array(address.href.utf8)
    exact.removeLast(exact.count - end)
    let hasCapitals = exact.contains { $0 != $0.inLowerCase }
    let lower = hasCapitals ? exact.map(\.inLowerCase) : exact
    let host = ranges.host
    self.exact = exact
    self.lower = lower
    self.host = host
    keys = ListedAddress.keys(lower.span, host, page)
    guard page.isKnown else {
      isThirdParty = nil
      isOtherHost = nil
      return
    }
    let start = RegistrableDomain.start(lower.span, host)
    isThirdParty = !lower[start..<host.upperBound].elementsEqual(page.domain)
    isOtherHost = !lower[host].elementsEqual(page.host)
  }

  /// What its host may be called.
  func names() -> HostNames { HostNames(lower.span, host) }

  private static func keys(
    _ lower: Span<UInt8>, _ host: Range<Int>, _ page: ListedPage
  ) -> [UInt64] {
    var keys: [UInt64] = []
    keys.reserveCapacity(48)
    HostNames.forEachStart(lower, host) { start in
      keys.append(ListHash.of(lower, start..<host.upperBound, .host))
    }
    var start = 0
    while start < lower.count {
      guard lower[start].isLetterOrDigit else {
        start += 1
        continue
      }
      var end = start + 1
      while end < lower.count, lower[end].isLetterOrDigit { end += 1 }
      keys.append(ListHash.of(lower, start..<end, .token))
      start = end + 1
    }
    for level in page.names?.levels ?? [] {
      keys.append(CompiledLists.pageKey(level.host))
      if let entity = level.entity { keys.append(CompiledLists.pageKey(entity)) }
    }
    keys.append(CompiledLists.anyKey)
    return keys
  }
}
