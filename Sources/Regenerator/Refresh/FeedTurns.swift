import Synchronization

/// Lets feeds that look at each other's entries merge what they were given one after the other, in
/// the order of the configuration, so that the same answers always give the same files.
final class FeedTurns: Sendable {
  private struct State {
    /// All that take turns.
    var order: [String] = []
    var members: Set<String> = []
    /// Whose turn it is.
    var next = 0
    var done: Set<String> = []
    var sleepers: [String: CheckedContinuation<Void, Never>] = [:]

    var current: String? { next < order.count ? order[next] : nil }
  }

  private let state = Mutex(State())

  /// - Parameter feeds: those that take turns, in their order.
  func begin(_ feeds: [String]) {
    state.withLock { $0 = State(order: feeds, members: Set(feeds)) }
  }

  /// Returns when all feeds before this one are done; at once for one that takes no turns.
  func wait(for feed: String) async {
    await withCheckedContinuation { continuation in
      let mayGo = state.withLock { state in
        if state.current == feed || !state.members.contains(feed) { return true }
        state.sleepers[feed] = continuation
        return false
      }
      if mayGo { continuation.resume() }
    }
  }

  /// Notes that a feed is done, well or not.
  func finish(_ feed: String) {
    let next = state.withLock { state in
      state.done.insert(feed)
      while let current = state.current, state.done.contains(current) { state.next += 1 }
      return state.current.flatMap { state.sleepers.removeValue(forKey: $0) }
    }
    next?.resume()
  }
}
