import Synchronization

/// Lets feeds that look at each other's entries merge what they were given one after the other, in
/// the order of the configuration, so that the same answers always give the same files.
final class FeedTurns: Sendable {
  private struct State {
    /// Feeds that are not done, in their order.
    var waiting: [String] = []
    var sleepers: [String: CheckedContinuation<Void, Never>] = [:]
  }

  private let state = Mutex(State())

  /// - Parameter feeds: those that take turns, in their order.
  func begin(_ feeds: [String]) {
    state.withLock { $0.waiting = feeds }
  }

  /// Returns when all feeds before this one are done; at once for one that takes no turns.
  func wait(for feed: String) async {
    await withCheckedContinuation { continuation in
      let mayGo = state.withLock { state in
        if state.waiting.first == feed || !state.waiting.contains(feed) { return true }
        state.sleepers[feed] = continuation
        return false
      }
      if mayGo { continuation.resume() }
    }
  }

  /// Notes that a feed is done, well or not.
  func finish(_ feed: String) {
    let next = state.withLock { state in
      state.waiting.removeAll { $0 == feed }
      return state.waiting.first.flatMap { state.sleepers.removeValue(forKey: $0) }
    }
    next?.resume()
  }
}
