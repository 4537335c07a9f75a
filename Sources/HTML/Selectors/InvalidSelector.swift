/// Why a text is no selector: the first thing that is wrong with it.
public struct InvalidSelector: Error, Sendable, Hashable, CustomStringConvertible {
  /// The whole text.
  public let selector: String
  /// One-based, in characters (Unicode scalar values); one past the last at the end.
  public let column: Int
  /// In prose: `a class name`, `')'`.
  public let expected: String
  /// The character at the column; nil at the end.
  public let found: UnicodeScalar?

  public var description: String {
    let found = found.map { "'\($0)'" } ?? "the end"
    return "column \(column): expected \(expected), found \(found)"
  }
}
