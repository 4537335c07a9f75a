public import FeedModel

/// Whether the clock of a run can be right.
public enum ClockCheck {
  /// So far two clocks may be apart, in milliseconds: a day.
  static let tolerance: Int64 = 86_400_000

  /// Within a run that comes so much later than the one before, or earlier, nothing is let go, in
  /// milliseconds: 30 days.
  static let jump: Int64 = 30 * 86_400_000

  /// In milliseconds: 2023-01-01T00:00:00Z, when this program was not yet written. Machines without
  /// a battery begin in 1970.
  static let earliest: Int64 = 1_672_531_200_000

  /// Whether a clock can be right at all; one that can't says nothing of runs before it.
  package static func isPossible(_ now: Timestamp) -> Bool { now.milliseconds >= earliest }

  /// Whether a moment that a run has stored lies so far ahead that its clock was wrong, or that of
  /// the run that asks.
  package static func isAhead(_ stored: Timestamp, of now: Timestamp) -> Bool {
    stored.milliseconds - now.milliseconds > tolerance
  }

  /// Whether the clock has jumped since the last run.
  package static func hasJumped(from last: Timestamp, to now: Timestamp) -> Bool {
    abs(now.milliseconds - last.milliseconds) > jump
  }

  /// Whether a run's clock is more than a day away from what the servers say.
  ///
  /// - Parameter dates: `Date` of an answer (RFC 9110 §6.6.1) by host, and what the clock said then;
  ///   of fewer than three hosts nothing is believed.
  public static func isWrong(_ dates: [String: (said: Timestamp, clock: Timestamp)]) -> Bool {
    guard dates.count >= 3 else { return false }
    let differences = dates.values.map { $0.said.milliseconds - $0.clock.milliseconds }.sorted()
    return abs(differences[differences.count / 2]) > tolerance
  }
}
