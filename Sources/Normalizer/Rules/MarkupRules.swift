internal import JSON

/// Attributes that hold an address until a script has run.
struct LazyRule: Sendable, Hashable {
  enum Target: String, Sendable, Hashable, CaseIterable {
    case src
    case srcset
    case poster
    /// Words in the address of a picture that only stands in.
    case placeholder
  }

  var name: String
  var about: String
  var target: Target
  var attributes: [String]
  var words: [[UInt8]]
  /// Whether it outweighs an address that is there.
  var isStrong: Bool

  init(_ object: RuleObject) throws(InvalidRule) {
    try object.checkKeys(["to", "attributes", "words", "always"])
    name = object.name
    about = try object.string("about") ?? ""
    target = try object.choice("to", of: Target.allCases) ?? .src
    attributes = try object.strings("attributes").map { $0.lowercased() }
    words = try object.strings("words").map { Array($0.utf8) }
    isStrong = try object.bool("always") ?? false
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

  init(_ object: RuleObject) throws(InvalidRule) {
    try object.checkKeys(["hosts", "paths", "as", "id", "to", "keep", "add", "link", "picture"])
    name = object.name
    about = try object.string("about") ?? ""
    hosts = try object.strings("hosts")
    paths = try object.strings("paths").map { PathPattern($0) }
    outcome = try object.choice("as", of: Outcome.allCases) ?? .player
    id = try object.string("id")
    to = try object.string("to")
    keep = try object.strings("keep")
    add = try object.string("add")
    link = try object.string("link")
    picture = try object.string("picture")
    if hosts.isEmpty, let user = object.user {
      throw InvalidRule(.missingKey("hosts"), at: user)
    }
  }
}

/// An image that counts its readers.
struct TrackerRule: Sendable, Hashable {
  var name: String
  var about: String
  var hosts: [String]
  var paths: [PathPattern]

  init(_ object: RuleObject) throws(InvalidRule) {
    try object.checkKeys(["hosts", "paths"])
    name = object.name
    about = try object.string("about") ?? ""
    hosts = try object.strings("hosts")
    paths = try object.strings("paths").map { PathPattern($0) }
    if hosts.isEmpty, paths.allSatisfy({ $0.key == nil }), let user = object.user {
      throw InvalidRule(.missingKey("hosts"), at: user)
    }
  }
}

/// Words of links to the original of a translation.
struct RelatedRule: Sendable, Hashable {
  var name: String
  var about: String
  var texts: [[UInt8]]
  /// BCP 47 tag of the original.
  var language: String?

  init(_ object: RuleObject) throws(InvalidRule) {
    try object.checkKeys(["texts", "language"])
    name = object.name
    about = try object.string("about") ?? ""
    texts = try object.strings("texts").map { Array($0.utf8) }
    language = try object.string("language")
  }
}
