import FeedModel
import JSON

/// A learned promo as a rule of the configuration.
enum LearnedRule {
  /// `learned.3f9a0c12de`
  static func name(of promo: LearnedPromo) -> String { "learned.\(promo.id)" }

  /// On one line: `{ "name": "learned.3f9a0c12de", "structure": "repeated", "lines": ["…"] }`.
  static func text(of promo: LearnedPromo) -> String {
    let lines = promo.lines.map(quoted).joined(separator: ", ")
    return #"{ "name": "# + quoted(name(of: promo))
      + #", "structure": "repeated", "lines": ["# + lines + "] }"
  }

  /// A filter as a line of `drop`.
  static func text(of filter: FilterCandidate) -> String {
    "{ " + quoted(filter.field) + ": " + quoted(filter.pattern) + " }"
  }

  private static func quoted(_ text: String) -> String {
    var json = JSONWriter(format: .compact)
    json.string(text)
    return String(decoding: json.finish(), as: UTF8.self)
  }
}
