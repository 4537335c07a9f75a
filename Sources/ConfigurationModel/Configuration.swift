/// What the user asked for: the whole of one configuration file, checked.
@dynamicMemberLookup
public struct Configuration: Sendable {
  /// The file it was read from; `nil` for the built-in defaults of `convert`.
  public var path: String?
  /// The keys at the top level.
  public var settings = Settings<ConfigurationKeys>()
  /// In the order of the file; ids are unique.
  public var feeds: [FeedConfiguration] = []

  /// What does not fit together in it, but keeps nobody from using it.
  public var mistakes: [ConfigurationProblem] = []

  /// All at its default, without feeds.
  public init() {}

  /// Whether a feed is served to those alone who have a token for it.
  public func needsToken(_ feed: FeedConfiguration) -> Bool {
    let auth = settings.serve.auth
    return !auth.tokens.isEmpty || auth.feeds[feed.id] != nil
  }

  /// The value of a key at the top level.
  public subscript<Value>(dynamicMember path: KeyPath<ConfigurationKeys, Key<Value>>) -> Value {
    get { settings[dynamicMember: path] }
    set { settings[dynamicMember: path] = newValue }
  }
}

/// How to fetch (`fetch`).
public typealias FetchSettings = Settings<FetchKeys>

/// What applies to every feed unless the feed says otherwise (`defaults`).
public typealias FeedDefaults = Settings<FeedDefaultKeys>

/// How often a source is asked (`every`).
public typealias Every = Settings<EveryKeys>

/// Which entries are one article (`duplicates`).
public typealias Duplicates = Settings<DuplicatesKeys>

/// How long something is kept.
public enum Keep: Sendable, Hashable {
  case forever
  case duration(Duration)
}
