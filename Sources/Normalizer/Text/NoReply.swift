internal import FeedModel

/// Mail addresses that nobody reads, which publishing programs put where an author belongs:
/// `no-reply@news.example (No reply News)`. A person's name beside one is the author's.
enum NoReply {
  /// Whether nothing is said of the person but such an address, and perhaps the same as a name.
  static func isNobody(_ person: Person) -> Bool {
    guard let email = person.email, person.address == nil,
      locals.contains(letters(email.utf8.prefix { $0 != UInt8(ascii: "@") }))
    else { return false }
    guard let name = person.name else { return true }
    let said = letters(name.utf8)
    return locals.contains { said.utf8.starts(with: $0.utf8) }
  }

  private static let locals = ["noreply", "donotreply", "dontreply"]

  private static func letters(_ text: some Sequence<UInt8>) -> String {
    String(decoding: text.filter(\.isASCIILetter).map(\.lowercased), as: UTF8.self)
  }
}
