/// Why a text is not JSON, or more than was asked for: the first thing that is wrong with it.
public struct InvalidJSON: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// `expected` is prose (`a value`, `',' or '}'`); `found` is a byte, `nil` at the end.
    case unexpected(expected: String, found: UInt8?)
    case unterminatedString
    case unterminatedComment
    /// A raw control character in a string (RFC 8259 §7).
    case controlCharacter(UInt8)
    /// A backslash before something that is no escape.
    case badEscape
    case badNumber
    case invalidUTF8
    case tooLarge(maxBytes: Int)
    case tooDeep(maxDepth: Int)
    case tooManyValues(maxValues: Int)
  }

  /// What is wrong.
  public let reason: Reason
  /// Where it is.
  public let position: JSONPosition
  /// The value being read, as in ``JSONValue/path``; empty at the top.
  public let path: String

  public init(reason: Reason, position: JSONPosition, path: String) {
    self.reason = reason
    self.position = position
    self.path = path
  }

  public var description: String {
    let place = path.isEmpty ? "\(position)" : "\(position), \(path)"
    return "\(place): \(sentence)"
  }

  /// What is wrong, without the place.
  public var sentence: String {
    switch reason {
    case .unexpected(let expected, let found):
      "expected \(expected), found \(Self.name(found))"
    case .unterminatedString: "a string is not closed"
    case .unterminatedComment: "a comment is not closed"
    case .controlCharacter(let byte): "\(Self.name(byte)) in a string must be escaped"
    case .badEscape: "not an escape (\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX)"
    case .badNumber: "not a number"
    case .invalidUTF8: "bytes that are not UTF-8"
    case .tooLarge(let limit): "more than \(limit) bytes"
    case .tooDeep(let limit): "nested deeper than \(limit)"
    case .tooManyValues(let limit): "more than \(limit) values"
    }
  }

  private static func name(_ byte: UInt8?) -> String {
    guard let byte else { return "the end" }
    return switch byte {
    case 0x21...0x7E: "'\(Character(UnicodeScalar(byte)))'"
    case 0x0A: "a line break"
    case 0x09: "a tab"
    case 0x20: "a blank"
    default: "byte 0x" + String(byte, radix: 16, uppercase: true)
    }
  }
}
