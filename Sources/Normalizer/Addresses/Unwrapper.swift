internal import Bytes
internal import FeedModel

/// Rules that unwrap addresses, indexed by host and path.
struct Unwrapper: Sendable {
  /// How many wrappings are undone.
  private static let depth = 4

  let rules: [UnwrappingRule]
  private var index = AddressIndex()

  init(_ rules: [UnwrappingRule]) {
    self.rules = rules
    for (number, rule) in rules.enumerated() {
      index.insert(
        number, hosts: rule.hosts, paths: rule.paths, isCoded: rule.extraction.isKnownByCoding)
    }
  }

  /// Whether a rule may know the address; `false` is certain.
  func mayUnwrap(_ address: Span<UInt8>, host: Range<Int>, path: Range<Int>) -> Bool {
    index.mayMatch(address, host: host, path: path)
  }

  /// An address that was unwrapped, and by which rules, outermost first.
  struct Unwrapped: Sendable, Hashable {
    var address: WebAddress
    var rules: [Int]
  }

  /// The address behind `address`; `nil` when it is no wrapping, or wraps more than four deep.
  ///
  /// The result is http or https, names a public host, and is itself no wrapping.
  func unwrapped(
    _ address: WebAddress, where accepts: (Int) -> Bool = { _ in true }
  )
    -> Unwrapped?
  {
    guard let parts = AddressParts(address) else { return nil }
    return unwrapped(parts, where: accepts)
  }

  func unwrapped(
    _ parts: AddressParts, where accepts: (Int) -> Bool = { _ in true }
  )
    -> Unwrapped?
  {
    var outer = parts
    var current: Unwrapped?
    for _ in 0...Unwrapper.depth {
      guard let step = step(outer, where: accepts), let inner = AddressParts(step.address),
        inner.bytes != outer.bytes
      else { return current }
      current = Unwrapped(address: step.address, rules: (current?.rules ?? []) + [step.rule])
      outer = inner
    }
    return nil
  }

  /// What a proxy known by its host was asked for: a path of the page's own site, or nothing that is
  /// an address; `nil` for what is no such proxy or asks for an address.
  func unresolved(_ parts: AddressParts) -> [UInt8]? {
    for number in index.candidates(for: parts) where !rules[number].hosts.isEmpty {
      let rule = rules[number]
      guard rule.kind == .proxy, rule.extraction == .weserv || rule.extraction == .parameter,
        rule.paths.match(parts) != nil
      else { continue }
      let names = rule.extraction == .weserv ? ["url"] : rule.parameters
      let given = names.lazy.compactMap { parts.value(of: $0.utf8) }.first
      // Without the parameter a path that names a picture is no proxy's.
      if given == nil, PictureName.isPicture(parts.pathBytes) { return nil }
      let value = given ?? []
      let text = PercentCoding.decoded(value)
      let isPath = text.first == UInt8(ascii: "/") && !text.starts(with: "//".utf8)
      let isNothing =
        text.trimmedBlanks.isEmpty
        || ["data:", "blob:", "about:"].contains { text.startsIgnoringCase($0.utf8) }
      return isPath ? text : isNothing ? [] : nil
    }
    return nil
  }

  private func step(
    _ address: AddressParts, where accepts: (Int) -> Bool
  )
    -> (address: WebAddress, rule: Int)?
  {
    var parts = address
    let candidates = index.candidates(for: parts).filter(accepts)
    guard !candidates.isEmpty else { return nil }
    if parts.bytes.firstRange(ofBytes: Array("&amp;".utf8)) != nil {
      guard let decoded = AddressParts(parts.bytes.withDecodedAmpersands) else { return nil }
      parts = decoded
    }
    for index in candidates {
      guard let matched = rules[index].paths.match(parts), has(rules[index].having, parts),
        let inner = InnerAddress(parts: parts, rule: rules[index], matched: matched).text(),
        let found = validated(inner, from: parts, by: rules[index])
      else { continue }
      return (found, index)
    }
    return nil
  }

