import Bytes

/// Values by host name, where a name stands for itself and all names below it.
///
/// Looking a host up costs one pass over its bytes, however many names the table holds.
struct HostTable<Value: Sendable>: Sendable {
  /// By the hashes of the names read from their ends.
  private var names = NamedNumbers()
  private var values: [Value] = []
  private var filter = HashFilter()

  var isEmpty: Bool { values.isEmpty }

  init() {}

  /// Adds a value for `example.org`, `*.example.org` or `.example.org`: all mean the same.
  mutating func insert(_ value: Value, for name: String) {
    var bytes = Array(name.utf8)
    for index in bytes.indices { bytes[index] = bytes[index].lowercased }
    if bytes.first == UInt8(ascii: "*") { bytes.removeFirst() }
    if bytes.first == UInt8(ascii: ".") { bytes.removeFirst() }
    var hash = ByteHash()
    for byte in bytes.reversed() { hash.combine(byte) }
    names.append(bytes, hash: hash.value)
    values.append(value)
    filter.insert(hash.value)
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
      guard isLabelStart, filter.mayContain(hash.value) else { continue }
      // Longer names come first; within a name the order of insertion is kept.
      var place = 0
      var number = names.first(hash.value)
      while let current = number {
        if names.isName(current, host[index...]) {
          found.insert(values[current], at: place)
          place += 1
        }
        number = names.next(behind: current)
      }
    }
    return found
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
        if isLabelStart, filter.mayContain(hash.value), names.first(hash.value) != nil {
          return true
        }
      }
      return false
    }
  }

  func contains(_ host: ArraySlice<UInt8>) -> Bool { !values(for: host).isEmpty }
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
