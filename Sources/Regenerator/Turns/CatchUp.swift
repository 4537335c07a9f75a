import Archive
import ConfigurationModel
import FeedModel
import History
import Normalizer
import Synchronization

/// Publishes, while a run is at its sources, what other processes have merged and did not live to
/// publish: as soon as their turns are over, not when the round comes to the feed.
///
/// It asks the archive for what is behind every quarter of a lease, and when a turn that it has seen
/// comes to its end; nothing else is looked at.
final class CatchUp: Sendable {
  /// What it has done.
  private struct State {
    /// Files that were written, by feed.
    var written: [String: [String]] = [:]
    /// What could not be published, which is left to the round.
    var problems: [String: String] = [:]
    var isOver = false
    var sleeper: Task<Void, Never>?
  }

  private let keeper: TurnKeeper
  private let writer: ArchiveWriter
  private let publication: FeedPublication
  private let feeds: [String: FeedConfiguration]
  private let mutual: Set<String>
  private let state = Mutex(State())

  /// `nil` where no other process works on the archive, or nothing is to be written.
  ///
  /// - Parameter feeds: those that the run is for.
  init?(
    _ regenerator: Regenerator, _ feeds: [FeedConfiguration], _ request: RefreshRequest,
    _ store: ArchiveStore, now: Timestamp
  ) {
    guard let keeper = store.keeper, !request.dryRun else { return nil }
    self.keeper = keeper
    writer = ArchiveWriter(store.archive)
    publication = FeedPublication(
      rendering: regenerator.rendering, output: regenerator.output, now: now,
      normalizers: regenerator.normalizers)
    self.feeds = Dictionary(feeds.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    mutual = Set(regenerator.configuration.mutualFeeds)
  }

  // MARK: The loop

  /// Goes on until it is stopped.
  func run() async {
    while !state.withLock({ $0.isOver }), !Task.isCancelled {
      await sleep(await look())
    }
  }

  /// It ends once what is being published is.
  func stop() {
    state.withLock { state in
      state.isOver = true
      state.sleeper?.cancel()
    }
  }

  private func sleep(_ time: Duration) async {
    let sleeper = Task { _ = try? await Task.sleep(for: time) }
    let isOver = state.withLock { state in
      state.sleeper = sleeper
      return state.isOver
    }
    if isOver { sleeper.cancel() }
    await withTaskCancellationHandler {
      await sleeper.value
    } onCancel: {
      sleeper.cancel()
    }
  }

  /// Publishes all that is behind and that nobody is at; gives when to look again.
  func look() async -> Duration {
    var wait = keeper.terms.lease / 4
    var last = ""
    while !state.withLock({ $0.isOver }) {
      let after = last
      // The run tells of a database that does not answer.
      let found = try? writer.archive.read { session throws(ArchiveError) in
        try session.behindFeeds(after: after, limit: Self.most)
      }
      guard let found, let end = found.last else { break }
      let known = state.withLock { state in
        found.filter { feeds[$0.key] != nil && state.problems[$0.key] == nil }
      }.filter { !keeper.holds($0.key) }
      for feed in known where feed.held > .zero { wait = min(wait, feed.held + Self.moment) }
      if await publish(known.filter { $0.held <= .zero }.map(\.key)) > 0 {
        wait = min(wait, Self.again)
      }
      guard found.count == Self.most else { break }
      last = end.key
    }
    return wait
  }

  /// Rows that are looked at in one statement.
  private static let most = 500
  /// Feeds that are published at once.
  private static let atOnce = 8
  /// So that a turn is over when it is looked at again.
  private static let moment: Duration = .milliseconds(5)
  /// After how long those are looked at whose turns others were just taking or giving back.
  private static let again: Duration = .milliseconds(250)

  /// Gives how many turns could not be had.
  private func publish(_ keys: [String]) async -> Int {
    await withTaskGroup(of: Bool.self) { group in
      var missed = 0
      for (count, key) in keys.enumerated() {
        if count >= Self.atOnce, await group.next() == false { missed += 1 }
        group.addTask { await self.publish(key) }
      }
      for await isDone in group where !isDone { missed += 1 }
      return missed
    }
  }

  // MARK: One feed

  /// Whether its turn was had.
  private func publish(_ key: String) async -> Bool {
    guard let configured = feeds[key] else { return true }
    let (feed, problems) = configured.withSubscriptions()
    // The round says what is wrong with it.
    guard problems.isEmpty else { return true }
    do throws(ArchiveError) {
      let isDone = try await keeper.catchUp(with: key) { session throws(ArchiveError) in
        try session.feedState(key)
      } _: { turn, present in
        guard let present, present.published < present.generation else { return true }
        await publish(feed, in: turn)
        return true
      }
      return isDone ?? false
    } catch {
      state.withLock { $0.problems[key] = error.description }
      return true
    }
  }

  private func publish(_ feed: FeedConfiguration, in turn: FeedTurn) async {
    let inTurn = FeedInTurn(
      feed: feed,
      retention: feed.retention(
        limit: publication.normalizers[feed.id]?.rules.entryLimit,
        hasPages: publication.rendering.hasPages),
      publication: publication, writer: writer, turn: turn, isMutual: mutual.contains(feed.id))
    do {
      let published = try await inTurn.publish()
      state.withLock { $0.written[feed.id, default: []] += published?.written ?? [] }
    } catch {
      state.withLock { $0.problems[feed.id] = "\(error)" }
    }
  }

  // MARK: Telling

  /// Adds to what a run tells of its feeds what was done here.
  func tell(_ reports: inout [FeedReport]) {
    let (written, problems) = state.withLock { ($0.written, $0.problems) }
    guard !written.isEmpty || !problems.isEmpty else { return }
    for index in reports.indices {
      let id = reports[index].id
      var isSolved = false
      var files = written[id] ?? []
      if case .published(let later) = reports[index].publication {
        isSolved = true
        files += later.filter { !files.contains($0) }
      }
      if !files.isEmpty { reports[index].publication = .published(files) }
      if let problem = problems[id], !isSolved, !reports[index].problems.contains(problem) {
        reports[index].problems.append(problem)
      }
    }
  }
}
