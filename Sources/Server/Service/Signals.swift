import Dispatch
import Glibc
import Synchronization

/// The signals that a service is told things by, caught from the moment that this is made: one that
/// comes before somebody listens waits for it.
final class Signals: Sendable {
  /// Whom they are for.
  private final class Receivers: Sendable {
    private struct State {
      var handlers: [Int32: @Sendable () -> Void] = [:]
      var waiting: Set<Int32> = []
    }

    private let state = Mutex(State())

    func handle(_ number: Int32, _ handler: @escaping @Sendable () -> Void) {
      let waits = state.withLock { state in
        state.handlers[number] = handler
        return state.waiting.remove(number) != nil
      }
      if waits { handler() }
    }

    func came(_ number: Int32) {
      let handler = state.withLock { state in
        if state.handlers[number] == nil { state.waiting.insert(number) }
        return state.handlers[number]
      }
      handler?()
    }
  }

  private let receivers = Receivers()
  /// Sources may be used on any thread.
  nonisolated(unsafe) private let sources: [any DispatchSourceSignal]

  init(_ numbers: [Int32]) {
    let receivers = receivers
    sources = numbers.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { receivers.came(number) }
      source.resume()
      return source
    }
  }

  deinit { stop() }

  /// Calls `handler` for each from now on, and for one that waits.
  func handle(_ number: Int32, _ handler: @escaping @Sendable () -> Void) {
    receivers.handle(number, handler)
  }

  func stop() { for source in sources { source.cancel() } }
}
