import Synchronization

/// The bytes that all bodies in flight may take together.
final class MemoryBudget: Sendable {
  private let limit: Int
  private let used = Mutex(0)
  private let onRelease: @Sendable () -> Void

  /// - Parameter onRelease: called, on any thread, after bytes came back.
  init(limit: Int, onRelease: @escaping @Sendable () -> Void) {
    self.limit = limit
    self.onRelease = onRelease
  }

  var isSpent: Bool { used.withLock { $0 >= limit } }

  func take(_ bytes: Int) {
    used.withLock { $0 += bytes }
  }

  func release(_ bytes: Int) {
    guard bytes > 0 else { return }
    used.withLock { $0 -= bytes }
    onRelease()
  }
}

/// A share of the memory budget; it goes back when the last reference is let go.
public final class MemoryLease: Sendable {
  private let budget: MemoryBudget
  /// Bytes that the body takes.
  public let bytes: Int

  /// Takes over bytes that were taken from the budget already.
  init(holding bytes: Int, of budget: MemoryBudget) {
    self.bytes = bytes
    self.budget = budget
  }

  deinit { budget.release(bytes) }
}
