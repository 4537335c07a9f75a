/// A parsed JSON text (RFC 8259).
///
/// Parsing takes linear time, no recursion, and 12 bytes per value beside the text; strings are
/// decoded when they are asked for. A document is immutable and cheap to copy.
public struct JSONDocument: Sendable {
  /// The most findings that are kept.
  public static let maxFindings = 100

  let storage: JSONStorage

  /// What was repaired, in the order it was met; at most ``maxFindings``.
  public let findings: [JSONFinding]
  /// How many more there were.
  public let omittedFindings: Int

  public init(parsing bytes: [UInt8], options: JSONOptions = .strict) throws(InvalidJSON) {
    var parser = JSONParser(bytes: bytes, options: options)
    try parser.parse()
    self.init(parser)
  }

  /// Parses as far as the text is valid.
  ///
  /// Arrays and objects that were open where it broke off hold what was complete by then; a value
  /// that was being read is left out.
  /// - Returns: the document, `nil` if not even its root had begun, and what was wrong, `nil` if
  ///   nothing was.
  public static func salvaging(
    _ bytes: [UInt8], options: JSONOptions = .feed
  ) -> (document: JSONDocument?, problem: InvalidJSON?) {
    var parser = JSONParser(bytes: bytes, options: options)
    do throws(InvalidJSON) {
      try parser.parse()
      return (JSONDocument(parser), nil)
    } catch {
      parser.closeAll()
      return (parser.nodes.isEmpty ? nil : JSONDocument(parser), error)
    }
  }

  private init(_ parser: JSONParser) {
    storage = JSONStorage(
      bytes: parser.bytes, nodes: parser.nodes, lineStarts: parser.lineStarts,
      textStart: parser.textStart)
    findings = parser.findings
    omittedFindings = parser.omittedFindings
  }

  /// The value that the document is.
  public var root: JSONValue { JSONValue(storage: storage, index: 0) }
}
