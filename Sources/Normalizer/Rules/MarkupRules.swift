/// Attributes that hold an address until a script has run.
final class LazyRule: Sendable {
  enum Target: String, Sendable, Hashable, CaseIterable {
    case src
    case srcset
    case poster
    /// The address of a picture behind an empty element.
    case background
    /// Words in the address of a picture that only stands in.
    case placeholder
  }

  let name: String
  let about: String
  let target: Target
  let attributes: [String]
  let words: [[UInt8]]
  /// Whether it outweighs an address that is there.
  let isStrong: Bool

  static let keys = ["to", "attributes", "words", "always"]

  init(_ rule: RuleReader) {
    name = rule.name
    about = rule.about
    target = rule.choice("to", of: Target.allCases) ?? .src
    attributes = rule.strings("attributes").map { $0.lowercased() }
    words = rule.bytes("words")
    isStrong = rule.bool("always")
  }
}

/// What becomes of a frame.
struct EmbedRule: Sendable, Hashable {
  enum Outcome: String, Sendable, Hashable, CaseIterable {
    case player
    case link
    case drop
  }

  var name: String
  var about: String
  var hosts: [String]
  var paths: [PathPattern]
  var outcome: Outcome
  /// `segment` for what follows the path pattern, else a parameter; `nil` when there is none.
  var id: String?
  /// The player's address; `nil` leaves it as it is, less what `keep` doesn't name.
  var to: String?
  /// Parameters that stay.
  var keep: [String]
  /// A parameter that is put behind them.
  var add: String?
  /// The page of the same thing.
  var link: String?
  /// A still picture of it.
  var picture: String?

  static let keys = ["hosts", "paths", "as", "id", "to", "keep", "add", "link", "picture"]

  init(_ rule: RuleReader) {
    name = rule.name
    about = rule.about
    hosts = rule.strings("hosts")
    paths = rule.paths("paths")
    outcome = rule.choice("as", of: Outcome.allCases) ?? .player
    id = rule.string("id")
    to = rule.string("to")
    keep = rule.strings("keep")
    add = rule.string("add")
    link = rule.string("link")
    picture = rule.string("picture")
    rule.require(!hosts.isEmpty, "hosts")
  }
}

/// An image that counts its readers.
struct TrackerRule: Sendable, Hashable {
  var name: String
  var about: String
  var hosts: [String]
  var paths: [PathPattern]

  static let keys = ["hosts", "paths"]

  init(_ rule: RuleReader) {
    name = rule.name
    about = rule.about
    hosts = rule.strings("hosts")
    paths = rule.paths("paths")
    rule.require(!hosts.isEmpty || !paths.allSatisfy { $0.key == nil }, "hosts")
  }
}

/// Words of links to the original of a translation.
struct RelatedRule: Sendable {
  let name: String
  let about: String
  let texts: [[UInt8]]
  /// BCP 47 tag of the original.
  let language: String?
  /// The two bytes that each text begins with.
  private var starts = HashFilter()

  static let keys = ["texts", "language"]

  init(_ rule: RuleReader) {
    name = rule.name
    about = rule.about
    texts = rule.bytes("texts").filter { $0.count > 1 }
    language = rule.string("language")
    for text in texts { starts.insert(UInt64(text[0]) << 8 | UInt64(text[1])) }
  }

  /// Whether one of the texts occurs.
  func isNamed(in text: [UInt8]) -> Bool {
    for index in text.indices.dropLast()
    where starts.mayContain(UInt64(text[index]) << 8 | UInt64(text[index + 1])) {
      if texts.contains(where: { text[index...].starts(with: $0) }) { return true }
    }
    return false
  }
}
