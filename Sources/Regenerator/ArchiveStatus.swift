public import Archive
public import ConfigurationModel
public import FeedModel
public import History
import Publisher

/// What the archive remembers of every configured source, for people and scripts.
public struct ArchiveStatus: Sendable {
  /// One source of one feed.
  public struct Source: Sendable, Hashable {
    /// How a source is.
    public enum Condition: String, Sendable, Hashable {
      /// It was never asked.
      case unasked
      case good
      /// The last answer was an error, or none.
      case failing
      /// Its host wants to be left alone for a while.
      case held
      /// The server says that it is gone for good.
      case retired
    }

    /// As configured.
    public var name: String
    /// Whether it is on this machine, and looked at in every run.
    public var isLocal: Bool
    /// How it is.
    public var condition: Condition
    /// All that is remembered of it.
    public var state: SourceState
    /// When the next run may ask it; `nil` for local sources and for those asked no more.
    public var nextDue: Timestamp?
    /// Where it has moved for good; what to change in the configuration.
    public var movedTo: String?
  }

  /// One feed.
  public struct Feed: Sendable, Hashable {
    /// As configured.
    public var id: String
    /// In the main document.
    public var entries: Int
    /// With content, and in all.
    public var kept: Int
    /// In all, those without content too.
    public var remembered: Int
    /// Date of the newest entry.
    public var newest: Timestamp?
    /// How many entries are not published because they are copies of others.
    public var copyCount = 0
    /// The newest of them, twenty at most.
    public var copies: [CopyRecord] = []
    /// Whether its files hold what the archive holds.
    public var isPublished: Bool
    /// In the order of the configuration, lists of subscriptions resolved.
    public var sources: [Source]
  }

  /// In the order of the configuration.
  public var feeds: [Feed]

  /// Reads the archive beside a run that may be at work; where there is none yet, every source is
  /// ``Source/Condition/unasked``.
  public init(_ configuration: Configuration, now: Timestamp) throws(ArchiveError) {
    var states: [FeedState] = []
    var sources: [SourceState] = []
    var counts: [String: (kept: Int, remembered: Int)] = [:]
    var copies: [String: (count: Int, newest: [CopyRecord])] = [:]
    if let archive = try Archive.reading(configuration.archive) {
      (states, sources, counts, copies) = try archive.read { session throws(ArchiveError) in
        let states = try session.feedStates()
        var counts: [String: (kept: Int, remembered: Int)] = [:]
        var copies: [String: (count: Int, newest: [CopyRecord])] = [:]
        let ids = Set(configuration.feeds.map(\.id))
        for state in states where ids.contains(state.key) {
          counts[state.key] = try session.entryCounts(of: state.key)
          copies[state.key] = try session.copies(in: state.key, limit: 20)
        }
        return (states, try session.sourceStates(), counts, copies)
      }
    }
    let known = Dictionary(states.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let remembered = Dictionary(
      sources.map { ("\($0.feed) \($0.address)", $0) }, uniquingKeysWith: { first, _ in first })
    feeds = configuration.feeds.map { configured in
      let feed = configured.withSubscriptions().feed
      let state = known[feed.id]
      return Feed(
        id: feed.id, entries: state?.entryCount ?? 0, kept: counts[feed.id]?.kept ?? 0,
        remembered: counts[feed.id]?.remembered ?? 0, newest: state?.newest,
        copyCount: copies[feed.id]?.count ?? 0, copies: copies[feed.id]?.newest ?? [],
        isPublished: state.map { $0.generation == $0.published } ?? false,
        sources: feed.sources.map { source in
          let state =
            remembered["\(feed.id) \(source.name)"]
            ?? SourceState(feed: feed.id, address: source.name)
          return Source(source, state, schedule: feed.schedule, now: now)
        })
    }
  }
}

extension ArchiveStatus.Source {
  init(
    _ source: SourceConfiguration, _ state: SourceState, schedule: Schedule, now: Timestamp
  ) {
    let memory = SourceMemory(
      source: source, state: state, settings: state.settings, schedule: schedule,
      followsMoves: false)
    name = source.name
    isLocal = memory.isLocal
    self.state = state
    nextDue = memory.nextDue(now: now)
    movedTo = state.confirmedMove
    condition =
      if state.isRetired {
        .retired
      } else if schedule.isHeld(until: state.heldUntil, now: now) {
        .held
      } else if state.failures > 0 {
        .failing
      } else if state.lastSuccess == nil {
        .unasked
      } else {
        .good
      }
  }
}
