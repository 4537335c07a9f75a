internal import HTML
internal import JSON

/// What a user asks for beside the tables.
struct FeedRules: Sendable {
  static let keys = [
    "remove", "keep", "unwrap", "replace", "rename", "addresses", "only", "drop", "limit",
  ]

  /// A text to look for and what to put in its place.
  struct Replacement: Sendable {
    var pattern: Pattern
    var with: String
  }

  private(set) var remove = SelectorSet([])
  private(set) var keep = SelectorSet([])
  private(set) var unwrap = SelectorSet([])
  private(set) var replace: [Replacement] = []
  private(set) var rename: [Replacement] = []
  private(set) var addresses = AddressRewrites()
  /// An entry must be meant by one filter of each list: every layer narrows.
  private(set) var only: [[EntryFilter]] = []
  private(set) var drop: [EntryFilter] = []
  /// The newest so many entries of a feed; `nil` for all.
  private(set) var limit: Int?

  var touchesBody: Bool {
    !(remove.selectors.isEmpty && keep.selectors.isEmpty && unwrap.selectors.isEmpty
      && replace.isEmpty && addresses.isEmpty)
  }

  /// Adds what an object of rules says; `only` and `drop` may stand apart from it.
  mutating func lay(
    _ user: JSONValue?, only: JSONValue?, drop: JSONValue?, _ problems: RuleProblems
  ) {
    FeedRules.lay(user?["remove"], on: &remove, problems)
    FeedRules.lay(user?["keep"], on: &keep, problems)
    FeedRules.lay(user?["unwrap"], on: &unwrap, problems)
    replace += FeedRules.replacements(user?["replace"], problems)
    rename += FeedRules.replacements(user?["rename"], problems)
    for object in user?["addresses"]?.objects(problems) ?? [] { addresses.add(object, problems) }
    for value in [user?["only"], only] {
      let filters = EntryFilter.filters(value, problems)
      if !filters.isEmpty { self.only.append(filters) }
    }
    self.drop += EntryFilter.filters(user?["drop"], problems)
    self.drop += EntryFilter.filters(drop, problems)
    if let value = user?["limit"] {
      if let count = value.int, count > 0 {
        limit = count
      } else {
        problems.add(.wrongType(expected: "a whole number above 0"), at: value)
      }
    }
  }

  private static func lay(
    _ value: JSONValue?, on set: inout SelectorSet, _ problems: RuleProblems
  ) {
    let more = selectors(value, problems)
    if !more.isEmpty { set = SelectorSet(set.selectors + more) }
  }

  static func selectors(_ value: JSONValue?, _ problems: RuleProblems) -> [Selector] {
    (value?.texts(problems) ?? []).compactMap { text, place in
      do throws(InvalidSelector) {
        return try Selector(parsing: text)
      } catch {
        let found = error.found.map { "'\($0)'" } ?? "the end"
        problems.add(
          .selector("expected \(error.expected), found \(found)", column: error.column), at: place)
        return nil
      }
    }
  }

  static func pattern(
    _ text: String, at place: JSONValue, _ problems: RuleProblems
  ) -> Pattern? {
    if text.isEmpty {
      problems.add(.wrongType(expected: "a text or a /pattern/, not empty"), at: place)
      return nil
    }
    do throws(Pattern.Invalid) {
      return try Pattern(text)
    } catch {
      problems.add(.pattern(error.message, offset: error.offset), at: place)
      return nil
    }
  }

  private static func replacements(
    _ value: JSONValue?, _ problems: RuleProblems
  ) -> [Replacement] {
    (value?.objects(problems) ?? []).compactMap { object in
      object.checkKeys(["text", "with"], problems)
      let with = optionalText(object["with"], problems)
      guard let pattern = pattern(under: "text", of: object, problems) else { return nil }
      check(with, for: pattern, at: object["with"], problems)
      return Replacement(pattern: pattern, with: with)
    }
  }

  /// The pattern under a key that must be there.
  static func pattern(
    under key: String, of object: JSONValue, _ problems: RuleProblems
  ) -> Pattern? {
    guard let place = object[key] else {
      problems.add(.missingKey(key), at: object)
      return nil
    }
    guard let text = place.string else {
      problems.add(.wrongType(expected: "a string"), at: place)
      return nil
    }
    return pattern(text, at: place, problems)
  }

  static func optionalText(_ value: JSONValue?, _ problems: RuleProblems) -> String {
    guard let value else { return "" }
    if value.string == nil { problems.add(.wrongType(expected: "a string"), at: value) }
    return value.string ?? ""
  }

  /// Finds mistakes in what is put in the place of a pattern's matches.
  static func check(
    _ with: String, for pattern: Pattern, at place: JSONValue?, _ problems: RuleProblems
  ) {
    guard let place, let message = pattern.problem(ofReplacement: with) else { return }
    problems.add(.template("replacement: \(message)"), at: place)
  }
}
