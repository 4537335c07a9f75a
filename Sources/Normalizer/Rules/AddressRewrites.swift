internal import FeedModel
internal import JSON

/// Rewrites of addresses, one after the other; those by prefix are filed under their origin, so
/// that many cost no more than the few that come close.
struct AddressRewrites: Sendable {
  private enum Rewrite: Sendable {
    case prefix([UInt8], with: [UInt8])
    case pattern(Pattern, with: String)
  }

  private var rewrites: [Rewrite] = []
  /// Numbers of prefixes that hold a whole origin (`https://example.org/`), by it.
  private var byOrigin: [[UInt8]: [Int]] = [:]
  /// Numbers of all others.
  private var others: [Int] = []

  var isEmpty: Bool { rewrites.isEmpty }

  /// Adds `{"prefix": …, "with": …}` or `{"text": …, "with": …}`.
  mutating func add(_ object: JSONValue, _ problems: RuleProblems) {
    object.checkKeys(["prefix", "text", "with"], problems)
    let with = FeedRules.optionalText(object["with"], problems)
    guard let place = object["prefix"] else {
      guard object["text"] != nil else { return problems.add(.missingKey("prefix"), at: object) }
      guard let pattern = FeedRules.pattern(under: "text", of: object, problems) else { return }
      FeedRules.check(with, for: pattern, at: object["with"], problems)
      others.append(rewrites.count)
      return rewrites.append(.pattern(pattern, with: with))
    }
    guard let prefix = place.string, !prefix.isEmpty else {
      return problems.add(.wrongType(expected: "the beginning of an address"), at: place)
    }
    if object["text"] != nil {
      problems.add(.template("this must have \"prefix\" or \"text\", not both"), at: object)
    }
    let bytes = Array(prefix.utf8)
    if let origin = AddressRewrites.origin(of: bytes) {
      byOrigin[Array(origin), default: []].append(rewrites.count)
    } else {
      others.append(rewrites.count)
    }
    rewrites.append(.prefix(bytes, with: Array(with.utf8)))
  }

  /// Up to the third slash.
  private static func origin(of address: [UInt8]) -> ArraySlice<UInt8>? {
    var slashes = 0
    for index in address.indices where address[index] == UInt8(ascii: "/") {
      slashes += 1
      if slashes == 3 { return address[...index] }
    }
    return nil
  }

  /// `nil` when nothing applies or the result is no address.
  ///
  /// - Parameter runs: what the patterns may cost.
  func rewritten(_ address: [UInt8], _ runs: inout PatternRuns) -> String? {
    var bytes = address
    var last = -1
    while let next = next(after: last, for: bytes) {
      switch rewrites[next] {
      case .prefix(let prefix, let with):
        if bytes.starts(with: prefix) { bytes = with + bytes.dropFirst(prefix.count) }
      case .pattern(let pattern, let with):
        bytes = runs.replaced(pattern, in: bytes, with: with) ?? bytes
      }
      last = next
    }
    guard bytes != address else { return nil }
    return WebAddress(String(decoding: bytes, as: UTF8.self))?.href
  }

  /// How many rewrites are tried on an address.
  func candidates(for address: [UInt8]) -> Int {
    (AddressRewrites.origin(of: address).flatMap { byOrigin[Array($0)] } ?? []).count + others.count
  }

  /// The next rewrite that may apply to an address as it is now.
  private func next(after last: Int, for address: [UInt8]) -> Int? {
    let filed = AddressRewrites.origin(of: address).flatMap { byOrigin[Array($0)] } ?? []
    let candidates = [filed.first(past: last), others.first(past: last)]
    return candidates.compactMap { $0 }.min()
  }
}

extension [Int] {
  /// The first number of an ascending list that is larger.
  fileprivate func first(past number: Int) -> Int? {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if self[middle] > number { high = middle } else { low = middle + 1 }
    }
    return low < endIndex ? self[low] : nil
  }
}
