extension UnwrappingRule {
  static let keys = [
    "kind", "hosts", "paths", "take", "parameters", "having", "to", "relative", "keep",
  ]

  /// A rule of the tables `imageProxies` and `redirectors`.
  convenience init(_ rule: RuleReader, kind: Kind) {
    self.init(
      name: rule.name, about: rule.about,
      kind: rule.choice("kind", of: [Kind.proxy, .resizer]) ?? kind,
      hosts: rule.strings("hosts"), paths: rule.paths("paths"),
      extraction: rule.choice("take", of: Extraction.allCases) ?? .parameter,
      parameters: rule.strings("parameters"), having: rule.strings("having"),
      to: rule.string("to"),
      allowsRelative: rule.bool("relative"), keepsByDefault: rule.bool("keep"))
    let isLoose =
      hosts.isEmpty && !extraction.isKnownByCoding && paths.allSatisfy { $0.key == nil }
    rule.require(!isLoose, "hosts")
    rule.require(extraction != .parameter || !parameters.isEmpty, "parameters")
  }
}

extension UnwrappingRule.Extraction {
  /// Whether an address on any host shows by its coding that it may be meant.
  var isKnownByCoding: Bool { self == .base64 || self == .camo }
}

/// Which parameters of an address tell where its reader came from.
struct TrackingRule: Sendable, Hashable {
  /// What a parameter's value must be besides.
  enum Value: String, Sendable, Hashable, CaseIterable {
    case any
    /// The host of the feed's own site.
    case ownSite = "own-site"
    /// Alibaba's numbers with dots.
    case spm
    /// `rss`, `atom`, `feed`, in the entry's own link and the feed's home page alone.
    case feed
  }

  var name: String
  var about = ""
  /// Empty for any host.
  var hosts: [String] = []
  /// Lower case; `*` at the end stands for anything.
  var parameters: [String]
  var value = Value.any

  static let keys = ["hosts", "parameters", "value"]
}

extension TrackingRule {
  init(_ rule: RuleReader) {
    name = rule.name
    about = rule.about
    hosts = rule.strings("hosts")
    parameters = rule.strings("parameters").map { $0.lowercased() }
    value = rule.choice("value", of: Value.allCases) ?? .any
    rule.require(!parameters.isEmpty, "parameters")
  }
}
