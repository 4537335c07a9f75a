internal import FilterLists
internal import JSON

/// The rules of a feed: the tables as objects, and what was compiled of them.
///
/// Laying a user's object over a set compiles again only the tables that it mentions.
struct RuleSet: Sendable {
  static let keys =
    RuleTable.Key.allCases.map(\.rawValue) + ["sanitizer", "images", "off"] + FeedRules.keys

  private(set) var tables: [RuleTable.Key: RuleTable] = [:]
  private(set) var sanitizer = SanitizerLists()

  private(set) var imageProxies = Unwrapper([])
  private(set) var redirectors = Unwrapper([])
  private(set) var tracking = TrackingParameters([])
  private(set) var enclosures = EnclosurePrefixes([])
  private(set) var trackers = TrackerIndex([])
  private(set) var promos = PromoIndex([])
  private(set) var related: [RelatedRule] = []
  private(set) var lazy = LazyIndex([])
  private(set) var embeds = EmbedIndex([])
  private(set) var images = ImagePolicy()
  private(set) var steps: StepSwitches = []
  private(set) var policy = SanitizerPolicy(SanitizerLists())
  private(set) var feed = FeedRules()
  private(set) var filterLists: CompiledLists?
  private(set) var filterListsName: String?
  private(set) var fingerprint = Rules.version

  /// The built-in rules.
  init(_ problems: RuleProblems) {
    for key in RuleTable.Key.allCases { tables[key] = RuleTable(key) }
    for key in RuleTable.Key.allCases { compile(key, problems) }
    sanitizer = SanitizerLists.builtIn(problems)
    policy = SanitizerPolicy(sanitizer)
  }

  /// Lays an object of rules over these; `only` and `drop` may stand apart from it.
  mutating func lay(
    _ layer: JSONValue?, only: JSONValue?, drop: JSONValue?, _ problems: RuleProblems
  ) {
    if let layer, layer.checkKeys(RuleSet.keys, problems) { lay(layer, problems) }
    feed.lay(layer, only: only, drop: drop, problems)
    fingerprint = Rules.fingerprint(after: fingerprint, [layer, only, drop])
  }

  /// Adds filter lists.
  ///
  /// - Parameter name: what changes when they do.
  mutating func filter(by lists: CompiledLists, named name: String) {
    filterLists = lists
    filterListsName = name
  }

  private mutating func lay(_ layer: JSONValue, _ problems: RuleProblems) {
    let off = RuleSwitches(layer["off"], problems)
    var changed: Set<RuleTable.Key> = []
    for key in RuleTable.Key.allCases
    where tables[key]?.lay(layer[key.rawValue], off, problems) == true {
      changed.insert(key)
    }
    off.check(against: tables.values, problems)
    if let value = layer["images"] {
      images.lay(value, problems)
      changed.insert(.imageHosts)
    }
    for key in RuleTable.Key.allCases where changed.contains(key) { compile(key, problems) }
    if let value = layer["sanitizer"] {
      sanitizer.lay(value, problems)
      policy = SanitizerPolicy(sanitizer)
    }
  }

  private mutating func compile(_ key: RuleTable.Key, _ problems: RuleProblems) {
    guard let table = tables[key] else { return }
    switch key {
    case .imageProxies:
      imageProxies = Unwrapper(table.rules(problems) { UnwrappingRule($0, kind: .proxy) })
    case .redirectors:
      redirectors = Unwrapper(table.rules(problems) { UnwrappingRule($0, kind: .redirector) })
    case .tracking: tracking = TrackingParameters(table.rules(problems, TrackingRule.init))
    case .enclosures: enclosures = EnclosurePrefixes(table.rules(problems, EnclosureRule.init))
    case .trackers: trackers = TrackerIndex(table.rules(problems, TrackerRule.init))
    case .promos: promos = PromoIndex(table.rules(problems, PromoRule.init))
    case .leads: related = table.rules(problems, RelatedRule.init)
    case .lazy: lazy = LazyIndex(table.rules(problems, LazyRule.init))
    case .embeds: embeds = EmbedIndex(table.rules(problems, EmbedRule.init))
    case .imageHosts: images.index(table.rules(problems, ImageHostRule.init))
    case .steps: steps = StepSwitches(table)
    }
  }
}
