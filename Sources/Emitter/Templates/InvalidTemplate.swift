/// Why a template can't be used, and where.
public struct InvalidTemplate: Error, Sendable, Hashable, CustomStringConvertible {
  /// The template's file name.
  public let file: String
  /// One-based; `nil` where the whole file is meant.
  public let line: Int?
  /// One sentence without the place.
  public let problem: String

  public init(file: String, line: Int?, problem: String) {
    self.file = file
    self.line = line
    self.problem = problem
  }

  public var description: String {
    line.map { "\(file):\($0): \(problem)" } ?? "\(file): \(problem)"
  }
}
