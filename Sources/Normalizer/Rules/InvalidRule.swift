public import JSON

/// Why a user's rule can't be used: what is wrong, and where in the configuration.
public struct InvalidRule: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong with the rule.
  public enum Reason: Sendable, Hashable {
    /// `expected` is prose: `a string`, `a list of strings`.
    case wrongType(expected: String)
    /// `nearest` is the known key that looks most like it.
    case unknownKey(String, nearest: String?)
    case unknownRule(String, nearest: String?)
    /// Two rules of one list have this name.
    case doubledRule(String)
    /// A rule that can't be switched off.
    case neededRule(String)
    case missingKey(String)
    /// `allowed` lists what may stand there.
    case unknownValue(String, allowed: [String])
    /// A CSS selector; `column` is one-based within it.
    case selector(String, column: Int)
    /// A regular expression; `offset` is zero-based in bytes within it.
    case pattern(String, offset: Int)
    case template(String)
    /// What no policy can make safe; `kind` is prose: `the element`, `the attribute`.
    case unsafe(kind: String, String)
  }

  /// What is wrong with the rule.
  public let reason: Reason
  /// As in ``JSONValue/path``.
  public let path: String
  /// Where it stands in its file.
  public let position: JSONPosition

  public init(_ reason: Reason, path: String, position: JSONPosition) {
    self.reason = reason
    self.path = path
    self.position = position
  }

  public var description: String {
    "\(path.isEmpty ? "rules" : path) (\(position)): \(sentence)"
  }

  /// What is wrong, without the place.
  public var sentence: String {
    switch reason {
    case .wrongType(let expected): "this must be \(expected)"
    case .unknownKey(let key, let nearest):
      "there is no key \"\(key)\"" + suggestion(nearest)
    case .unknownRule(let name, let nearest):
      "there is no rule \"\(name)\"" + suggestion(nearest)
    case .doubledRule(let name): "a rule \"\(name)\" is in this list already"
    case .neededRule(let name): "the rule \"\(name)\" can't be switched off"
    case .missingKey(let key): "\"\(key)\" is missing"
    case .unknownValue(let value, let allowed):
      "\"\(value)\" is none of \(allowed.joined(separator: ", "))"
    case .selector(let problem, let column): "selector, column \(column): \(problem)"
    case .pattern(let problem, let offset): "pattern, offset \(offset): \(problem)"
    case .template(let problem): problem
    case .unsafe(let kind, let name): "\(kind) \"\(name)\" can't be made safe"
    }
  }

  private func suggestion(_ nearest: String?) -> String {
    nearest.map { "; did you mean \"\($0)\"?" } ?? ""
  }
}

/// Everything that is wrong with one object of rules.
public struct InvalidRules: Error, Sendable, Hashable, CustomStringConvertible {
  /// In the order of the document; at least one.
  public let problems: [InvalidRule]

  init(_ problems: [InvalidRule]) {
    self.problems = problems.enumerated().sorted {
      ($0.element.position.offset, $0.offset) < ($1.element.position.offset, $1.offset)
    }.map(\.element)
  }

  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}
