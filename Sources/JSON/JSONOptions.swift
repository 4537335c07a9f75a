/// What a JSON text may contain beyond RFC 8259, and how much of it.
public struct JSONOptions: Sendable, Hashable {
  /// What becomes of bytes that are not UTF-8 (RFC 8259 §8.1 demands UTF-8).
  public enum InvalidUTF8: UInt8, Sendable, Hashable {
    /// The text is refused.
    case reject
    /// Inside strings they become U+FFFD, with a ``JSONFinding``; elsewhere the text is refused.
    case replace
  }

  /// `//` to the end of the line and `/* */` count as white space.
  public var allowsComments = false
  /// A comma may stand before `]` and `}`.
  public var allowsTrailingCommas = false
  /// Raw control characters may stand in strings, and backslashes before anything: `\\x27` is a
  /// character by its number, a mark or sign is itself, a letter keeps its backslash. Each string with
  /// such is a ``JSONFinding``.
  public var mendsStrings = false
  /// Commas may be missing before `{` and `[` in an array and before a key, and too many anywhere. Each place is a
  /// ``JSONFinding``.
  public var mendsCommas = false
  /// A word that is no value (`NaN`, `undefined`, `None`) or nothing at all may stand for none, and
  /// quotation marks may stand in strings where what follows shows that the string goes on. Each is a
  /// ``JSONFinding``.
  public var mendsValues = false
  /// What becomes of bytes that are no UTF-8.
  public var invalidUTF8 = InvalidUTF8.reject
  /// Longest text, in bytes; never more than 4 GiB.
  public var maxBytes = 256 << 20
  /// Deepest nesting: the number of arrays and objects open at once.
  public var maxDepth = 256
  /// Most values and member names together; each costs 12 bytes while the document lives.
  public var maxValues = 16 << 20

  public init() {}

  /// RFC 8259 to the letter; a byte order mark is skipped.
  public static let strict = JSONOptions()

  /// RFC 8259 for what comes from the network: bytes that are not UTF-8 are replaced.
  public static let feed: JSONOptions = {
    var options = JSONOptions()
    options.invalidUTF8 = .replace
    return options
  }()

  /// What templates write that put texts between quotes as they are: for reading again what is no JSON
  /// for ``feed``.
  public static let mended: JSONOptions = {
    var options = JSONOptions.feed
    options.allowsComments = true
    options.mendsStrings = true
    options.mendsCommas = true
    options.mendsValues = true
    return options
  }()

  /// What people write by hand: comments and trailing commas are accepted.
  public static let configuration: JSONOptions = {
    var options = JSONOptions()
    options.allowsComments = true
    options.allowsTrailingCommas = true
    options.maxBytes = 16 << 20
    return options
  }()
}
