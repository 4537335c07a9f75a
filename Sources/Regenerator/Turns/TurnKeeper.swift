import Archive
import Dispatch
import FeedModel
import Fetcher
import History
import Synchronization

/// Takes and keeps this run's turns among other processes that work on the same archive: of feeds,
/// and of hosts.
///
/// It has a thread of its own, and so a connection, so that nobody waits for a merge to be told
/// whether a host may be asked. What is wanted while one transaction is brought onto the disk shares the
/// next one.
final class TurnKeeper: Sendable {
  /// What others and this run agree on.
  struct Terms: Sendable, Hashable {
    /// Within which others publish what a process was at that is gone.
    var lease: Duration
    /// Between two requests to one host.
    var gap: Duration
    /// Requests to one host at once.
    var perHost: Int

    /// How long a feed's turn lasts unless it is renewed: short enough for others to find and publish
    /// it within the lease.
    var turn: Duration { lease * 3 / 4 }
  }

  /// Parts of a run that take turns of feeds, and keep off each other as two processes do.
  enum Part: String, Sendable {
    /// What asks the sources.
    case round
    /// What publishes that others have left behind.
    case catchUp
  }

  /// A part of a transaction. All of one are done in an order that is the same in every process, so
  /// that none waits for another that waits for it.
  struct Job: Sendable {
    /// What is given back is first, what is taken last.
    enum Phase: Int, Sendable {
      case end, endHost, renew, take, takeHost
    }

    var phase: Phase
    /// The feed or host.
    var key: String
    var run: @Sendable (borrowing ArchiveSession) throws(ArchiveError) -> Void
    var finish: @Sendable (ArchiveError?) -> Void
  }

  private struct State {
    var waiting: [Job] = []
    /// Turns that are held, by feed.
    var held: [String: FeedTurn] = [:]
    /// Feeds that are published for others, or are about to be, each with who waits for that.
    var catchingUp: [String: [CheckedContinuation<Void, Never>]] = [:]
    var requests: [String: HostTurnRequest] = [:]
    var count = 0
    var isClosed = false
  }

  /// Names this run among all of all processes.
  let owner: String
  let terms: Terms
  private let archive: Archive
  private let queue = DispatchQueue(label: "turns", qos: .ofThisThread)
  /// Renewing waits for nothing else.
  private let renewals = DispatchQueue(label: "renewals", qos: .ofThisThread)
  private let state = Mutex(State())

  init(_ archive: Archive, terms: Terms) {
    self.archive = archive
    self.terms = terms
    owner = String(UInt64.random(in: .min ... .max), radix: 16)
  }

  /// Begins to renew what is held, until ``close()``.
  func start() { renewLater() }

  // MARK: Feeds

  /// Takes a feed's turn, and reads in the same transaction what the feed is then like; `nil` while
  /// another process holds it.
  func take<Value: Sendable>(
    _ feed: String,
    reading: @escaping @Sendable (borrowing ArchiveSession) throws(ArchiveError) -> Value
  ) async throws(ArchiveError) -> (turn: FeedTurn, value: Value)? {
    while true {
      if let taken = try await take(feed, for: .round, reading) { return taken }
      guard await caughtUp(with: feed) else { return nil }
    }
  }

  /// The same for what others have left behind; `body` is done while the turn is held, and gives
  /// `nil` where it was not.
  func catchUp<Value: Sendable, Result: Sendable>(
    with feed: String,
    reading: @escaping @Sendable (borrowing ArchiveSession) throws(ArchiveError) -> Value,
    _ body: (FeedTurn, Value) async -> Result
  ) async throws(ArchiveError) -> Result? {
    // What this run's round is at is not left behind, though its time may be over: the database was
    // away for a while.
    let isFree = state.withLock { state in
      guard state.held[feed] == nil else { return false }
      state.catchingUp[feed] = []
      return true
    }
    guard isFree else { return nil }
    defer {
      let sleepers = state.withLock { $0.catchingUp.removeValue(forKey: feed) }
      for sleeper in sleepers ?? [] { sleeper.resume() }
    }
    guard let taken = try await take(feed, for: .catchUp, reading) else { return nil }
    let result = await body(taken.turn, taken.value)
    await end(taken.turn)
    return result
  }

