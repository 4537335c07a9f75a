/// When a request is made again, and after how long.
package struct RetryPolicy: Sendable, Hashable {
  /// How often a request is made at most.
  package var attempts = 6
  /// The longest first wait; each further one may be twice as long.
  package var base: Duration = .milliseconds(250)
  /// The longest wait.
  package var most: Duration = .seconds(20)

  package init() {}

  /// The wait before an attempt, the second being 1: anything up to the limit of its turn ("full
  /// jitter"), or what the store has asked for.
  ///
  /// - Parameter part: 0 to 1, by chance.
  func wait(before attempt: Int, part: Double, asked: Duration?) -> Duration {
    let limit = min(base * (1 << min(max(attempt - 1, 0), 16)), most)
    // At least a quarter of it: no wait would be no backing off.
    let own = limit * (0.25 + 0.75 * part)
    return asked.map { max($0, own) } ?? own
  }

  /// The longest that a store may ask to be left alone for; what asks for more is given up.
  static let mostAsked: Duration = .seconds(60)
}

/// Chances that are the same for the same seed (SplitMix64).
struct SeededChances: RandomNumberGenerator, Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
