internal import Bytes

/// Takes tracking parameters out of addresses and leaves every other byte as it was.
struct TrackingParameters: Sendable {
  let rules: [TrackingRule]
  private var byHost = HostTable<Int>()
  /// The parameters of the rules for any host.
  private var common = ParameterIndex()
  /// The parameters of each rule that names its hosts.
  private var own: [ParameterIndex?]

  /// The rule of marks of feeds, if there is one.
  private let feedMarks: Int?
  /// The rule of campaigns, whose names begin as those of a grid of maps do, if there is one.
  private let campaigns: Int?

  init(_ rules: [TrackingRule]) {
    self.rules = rules
    feedMarks = rules.firstIndex { $0.value == .feed }
    own = Array(repeating: nil, count: rules.count)
    campaigns = rules.firstIndex { $0.name.hasBytes(of: "tracking.utm") }
    for (number, rule) in rules.enumerated() {
      for host in rule.hosts { byHost.insert(number, for: host) }
      if rule.hosts.isEmpty {
        for parameter in rule.parameters { common.insert(parameter, rule: number) }
      } else {
        var index = ParameterIndex()
        for parameter in rule.parameters { index.insert(parameter, rule: number) }
        own[number] = index
      }
    }
  }

  /// The address without tracking parameters, and the first rule that took one; `nil` when there
  /// are none.
  ///
  /// - Parameter isFeeds: whether this is an entry's own link or the feed's home page, where marks of
  ///   the feed are none of the page's.
  func stripped(
    _ parts: AddressParts, ownHosts: [String], isFeeds: Bool = false
  ) -> (address: String, rule: Int)? {
    guard parts.query != nil || parts.fragment != nil else { return nil }
    let hostRules = byHost.values(for: parts.hostBytes)
    var first: Int?
    var query: [UInt8]?
    if let range = parts.query {
      query = kept(range, of: parts) { name, value in
        let rule = rule(for: name, value, hostRules: hostRules, ownHosts, isFeeds)
        if first == nil { first = rule }
        return rule != nil
      }
    }
    var fragment = parts.fragment.map { Array(parts.bytes[$0]) }
    if let range = parts.fragment,
      let rule = tracking(range, of: parts, hostRules, ownHosts, isFeeds)
    {
      first = first ?? rule
      fragment = nil
    }
    if isFeeds, let feedMarks, let range = parts.fragment,
      parts.bytes[range].starts(with: "tk.".utf8)
    {
      first = first ?? feedMarks
      fragment = nil
    }
    guard let first else { return nil }
    var output = Array(parts.bytes[..<parts.path.upperBound])
    if let query, !query.isEmpty { output += [UInt8(ascii: "?")] + query }
    if let fragment { output += [UInt8(ascii: "#")] + fragment }
    return (String(decoding: output, as: UTF8.self), first)
  }

  /// A fragment that is nothing but campaign parameters, as some feeds add it.
  private func tracking(
    _ range: Range<Int>, of parts: AddressParts, _ hostRules: [Int], _ ownHosts: [String],
    _ isFeeds: Bool
  ) -> Int? {
    var first: Int?
    let left = kept(range, of: parts) { name, value in
      guard value != nil else { return false }
      let found = rule(for: name, value, hostRules: hostRules, ownHosts, isFeeds)
      if first == nil { first = found }
      return found != nil
    }
    return left.isEmpty ? first : nil
  }

  /// The pairs that stay, with the separators that stood before them.
  private func kept(
    _ range: Range<Int>, of parts: AddressParts,
    without isRemoved: (ArraySlice<UInt8>, ArraySlice<UInt8>?) -> Bool
  ) -> [UInt8] {
    var output: [UInt8] = []
    var start = range.lowerBound
    var isFirst = true
    let bytes = parts.bytes
    while start <= range.upperBound {
      let end = endOfPair(bytes, from: start, range.upperBound)
      var name = bytes[start..<end]
      var value: ArraySlice<UInt8>?
      if let equals = name.firstIndex(of: UInt8(ascii: "=")) {
        value = name[(equals + 1)...]
        name = name[..<equals]
      }
      if !isRemoved(name, value) {
        if !isFirst { output.append(bytes[start - 1]) }
        output += bytes[start..<end]
        isFirst = false
      }
      start = end + 1
    }
    return output
  }

  /// Where a pair ends: at `&`, or at a `;` with another pair behind it. One without is part of the
  /// value.
  private func endOfPair(_ bytes: [UInt8], from start: Int, _ limit: Int) -> Int {
    var semicolon: Int?
    for index in start..<limit {
      switch bytes[index] {
      case UInt8(ascii: "&"): return index
      case UInt8(ascii: ";"): semicolon = index
      case UInt8(ascii: "="): if let semicolon { return semicolon }
      default: break
      }
    }
    return limit
  }

  private func rule(
    for name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>?, hostRules: [Int],
    _ ownHosts: [String], _ isFeeds: Bool
  ) -> Int? {
    guard !name.isEmpty else { return nil }
    for number in hostRules {
      let found = own[number]?.rule(for: name) { applies($0, value, ownHosts, isFeeds) }
      if let found { return found }
    }
    return common.rule(for: name) {
      applies($0, value, ownHosts, isFeeds) && !($0 == campaigns && MapGrid.names(name))
    }
  }

  private func applies(
    _ number: Int, _ value: ArraySlice<UInt8>?, _ ownHosts: [String], _ isFeeds: Bool
  ) -> Bool {
    switch rules[number].value {
    case .any: return true
    case .feed: return isFeeds && value.map(FeedMark.isOne) ?? false
    case .ownSite:
      guard let value else { return false }
      return ownHosts.contains { names(value, host: $0) }
    case .spm:
      guard let value, value.contains(UInt8(ascii: ".")) else { return false }
      return value.allSatisfy {
        $0.isASCIIDigit || $0.isASCIILetter || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
      }
    }
  }

  /// Whether a value is the name of the host, its `www.` aside, or an address there.
  private func names(_ value: ArraySlice<UInt8>, host: String) -> Bool {
    var value = PercentCoding.decoded(value)[...]
    for prefix in ["https://", "http://", "www."] where value.startsIgnoringCase(prefix.utf8) {
      value = value.dropFirst(prefix.utf8.count)
    }
    if value.last == UInt8(ascii: "/") { value.removeLast() }
    var host = Array(host.utf8)[...]
    if host.startsIgnoringCase("www.".utf8) { host = host.dropFirst(4) }
    return value.equalsIgnoringCase(host)
  }
}

/// Values that say that a reader came from a feed.
enum FeedMark {
  private static let words = ["rss", "atom", "feed", "rss2", "rssfeed", "rss2.0", "feeds"]

  /// `rss`, `atom`, `feed`; `rss-b1f3d322dadf` and the like; `rss.red.ho.atom`.
  static func isOne(_ value: ArraySlice<UInt8>) -> Bool {
    let end =
      value.firstIndex { !($0.isASCIILetter || $0.isASCIIDigit) } ?? value.endIndex
    let first = value[..<end]
    if words.contains(where: { value.equalsIgnoringCase($0.utf8) }) { return true }
    return end < value.endIndex && "-_.:".utf8.contains(value[end])
      && ["rss", "atom"].contains { first.equalsIgnoringCase($0.utf8) }
  }
}