  /// Waits until this run has published a feed for others; `false` where it is not at it.
  private func caughtUp(with feed: String) async -> Bool {
    guard state.withLock({ $0.catchingUp[feed] != nil }) else { return false }
    await withCheckedContinuation { continuation in
      let mayGo = state.withLock { state in
        guard state.catchingUp[feed] != nil else { return true }
        state.catchingUp[feed]?.append(continuation)
        return false
      }
      if mayGo { continuation.resume() }
    }
    return true
  }

  /// Whether this run has the turn of a feed, or had it until its time was over.
  func holds(_ feed: String) -> Bool { state.withLock { $0.held[feed] != nil } }

  private func take<Value: Sendable>(
    _ feed: String, for part: Part,
    _ reading: @escaping @Sendable (borrowing ArchiveSession) throws(ArchiveError) -> Value
  ) async throws(ArchiveError) -> (turn: FeedTurn, value: Value)? {
    let (owner, time) = (part == .round ? owner : "\(owner)-\(part)", terms.turn)
    let result = Result<(turn: FeedTurn, value: Value)>()
    try await perform(.take, feed) { session throws(ArchiveError) in
      guard let turn = try session.takeTurn(of: feed, for: owner, lasting: time) else {
        result.set(nil)
        return
      }
      result.set((turn, try reading(session)))
    }
    guard let taken = result.value else { return nil }
    state.withLock { $0.held[feed] = taken.turn }
    return taken
  }

  /// Gives a feed's turn back; returns when others can take it.
  func end(_ turn: FeedTurn) async {
    letGo(turn)
    // Where that can't be written, it ends by itself.
    try? await perform(.end, turn.feed) { session throws(ArchiveError) in try session.end(turn) }
  }

  /// As ``end(_:)``, of one whose name nobody takes again.
  func remove(_ turn: FeedTurn) async {
    letGo(turn)
    try? await perform(.end, turn.feed) { session throws(ArchiveError) in try session.remove(turn) }
  }

  /// It is renewed no more; another one of the same feed that was taken since still is.
  private func letGo(_ turn: FeedTurn) {
    state.withLock { state in
      if state.held[turn.feed] == turn { state.held[turn.feed] = nil }
    }
  }

  private func perform(
    _ phase: Job.Phase, _ key: String,
    _ run: @escaping @Sendable (borrowing ArchiveSession) throws(ArchiveError) -> Void
  ) async throws(ArchiveError) {
    let error = await withCheckedContinuation { continuation in
      submit(
        Job(phase: phase, key: key, run: run, finish: { continuation.resume(returning: $0) }))
    }
    if let error { throw error }
  }

  // MARK: Keeping

  private func renewLater() {
    renewals.asyncAfter(deadline: .now() + .milliseconds(Int(terms.turn.wholeMilliseconds / 3))) {
      [weak self] in
      guard let self, !state.withLock({ $0.isClosed }) else { return }
      let left = renew(state.withLock { Array($0.held.values) })
      if !left.isEmpty { renewSoon(left) }
      renewLater()
    }
  }

  /// Those on which a transaction was at work: their time goes on meanwhile.
  private func renewSoon(_ turns: [FeedTurn]) {
    renewals.asyncAfter(deadline: .now() + .milliseconds(Int(terms.turn.wholeMilliseconds / 12))) {
      [weak self] in
      guard let self, !state.withLock({ $0.isClosed }) else { return }
      _ = renew(state.withLock { state in turns.filter { state.held[$0.feed] == $0 } })
    }
  }

