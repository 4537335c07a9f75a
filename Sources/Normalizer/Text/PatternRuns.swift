internal import FeedModel

/// Runs a user's patterns on one entry, each within one budget for the whole of it.
///
/// A budget for each text would not do: a body of a million short texts gets a million of them.
struct PatternRuns {
  /// The steps that each pattern may take on this entry.
  private let steps: Int
  private var left: [ObjectIdentifier: Int] = [:]
  /// The patterns that took too long and did nothing from then on.
  private(set) var slow: [Pattern] = []
  private var noted: Set<ObjectIdentifier> = []

  /// Of all entries together, where there is one.
  private let limit: WorkLimit?

  /// - Parameter bytes: of the entry's body.
  init(bytes: Int, limit: WorkLimit? = nil) {
    steps = 100_000 + min(100 * bytes, 10_000_000 + 4 * bytes)
    self.limit = limit
  }

  /// Whether a pattern occurs; `nil` when looking took too long.
  mutating func found(_ pattern: Pattern, in subject: [UInt8]) -> Bool? {
    let found = counted(pattern) { pattern.found(in: subject, steps: &$0) }
    if found == nil { note(pattern) }
    return found
  }

  /// The subject with every occurrence replaced; `nil` when nothing is to be done.
  mutating func replaced(
    _ pattern: Pattern, in subject: [UInt8], with replacement: String
  ) -> [UInt8]? {
    let outcome = counted(pattern) {
      pattern.replacement(in: subject, with: replacement, steps: &$0)
    }
    switch outcome {
    case .none: return nil
    case .text(let text): return text == subject ? nil : text
    case .tooSlow:
      note(pattern)
      return nil
    }
  }

  /// Runs it with the steps that it has left on this entry, and on all of them: none when those are
  /// over, so that nobody waits for the other patterns of an entry either.
  private mutating func counted<Result>(
    _ pattern: Pattern, _ run: (_ steps: inout Int) -> Result
  ) -> Result {
    let own = left[ObjectIdentifier(pattern), default: steps]
    let granted = limit.map { $0.isOver ? 0 : min(own, $0.stepsLeft) } ?? own
    var rest = granted
    let result = run(&rest)
    left[ObjectIdentifier(pattern)] = own - (granted - rest)
    limit?.spend(granted - rest)
    return result
  }

  private mutating func note(_ pattern: Pattern) {
    if limit?.isOver == false { limit?.noteSlowPattern() }
    if noted.insert(ObjectIdentifier(pattern)).inserted { slow.append(pattern) }
  }

  /// One for each slow pattern.
  var diagnostics: [Diagnostic] {
    slow.map { pattern in
      Diagnostic(
        .warning, code: "pattern-too-slow",
        "looking for \(pattern.text) took too long; it did not do all that it should")
    }
  }
}
