import Bytes

/// Values by host name, where a name stands for itself and all names below it.
///
/// Looking a host up costs one pass over its bytes, however many names the table holds.
struct HostTable<Value: Sendable>: Sendable {
  private var values: [UInt64: [(name: [UInt8], value: Value)]] = [:]
  private var filter = HashFilter()
  private(set) var isEmpty = true

  init() {}

  /// Adds a value for `example.org`, `*.example.org` or `.example.org`: all mean the same.
  mutating func insert(_ value: Value, for name: String) {
    var bytes = Array(name.utf8).map(\.lowercased)
    if bytes.first == UInt8(ascii: "*") { bytes.removeFirst() }
    if bytes.first == UInt8(ascii: ".") { bytes.removeFirst() }
    let hash = hash(bytes[...])
    values[hash, default: []].append((bytes, value))
    filter.insert(hash)
    isEmpty = false
  }

  /// The values for a host in lower case: the host's own first, then its parents'.
  func values(for host: ArraySlice<UInt8>) -> [Value] {
    guard !isEmpty, mayContain(host.span, host: 0..<host.count) else { return [] }
    var found: [Value] = []
    var hash = ByteHash()
    var index = host.endIndex
    while index > host.startIndex {
      index -= 1
      hash.combine(host[index])
      let isLabelStart =
        index == host.startIndex || host[index - 1] == UInt8(ascii: ".")
      guard isLabelStart, filter.mayContain(hash.value), let bucket = values[hash.value] else {
        continue
      }
      let name = host[index...]
      for entry in bucket where entry.name.elementsEqual(name) {
        found.insert(entry.value, at: 0)
      }
    }
    return found.count < 2 ? found : stable(found, host)
  }

  /// The order of insertion within a name is kept; longer names come first.
  private func stable(_ found: [Value], _ host: ArraySlice<UInt8>) -> [Value] {
    var ordered: [Value] = []
    var start = host.startIndex
    while start < host.endIndex {
      let name = host[start...]
      for entry in values[hash(name)] ?? [] where entry.name.elementsEqual(name) {
        ordered.append(entry.value)
      }
      let dot = name.firstIndex(of: UInt8(ascii: ".")) ?? host.endIndex - 1
      start = dot + 1
    }
    return ordered
  }

  /// Whether the table may name the host or a parent of it; `false` is certain.
  func mayContain(_ address: Span<UInt8>, host: Range<Int>) -> Bool {
    if isEmpty { return false }
    precondition(host.lowerBound >= 0 && host.upperBound <= address.count, "range out of bounds")
    return address.withUnsafeBufferPointer { address in
      var hash = ByteHash()
      var index = host.upperBound
      while index > host.lowerBound {
        index -= 1
        hash.combine(address[index])
        let isLabelStart = index == host.lowerBound || address[index - 1] == UInt8(ascii: ".")
        if isLabelStart, filter.mayContain(hash.value) { return true }
      }
      return false
    }
  }

  func contains(_ host: ArraySlice<UInt8>) -> Bool { !values(for: host).isEmpty }

  private func hash(_ name: ArraySlice<UInt8>) -> UInt64 {
    var hash = ByteHash()
    for byte in name.reversed() { hash.combine(byte) }
    return hash.value
  }
}

/// Says quickly that a hash is not in a table: one bit for each of 4096 remainders.
struct HashFilter: Sendable {
  private var bits = [UInt64](repeating: 0, count: 64)

  mutating func insert(_ hash: UInt64) {
    bits[Int(hash >> 6 & 63)] |= 1 << (hash & 63)
  }

  @inline(__always)
  func mayContain(_ hash: UInt64) -> Bool {
    bits[Int(hash >> 6 & 63)] & 1 << (hash & 63) != 0
  }
}
