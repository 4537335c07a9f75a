import CServing
import FeedModel
import Logging
import NIOCore
import Regenerator
import Synchronization

/// Refreshes, source by source, when something is due.
///
/// The archive's lock is taken for a round, never while waiting: a refresh of cron's and this one
/// take turns by it.
final class RefreshLoop: Sendable {
  let executor = BackgroundExecutor(threads: System.coreCount)
  private let now: @Sendable () -> Timestamp
  private let log: ServiceLog
  private let alarm = Alarm()
  private let metrics = ServiceMetrics()

  init(now: @escaping @Sendable () -> Timestamp, log: ServiceLog) {
    self.now = now
    self.log = log
  }

  /// Begins the next round at once.
  func wake() { alarm.ring() }

  func stop() { alarm.end() }

  /// Runs until it is stopped.
  ///
  /// - Parameters:
  ///   - regenerator: asked before each round; `nil` where nothing is to be refreshed.
  ///   - afterRound: called behind each round.
  func run(
    _ regenerator: @escaping @Sendable () -> Regenerator?,
    afterRound: @escaping @Sendable () -> Void
  ) async {
    while !alarm.isOver {
      guard let regenerator = regenerator() else {
        await alarm.wait(Self.mostWait)
        continue
      }
      let (wait, isLarge, failed) = await round(regenerator)
      afterRound()
      guard isLarge, wait > Self.settling else {
        await pause(wait, regenerator, failed)
        continue
      }
      // By then contents of before have made room for new ones.
      guard !(await alarm.wait(Self.settling)) else { continue }
      refeed_give_memory_back()
      await pause(wait - Self.settling, regenerator, failed)
    }
  }

  /// Waits, at the most until another process has left something to be published.
  ///
  /// - Parameter failed: feeds that could not be published, and are not begun again for.
  private func pause(_ wait: Duration, _ regenerator: Regenerator, _ failed: Set<String>) async {
    guard let interval = regenerator.lookInterval else {
      await alarm.wait(wait)
      return
    }
    let end = ContinuousClock.now + wait
    var look = interval
    while true {
      let left = end - ContinuousClock.now
      guard left > .zero, !(await alarm.wait(min(left, look))) else { return }
      guard left > look else { return }
      let found = await regenerator.untilBehind(except: failed)
      if found == .zero { return }
      look = min(interval, (found ?? interval) + Self.moment)
    }
  }

  /// So that a turn is over when it is looked at again.
  private static let moment: Duration = .milliseconds(5)

  /// Refreshes one feed, or all, although their sources are not due; `nil` while another refresh is at
  /// work.
  func refreshNow(_ regenerator: Regenerator, _ feed: String?) async -> RefreshJobs.State? {
    var request = RefreshRequest(feeds: feed.map { [$0] } ?? [], force: true)
    request.countsChanges = true
    let (wanted, metrics, now) = (request, metrics, now())
    let result = await Task(executorPreference: executor) {
      () -> Result<RunReport, RunError> in
      do throws(RunError) {
        return .success(try await regenerator.refresh(wanted, now: now) { metrics.note($0) })
      } catch {
        return .failure(error)
      }
    }.value
    switch result {
    case .success(let report):
      metrics.note(report)
      tell(report)
      return RefreshJobs.State(report)
    case .failure(.anotherRunIsActive): return nil
    case .failure(let error):
      metrics.noteFailure()
      return .failed(error.description)
    }
  }

  /// One round, how long to wait for the next, whether it has taken much memory, and what it could not
  /// publish.
  private func round(
    _ regenerator: Regenerator
  ) async -> (wait: Duration, isLarge: Bool, failed: Set<String>) {
    do {
      var request = RefreshRequest()
      request.countsChanges = true
      let metrics = metrics
      let (began, clock) = (now(), ContinuousClock.now)
      let report = try await regenerator.refresh(request, now: began) { metrics.note($0) }
      metrics.note(report)
      tell(report)
      // What a large round has taken, those who serve can do without.
      let isLarge = report.feeds.contains { $0.cleanedEntries > 0 }
      if isLarge { refeed_give_memory_back() }
      let sources = report.feeds.flatMap(\.sources)
      let wait = Self.wait(
        untilOneOf: sources.compactMap(\.nextDue), since: began, elapsed: .now - clock,
        hasLocal: sources.contains { $0.nextDue == nil && !$0.isRetired })
      let failed = report.feeds.filter { !$0.problems.isEmpty || $0.publication == .failed }
      return (wait, isLarge, Set(failed.map(\.id)))
    } catch {
      guard case .anotherRunIsActive = error else {
        metrics.noteFailure()
        log.note(.error, "the refresh failed", [("reason", error.description)])
        return (.seconds(60), false, [])
      }
      log.note(.debug, "another refresh is at work", [])
      return (.seconds(5), false, [])
    }
  }

