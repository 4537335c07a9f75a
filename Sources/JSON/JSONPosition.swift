/// A place in a JSON text.
public struct JSONPosition: Sendable, Hashable, CustomStringConvertible {
  /// One-based.
  public let line: Int
  /// One-based, in bytes.
  public let column: Int
  /// Zero-based, in bytes from the start of the text, a byte order mark included.
  public let offset: Int

  public init(line: Int, column: Int, offset: Int) {
    self.line = line
    self.column = column
    self.offset = offset
  }

  public var description: String { "line \(line), column \(column)" }
}
