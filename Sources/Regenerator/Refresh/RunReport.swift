public import FeedModel
public import Publisher

/// What happened in one run, feed by feed, in the order of the configuration.
public struct RunReport: Sendable {
  /// Those that the run was asked for.
  public var feeds: [FeedReport]
  /// What went wrong or is to be known beyond single feeds, as sentences.
  public var problems: [String] = []
  /// Files in the output folder that no feed owns any more, and whether they were removed.
  public var unowned: [String] = []
  /// Whether ``unowned`` files were removed.
  public var isPruned = false
  /// No host answered, so that it is this machine's network that is down; `nil` where one did.
  public var outage: Outage?

  /// A run in which no host answered.
  public struct Outage: Sendable, Hashable {
    /// How many hosts were asked.
    public var hosts: Int
    /// Runs in a row that saw the same, this one among them.
    public var inARow: Int

    public var description: String {
      "none of the \(hosts) hosts that were asked answered: this machine's network seems to be down; "
        + "no source is blamed, and the next run tries again"
        + (inARow > 1 ? " (\(inARow) runs in a row)" : "")
    }
  }

  /// Wall time of the run.
  public var duration: Duration

  /// `0` all well, `1` some sources failed, `2` nothing could be done (design §7).
  public var exitCode: Int32 {
    if feeds.allSatisfy(\.isWhole) { return problems.isEmpty ? 0 : 1 }
    return feeds.contains { $0.publication != .failed && !$0.hasOnlyFailures } ? 1 : 2
  }
}

/// What happened to one feed.
public struct FeedReport: Sendable {
  /// What became of a feed's files.
  public enum Publication: Sendable, Hashable {
    /// These files were written, relative to the output folder.
    case published([String])
    /// The files hold these bytes already.
    case unchanged
    /// Nothing was published; the files of the last good run stay.
    case kept
    /// Publishing was tried and failed; see `problems`.
    case failed
    /// A dry run: what would have been written.
    case wouldPublish([String])
  }

  /// As configured.
  public var id: String
  /// As published, else the id.
  public var title: String
  /// In the order of the configuration.
  public var sources: [SourceReport]
  /// Entries in the main document.
  public var entries: Int
  /// Entries that this run saw first, and those whose date of change it moved.
  public var newEntries = 0
  /// Entries whose published form changed.
  public var changedEntries = 0
  /// Entries whose HTML was parsed and cleaned; all others were known already.
  public var cleanedEntries = 0
  /// How often each rule has changed something in entries that were new, where that was asked for.
  public var changesByRule: [String: Int] = [:]
  /// What became of its files.
  public var publication: Publication
  /// Where nothing was published: whether all files of an earlier run are there.
  public var hasFiles = false
  /// What went wrong beyond single sources, as sentences.
  public var problems: [String]
  /// What the normalizer and the archive noticed.
  public var diagnostics: [Diagnostic]

  /// Nothing has happened yet.
  public init(id: String, title: String) {
    self.id = id
    self.title = title
    sources = []
    entries = 0
    publication = .kept
    problems = []
    diagnostics = []
  }

  /// Whether every source was read whole and nothing else went wrong.
  public var isWhole: Bool {
    problems.isEmpty && publication != .failed && sources.allSatisfy { $0.failures.isEmpty }
  }

  /// Whether there were sources and not one gave anything.
  public var hasOnlyFailures: Bool {
    !sources.isEmpty && sources.allSatisfy { $0.entries == 0 && !$0.failures.isEmpty }
  }
}

/// What happened to one source.
public struct SourceReport: Sendable {
  /// One input that could not be read.
  public struct Failure: Sendable, Hashable {
    /// The file or address.
    public var name: String
    /// What was wrong and what to do, one sentence.
    public var reason: String

    /// See the properties.
    public init(name: String, reason: String) {
      self.name = name
      self.reason = reason
    }
  }

  /// As configured.
  public var name: String
  /// Entries read.
  public var entries: Int
  /// Bytes read, decoded.
  public var bytes: Int
  /// Whether the origin said that nothing changed since the last time.
  public var isNotModified: Bool
  /// Whether this run asked it.
  public var wasAsked = false
  /// Bytes that came over the network; `nil` for local sources.
  public var received: Int?
  /// How long its transfers took, the wait for its turn not counted; `nil` for local sources.
  public var fetchTime: Duration?
  /// When it will be asked again; `nil` for local sources, and for those asked no more.
  public var nextDue: Timestamp?
  /// Whether the server has said that it is gone for good.
  public var isRetired = false
  /// What its owner should hear once, even from cron.
  public var notice: String?
  /// How its state has changed, where `notice` tells of that.
  public var change: SourceChange?
  /// What holds until the configuration is changed.
  public var remark: String?
  /// Inputs that could not be read.
  public var failures: [Failure]
  /// What was damaged or left out in what was read.
  public var diagnostics: [Diagnostic]

  /// Nothing has happened yet.
  public init(name: String) {
    self.name = name
    entries = 0
    bytes = 0
    isNotModified = false
    failures = []
    diagnostics = []
  }
}