  /// Gives those that could not be renewed now; one that was lost is found out by who writes.
  private func renew(_ turns: [FeedTurn]) -> [FeedTurn] {
    let turns = turns.sorted { Self.isBefore($0.feed, $1.feed) }
    guard !turns.isEmpty else { return [] }
    let time = terms.turn
    var left: [FeedTurn] = []
    _ = Self.attempt(on: archive) { session throws(ArchiveError) in
      left = try session.renew(turns, lasting: time)
    }
    return left
  }
  /// Gives back all that is still held; nothing may be asked of it any more.
  func close() async {
    let turns = state.withLock { state in
      state.isClosed = true
      return state.held.values.sorted { Self.isBefore($0.feed, $1.feed) }
    }
    for turn in turns { await end(turn) }
  }

  // MARK: Transactions

  private func submit(_ job: Job) {
    let isFirst = state.withLock { state in
      state.waiting.append(job)
      return state.waiting.count == 1
    }
    if isFirst { queue.async { self.drain() } }
  }

  private static func isBefore(_ first: String, _ second: String) -> Bool {
    first.utf8.lexicographicallyPrecedes(second.utf8)
  }

  private func drain() {
    let jobs = state.withLock { state in
      defer { state.waiting = [] }
      return state.waiting
    }.sorted {
      $0.phase == $1.phase ? Self.isBefore($0.key, $1.key) : $0.phase.rawValue < $1.phase.rawValue
    }
    let error = Self.attempt(on: archive) { session throws(ArchiveError) in
      for job in jobs { try job.run(session) }
    }
    guard error != nil, jobs.count > 1 else {
      for job in jobs { job.finish(error) }
      return
    }
    // Each for itself, so that one's trouble is not everybody's.
    for job in jobs {
      job.finish(
        Self.attempt(on: archive) { session throws(ArchiveError) in try job.run(session) })
    }
  }

  private static func attempt(
    on archive: Archive, _ body: (borrowing ArchiveSession) throws(ArchiveError) -> Void
  ) -> ArchiveError? {
    do throws(ArchiveError) {
      try archive.write(mayRepeat: true) { session throws(ArchiveError) in try body(session) }
      return nil
    } catch {
      return error
    }
  }

  /// What the last attempt at a transaction came to.
  private final class Result<Value: Sendable>: Sendable {
    private let stored = Mutex<Value?>(nil)
    var value: Value? { stored.withLock { $0 } }
    func set(_ value: Value?) { stored.withLock { $0 = value } }
  }
}

extension TurnKeeper: HostPermits {
  func ask(
    for host: String, lasting: Duration, answer: @escaping @Sendable (HostPermit) -> Void
  ) {
    let request = state.withLock { state in
      state.count += 1
      // A little more than it may take: what has ended late was still on its way.
      return HostTurnRequest(
        host: host, token: "\(owner)-\(state.count)", gap: terms.gap, perHost: terms.perHost,
        lasting: lasting + .seconds(5))
    }
    let result = Result<HostTurnAnswer>()
    submit(
      Job(
        phase: .takeHost, key: host,
        run: { session throws(ArchiveError) in result.set(try session.takeTurn(request)) },
        finish: { [weak self] error in
          answer(self?.permit(for: request, result.value, error) ?? .unknown("the run is over"))
        }))
  }

  private func permit(
    for request: HostTurnRequest, _ answer: HostTurnAnswer?, _ error: ArchiveError?
  ) -> HostPermit {
    if let error { return .unknown(error.description) }
    switch answer {
    case .granted:
      state.withLock { $0.requests[request.token] = request }
      return .granted(request.token)
    case .later(let wait): return .later(wait)
    case .held(let wait): return .held(wait)
    case nil: return .unknown("no answer")
    }
  }

  func giveBack(_ permit: String, for host: String, sent: Duration?, hold: Duration?) {
    guard let request = state.withLock({ $0.requests.removeValue(forKey: permit) }) else { return }
    let moment = ContinuousClock.now
    submit(
      Job(
        phase: .endHost, key: host,
        run: { session throws(ArchiveError) in
          let waited = ContinuousClock.now - moment
          try session.endTurn(request, sent: sent.map { $0 + waited }, hold: hold)
        }, finish: { _ in }))
  }
}
