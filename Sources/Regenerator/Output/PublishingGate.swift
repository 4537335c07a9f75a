import Synchronization

/// Lets so many in at once; the others wait, in their order.
final class PublishingGate: Sendable {
  private struct State {
    var free: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
    /// Index of the first that still waits.
    var first = 0
  }

  private let state: Mutex<State>

  init(atOnce: Int) { state = Mutex(State(free: atOnce)) }

  /// Returns when there is room; ``leave()`` is to follow.
  func enter() async {
    await withCheckedContinuation { continuation in
      let isIn = state.withLock { state in
        guard state.free == 0 else {
          state.free -= 1
          return true
        }
        state.waiting.append(continuation)
        return false
      }
      if isIn { continuation.resume() }
    }
  }

  /// Makes room for the next.
  func leave() {
    let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard state.first < state.waiting.count else {
        state.free += 1
        return nil
      }
      defer {
        state.first += 1
        if state.first == state.waiting.count { (state.waiting, state.first) = ([], 0) }
      }
      return state.waiting[state.first]
    }
    next?.resume()
  }
}
