import ConfigurationModel
import Synchronization

/// What of the owner's pages outlives a reload of the configuration: who is logged in, and what is at
/// work for them.
public final class OwnerService: Sendable {
  let sessions = OwnerSessions()
  let attempts = LoginAttempts()
  let jobs = RefreshJobs()
  let trials = TrialJobs()
  /// Refreshes one feed, or all; told of by the pages.
  let refresh: @Sendable (_ feed: String?, _ waits: @Sendable () -> Void) async -> RefreshJobs.State
  /// Reads the configuration again.
  let reload: @Sendable () -> Void
  /// Made when it is needed first: most services have no such pages.
  private let threads = Mutex<BackgroundExecutor?>(nil)
  private let password = Mutex<OwnerPassword?>(nil)

  init(
    refresh:
      @escaping @Sendable (
        _ feed: String?, _ waits: @Sendable () -> Void
      ) async -> RefreshJobs.State,
    reload: @escaping @Sendable () -> Void
  ) {
    self.refresh = refresh
    self.reload = reload
  }

  private var executor: BackgroundExecutor {
    threads.withLock { threads in
      let executor = threads ?? BackgroundExecutor(threads: 2)
      threads = executor
      return executor
    }
  }

  /// Another password ends all sessions.
  func take(_ new: OwnerPassword) {
    let isOther = password.withLock { old in
      defer { old = new }
      return old != nil && old != new
    }
    if isOther { sessions.endAll() }
  }

  /// Does what waits for the disk or takes long, on threads that answer nobody else.
  func work<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await Task(executorPreference: executor) { body() }.value
  }

  /// The same, for what throws.
  func working<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await Task(executorPreference: executor) { try body() }.value
  }

  /// Begins something that goes on behind the answer.
  func begin(_ body: @escaping @Sendable () async -> Void) {
    Task(executorPreference: executor) { await body() }
  }
}

/// Refreshes that somebody has asked for on a page.
final class RefreshJobs: Sendable {
  /// How far one is.
  enum State: Sendable, Hashable {
    /// Another refresh holds the lock.
    case waiting
    case running
    case done(new: Int, changed: Int, failed: Int, asked: Int)
    /// Another refresh has held the lock for too long.
    case gaveUp
    case failed(String)

    var isBusy: Bool { self == .waiting || self == .running }
  }

  private let states = Mutex<[String: State]>([:])
  private static let most = 2000

  /// Of one feed, or of all of them (`nil`); the last one that was asked for.
  func state(of feed: String?) -> State? { states.withLock { $0[feed ?? ""] } }

  /// Whether this one is to be begun: not while it is at work already.
  func begin(_ feed: String?) -> Bool {
    states.withLock { states in
      guard !(states[feed ?? ""]?.isBusy ?? false) else { return false }
      if states.count >= Self.most { states = states.filter { $0.value.isBusy } }
      states[feed ?? ""] = .running
      return true
    }
  }

  func note(_ state: State, of feed: String?) {
    states.withLock { $0[feed ?? ""] = state }
  }
}
