internal import Synchronization

/// What cleaning may cost in all, where somebody else says what is looked for.
///
/// When it is over, entries that are not begun are left out, and whoever made it gives no feed.
public final class WorkLimit: Sendable {
  private let steps: Atomic<Int>
  private let slow = Atomic(false)
  private let isTooLate: @Sendable () -> Bool

  /// - Parameters:
  ///   - steps: of a user's patterns, in all entries together.
  ///   - isTooLate: asked before each entry, on any thread: whether nobody waits for the rest.
  public init(steps: Int, isTooLate: @escaping @Sendable () -> Bool) {
    self.steps = Atomic(steps)
    self.isTooLate = isTooLate
  }

  /// Whether no more entry is begun.
  public var isOver: Bool { isSpent || isTooLate() }

  /// Whether the steps are spent.
  public var isSpent: Bool { stepsLeft <= 0 }

  /// Whether a pattern took longer on an entry than it may.
  public var hasSlowPattern: Bool { slow.load(ordering: .relaxed) }

  var stepsLeft: Int { steps.load(ordering: .relaxed) }

  func spend(_ count: Int) { steps.subtract(count, ordering: .relaxed) }

  func noteSlowPattern() { slow.store(true, ordering: .relaxed) }
}
