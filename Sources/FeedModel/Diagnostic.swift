/// Something that was wrong with an input and was dealt with, in facts.
public struct Diagnostic: Sendable, Hashable {
  /// How much a reader of the feed loses by it.
  public enum Severity: UInt8, Sendable, Hashable, Comparable {
    /// Worth knowing, nothing lost.
    case note
    /// Something was repaired or left out.
    case warning
    /// An entry or the rest of a document was lost.
    case error

    public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
  }

  /// How much a reader of the feed loses by it.
  public var severity: Severity

  /// A stable name for scripts, in kebab case: `date-impossible`, `entry-without-header`.
  public var code: String

  /// One sentence for people, no line breaks, without the source's name.
  public var message: String

  /// The file or address concerned, where it is not the whole source.
  public var name: String?

  /// One-based line in the document, where known.
  public var line: Int?

  /// One-based column in bytes, where known.
  public var column: Int?

  /// The message with its place: `feed.xml, line 12, column 5: …`.
  public var placedMessage: String {
    var place: [String] = []
    if let name { place.append(name) }
    if let line { place.append("line \(line)") }
    if line != nil, let column { place.append("column \(column)") }
    return place.isEmpty ? message : place.joined(separator: ", ") + ": " + message
  }

  public init(
    _ severity: Severity, code: String, _ message: String, name: String? = nil, line: Int? = nil,
    column: Int? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.name = name
    self.line = line
    self.column = column
  }
}
