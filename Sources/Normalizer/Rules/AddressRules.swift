internal import JSON

extension UnwrappingRule {
  static let keys = ["kind", "hosts", "paths", "take", "parameters", "to", "relative", "keep"]

  /// A rule of the tables `imageProxies` and `redirectors`.
  init(_ object: RuleObject, kind: Kind) throws(InvalidRule) {
    try object.checkKeys(UnwrappingRule.keys)
    let extraction = try object.choice("take", of: Extraction.allCases) ?? .parameter
    self.init(
      name: object.name,
      about: try object.string("about") ?? "",
      kind: try object.choice("kind", of: [Kind.proxy, .resizer]) ?? kind,
      hosts: try object.strings("hosts"),
      paths: try object.strings("paths").map { PathPattern($0) },
      extraction: extraction,
      parameters: try object.strings("parameters"),
      to: try object.string("to"),
      allowsRelative: try object.bool("relative") ?? false,
      keepsByDefault: try object.bool("keep") ?? false)
    let isLoose = hosts.isEmpty && extraction != .base64 && paths.allSatisfy { $0.key == nil }
    if isLoose, let user = object.user {
      throw InvalidRule(.missingKey("hosts"), at: user)
    }
    if extraction == .parameter, parameters.isEmpty, let user = object.user {
      throw InvalidRule(.missingKey("parameters"), at: user)
    }
  }
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
  }

  var name: String
  var about: String
  /// Empty for any host.
  var hosts: [String]
  /// Lower case; `*` at the end stands for anything.
  var parameters: [String]
  var value: Value

  init(_ object: RuleObject) throws(InvalidRule) {
    try object.checkKeys(["hosts", "parameters", "value"])
    name = object.name
    about = try object.string("about") ?? ""
    hosts = try object.strings("hosts")
    parameters = try object.strings("parameters").map { $0.lowercased() }
    value = try object.choice("value", of: Value.allCases) ?? .any
    if parameters.isEmpty, let user = object.user {
      throw InvalidRule(.missingKey("parameters"), at: user)
    }
  }
}
