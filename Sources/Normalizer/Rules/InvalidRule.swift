public import JSON

/// Why a user's rule can't be used: what is wrong, and where in the configuration.
public struct InvalidRule: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Reason: Sendable, Hashable {
    /// `expected` is prose: `a string`, `a list of strings`.
    case wrongType(expected: String)
    /// `nearest` is the known key that looks most like it.
    case unknownKey(String, nearest: String?)
    case unknownRule(String, nearest: String?)
    case missingKey(String)
    /// `allowed` lists what may stand there.
    case unknownValue(String, allowed: [String])
    /// A CSS selector; `column` is one-based within it.
    case selector(String, column: Int)
    /// A regular expression; `offset` is zero-based in bytes within it.
    case pattern(String, offset: Int)
    case template(String)
  }

  public let reason: Reason
  /// As in ``JSONValue/path``.
  public let path: String
  public let position: JSONPosition

  public init(_ reason: Reason, path: String, position: JSONPosition) {
    self.reason = reason
    self.path = path
    self.position = position
  }

  init(_ reason: Reason, at value: JSONValue) {
    self.init(reason, path: value.path, position: value.position)
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
    case .missingKey(let key): "\"\(key)\" is missing"
    case .unknownValue(let value, let allowed):
      "\"\(value)\" is none of \(allowed.joined(separator: ", "))"
    case .selector(let problem, let column): "selector, column \(column): \(problem)"
    case .pattern(let problem, let offset): "pattern, offset \(offset): \(problem)"
    case .template(let problem): problem
    }
  }

  private func suggestion(_ nearest: String?) -> String {
    nearest.map { "; did you mean \"\($0)\"?" } ?? ""
  }
}
