import Archive
import FeedModel
import FeedReader
import Fetcher
import Normalizer

/// What a run has to do, read from the archive at once: every feed with what is known of it.
struct RefreshPlan {
  private(set) var refreshes: [FeedRefresh] = []
  let writer: ArchiveWriter

  init(
    _ feeds: [FeedConfiguration], _ regenerator: Regenerator, _ request: RefreshRequest,
    _ store: ArchiveStore, now: Timestamp
  ) throws(ArchiveError) {
    let configuration = regenerator.configuration
    let (states, sources) = try store.archive.read { session throws(ArchiveError) in
      (try session.feedStates(), try session.sourceStates())
    }
    let known = Dictionary(states.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let remembered = Dictionary(
      sources.map { ("\($0.feed) \($0.address)", $0) }, uniquingKeysWith: { first, _ in first })
    let reader = SourceReader(
      feedReader: FeedReader(now: now),
      fetcher: SharedFetcher(
        policy: FetchPolicy(configuration.fetch), sources: feeds.flatMap(\.sources)),
      maxBytes: configuration.fetch.maxBytes)
    let publication = FeedPublication(
      rendering: regenerator.rendering, publisher: regenerator.publisher,
      output: configuration.output, now: now)
    writer = ArchiveWriter(store.archive)
    let started = ContinuousClock.now
    let idle = ProgressCounter(all: 0) { _ in }
    for configured in feeds {
      let (feed, problems) = configured.withSubscriptions()
      let normalizer = regenerator.normalizers[feed.id] ?? Normalizer()
      let prints = FeedFingerprints(
        feed, rules: normalizer.rules, site: regenerator.rendering.fingerprint)
      let memories = feed.sources.map { source in
        SourceMemory(
          source: source,
          state: remembered["\(feed.id) \(source.name)"]
            ?? SourceState(feed: feed.id, address: source.name),
          settings: prints.reading(of: source), schedule: feed.schedule,
          followsMoves: source.followMoves ?? configuration.fetch.followMoves)
      }
      refreshes.append(
        FeedRefresh(
          feed: feed, normalizer: normalizer, prints: prints, known: known[feed.id],
          sources: memories, reader: reader, writer: writer, publication: publication,
          request: request, now: now, started: started, progress: idle, problems: problems))
    }
  }

  /// In which order to begin these refreshes: hosts take turns, so that one that many feeds ask, and
  /// that lets them wait, does not keep the others waiting too.
  func order(of indices: [Int]) -> [Int] {
    var turns: [String: Int] = [:]
    let ranked = indices.map { index in
      let turn = turns[refreshes[index].firstHost, default: 0]
      turns[refreshes[index].firstHost] = turn + 1
      return (turn: turn, index: index)
    }
    return ranked.sorted { $0 < $1 }.map(\.index)
  }

  /// One of the refreshes, which counts where it is told to.
  func refresh(_ index: Int, _ counter: ProgressCounter) -> FeedRefresh {
    var refresh = refreshes[index]
    refresh.progress = counter
    return refresh
  }
}
