/// A promo that was learned: what is remembered of it, and what takes it out.
public struct LearnedPromo: Sendable, Hashable {
  /// What was decided of it.
  public enum State: Int, Sendable, Hashable {
    /// It goes.
    case taken = 0
    /// It was taken back by hand: it stays, and is not learned again.
    case forgotten = 1
  }

  /// Names it in commands.
  public var id: String
  /// Its text line by line; see ``PromoCandidate/lines``.
  public var lines: [String]
  /// Why it is one, for explanations.
  public var evidence: String
  /// What was decided of it.
  public var state = State.taken

  /// - Parameters:
  ///   - id: names it in commands.
  ///   - lines: its text line by line.
  ///   - evidence: why it is one.
  public init(id: String, lines: [String], evidence: String) {
    self.id = id
    self.lines = lines
    self.evidence = evidence
  }
}
