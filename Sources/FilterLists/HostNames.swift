/// A host by the names that a rule may know it by: itself and each of its parents, and the same
/// without the public suffix.
struct HostNames: Sendable {
  struct Level: Sendable {
    var host: UInt64
    /// `nil` at and above the public suffix.
    var entity: UInt64?
  }

  /// From the whole host to its last label.
  private(set) var levels: [Level] = []

  /// Hosts have few labels; what one with more is called at the top doesn't matter.
  private static let most = 24

  /// - Parameter bytes: the host in lower case, at `range`.
  init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let suffix =
      RegistrableDomain.isNumeric(bytes, range)
      ? range.lowerBound : RegistrableDomain.suffixStart(bytes, range)
    levels.reserveCapacity(6)
    HostNames.forEachStart(bytes, range) { start in
      let entity = start + 1 < suffix ? ListHash.of(bytes, start..<suffix - 1, .entity) : nil
      levels.append(
        Level(host: ListHash.of(bytes, start..<range.upperBound, .host), entity: entity))
    }
  }

  /// Runs `body` on where each name of a host begins; an IP address has one.
  @inline(__always)
  static func forEachStart(_ bytes: Span<UInt8>, _ range: Range<Int>, _ body: (Int) -> Void) {
    var start = range.lowerBound
    var count = 0
    while start < range.upperBound, count < most {
      body(start)
      if count == 0, RegistrableDomain.isNumeric(bytes, range) { return }
      while start < range.upperBound, bytes[start] != UInt8(ascii: ".") { start += 1 }
      start += 1
      count += 1
    }
  }
}

/// The hosts that a rule is for and those that it is not for, in flat bytes: how many, then their
/// hashes in ascending order.
enum HostSet {
  /// Whether a host is meant: its nearest name decides; one that is not named is meant by a set that
  /// only has exceptions.
  static func holds(_ names: HostNames?, at offset: Int, in flat: FlatBytes) -> Bool {
    let meant = flat.u32(offset)
    let others = flat.u32(offset + 4)
    guard let names else { return meant == 0 }
    let first = offset + 8
    for level in names.levels {
      for hash in [level.host, level.entity ?? 0] where hash != 0 {
        if contains(hash, first + meant * 8, others, flat) { return false }
        if contains(hash, first, meant, flat) { return true }
      }
    }
    return meant == 0
  }

  private static func contains(
    _ hash: UInt64, _ offset: Int, _ count: Int, _ flat: FlatBytes
  ) -> Bool {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      let value = flat.u64(offset + middle * 8)
      if value == hash { return true }
      if value < hash { low = middle + 1 } else { high = middle }
    }
    return false
  }
}