  /// Until the next source is due; what is on this machine is looked at as often as it is configured
  /// for a source that says nothing of its rhythm.
  ///
  /// - Parameters:
  ///   - began: when the round did, by the clock that those times were counted from; it may have been
  ///     set since.
  ///   - elapsed: what the round has taken.
  static func wait(
    untilOneOf dues: [Timestamp], since began: Timestamp, elapsed: Duration, hasLocal: Bool
  ) -> Duration {
    let now = began.milliseconds + Int64(elapsed / .milliseconds(1))
    let due = dues.map { $0.milliseconds - now }.min()
    let least = leastWait.components.seconds * 1000
    let most = (hasLocal ? localWait : mostWait).components.seconds * 1000
    return .milliseconds(min(max(due ?? most, least), most))
  }

  private static let settling: Duration = .seconds(10)
  private static let leastWait: Duration = .seconds(1)
  private static let localWait: Duration = .seconds(60)
  private static let mostWait: Duration = .seconds(3600)

  private func tell(_ report: RunReport) {
    for problem in report.problems { log.note(.warning, problem, []) }
    if let outage = report.outage { log.note(.warning, outage.description, []) }
    for feed in report.feeds { tell(feed) }
    let asked = report.feeds.flatMap(\.sources).count { $0.wasAsked }
    guard asked > 0 else { return }
    let new = report.feeds.reduce(0) { $0 + $1.newEntries }
    let isQuiet = new == 0 && report.feeds.flatMap(\.sources).allSatisfy { $0.received == nil }
    log.note(
      isQuiet ? .debug : .info, "refreshed",
      [
        ("asked", "\(asked)"), ("seconds", "\(report.duration.components.seconds)"),
        ("new", "\(new)"),
      ])
  }

  private func tell(_ feed: FeedReport) {
    for problem in feed.problems { log.note(.error, problem, [("feed", feed.id)]) }
    for source in feed.sources {
      let facts = [("feed", feed.id), ("source", SecretMask.masked(source.name))]
      if let notice = source.notice { log.note(.warning, SecretMask.masked(notice), facts) }
      for failure in source.failures {
        log.note(.info, SecretMask.masked(failure.reason), facts)
      }
    }
    if case .published(let files) = feed.publication, !files.isEmpty {
      log.note(.info, "published", [("feed", feed.id), ("files", files.joined(separator: " "))])
    }
  }
}

/// A sleep that can be ended.
final class Alarm: Sendable {
  private struct State {
    var isOver = false
    var hasRung = false
    var sleeper: Task<Void, Never>?
  }

  private let state = Mutex(State())

  var isOver: Bool { state.withLock { $0.isOver } }

  func ring() {
    state.withLock { state in
      state.hasRung = true
      state.sleeper?.cancel()
    }
  }

  func end() {
    state.withLock { state in
      state.isOver = true
      state.sleeper?.cancel()
    }
  }

  /// Gives whether it was ended.
  @discardableResult
  func wait(_ duration: Duration) async -> Bool {
    let sleeper = Task { _ = try? await Task.sleep(for: duration) }
    state.withLock { state in
      state.sleeper = sleeper
      if state.hasRung || state.isOver { sleeper.cancel() }
    }
    await sleeper.value
    return state.withLock { state in
      defer { state.hasRung = false }
      return state.hasRung || state.isOver
    }
  }
}

extension RefreshJobs.State {
  /// What has come of a run.
  init(_ report: RunReport) {
    let sources = report.feeds.flatMap(\.sources).filter(\.wasAsked)
    self = .done(
      new: report.feeds.reduce(0) { $0 + $1.newEntries },
      changed: report.feeds.reduce(0) { $0 + $1.changedEntries },
      failed: sources.count { !$0.failures.isEmpty }, asked: sources.count)
  }
}
