internal import HTML
internal import JSON

/// What a user asks for one feed beside the tables.
struct FeedRules: Sendable {
  /// A text to look for and what to put in its place.
  struct Replacement: Sendable {
    var pattern: Pattern
    var with: String
  }

  /// How an address is rewritten.
  enum Rewrite: Sendable {
    case prefix([UInt8], with: [UInt8])
    case pattern(Pattern, with: String)
  }

  var remove: [Selector] = []
  var keep: [Selector] = []
  var unwrap: [Selector] = []
  var replace: [Replacement] = []
  var rename: [Replacement] = []
  var addresses: [Rewrite] = []
  var only: [EntryFilter] = []
  var drop: [EntryFilter] = []
  /// The newest so many entries of a feed; `nil` for all.
  var limit: Int?

  var touchesBody: Bool {
    !(remove.isEmpty && keep.isEmpty && unwrap.isEmpty && replace.isEmpty && addresses.isEmpty)
  }

  init(
    _ user: JSONValue?, only: JSONValue?, drop: JSONValue?, limit: JSONValue?
  )
    throws(InvalidRule)
  {
    remove = try FeedRules.selectors(user?["remove"])
    keep = try FeedRules.selectors(user?["keep"])
    unwrap = try FeedRules.selectors(user?["unwrap"])
    replace = try FeedRules.replacements(user?["replace"])
    rename = try FeedRules.replacements(user?["rename"])
    addresses = try FeedRules.rewrites(user?["addresses"])
    self.only = try EntryFilter.filters(user?["only"]) + EntryFilter.filters(only)
    self.drop = try EntryFilter.filters(user?["drop"]) + EntryFilter.filters(drop)
    if let value = limit ?? user?["limit"] {
      guard let count = value.int, count > 0 else {
        throw InvalidRule(.wrongType(expected: "a whole number above 0"), at: value)
      }
      self.limit = count
    }
  }

  static func selectors(_ value: JSONValue?) throws(InvalidRule) -> [Selector] {
    guard let value else { return [] }
    var selectors: [Selector] = []
    for (text, place) in try texts(value) {
      do throws(InvalidSelector) {
        selectors.append(try Selector(parsing: text))
      } catch {
        throw InvalidRule(.selector("\(error)", column: error.column), at: place)
      }
    }
    return selectors
  }

  static func pattern(_ text: String, at place: JSONValue) throws(InvalidRule) -> Pattern {
    do throws(Pattern.Invalid) {
      return try Pattern(text)
    } catch {
      throw InvalidRule(.pattern(error.message, offset: error.offset), at: place)
    }
  }

  /// A string, or a list of strings, each with its place.
  static func texts(_ value: JSONValue) throws(InvalidRule) -> [(String, JSONValue)] {
    if let text = value.string { return [(text, value)] }
    guard let elements = value.elements else {
      throw InvalidRule(.wrongType(expected: "a string or a list of strings"), at: value)
    }
    var texts: [(String, JSONValue)] = []
    for element in elements {
      guard let text = element.string else {
        throw InvalidRule(.wrongType(expected: "a string"), at: element)
      }
      texts.append((text, element))
    }
    return texts
  }

  private static func replacements(_ value: JSONValue?) throws(InvalidRule) -> [Replacement] {
    var replacements: [Replacement] = []
    for object in try objects(value) {
      try object.checkKeys(["text", "with"])
      guard let place = object["text"], let text = place.string, !text.isEmpty else {
        throw InvalidRule(.missingKey("text"), at: object)
      }
      replacements.append(
        Replacement(
          pattern: try pattern(text, at: place),
          with: try optionalText(object["with"])))
    }
    return replacements
  }

  private static func rewrites(_ value: JSONValue?) throws(InvalidRule) -> [Rewrite] {
    var rewrites: [Rewrite] = []
    for object in try objects(value) {
      try object.checkKeys(["prefix", "text", "with"])
      let with = try optionalText(object["with"])
      if let prefix = object["prefix"]?.string, !prefix.isEmpty {
        rewrites.append(.prefix(Array(prefix.utf8), with: Array(with.utf8)))
      } else if let place = object["text"], let text = place.string, !text.isEmpty {
        rewrites.append(.pattern(try pattern(text, at: place), with: with))
      } else {
        throw InvalidRule(.missingKey("prefix"), at: object)
      }
    }
    return rewrites
  }

  private static func optionalText(_ value: JSONValue?) throws(InvalidRule) -> String {
    guard let value else { return "" }
    guard let text = value.string else {
      throw InvalidRule(.wrongType(expected: "a string"), at: value)
    }
    return text
  }

  private static func objects(_ value: JSONValue?) throws(InvalidRule) -> [JSONValue] {
    guard let value else { return [] }
    if value.members != nil { return [value] }
    guard let elements = value.elements else {
      throw InvalidRule(.wrongType(expected: "a list of objects"), at: value)
    }
    return Array(elements)
  }
}
