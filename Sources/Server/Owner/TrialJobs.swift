import FeedModel
import Regenerator
import Synchronization

/// Trials of rules that go on behind the pages that show them.
final class TrialJobs: Sendable {
  private struct Key: Hashable {
    var feed: String
    var selector: String
  }

  private struct State {
    var trials: [Key: RuleTrial] = [:]
    /// Oldest first.
    var order: [Key] = []
    /// The one that goes on; another one ends it.
    var current: Key?
  }

  private let state = Mutex(State())
  private static let most = 20

  /// Entries that are looked at before anything is shown, and how long that may take.
  private static let first = 200
  private static let patience: Duration = .milliseconds(250)
  private static let atOnce = 25

  /// How far a trial is; begun where it is not known.
  func trial(
    of selector: String, in feed: String, desk: FeedDesk, service: OwnerService, now: Timestamp
  ) async throws -> RuleTrial {
    let key = Key(feed: feed, selector: selector)
    if let known = state.withLock({ $0.trials[key] }), known.isWhole { return known }
    if let running = state.withLock({ $0.current == key ? $0.trials[key] : nil }) {
      return running
    }
    let begun = try await service.working {
      var trial = try desk.trial(of: selector, in: feed)
      let end = ContinuousClock.now + Self.patience
      while !trial.isWhole, trial.looked < Self.first, ContinuousClock.now < end {
        try desk.goOn(&trial, by: Self.atOnce, now: now)
      }
      return trial
    }
    keep(begun, key)
    if !begun.isWhole {
      service.begin { [self] in goOn(begun, key, desk, now) }
    }
    return begun
  }

  /// The rules or entries have changed: all is looked at anew.
  func forget() {
    state.withLock { $0 = State() }
  }

  private func goOn(_ begun: RuleTrial, _ key: Key, _ desk: FeedDesk, _ now: Timestamp) {
    var trial = begun
    while !trial.isWhole, state.withLock({ $0.current == key }) {
      do {
        try desk.goOn(&trial, by: Self.atOnce, now: now)
      } catch {
        break
      }
      state.withLock { $0.trials[key] = trial }
    }
  }

  private func keep(_ trial: RuleTrial, _ key: Key) {
    state.withLock { state in
      if state.trials[key] == nil { state.order.append(key) }
      state.trials[key] = trial
      state.current = trial.isWhole ? nil : key
      while state.order.count > Self.most { state.trials[state.order.removeFirst()] = nil }
    }
  }
}