  /// Whether one of the pairs is in the query, if any must be.
  private func has(_ pairs: [String], _ parts: AddressParts) -> Bool {
    if pairs.isEmpty { return true }
    return parts.parameters.contains { parameter in
      pairs.contains { parts.bytes[parameter].elementsEqual($0.utf8) }
    }
  }

  /// The inner address made absolute, if it is one that may stand for the outer.
  private func validated(
    _ inner: [UInt8], from parts: AddressParts, by rule: UnwrappingRule
  )
    -> WebAddress?
  {
    var value = inner
    for _ in 0..<Unwrapper.depth where value.beginsEncoded {
      value = PercentCoding.decoded(value)
    }
    value = Array(value.trimmedBlanks)
    guard value.isUTF8 else { return nil }
    if value.startsIgnoringCase("ssl:".utf8) {
      value.removeFirst(4)
      if !value.starts(with: "//".utf8) { value = Array("//".utf8) + value }
    }
    guard let absolute = absolute(value, from: parts, by: rule),
      let address = WebAddress(String(decoding: absolute, as: UTF8.self)),
      !address.hasCredentials, let inside = AddressParts(address),
      PublicHost.isPublic(inside.hostBytes)
    else { return nil }
    return address
  }

  private func absolute(
    _ value: [UInt8], from parts: AddressParts, by rule: UnwrappingRule
  )
    -> [UInt8]?
  {
    // One slash is enough: some servers fold two.
    if value.startsIgnoringCase("http:/".utf8) || value.startsIgnoringCase("https:/".utf8) {
      return value
    }
    if let inner = value.behindHost { return inner }
    if value.starts(with: "//".utf8) { return Array("https:".utf8) + value }
    if rule.allowsRelative {
      let slash = value.first == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]
      return value.isEmpty || value.hasScheme
        ? nil : Array(parts.bytes[parts.origin]) + slash + value
    }
    guard value.first?.isHostByte == true, !value.hasScheme else { return nil }
    return Array("https://".utf8) + value
  }
}

extension [UInt8] {
  /// Whether this is an address whose scheme is still percent-encoded.
  fileprivate var beginsEncoded: Bool {
    prefix(6).contains(UInt8(ascii: "%"))
      && ["http%3A", "https%3A", "http%253A", "https%253A", "%2F%2F", "http:%2F", "https:%2F"]
        .contains { startsIgnoringCase($0.utf8) }
  }

  /// What a mirror put a host before that had one already: `www.example.orghttps://…`.
  fileprivate var behindHost: [UInt8]? {
    let host = prefix { $0.isASCIILetter || $0.isASCIIDigit || ".-".utf8.contains($0) }
    for scheme in ["https", "http"]
    where host.contains(UInt8(ascii: "."))
      && host.suffix(scheme.utf8.count).elementsEqual(scheme.utf8)
      && self[host.endIndex...].starts(with: "://".utf8)
    {
      return Array(self[(host.endIndex - scheme.utf8.count)...])
    }
    return nil
  }

  /// Whether a scheme stands before any slash, other than a port behind a host.
  fileprivate var hasScheme: Bool {
    for (index, byte) in enumerated() {
      if byte == UInt8(ascii: ":") {
        return
          !(index + 1 < count && self[index + 1].isASCIIDigit
          && self[..<index].contains(UInt8(ascii: ".")))
      }
      if !(byte.isASCIILetter || byte.isASCIIDigit || ".+-".utf8.contains(byte)) { return false }
    }
    return false
  }

  /// `&amp;` undone once: addresses that were escaped twice keep it after parsing.
  fileprivate var withDecodedAmpersands: [UInt8] {
    var output: [UInt8] = []
    var index = 0
    while index < count {
      output.append(self[index])
      if self[index...].starts(with: "&amp;".utf8) { index += 4 }
      index += 1
    }
    return output
  }
}
