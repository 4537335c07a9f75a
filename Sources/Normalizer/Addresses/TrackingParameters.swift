/// Takes tracking parameters out of addresses and leaves every other byte as it was.
struct TrackingParameters: Sendable {
  let rules: [TrackingRule]
  private var byHost = HostTable<Int>()
  /// The parameters of the rules for any host.
  private var common = ParameterIndex()
  /// The parameters of each rule that names its hosts.
  private var own: [Int: ParameterIndex] = [:]

  init(_ rules: [TrackingRule]) {
    self.rules = rules
    for (number, rule) in rules.enumerated() {
      for host in rule.hosts { byHost.insert(number, for: host) }
      for parameter in rule.parameters {
        if rule.hosts.isEmpty {
          common.insert(parameter, rule: number)
        } else {
          own[number, default: ParameterIndex()].insert(parameter, rule: number)
        }
      }
    }
  }

  /// The address without tracking parameters, and the first rule that took one; `nil` when there
  /// are none.
  func stripped(_ parts: AddressParts, ownHosts: [String]) -> (address: String, rule: Int)? {
    guard parts.query != nil || parts.fragment != nil else { return nil }
    let hostRules = byHost.values(for: parts.hostBytes)
    var first: Int?
    var query: [UInt8]?
    if let range = parts.query {
      query = kept(range, of: parts) { name, value in
        let rule = rule(for: name, value, hostRules: hostRules, ownHosts: ownHosts)
        if first == nil { first = rule }
        return rule != nil
      }
    }
    var fragment = parts.fragment.map { Array(parts.bytes[$0]) }
    if let range = parts.fragment, isTracking(range, of: parts, ownHosts) {
      first = first ?? 0
      fragment = nil
    }
    guard let first else { return nil }
    var output = Array(parts.bytes[..<parts.path.upperBound])
    if let query, !query.isEmpty { output += [UInt8(ascii: "?")] + query }
    if let fragment { output += [UInt8(ascii: "#")] + fragment }
    return (String(decoding: output, as: UTF8.self), first)
  }

  /// A fragment that is nothing but campaign parameters, as some feeds add it.
  private func isTracking(
    _ range: Range<Int>, of parts: AddressParts, _ ownHosts: [String]
  )
    -> Bool
  {
    var isTracking = false
    let left = kept(range, of: parts) { name, value in
      let matches =
        value != nil
        && rule(for: name, value, hostRules: [], ownHosts: ownHosts) != nil
      isTracking = isTracking || matches
      return matches
    }
    return isTracking && left.isEmpty
  }

  /// The pairs that stay, with the separators that stood before them.
  private func kept(
    _ range: Range<Int>, of parts: AddressParts,
    without isRemoved: (ArraySlice<UInt8>, ArraySlice<UInt8>?) -> Bool
  ) -> [UInt8] {
    var output: [UInt8] = []
    var start = range.lowerBound
    var isFirst = true
    while start <= range.upperBound {
      let bytes = parts.bytes
      let rest = bytes[start..<range.upperBound]
      let end =
        rest.firstIndex { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: ";") }
        ?? range.upperBound
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

  private func rule(
    for name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>?, hostRules: [Int],
    ownHosts: [String]
  ) -> Int? {
    guard !name.isEmpty else { return nil }
    for number in hostRules {
      let found = own[number]?.rule(for: name) { applies($0, value, ownHosts: ownHosts) }
      if let found { return found }
    }
    return common.rule(for: name) { applies($0, value, ownHosts: ownHosts) }
  }

  private func applies(
    _ number: Int, _ value: ArraySlice<UInt8>?, ownHosts: [String]
  ) -> Bool {
    switch rules[number].value {
    case .any: return true
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
    var value = ByteCoding.percentDecoded(value)[...]
    for prefix in ["https://", "http://", "www."] where value.startsIgnoringCase(prefix.utf8) {
      value = value.dropFirst(prefix.utf8.count)
    }
    if value.last == UInt8(ascii: "/") { value.removeLast() }
    var host = Array(host.utf8)[...]
    if host.startsIgnoringCase("www.".utf8) { host = host.dropFirst(4) }
    return value.equalsIgnoringCase(host)
  }
}
