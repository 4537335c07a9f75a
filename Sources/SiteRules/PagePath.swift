internal import CLibXML

/// An XPath 1.0 expression that libxml2 understands and that is no danger to it.
public struct PagePath: Sendable, Hashable {
  /// As it was written.
  public let text: String
  /// Whether it may compare the texts of elements, which libxml2 does not count.
  let comparesTexts: Bool

  /// The longest expression in bytes.
  public static let maxBytes = 4096

  /// Why a text is none.
  public struct Invalid: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, without the expression.
    public var reason: String
    public var description: String { reason }
  }

  public init(_ text: String) throws(Invalid) {
    if let problem = PathScan.problem(of: text) { throw Invalid(reason: problem) }
    if let problem = PageTree.problem(compiling: text) { throw Invalid(reason: problem) }
    self.text = text
    comparesTexts = ComparisonScan.comparesTexts(Array(text.utf8))
  }
}

/// Looks at an expression before libxml2 does: how deep it goes, and which functions it names.
enum PathScan {
  /// Each bracket costs the engine several frames of the stack.
  private static let mostNested = 40

  private static let functions: Set<String> = [
    "last", "position", "count", "id", "local-name", "namespace-uri", "name", "string", "concat",
    "starts-with", "contains", "substring-before", "substring-after", "substring", "string-length",
    "normalize-space", "translate", "boolean", "not", "true", "false", "lang", "number", "sum",
    "floor", "ceiling", "round",
    // Tests of nodes and operators, which a bracket may follow too.
    "text", "node", "comment", "processing-instruction", "and", "or", "div", "mod",
  ]

  /// What keeps it from being used; nil for nothing.
  static func problem(of text: String) -> String? {
    let bytes = Array(text.utf8)
    if bytes.count > PagePath.maxBytes {
      return "is longer than \(PagePath.maxBytes) bytes; split it"
    }
    if bytes.contains(0) { return "holds a zero byte" }
    var (index, depth, signs) = (0, 0, 0)
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        guard let end = bytes[(index + 1)...].firstIndex(of: byte) else {
          return "has a text without its closing quotation mark"
        }
        index = end
        signs = 0
      case UInt8(ascii: "("), UInt8(ascii: "["):
        depth += 1
        signs = 0
        if depth > mostNested { return "is nested deeper than \(mostNested) brackets" }
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "-"):
        signs += 1
        if signs > mostNested { return "has too many signs in a row" }
      case UInt8(ascii: "$"): return "has a variable, and there are none"
      case 0x20, 0x09, 0x0A, 0x0D: break
      default:
        signs = 0
        guard isNameStart(byte) else { break }
        let end = bytes[index...].firstIndex { !isNamePart($0) } ?? bytes.count
        let next = bytes[end...].first { $0 > 0x20 }
        let name = String(decoding: bytes[index..<end], as: UTF8.self)
        if next == UInt8(ascii: "("), !functions.contains(name) {
          return "names \(name)(), which is no function of XPath 1.0"
        }
        index = end - 1
      }
      index += 1
    }
    return nil
  }

  private static func isNameStart(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    isNameStart(byte) || byte >= 0x30 && byte <= 0x39 || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".")
  }
}
