/// One thing that is wrong with a configuration file.
public struct ConfigurationProblem: Sendable, Hashable, CustomStringConvertible {
  public enum Severity: Sendable, Hashable {
    /// The configuration can't be used.
    case error
    /// It can, but something will be missing.
    case warning
  }

  public var severity: Severity
  /// Where in the JSON: `feeds[2].sources[0]`; empty for the whole file.
  public var place: String
  /// One-based; `nil` where the problem is not at a place in the text.
  public var line: Int?
  /// One-based, in bytes.
  public var column: Int?
  /// One sentence, ending without a full stop.
  public var message: String

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

  public var description: String {
    var text = ""
    if let line, let column { text += "\(line):\(column): " }
    if !place.isEmpty { text += "\(place): " }
    return text + message
  }
}

/// Everything that is wrong with one configuration file, in document order.
public struct InvalidConfiguration: Error, Sendable, Hashable, CustomStringConvertible {
  public var path: String
  /// At least one.
  public var problems: [ConfigurationProblem]

  public init(path: String, problems: [ConfigurationProblem]) {
    self.path = path
    self.problems = problems
  }

  public var description: String {
    problems.map { "\(path):\($0.line == nil ? " " : "")\($0)" }.joined(separator: "\n")
  }
}
