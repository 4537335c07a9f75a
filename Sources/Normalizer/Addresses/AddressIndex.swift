import Bytes

/// Numbers of rules by host, and for rules that name no host by a segment of the path.
struct AddressIndex: Sendable {
  private var byHost = HostTable<Int>()
  private var bySegment = HashChains()
  /// The rule of each number of `bySegment`.
  private var segmentRules: [Int] = []
  private var filter = HashFilter()
  /// For segments that begin with `http` in base64 or in hexadecimal digits, and for paths that are
  /// a digest.
  private var byCoding: [Int] = []

  mutating func insert(_ rule: Int, hosts: [String], paths: [PathPattern], isCoded: Bool = false) {
    for host in hosts { byHost.insert(rule, for: host) }
    guard hosts.isEmpty else { return }
    if isCoded { byCoding.append(rule) }
    var keys: [UInt64] = []
    for path in paths {
      guard let key = path.key.map({ ByteHash.hash($0) }), !keys.contains(key) else { continue }
      keys.append(key)
      bySegment.append(key)
      segmentRules.append(rule)
      filter.insert(key)
    }
  }

  /// Rules whose host, or a segment of whose path, the address has.
  func candidates(for parts: AddressParts) -> [Int] {
    var found = byHost.values(for: parts.hostBytes)
    guard !bySegment.isEmpty || !byCoding.isEmpty else { return found }
    if AddressIndex.isDigest(parts.bytes.span.extracting(parts.path)) {
      found += byCoding.filter { !found.contains($0) }
    }
    forEachHit(in: parts.bytes.span, path: parts.path) { hash in
      guard let hash else {
        for rule in byCoding where !found.contains(rule) { found.append(rule) }
        return true
      }
      var number = bySegment.first(hash)
      while let current = number {
        let rule = segmentRules[current]
        if !found.contains(rule) { found.append(rule) }
        number = bySegment.next(behind: current)
      }
      return true
    }
    return found
  }

  /// Shows the hashes of the path's segments that rules may stand under, `nil` for one that is coded,
  /// until `body` has seen enough.
  @inline(__always)
  private func forEachHit(
    in address: Span<UInt8>, path: Range<Int>, _ body: (UInt64?) -> Bool
  ) {
    precondition(path.lowerBound >= 0 && path.upperBound <= address.count, "range out of bounds")
    address.withUnsafeBufferPointer { address in
      var hash = ByteHash()
      var start = path.lowerBound
      for index in path.lowerBound...path.upperBound {
        if index == path.upperBound || address[index] == UInt8(ascii: "/") {
          if index > start, filter.mayContain(hash.value), bySegment.first(hash.value) != nil,
            !body(hash.value)
          {
            return
          }
          hash = ByteHash()
          start = index + 1
        } else {
          if index == start, isCoded(address, at: index), !body(nil) { return }
          hash.combine(address[index])
        }
      }
    }
  }

  /// Whether a segment begins with `http` in base64 or in hexadecimal digits.
  private func isCoded(_ address: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let byte = address[index]
    guard byte == UInt8(ascii: "a") || byte == UInt8(ascii: "6"), !byCoding.isEmpty else {
      return false
    }
    return address[index...].starts(with: "aHR0c".utf8)
      || address[index...].starts(with: "68747470".utf8)
  }
}

extension AddressIndex {
  /// Whether a rule may be a candidate for the address; `false` is certain.
  func mayMatch(_ address: Span<UInt8>, host: Range<Int>, path: Range<Int>) -> Bool {
    if byHost.mayContain(address, host: host) { return true }
    guard !bySegment.isEmpty || !byCoding.isEmpty else { return false }
    if !byCoding.isEmpty, AddressIndex.isDigest(address.extracting(path)) { return true }
    var mayMatch = false
    forEachHit(in: address, path: path) { _ in
      mayMatch = true
      return false
    }
    return mayMatch
  }

  /// Whether a path is 40 or 64 hexadecimal digits, perhaps with a slash behind them.
  private static func isDigest(_ path: Span<UInt8>) -> Bool {
    guard [41, 42, 65, 66].contains(path.count) else { return false }
    let digits = path.count & 1 == 0 ? path.count - 1 : path.count
    if digits < path.count, path[digits] != UInt8(ascii: "/") { return false }
    for index in 1..<digits where Hexadecimal.value(of: path[index]) == nil { return false }
    return true
  }
}

extension [PathPattern] {
  /// Where one of the patterns matches; everywhere when there are none.
  func match(_ parts: AddressParts) -> Range<Int>? {
    if isEmpty { return parts.path.lowerBound..<parts.path.lowerBound }
    for pattern in self {
      if let range = pattern.match(in: parts.pathBytes) { return range }
    }
    return nil
  }
}
