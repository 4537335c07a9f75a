import Foundation
import JSON

/// Collects what is wrong while a configuration is read, so that all of it is said at once.
final class ProblemList {
  private(set) var problems: [ConfigurationProblem] = []

  func add(_ message: String, at value: JSONValue) {
    add(message, place: value.path, at: value.position)
  }

  func add(_ message: String, place: String, at position: JSONPosition) {
    problems.append(
      ConfigurationProblem(
        place: place, line: position.line, column: position.column, message: message))
  }
}

/// One object of the configuration: typed access by key, unknown keys reported.
struct ConfigurationObject {
  let value: JSONValue
  let problems: ProblemList
  let environment: [String: String]

  /// `nil`, with a problem, when the value is no object.
  init?(
    _ value: JSONValue, keys: [String], problems: ProblemList, environment: [String: String]
  ) {
    guard let members = value.members else {
      problems.add("must be an object, not \(Self.name(value.kind))", at: value)
      return nil
    }
    self.value = value
    self.problems = problems
    self.environment = environment
    for member in members where !keys.contains(where: member.isNamed) && member.name != "$schema" {
      let nearest = Spelling.nearest(to: member.name, in: keys)
      let hint =
        nearest.map { "did you mean \"\($0)\"?" } ?? "known: \(keys.joined(separator: ", "))"
      problems.add(
        "unknown key \"\(member.name)\"; \(hint)", place: member.value.path,
        at: member.namePosition)
    }
  }

  /// The value of a key; `nil` when absent or `null`, which means the default.
  subscript(key: String) -> JSONValue? {
    guard let value = value[key], !value.isNull else { return nil }
    return value
  }

  func string(_ key: String) -> String? {
    self[key].flatMap(string)
  }

  func string(_ value: JSONValue) -> String? {
    guard let text = value.string else {
      problems.add("must be a string, not \(Self.name(value.kind))", at: value)
      return nil
    }
    return expanded(text, at: value)
  }

  func bool(_ key: String) -> Bool? {
    guard let value = self[key] else { return nil }
    if value.bool == nil { problems.add("must be true or false", at: value) }
    return value.bool
  }

  func count(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let value = self[key] else { return nil }
    guard let count = value.int, range.contains(count) else {
      problems.add(
        "must be a whole number from \(range.lowerBound) to \(range.upperBound)", at: value)
      return nil
    }
    return count
  }

  func duration(_ key: String) -> Duration? {
    guard let value = self[key], let text = string(value) else { return nil }
    let duration = Quantity.duration(text)
    if duration == nil {
      problems.add(
        "\"\(text)\" is not a duration such as \"30s\", \"15m\", \"2h\" or \"30d\"", at: value)
    }
    return duration
  }

  func bytes(_ key: String) -> Int? {
    guard let value = self[key], let text = string(value) else { return nil }
    let bytes = Quantity.bytes(text)
    if bytes == nil { problems.add("\"\(text)\" is not a size such as \"32MiB\"", at: value) }
    return bytes
  }

  /// The elements of an array; a single value stands for an array of one.
  func list(_ key: String) -> [JSONValue] {
    guard let value = self[key] else { return [] }
    return value.elements.map(Array.init) ?? [value]
  }

  func strings(_ key: String) -> [String] {
    list(key).compactMap(string)
  }

  func object(_ key: String, keys: [String]) -> ConfigurationObject? {
    self[key].flatMap {
      ConfigurationObject($0, keys: keys, problems: problems, environment: environment)
    }
  }

  /// Puts the environment's values in the place of `${NAME}`.
  private func expanded(_ text: String, at value: JSONValue) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.range(of: "${"), let end = rest[start.upperBound...].firstIndex(of: "}")
    {
      let name = String(rest[start.upperBound..<end])
      result += rest[..<start.lowerBound]
      if let found = environment[name] {
        result += found
      } else {
        problems.add("the environment has no variable \(name); export it before the run", at: value)
      }
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
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
