internal import Bytes
internal import FeedModel
public import FilterLists
public import JSON

/// All rules of a feed: the built-in tables with the user's laid over them, compiled.
///
/// Compile once and share: a value is immutable and cheap to copy.
public struct Rules: Sendable {
  /// The built-in tables alone.
  public static let builtIn = Rules(RuleSet())

  /// Counts up whenever a step or a built-in table changes what it does.
  static let version = "9"

  /// Held once, however often the rules are copied.
  private final class Storage: Sendable {
    let all: RuleSet

    init(_ all: RuleSet) { self.all = all }
  }

  private let storage: Storage
  var all: RuleSet { storage.all }

  private init(_ all: RuleSet) {
    storage = Storage(all)
  }

  /// The built-in rules with a user's object laid over them (see ``overlaid(with:only:drop:)``).
  public init(
    merging user: JSONValue?, only: JSONValue? = nil, drop: JSONValue? = nil
  ) throws(InvalidRules) {
    self = try Rules.builtIn.overlaid(with: user, only: only, drop: drop)
  }

  /// Lays an object of rules, as under `rules` in the configuration, over these.
  ///
  /// A rule of a table extends the list, or changes the rule of its name key by key; `"on": false`
  /// and the list `off` switch rules off. `only` and `drop` may stand among the rules or be given
  /// apart.
  /// - Throws: everything that can't be used.
  public func overlaid(
    with user: JSONValue?, only: JSONValue? = nil, drop: JSONValue? = nil
  ) throws(InvalidRules) -> Rules {
    guard user != nil || only != nil || drop != nil else { return self }
    let problems = RuleProblems()
    var layered = all
    layered.lay(user, only: only, drop: drop, problems)
    guard problems.list.isEmpty else { throw InvalidRules(problems.list) }
    return Rules(layered)
  }

  /// These rules, and filter lists beside them.
  ///
  /// - Parameter name: what changes whenever the lists do; it is ``filterListsName``.
  public func filtering(by lists: CompiledLists, named name: String) -> Rules {
    var all = all
    all.filter(by: lists, named: name)
    return Rules(all)
  }

  /// Changes whenever a change of the rules may change what comes out, filter lists aside.
  public var fingerprint: String { storage.all.fingerprint }

  /// Changes whenever the filter lists do; `nil` without any.
  public var filterListsName: String? { storage.all.filterListsName }

  /// How many entries of a feed are wanted, the newest; `nil` for all.
  public var entryLimit: Int? { storage.all.feed.limit }

  /// Whether there is a filter or a limit.
  public var leaveEntriesOut: Bool {
    !feed.only.isEmpty || !feed.drop.isEmpty || entryLimit != nil
  }

  /// Whether a filter asks for the age of entries, so that what it says changes with time.
  public var dependOnTime: Bool { (feed.only.joined() + feed.drop).contains(where: \.asksForAge) }

  static func fingerprint(after last: String, _ values: [JSONValue?]) -> String {
    var writer = JSONWriter(format: .compact)
    writer.beginArray()
    writer.string(last)
    for value in values {
      if let value { writer.value(value) } else { writer.null() }
    }
    writer.endArray()
    return version + "-" + Hexadecimal.text(SHA256.digest(of: writer.finish()).prefix(8))
  }
}

// Lent, not copied: the steps ask for them once per address and more.
extension Rules {
  var imageProxies: Unwrapper { _read { yield storage.all.imageProxies } }
  var redirectors: Unwrapper { _read { yield storage.all.redirectors } }
  var tracking: TrackingParameters { _read { yield storage.all.tracking } }
  var enclosures: EnclosurePrefixes { _read { yield storage.all.enclosures } }
  var trackers: TrackerIndex { _read { yield storage.all.trackers } }
  var promos: PromoIndex { _read { yield storage.all.promos } }
  var related: [RelatedRule] { _read { yield storage.all.related } }
  var lazy: LazyIndex { _read { yield storage.all.lazy } }
  var embeds: EmbedIndex { _read { yield storage.all.embeds } }
  var images: ImagePolicy { _read { yield storage.all.images } }
  var policy: SanitizerPolicy { _read { yield storage.all.policy } }
  var steps: StepSwitches { _read { yield storage.all.steps } }
  var feed: FeedRules { _read { yield storage.all.feed } }
  var filterLists: CompiledLists? { _read { yield storage.all.filterLists } }
}
