import JSON

/// Collects what is wrong while a configuration is read, so that all of it is said at once.
final class ProblemList {
  private(set) var problems: [ConfigurationProblem] = []

  func add(
    _ message: String, at value: JSONValue, severity: ConfigurationProblem.Severity = .error
  ) {
    problems.append(ConfigurationProblem(severity, at: value, message: message))
  }

  /// A problem with a key, not with its value.
  func add(_ message: String, place: String, at position: JSONPosition) {
    problems.append(
      ConfigurationProblem(
        place: place, line: position.line, column: position.column, message: message))
  }
}
