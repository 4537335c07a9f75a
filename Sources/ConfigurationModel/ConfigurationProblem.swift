public import JSON

/// One thing that is wrong with a configuration file.
public struct ConfigurationProblem: Sendable, Hashable, CustomStringConvertible {
  /// How much it keeps from being used.
  public enum Severity: Sendable, Hashable {
    /// The configuration can't be used.
    case error
    /// It can, but part of it contradicts itself or means nothing; `check` calls it a mistake.
    case mistake
    /// It can, but something will be missing.
    case warning
  }

  /// How much it keeps from being used.
  public var severity: Severity
  /// Where in the JSON: `feeds[2].sources[0]`; empty for the whole file.
  public var place: String
  /// One-based; `nil` where the problem is not at a place in the text.
  public var line: Int?
  /// One-based, in bytes.
  public var column: Int?
  /// One sentence, ending without a full stop.
  public var message: String

  /// A problem at a place that need not be in the text; see the properties.
  public init(
    _ severity: Severity = .error, place: String, line: Int? = nil, column: Int? = nil,
    message: String
  ) {
    self.severity = severity
    self.place = place
    self.line = line
    self.column = column
    self.message = message
  }

  /// A problem with a value of the file.
  public init(_ severity: Severity = .error, at value: JSONValue, message: String) {
    self.init(
      severity, place: value.path, line: value.position.line, column: value.position.column,
      message: message)
  }

  /// Puts problems into the order of the file; those without a place come first.
  public static func sorted(_ problems: [ConfigurationProblem]) -> [ConfigurationProblem] {
    problems.sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) }
  }

  public var description: String {
    var text = ""
    if let line, let column { text += "\(line):\(column): " }
    if !place.isEmpty { text += "\(place): " }
    return text + message
  }
}

/// Everything that is wrong with one configuration file, in document order.
public struct InvalidConfiguration: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file, as it was named.
  public var path: String
  /// At least one; warnings may be told together with them.
  public var problems: [ConfigurationProblem]

  /// - Parameter problems: at least one, in document order.
  public init(path: String, problems: [ConfigurationProblem]) {
    self.path = path
    self.problems = problems
  }

  public var description: String {
    problems.map { problem in
      if problem.severity == .warning { return "\(path): warning: \(problem)" }
      return "\(path):\(problem.line == nil ? " " : "")\(problem)"
    }.joined(separator: "\n")
  }
}
