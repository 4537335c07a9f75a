/// Why a template can't be used, and where.
public struct InvalidTemplate: Error, Sendable, Hashable, CustomStringConvertible {
  /// The template's file name.
  public let file: String
  /// One-based; `nil` where the whole file is meant.
  public let line: Int?
  /// One-based, in bytes; `nil` where it is not known.
  public let column: Int?
  /// One sentence without the place.
  public let problem: String

  public init(file: String, line: Int?, column: Int? = nil, problem: String) {
    self.file = file
    self.line = line
    self.column = column
    self.problem = problem
  }

  public var description: String {
    let place = [line, column].compactMap { $0.map(String.init) }.joined(separator: ":")
    return place.isEmpty ? "\(file): \(problem)" : "\(file):\(place): \(problem)"
  }
}
