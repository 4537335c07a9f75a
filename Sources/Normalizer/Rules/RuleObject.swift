internal import JSON

/// One rule of a table: the built-in object with the user's keys laid over it.
struct RuleObject {
  let name: String
  let user: JSONValue?
  let builtIn: JSONValue?

  /// The user's value, else the built-in one.
  func value(_ key: String) -> JSONValue? { user?[key] ?? builtIn?[key] }

  /// Where to point when something is missing.
  private var place: JSONValue? { user ?? builtIn }

  func string(_ key: String) throws(InvalidRule) -> String? {
    guard let value = value(key) else { return nil }
    guard let string = value.string else {
      throw InvalidRule(.wrongType(expected: "a string"), at: value)
    }
    return string
  }

  func requiredString(_ key: String) throws(InvalidRule) -> String {
    if let string = try string(key) { return string }
    guard let place else { return "" }
    throw InvalidRule(.missingKey(key), at: place)
  }

  /// A list of strings; one alone may stand without brackets.
  func strings(_ key: String) throws(InvalidRule) -> [String] {
    guard let value = value(key) else { return [] }
    return try value.strings()
  }

  func bool(_ key: String) throws(InvalidRule) -> Bool? {
    guard let value = value(key) else { return nil }
    guard let bool = value.bool else {
      throw InvalidRule(.wrongType(expected: "true or false"), at: value)
    }
    return bool
  }

  func int(_ key: String) throws(InvalidRule) -> Int? {
    guard let value = value(key) else { return nil }
    guard let int = value.int else {
      throw InvalidRule(.wrongType(expected: "a whole number"), at: value)
    }
    return int
  }

  /// A value of an enumeration by its raw value.
  func choice<Choice: RawRepresentable<String>>(
    _ key: String, of all: [Choice]
  ) throws(InvalidRule) -> Choice? {
    guard let value = value(key), let text = try string(key) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    throw InvalidRule(.unknownValue(text, allowed: all.map(\.rawValue)), at: value)
  }

  /// Refuses keys of the user's that the table doesn't know.
  func checkKeys(_ known: [String]) throws(InvalidRule) {
    try user?.checkKeys(["name", "about", "on"] + known)
  }
}

extension JSONValue {
  func strings() throws(InvalidRule) -> [String] {
    if let string { return [string] }
    guard let elements else {
      throw InvalidRule(.wrongType(expected: "a string or a list of strings"), at: self)
    }
    var strings: [String] = []
    for element in elements {
      guard let string = element.string else {
        throw InvalidRule(.wrongType(expected: "a string"), at: element)
      }
      strings.append(string)
    }
    return strings
  }

  /// Refuses members that are none of `known`.
  func checkKeys(_ known: [String]) throws(InvalidRule) {
    guard let members else { throw InvalidRule(.wrongType(expected: "an object"), at: self) }
    for member in members where !known.contains(member.name) && !member.name.hasPrefix("$") {
      let reason = InvalidRule.Reason.unknownKey(
        member.name, nearest: Spelling.nearest(to: member.name, in: known))
      throw InvalidRule(reason, path: member.value.path, position: member.namePosition)
    }
  }
}

/// A table of rules: the built-in list, then the user's, matched by name.
struct RuleTable {
  let objects: [RuleObject]

  /// - Parameters:
  ///   - json: the built-in table.
  ///   - user: the list under the table's key in the user's rules.
  ///   - off: tells which names the user switched off.
  init(_ json: String, user: JSONValue?, off: (String) -> Bool) throws(InvalidRule) {
    let builtIn = RuleTable.parsed(json)
    let overlay = try RuleTable.named(user)
    var objects: [RuleObject] = []
    for value in builtIn {
      guard let name = value["name"]?.string else { continue }
      objects.append(RuleObject(name: name, user: overlay[name], builtIn: value))
    }
    let known = Set(objects.map(\.name))
    for value in user?.elements.map(Array.init) ?? [] {
      guard let name = value["name"]?.string, !known.contains(name) else { continue }
      objects.append(RuleObject(name: name, user: value, builtIn: nil))
    }
    self.objects = objects.filter { object in
      object.value("on")?.bool != false && !off(object.name)
    }
  }

  /// The elements of a built-in table; a test checks that every one parses.
  static func parsed(_ json: String) -> [JSONValue] {
    guard let document = try? JSONDocument(parsing: Array(json.utf8), options: .configuration),
      let elements = document.root.elements
    else { return [] }
    return Array(elements)
  }

  private static func named(_ user: JSONValue?) throws(InvalidRule) -> [String: JSONValue] {
    guard let user else { return [:] }
    guard let elements = user.elements else {
      throw InvalidRule(.wrongType(expected: "a list of rules"), at: user)
    }
    var named: [String: JSONValue] = [:]
    for element in elements {
      guard element.members != nil else {
        throw InvalidRule(.wrongType(expected: "an object"), at: element)
      }
      guard let name = element["name"] else {
        throw InvalidRule(.missingKey("name"), at: element)
      }
      guard let text = name.string, !text.isEmpty else {
        throw InvalidRule(.wrongType(expected: "a name"), at: name)
      }
      named[text] = element
    }
    return named
  }
}
