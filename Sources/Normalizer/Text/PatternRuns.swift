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

  /// - Parameter bytes: of the entry's body.
  init(bytes: Int) {
    steps = 100_000 + min(100 * bytes, 10_000_000 + 4 * bytes)
  }

  /// Whether a pattern occurs; `nil` when looking took too long.
  mutating func found(_ pattern: Pattern, in subject: [UInt8]) -> Bool? {
    let found = pattern.found(in: subject, steps: &left[ObjectIdentifier(pattern), default: steps])
    if found == nil { note(pattern) }
    return found
  }

  /// The subject with every occurrence replaced; `nil` when nothing is to be done.
  mutating func replaced(
    _ pattern: Pattern, in subject: [UInt8], with replacement: String
  ) -> [UInt8]? {
    let outcome = pattern.replacement(
      in: subject, with: replacement, steps: &left[ObjectIdentifier(pattern), default: steps])
    switch outcome {
    case .none: return nil
    case .text(let text): return text == subject ? nil : text
    case .tooSlow:
      note(pattern)
      return nil
    }
  }

  private mutating func note(_ pattern: Pattern) {
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
