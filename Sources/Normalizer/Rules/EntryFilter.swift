internal import Bytes
internal import FeedModel
internal import JSON

/// Which entries are meant, by what they say.
struct EntryFilter: Sendable {
  enum Field: String, Sendable, CaseIterable {
    case title
    case author
    case category
    case text
    case address
  }

  private var patterns: [(field: Field, patterns: [Pattern])] = []
  /// Milliseconds.
  private var age: Int64?
  var asksForAge: Bool { age != nil }
  /// Whether every field must match, not just one.
  private var wantsAll = false

  /// One filter, or a list of which any one counts.
  static func filters(_ value: JSONValue?, _ problems: RuleProblems) -> [EntryFilter] {
    (value?.objects(problems) ?? []).map { EntryFilter($0, problems) }
  }

  private init(_ value: JSONValue, _ problems: RuleProblems) {
    value.checkKeys(Field.allCases.map(\.rawValue) + ["age", "match"], problems)
    for field in Field.allCases {
      guard let list = value[field.rawValue] else { continue }
      let compiled = list.texts(problems).compactMap { FeedRules.pattern($0, at: $1, problems) }
      patterns.append((field, compiled))
    }
    if let place = value["age"] {
      age = DurationText.seconds(place.string ?? "").map { Int64($0) * 1000 }
      if age == nil {
        problems.add(.wrongType(expected: "a duration such as \"30d\""), at: place)
      }
    }
    if let place = value["match"] {
      let text = place.string ?? ""
      if text != "any", text != "all" {
        problems.add(.unknownValue(text, allowed: ["any", "all"]), at: place)
      }
      wantsAll = text == "all"
    }
    // What matches nothing, or everything, is a mistake; a misspelt key has been told already.
    if value.members?.allSatisfy({ $0.name == "match" }) == true {
      problems.add(.missingKey("title"), at: value)
    }
  }

  /// Whether the entry is meant.
  ///
  /// - Parameters:
  ///   - isOlder: `true` asks for entries older than the filter's age, `false` for younger ones.
  ///   - undecided: what a pattern counts as when looking takes too long.
  ///   - runs: what the patterns may cost.
  ///   - text: the visible text, made only if it is asked for.
  func matches(
    _ entry: NormalizedEntry, text: () -> [UInt8], now: Timestamp?, isOlder: Bool,
    undecided: Bool, _ runs: inout PatternRuns
  ) -> Bool {
    var answers = patterns.map { field, patterns in
      let values = EntryFilter.values(of: field, in: entry, text: text)
      return patterns.contains { pattern in
        values.contains { runs.found(pattern, in: $0) ?? undecided }
      }
    }
    if let age, let now {
      let lived = now.milliseconds - (entry.published ?? entry.updated).milliseconds
      answers.append(isOlder ? lived > age : lived <= age)
    } else if age != nil {
      answers.append(!isOlder)
    }
    return wantsAll ? answers.allSatisfy { $0 } : answers.contains(true)
  }

  private static func values(
    of field: Field, in entry: NormalizedEntry, text: () -> [UInt8]
  ) -> [[UInt8]] {
    switch field {
    case .title: [Array(entry.title.utf8)]
    case .author: entry.authors.compactMap { $0.name.map { Array($0.utf8) } }
    case .category: entry.categories.map { Array(($0.label ?? $0.term).utf8) }
    case .text: [text()]
    case .address: entry.link.map { [Array($0.href.utf8)] } ?? []
    }
  }
}
