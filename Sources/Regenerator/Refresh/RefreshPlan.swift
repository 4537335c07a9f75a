import Archive
import ConfigurationModel
import FeedModel
import FeedReader
import Fetcher
import History
import Normalizer
import Publisher
import SiteRules
import Synchronization

/// What all feeds of a run share.
final class RefreshRun: Sendable {
  let request: RefreshRequest
  let now: Timestamp
  /// The moment that is `now`, on a clock that never jumps.
  let started = ContinuousClock.now
  let reader: SourceReader
  let writer: ArchiveWriter
  let publication: FeedPublication
  let progress: ProgressCounter
  /// Whether the clock has jumped since the last run.
  let clockHasJumped: Bool
  /// What the servers said of the time, by host.
  let dates = Mutex<[String: (said: Timestamp, clock: Timestamp)]>([:])
  let network: NetworkWatch
  /// Pages of entries.
  let pageStore: PageStore
  let pageBudget: PageBudget
  /// What is known of sites.
  let siteRules: SiteRuleBook
  /// Names that; `nil` where there is no folder of it.
  let siteRulesName: String?
  /// What could not be read of it.
  let siteRulesProblems: [String]
  /// Feeds that look at each other's entries for copies.
  let mutualFeeds: Set<String>
  let turns = FeedTurns()
  /// `nil` where no other process works on the archive.
  let keeper: TurnKeeper?
  /// Of all documents on their way.
  let memory: MemoryBudget
  /// Of documents that are being cleaned, which then take many times their size: an eighth of
  /// ``memory``. Who waits for it may hold a lease of ``memory``, never the other way round.
  let cleaning: MemoryBudget

  /// The most that a feed of several sources reads at once, one document excepted.
  var bytesAtOnce: Int { min(memory.limit, max(1 << 20, memory.limit / 16)) }

  init(
    _ regenerator: Regenerator, _ request: RefreshRequest, _ store: ArchiveStore,
    sources: [SourceConfiguration], now: Timestamp, progress: ProgressCounter,
    clockHasJumped: Bool
  ) {
    self.clockHasJumped = clockHasJumped
    keeper = store.keeper
    let configuration = regenerator.configuration
    self.request = request
    self.now = now
    mutualFeeds = Set(configuration.mutualFeeds)
    self.progress = progress
    network = NetworkWatch(hasRoute: regenerator.hasRoute)
    pageStore = PageStore(beside: configuration.stateFiles, system: regenerator.publisher.system)
    pageBudget = PageBudget(
      perHost: configuration.fetch.pagesPerHost, holds: pageStore.holds(), now: now)
    let folder = SiteRuleFolder.named(in: configuration)
    siteRules = folder?.book ?? SiteRuleBook()
    (siteRulesName, siteRulesProblems) = (folder?.name, folder?.problems ?? [])
    memory = regenerator.memory ?? MemoryBudget(limit: configuration.fetch.memory)
    cleaning = MemoryBudget(limit: configuration.fetch.memory / 8)
    reader = SourceReader(
      feedReader: FeedReader(now: now, zones: { TimeZones.offset(of: $0) }),
      fetcher: SharedFetcher(
        policy: FetchPolicy(configuration.fetch), memory: memory, folder: store.folder,
        sources: sources, permits: store.keeper),
      memory: memory, maxBytes: configuration.fetch.maxBytes, readsPipes: false)
    writer = ArchiveWriter(store.archive)
    publication = FeedPublication(
      rendering: regenerator.rendering, output: regenerator.output, now: now,
      normalizers: regenerator.normalizers)
  }
}

/// What a run has to do, read from the archive at once: every feed with what is known of it.
struct RefreshPlan {
  private(set) var refreshes: [FeedRefresh] = []
  let run: RefreshRun

  init(
    _ feeds: [FeedConfiguration], _ regenerator: Regenerator, _ request: RefreshRequest,
    _ store: ArchiveStore, now: Timestamp, progress: ProgressCounter, clockHasJumped: Bool
  ) throws(ArchiveError) {
    let configuration = regenerator.configuration
    run = RefreshRun(
      regenerator, request, store, sources: feeds.flatMap(\.sources), now: now,
      progress: progress, clockHasJumped: clockHasJumped)
    let (states, sources, files) = try store.archive.read { session throws(ArchiveError) in
      (try session.feedStates(), try session.sourceStates(), try session.publishedFiles())
    }
    let known = Dictionary(states.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let remembered = Dictionary(
      sources.map { ("\($0.feed) \($0.address)", $0) }, uniquingKeysWith: { first, _ in first })
    for configured in feeds {
      let (feed, problems) = configured.withSubscriptions()
      let normalizer = regenerator.normalizers[feed.id] ?? Normalizer()
      let prints = FeedFingerprints(
        feed, in: configuration, rules: normalizer.rules,
        site: regenerator.rendering.fingerprint,
        siteRules: feed.settings.fullText == "never" ? nil : run.siteRulesName)
      let memories = feed.sources.map { source in
        SourceMemory(
          source: source,
          state: remembered["\(feed.id) \(source.name)"]
            ?? SourceState(feed: feed.id, address: source.name),
          settings: prints.reading(of: source), schedule: feed.schedule,
          followsMoves: source.followMoves ?? configuration.fetch.followMoves)
      }
      var waits = false
      if feed.settings.fullText != "never", known[feed.id] != nil, !request.dryRun {
        let (key, rules) = (feed.id, prints.rules)
        waits = try store.archive.read { session throws(ArchiveError) in
          try !session.pageAttempts(of: key, rules: rules).isEmpty
        }
      }
      refreshes.append(
        FeedRefresh(
          feed, in: run, normalizer: normalizer, prints: prints, known: known[feed.id],
          files: regenerator.output.inPlace(files[feed.id] ?? []), sources: memories,
          problems: problems, hasWaitingPages: waits))
    }
  }

  /// Notes copies of files as what they are, so that they need not be read at every run.
  func noteMovedFiles() throws(ArchiveError) {
    // Where others work too, that is for who has the feed's turn.
    guard run.keeper == nil else { return }
    let moved = refreshes.filter { !$0.files.moved.isEmpty }
    guard !moved.isEmpty else { return }
    try run.writer.archive.write { session throws(ArchiveError) in
      for refresh in moved { try session.note(refresh.files.moved, of: refresh.feed.id) }
    }
  }

  /// In which order to begin these refreshes: hosts take turns, so that one that many feeds ask, and
  /// that lets them wait, does not keep the others waiting too. Feeds that wait for each other begin
  /// in the order in which they do.
  func order(of indices: [Int]) -> [Int] {
    var turns: [String: Int] = [:]
    let ranked = indices.map { index in
      let turn = turns[refreshes[index].firstHost, default: 0]
      turns[refreshes[index].firstHost] = turn + 1
      return (turn: turn, index: index)
    }
    let isMutual = { (index: Int) in run.mutualFeeds.contains(refreshes[index].feed.id) }
    var mutual = indices.filter(isMutual)[...]
    let order = ranked.sorted { $0 < $1 }
      .map { isMutual($0.index) ? mutual.removeFirst() : $0.index }
    guard run.keeper != nil, mutualCount(of: order) == 0, !order.isEmpty else { return order }
    // Each process begins somewhere else, so that they don't all ask for the same turns.
    let start = Int.random(in: order.indices)
    return Array(order[start...] + order[..<start])
  }

  private func mutualCount(of order: [Int]) -> Int {
    order.count { run.mutualFeeds.contains(refreshes[$0].feed.id) }
  }
}
