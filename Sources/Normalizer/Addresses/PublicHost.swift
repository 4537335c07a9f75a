/// Whether an inner address may stand for the outer one.
enum PublicHost {
  private static let reserved = [
    "localhost", "local", "internal", "intranet", "lan", "home", "corp", "localdomain", "private",
    "invalid", "arpa", "onion",
  ]

  /// A name with a dot and a top level of letters that is no private one; an IP address is not.
  static func isPublic(_ host: ArraySlice<UInt8>) -> Bool {
    // No label is empty.
    var last: Int?
    for index in host.indices where host[index] == UInt8(ascii: ".") {
      if index == (last.map { $0 + 1 } ?? host.startIndex) { return false }
      last = index
    }
    guard let last else { return false }
    let top = host[(last + 1)...]
    guard top.count > 1, top.starts(with: "xn--".utf8) || top.allSatisfy(\.isASCIILetter) else {
      return false
    }
    return !reserved.contains { top.equalsIgnoringCase($0.utf8) }
  }
}
