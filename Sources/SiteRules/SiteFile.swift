/// A file of rules for one site in the form that FiveFilters' site configurations have.
public struct SiteFile: Sendable {
  /// What its lines say.
  public var rule = SiteRule()
  /// In the order of the lines.
  public var remarks: [Remark] = []

  /// Something about one line.
  public struct Remark: Sendable, Hashable, CustomStringConvertible {
    /// What it is.
    public enum Kind: Sendable, Hashable {
      /// It can't be used, and is left out.
      case mistake(String)
      /// It means something to others alone: the key.
      case ignored(String)
    }

    /// The file and the line: `sites/example.org.txt:3`.
    public var place: String
    /// What is wrong with it.
    public var kind: Kind

    public var description: String {
      switch kind {
      case .mistake(let sentence): "\(place): \(sentence)"
      case .ignored(let key): "\(place): \"\(key)\" is not used"
      }
    }
  }

  /// The largest file, in bytes.
  public static let maxBytes = 256 << 10

  /// Reads the lines of a file; whatever they are, what can be used of them is.
  ///
  /// - Parameter name: the file's, for messages.
  public init(_ bytes: [UInt8], name: String) {
    var reader = SiteFileReader(name: name)
    reader.read(bytes)
    self = reader.file
  }

  init() {}
}
