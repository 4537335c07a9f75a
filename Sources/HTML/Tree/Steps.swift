internal import Synchronization

// What a document's walks cost, counted where they are made, so that no caller can forget to.
//
// A step is a node gone to, an attribute passed on the way to another, 64 bytes of a text or value
// lent, a node moved. What writes a document (`serialize`) counts nothing: it must be complete.

extension Document {
  /// How many steps may still be taken; below 0 when walks have been cut short.
  ///
  /// Once the last is taken, ``next(after:in:)``, ``next(afterSubtree:in:)``,
  /// ``nextSibling(of:)`` and ``previousSibling(of:)`` say that there is no node, so that every
  /// loop over them comes to its end; what was found or done meanwhile counts for nothing. A new
  /// document has as many as there are.
  public var stepsLeft: Int {
    get { counter.left.load(ordering: .relaxed) }
    nonmutating set { counter.left.store(newValue, ordering: .relaxed) }
  }

  /// Whether more steps were asked for than there were.
  public var isSpent: Bool { stepsLeft < 0 }

  /// Counts steps of a kind that the document doesn't see: a list gone through for a node, a table
  /// asked.
  @inline(__always)
  public func spend(_ steps: Int) {
    // Two plain instructions: a document is never counted on by two tasks at once, and if one were,
    // a step might be lost.
    stepsLeft = stepsLeft &- steps
  }

  /// Counts a walk's steps; whether it may go on.
  @inline(__always)
  func takeSteps(_ steps: Int = 1) -> Bool {
    let left = stepsLeft &- steps
    stepsLeft = left
    return left >= 0
  }

  /// Runs `body`, which looks at the document for a report alone, and forgets what that cost.
  ///
  /// What is explained must come out as what is not.
  public func withoutCounting<Result, Failure: Error>(
    _ body: (borrowing Document) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let left = stepsLeft
    defer { stepsLeft = left }
    stepsLeft = Int.max
    return try body(self)
  }
}
