internal import FilterLists
internal import JSON

/// The rules of a feed: what was compiled of the tables, and the tables as objects.
///
/// The built-in rules are compiled data (`Tables/Compiled`): nothing is parsed for them. Laying a
/// user's object over a set reads the tables and compiles again only those that it mentions.
struct RuleSet: Sendable {
  static let keys =
    RuleTable.Key.allCases.map(\.rawValue) + ["sanitizer", "images", "off"] + FeedRules.keys

  /// With the user's rules laid over them; `nil` while they are the built-in ones.
  private var laidTables: [RuleTable]?
  private(set) var sanitizer: SanitizerLists

  private(set) var imageProxies: Unwrapper
  private(set) var redirectors: Unwrapper
  private(set) var tracking: TrackingParameters
  private(set) var enclosures: EnclosurePrefixes
  private(set) var trackers: TrackerIndex
  private(set) var promos: PromoIndex
  private(set) var related: [RelatedRule]
  private(set) var lazy: LazyIndex
  private(set) var embeds: EmbedIndex
  private(set) var images = ImagePolicy()
  private(set) var steps: StepSwitches
  private(set) var policy: SanitizerPolicy
  private(set) var feed = FeedRules()
  private(set) var filterLists: CompiledLists?
  private(set) var filterListsName: String?
  private(set) var fingerprint = Rules.version

  /// The built-in rules.
  init() {
    imageProxies = Unwrapper(UnwrappingRule.builtInProxies)
    redirectors = Unwrapper(UnwrappingRule.builtInRedirectors)
    tracking = TrackingParameters(TrackingRule.builtIn)
    enclosures = EnclosurePrefixes(EnclosureRule.builtIn)
    trackers = TrackerIndex(TrackerRule.builtIn)
    promos = PromoIndex(PromoRule.builtIn)
    related = RelatedRule.builtIn
    lazy = LazyIndex(LazyRule.builtIn)
    embeds = EmbedIndex(EmbedRule.builtIn)
    images.index(ImageHostRule.builtIn)
    steps = .all
    sanitizer = .builtIn
    policy = SanitizerPolicy(sanitizer)
  }

  /// The tables in the order of their keys.
  var tables: [RuleTable] { laidTables ?? RuleTable.builtIn }

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
    let touching = ["off"] + RuleTable.Key.allCases.map(\.rawValue)
    var changed: Set<RuleTable.Key> = []
    if touching.contains(where: { layer[$0] != nil }) {
      var tables = tables
      for index in tables.indices {
        let key = tables[index].key
        if tables[index].lay(layer[key.rawValue], off, problems) { changed.insert(key) }
      }
      off.check(against: tables, problems)
      laidTables = tables
    }
    if let value = layer["images"] {
      images.lay(value, problems)
      changed.insert(.imageHosts)
    }
    for table in tables where changed.contains(table.key) { compile(table, problems) }
    if let value = layer["sanitizer"] {
      sanitizer.lay(value, problems)
      policy = SanitizerPolicy(sanitizer)
    }
  }

  private mutating func compile(_ table: RuleTable, _ problems: RuleProblems) {
    switch table.key {
    case .imageProxies: imageProxies = Unwrapper(table.proxies(problems))
    case .redirectors: redirectors = Unwrapper(table.redirectors(problems))
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

extension RuleTable {
  /// The rules of image proxies.
  func proxies(_ problems: RuleProblems) -> [UnwrappingRule] {
    rules(problems) { UnwrappingRule($0, kind: .proxy) }
  }

  /// The rules of redirectors.
  func redirectors(_ problems: RuleProblems) -> [UnwrappingRule] {
    rules(problems) { UnwrappingRule($0, kind: .redirector) }
  }
}
