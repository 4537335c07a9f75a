import JSON

/// What reading a configuration takes along: where its relative paths begin, the environment, and
/// the problems found so far.
struct Reading {
  let problems = ProblemList()
  let environment: [String: String]
  private let folder: String

  /// - Parameter path: the configuration's file.
  init(path: String, environment: [String: String]) {
    self.environment = environment
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    folder = slash.map { String(path[...$0]) } ?? ""
  }

  /// A path as configured, resolved against the file's own folder: cron starts elsewhere.
  func resolved(_ relative: String) -> String {
    relative.hasPrefix("/") ? relative : folder + relative
  }

  /// The text of a string, with the environment's values in the place of `${NAME}`; `nil`, with a
  /// problem, for anything else.
  func string(_ value: JSONValue) -> String? {
    guard let text = value.string else {
      problems.add("must be a string, not \(Self.name(value.kind))", at: value)
      return nil
    }
    return expanded(text, at: value)
  }

  private func expanded(_ text: String, at value: JSONValue) -> String {
    Variables.expanded(text) { name in
      if let found = environment[name] { return found }
      problems.add(
        "the environment has no variable \(name); export it before the run, or write $${ for "
          + "a ${ that is meant as it stands", at: value)
      return ""
    }
  }

  /// The elements of an array; a single value stands for an array of one.
  func list(_ value: JSONValue) -> [JSONValue] {
    value.elements.map(Array.init) ?? [value]
  }

  /// Whether a value is an object, with a problem where it is none; names that are none of `keys`
  /// are problems too.
  func checkKeys(of value: JSONValue, among keys: [String]) -> Bool {
    guard let members = value.members else {
      problems.add("must be an object, not \(Self.name(value.kind))", at: value)
      return false
    }
    for member in members where !keys.contains(where: member.isNamed) && member.name != "$schema" {
      let nearest = Spelling.nearest(to: member.name, in: keys)
      let hint =
        nearest.map { "did you mean \"\($0)\"?" } ?? "known: \(keys.joined(separator: ", "))"
      problems.add(
        "unknown key \"\(member.name)\"; \(hint)", place: member.value.path,
        at: member.namePosition)
    }
    return true
  }

  static func name(_ kind: JSONValue.Kind) -> String {
    switch kind {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
