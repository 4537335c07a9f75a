import FeedModel
public import JSON

/// All rules of a feed: the built-in tables with the user's laid over them, compiled.
///
/// Compile once and share: a value is immutable and cheap to copy.
public struct Rules: Sendable {
  /// The built-in tables alone.
  public static let builtIn: Rules = {
    // Literals of this binary: no input can bring this about.
    guard let rules = try? Rules(merging: nil) else {
      preconditionFailure("the built-in tables are broken: RulesTests shows where")
    }
    return rules
  }()

  static let keys = [
    "imageProxies", "redirectors", "tracking", "trackers", "promos", "leads", "lazy", "embeds",
    "sanitizer", "images", "off", "remove", "keep", "unwrap", "replace", "rename", "addresses",
    "only", "drop", "limit",
  ]

  private let storage: Storage

  /// Lays a user's rules, the object under `rules` in the configuration, over the built-in ones.
  ///
  /// A rule of a user's table extends the built-in list, or changes the built-in rule of its name
  /// key by key; `"on": false` and the list `off` switch rules off.
  /// - Throws: ``InvalidRule`` for the first thing that can't be used.
  ///
  /// `only`, `drop` and `limit` may stand among the rules or be given apart.
  public init(
    merging user: JSONValue?, only: JSONValue? = nil, drop: JSONValue? = nil,
    limit: JSONValue? = nil
  ) throws(InvalidRule) {
    storage = try Storage(user, only: only, drop: drop, limit: limit)
  }

  /// Changes whenever a change of the rules may change what comes out.
  public var fingerprint: String { storage.fingerprint }

  var imageProxies: Unwrapper { storage.imageProxies }
  var redirectors: Unwrapper { storage.redirectors }
  var tracking: TrackingParameters { storage.tracking }
  var trackers: TrackerIndex { storage.trackers }
  var promos: PromoIndex { storage.promos }
  var related: [RelatedRule] { storage.related }
  var lazy: [LazyRule] { storage.lazy }
  var embeds: EmbedIndex { storage.embeds }
  var images: ImagePolicy { storage.images }
  var policy: SanitizerPolicy { storage.policy }
  var lead: LeadSwitch { storage.lead }
  var off: RuleSwitches { storage.off }
  var feed: FeedRules { storage.feed }

  /// How many entries of a feed are wanted, the newest; `nil` for all.
  public var entryLimit: Int? { storage.feed.limit }

  /// Whether a filter asks for the age of entries, so that what it says changes with time.
  public var dependOnTime: Bool {
    (storage.feed.only + storage.feed.drop).contains(where: \.asksForAge)
  }

  /// Every rule that is in force, in the order of its table.
  public var descriptions: [RuleDescription] { storage.descriptions }

  /// Held once, however often the rules are copied.
  private final class Storage: Sendable {
    let imageProxies: Unwrapper
    let redirectors: Unwrapper
    let tracking: TrackingParameters
    let trackers: TrackerIndex
    let promos: PromoIndex
    let related: [RelatedRule]
    let lazy: [LazyRule]
    let embeds: EmbedIndex
    let images: ImagePolicy
    let policy: SanitizerPolicy
    let lead: LeadSwitch
    let off: RuleSwitches
    let feed: FeedRules
    let fingerprint: String

    init(
      _ user: JSONValue?, only: JSONValue?, drop: JSONValue?, limit: JSONValue?
    ) throws(InvalidRule) {
      try user?.checkKeys(Rules.keys)
      let off = try RuleSwitches(user?["off"])
      self.off = off
      imageProxies = Unwrapper(
        try Storage.rules("imageProxies", ImageProxyTable.json, user, off) {
          object throws(InvalidRule) in try UnwrappingRule(object, kind: .proxy)
        })
      redirectors = Unwrapper(
        try Storage.rules("redirectors", RedirectorTable.json, user, off) {
          object throws(InvalidRule) in try UnwrappingRule(object, kind: .redirector)
        })
      tracking = TrackingParameters(
        try Storage.rules("tracking", TrackingTable.json, user, off) {
          object throws(InvalidRule) in try TrackingRule(object)
        })
      trackers = TrackerIndex(
        try Storage.rules("trackers", TrackerTable.json, user, off) {
          object throws(InvalidRule) in try TrackerRule(object)
        })
      promos = PromoIndex(
        try Storage.rules("promos", PromoTable.json, user, off) {
          object throws(InvalidRule) in try PromoRule(object)
        })
      related = try Storage.rules("leads", LeadTable.json, user, off) {
        object throws(InvalidRule) in try RelatedRule(object)
      }
      lazy = try Storage.rules("lazy", LazyTable.json, user, off) {
        object throws(InvalidRule) in try LazyRule(object)
      }
      embeds = EmbedIndex(
        try Storage.rules("embeds", EmbedTable.json, user, off) {
          object throws(InvalidRule) in try EmbedRule(object)
        })
      if let value = user?["images"] {
        images = try ImagePolicy(value)
      } else {
        images = ImagePolicy()
      }
      policy = try SanitizerPolicy(user?["sanitizer"])
      lead = LeadSwitch(isOn: !off.isOff("lead.byline"))
      feed = try FeedRules(user, only: only, drop: drop, limit: limit)
      fingerprint = Rules.fingerprint(of: [user, only, drop, limit])
      try off.checkNames(
        known: imageProxies.rules.map(\.name) + redirectors.rules.map(\.name)
          + tracking.rules.map(\.name) + trackers.rules.map(\.name) + promos.rules.map(\.name)
          + related.map(\.name) + lazy.map(\.name) + embeds.rules.map(\.name)
          + RuleSwitches.stepNames)
    }

