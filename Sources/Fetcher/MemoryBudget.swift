import Synchronization

/// The bytes that all documents on their way may take together: those that are being received,
/// and those that are held by a ``MemoryLease`` until what was made of them is stored.
///
/// Nobody who holds a lease waits for another one of the same budget, so every lease comes back.
public final class MemoryBudget: Sendable {
  private struct Waiter {
    var bytes: Int
    var resume: @Sendable (MemoryLease) -> Void
  }

  private struct State {
    var used = 0
    /// Leases that are out.
    var leases = 0
    /// First come, first served.
    var waiters: [Waiter] = []
    var mostUsed = 0
    var listeners: [@Sendable () -> Void] = []

    mutating func take(_ bytes: Int) {
      used += bytes
      mostUsed = max(mostUsed, used)
    }
  }

  /// In bytes.
  public let limit: Int
  private let state = Mutex(State())

  /// - Parameter limit: in bytes.
  public init(limit: Int) {
    self.limit = limit
  }

  /// Waits until there is room for so many bytes and takes it.
  ///
  /// What is larger than the whole budget is let in when nothing else is on its way. The caller
  /// must not hold a lease of this budget.
  public func lease(_ bytes: Int) async -> MemoryLease {
    let free = state.withLock { state -> MemoryLease? in
      guard state.waiters.isEmpty, hasRoom(bytes, state) else { return nil }
      return admit(bytes, &state)
    }
    if let free { return free }
    return await withCheckedContinuation { continuation in
      let lease = state.withLock { state -> MemoryLease? in
        guard state.waiters.isEmpty, hasRoom(bytes, state) else {
          state.waiters.append(Waiter(bytes: bytes) { continuation.resume(returning: $0) })
          return nil
        }
        return admit(bytes, &state)
      }
      if let lease { continuation.resume(returning: lease) }
    }
  }

  private func hasRoom(_ bytes: Int, _ state: State) -> Bool {
    state.used == 0 || bytes <= limit - state.used
  }

  private func admit(_ bytes: Int, _ state: inout State) -> MemoryLease {
    state.take(bytes)
    state.leases += 1
    return MemoryLease(holding: bytes, of: self)
  }

  // MARK: Transfers

  /// Whether transfers are to wait.
  var isSpent: Bool { state.withLock { $0.used >= limit || !$0.waiters.isEmpty } }

  /// Whether a lease is out, which will come back by itself.
  var hasLeases: Bool { state.withLock { $0.leases > 0 } }

  /// Takes bytes that have come already.
  func take(_ bytes: Int) { state.withLock { $0.take(bytes) } }

  /// Makes a lease of bytes that were taken.
  func lease(ofTaken bytes: Int) -> MemoryLease {
    state.withLock { $0.leases += 1 }
    return MemoryLease(holding: bytes, of: self)
  }

  /// - Parameter listener: called, on any thread, after bytes came back.
  func onRelease(_ listener: @escaping @Sendable () -> Void) {
    state.withLock { $0.listeners.append(listener) }
  }

  func release(_ bytes: Int, isLease: Bool = false) {
    guard bytes > 0 || isLease else { return }
    let (admitted, listeners) = state.withLock { state in
      state.used -= bytes
      if isLease { state.leases -= 1 }
      var admitted: [(Waiter, MemoryLease)] = []
      while let first = state.waiters.first, hasRoom(first.bytes, state) {
        state.waiters.removeFirst()
        admitted.append((first, admit(first.bytes, &state)))
      }
      return (admitted, state.listeners)
    }
    for (waiter, lease) in admitted { waiter.resume(lease) }
    for listener in listeners { listener() }
  }

  // MARK: Tests

  /// The most bytes that were ever taken at the same time.
  package var mostUsed: Int { state.withLock { $0.mostUsed } }
  package var used: Int { state.withLock { $0.used } }
}

/// A share of the memory budget; it goes back when the last reference is let go.
public final class MemoryLease: Sendable {
  private let budget: MemoryBudget
  /// Bytes that the document takes.
  public let bytes: Int

  /// Takes over bytes that were taken from the budget already.
  fileprivate init(holding bytes: Int, of budget: MemoryBudget) {
    self.bytes = bytes
    self.budget = budget
  }

  deinit { budget.release(bytes, isLease: true) }
}
