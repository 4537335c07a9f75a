/// Whether an inner address may stand for the outer one.
enum PublicHost {
  private static let reserved = [
    "localhost", "local", "internal", "intranet", "lan", "home", "corp", "localdomain", "private",
    "invalid", "arpa", "onion",
  ]

  /// A name with a dot and a top level of letters that is no private one; an IP address is not.
  static func isPublic(_ host: ArraySlice<UInt8>) -> Bool {
    let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty }), let top = labels.last,
      top.count > 1, top.starts(with: "xn--".utf8) || top.allSatisfy(\.isASCIILetter)
    else { return false }
    return !reserved.contains { top.equalsIgnoringCase($0.utf8) }
  }
}