    var descriptions: [RuleDescription] {
      imageProxies.rules.map { RuleDescription("imageProxies", $0.name, $0.about) }
        + redirectors.rules.map { RuleDescription("redirectors", $0.name, $0.about) }
        + tracking.rules.map { RuleDescription("tracking", $0.name, $0.about) }
        + trackers.rules.map { RuleDescription("trackers", $0.name, $0.about) }
        + promos.rules.map { RuleDescription("promos", $0.name, $0.about) }
        + related.map { RuleDescription("leads", $0.name, $0.about) }
        + lazy.map { RuleDescription("lazy", $0.name, $0.about) }
        + embeds.rules.map { RuleDescription("embeds", $0.name, $0.about) }
        + RuleDescription.steps.filter { !off.isOff($0.name) }
    }

    private static func rules<Rule>(
      _ key: String, _ json: String, _ user: JSONValue?, _ off: RuleSwitches,
      _ make: (RuleObject) throws(InvalidRule) -> Rule
    ) throws(InvalidRule) -> [Rule] {
      let table = try RuleTable(json, user: user?[key], off: off.isOff)
      var rules: [Rule] = []
      rules.reserveCapacity(table.objects.count)
      for object in table.objects { rules.append(try make(object)) }
      return rules
    }
  }
}

extension Rules {
  /// Counts up whenever a step or a built-in table changes what it does.
  static let version = "1"

  static func fingerprint(of values: [JSONValue?]) -> String {
    guard values.contains(where: { $0 != nil }) else { return version }
    var writer = JSONWriter(format: .compact)
    writer.beginArray()
    for value in values {
      if let value { writer.value(value) } else { writer.null() }
    }
    writer.endArray()
    return version + "-" + Hexadecimal.text(SHA256.digest(of: writer.finish()).prefix(8))
  }
}

/// Rules that are switched off by name; `*` at the end stands for anything.
struct RuleSwitches: Sendable {
  /// Names of what is no row of a table.
  static let stepNames = RuleDescription.steps.map(\.name)

  private let names: [(name: String, value: JSONValue)]

  init(_ value: JSONValue?) throws(InvalidRule) {
    guard let value else {
      names = []
      return
    }
    guard let elements = value.elements else {
      throw InvalidRule(.wrongType(expected: "a list of rule names"), at: value)
    }
    var names: [(String, JSONValue)] = []
    for element in elements {
      guard let name = element.string else {
        throw InvalidRule(.wrongType(expected: "a rule's name"), at: element)
      }
      names.append((name, element))
    }
    self.names = names
  }

  func isOff(_ name: String) -> Bool {
    names.contains { RuleSwitches.matches($0.name, name) }
  }

  private static func matches(_ pattern: String, _ name: String) -> Bool {
    if pattern.hasSuffix("*") { return name.utf8.starts(with: pattern.utf8.dropLast()) }
    return name == pattern
  }

  /// Refuses names that no rule has.
  func checkNames(known: @autoclosure () -> [String]) throws(InvalidRule) {
    if names.isEmpty { return }
    let all = known() + RuleTable.builtInNames
    for (name, value) in names where !all.contains(where: { RuleSwitches.matches(name, $0) }) {
      throw InvalidRule(
        .unknownRule(name, nearest: Spelling.nearest(to: name, in: all)), at: value)
    }
  }
}

extension RuleTable {
  /// Every name of the built-in tables.
  static var builtInNames: [String] {
    builtInTables.flatMap { parsed($0.json).compactMap { $0["name"]?.string } }
  }
}

/// Whether bylines are lifted.
struct LeadSwitch: Sendable, Hashable {
  var isOn: Bool
}

/// Embeds by host and path.
struct EmbedIndex: Sendable {
  let rules: [EmbedRule]
  private var index = AddressIndex()

  init(_ rules: [EmbedRule]) {
    self.rules = rules
    for (number, rule) in rules.enumerated() {
      index.insert(number, hosts: rule.hosts, paths: rule.paths)
    }
  }

  /// The first rule for an address, and what its pattern matched in the path.
  func rule(for parts: AddressParts) -> (rule: EmbedRule, matched: Range<Int>)? {
    for number in index.candidates(for: parts) {
      if let matched = rules[number].paths.match(parts) { return (rules[number], matched) }
    }
    return nil
  }
}

/// Trackers by host and path.
struct TrackerIndex: Sendable {
  let rules: [TrackerRule]
  private var index = AddressIndex()

  init(_ rules: [TrackerRule]) {
    self.rules = rules
    for (number, rule) in rules.enumerated() {
      index.insert(number, hosts: rule.hosts, paths: rule.paths)
    }
  }

  /// The name of the first rule for an address.
  func rule(for parts: AddressParts) -> String? {
    index.candidates(for: parts).first { rules[$0].paths.match(parts) != nil }
      .map { rules[$0].name }
  }
}
