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
  static func filters(_ value: JSONValue?) throws(InvalidRule) -> [EntryFilter] {
    guard let value else { return [] }
    if value.members != nil { return [try EntryFilter(value)] }
    guard let elements = value.elements else {
      throw InvalidRule(.wrongType(expected: "an object or a list of objects"), at: value)
    }
    var filters: [EntryFilter] = []
    for element in elements { filters.append(try EntryFilter(element)) }
    return filters
  }

  private init(_ value: JSONValue) throws(InvalidRule) {
    try value.checkKeys(Field.allCases.map(\.rawValue) + ["age", "match"])
    for field in Field.allCases {
      guard let list = value[field.rawValue] else { continue }
      var compiled: [Pattern] = []
      for (text, place) in try FeedRules.texts(list) {
        compiled.append(try FeedRules.pattern(text, at: place))
      }
      patterns.append((field, compiled))
    }
    if let place = value["age"] {
      guard let age = EntryFilter.milliseconds(place.string ?? "") else {
        throw InvalidRule(.wrongType(expected: "a duration such as \"30d\""), at: place)
      }
      self.age = age
    }
    if let place = value["match"] {
      guard let text = place.string, text == "any" || text == "all" else {
        throw InvalidRule(.unknownValue(place.string ?? "", allowed: ["any", "all"]), at: place)
      }
      wantsAll = text == "all"
    }
  }

  /// `90s`, `15m`, `2h`, `30d`, `8w`.
  private static func milliseconds(_ text: String) -> Int64? {
    let units: [UInt8: Int64] = [
      UInt8(ascii: "s"): 1, UInt8(ascii: "m"): 60, UInt8(ascii: "h"): 3600,
      UInt8(ascii: "d"): 86_400, UInt8(ascii: "w"): 604_800,
    ]
    let bytes = Array(text.utf8)
    guard bytes.count <= 8, let unit = bytes.last.flatMap({ units[$0] }), bytes.count > 1,
      bytes.dropLast().allSatisfy(\.isASCIIDigit),
      let number = Int64(String(decoding: bytes.dropLast(), as: UTF8.self))
    else { return nil }
    return number * unit * 1000
  }

  /// Whether the entry is meant.
  ///
  /// - Parameters:
  ///   - isOlder: `true` asks for entries older than the filter's age, `false` for younger ones.
  ///   - text: the visible text, made only if it is asked for.
  func matches(
    _ entry: NormalizedEntry, text: () -> [UInt8], now: Timestamp?, isOlder: Bool
  ) -> Bool {
    var answers = patterns.map { field, patterns in
      patterns.contains { pattern in
        EntryFilter.values(of: field, in: entry, text: text).contains { pattern.matches($0) }
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
