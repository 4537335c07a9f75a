/// Something in a JSON text that was wrong and was dealt with.
public struct JSONFinding: Sendable, Hashable, CustomStringConvertible {
  /// What was found.
  public enum Kind: Sendable, Hashable {
    /// A member name came before in the same object; the last one counts (RFC 8259 §4).
    case duplicateKey(String)
    /// A `\u` escape named half a surrogate pair and became U+FFFD (RFC 8259 §8.2).
    case loneSurrogate
    /// Bytes that are not UTF-8 became U+FFFD.
    case invalidUTF8
    /// A string holds a raw control character (``JSONOptions/mendsStrings``).
    case controlCharacter
    /// A string holds a backslash before something that is no escape.
    case badEscape
    /// A comma is missing or too many (``JSONOptions/mendsCommas``).
    case oddComma
    /// What stands for a value is none (``JSONOptions/mendsValues``).
    case noValue
    /// A string holds a quotation mark without a backslash.
    case bareQuote
  }

  /// What was found.
  public let kind: Kind
  /// Where it was found.
  public let position: JSONPosition
  /// Of the object or string concerned, as in ``JSONValue/path``.
  public let path: String

  public var description: String {
    let place = path.isEmpty ? "\(position)" : "\(position), \(path)"
    return switch kind {
    case .duplicateKey(let key): "\(place): the key \(JSONPath.quoted(key)) is given twice"
    case .loneSurrogate: "\(place): half a surrogate pair"
    case .invalidUTF8: "\(place): bytes that are not UTF-8"
    case .controlCharacter: "\(place): a line break, tab or the like in a string"
    case .badEscape: "\(place): a backslash before something that is no escape"
    case .oddComma: "\(place): a comma is missing or too many"
    case .noValue: "\(place): no value where one should be"
    case .bareQuote: "\(place): a quotation mark in a string"
    }
  }
}
