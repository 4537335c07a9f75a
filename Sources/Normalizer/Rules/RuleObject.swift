internal import JSON

/// One rule of a table: the built-in object with the user's laid over it, key by key.
struct RuleObject: Sendable {
  let name: String
  private(set) var builtIn: JSONValue?
  /// The user's objects, from the first layer to the last.
  private(set) var layers: [JSONValue] = []
  var isOn = true

  init(name: String, builtIn: JSONValue) {
    self.name = name
    self.builtIn = builtIn
  }

  init(name: String, user: JSONValue) {
    self.name = name
    lay(user)
  }

  /// Whether it is no option: what it does is what makes the output safe.
  var isNeeded: Bool { builtIn?["always"]?.bool == true }

  mutating func lay(_ object: JSONValue) {
    layers.append(object)
    if let on = object["on"]?.bool { isOn = on }
  }

  /// The value of the last layer that has the key, else the built-in one.
  func value(_ key: String) -> JSONValue? {
    for layer in layers.reversed() {
      if let value = layer[key] { return value }
    }
    return builtIn?[key]
  }

  /// The keys in the order of their first appearance.
  var keys: [String] {
    var keys: [String] = []
    for member in ([builtIn].compactMap { $0 } + layers).compactMap(\.members).joined()
    where !keys.contains(member.name) {
      keys.append(member.name)
    }
    return keys
  }
}

/// Reads the values of one rule; what is wrong becomes a problem, and the default stands.
struct RuleReader {
  let object: RuleObject
  let problems: RuleProblems

  var name: String { object.name }
  var about: String { string("about") ?? "" }

  func value(_ key: String) -> JSONValue? { object.value(key) }

  func string(_ key: String) -> String? {
    guard let value = value(key) else { return nil }
    if value.string == nil { problems.add(.wrongType(expected: "a string"), at: value) }
    return value.string
  }

  /// A list of strings; one alone may stand without brackets.
  func strings(_ key: String) -> [String] {
    value(key)?.strings(problems) ?? []
  }

  func bytes(_ key: String) -> [[UInt8]] { strings(key).map { Array($0.utf8) } }

  func paths(_ key: String) -> [PathPattern] { strings(key).map { PathPattern($0) } }

  func bool(_ key: String) -> Bool {
    guard let value = value(key) else { return false }
    if value.bool == nil { problems.add(.wrongType(expected: "true or false"), at: value) }
    return value.bool ?? false
  }

  /// A value of an enumeration by its raw value.
  func choice<Choice: RawRepresentable<String>>(_ key: String, of all: [Choice]) -> Choice? {
    guard let value = value(key), let text = string(key) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    problems.add(.unknownValue(text, allowed: all.map(\.rawValue)), at: value)
    return nil
  }

  /// A problem of a user's rule, unless what is there is of the wrong kind and told already.
  func require(_ condition: Bool, _ key: String) {
    guard !condition, let user = object.layers.last else { return }
    let isThere = value(key).map { $0.kind != .array || $0[0] != nil } ?? false
    if !isThere { problems.add(.missingKey(key), at: user) }
  }
}
