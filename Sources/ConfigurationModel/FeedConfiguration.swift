/// One feed to publish (`feeds[n]`).
@dynamicMemberLookup
public struct FeedConfiguration: Sendable {
  /// Its own keys.
  public var keys = Settings<FeedKeys>()
  /// Those that `defaults` has too, the feed's laid over them.
  public var settings = FeedDefaults()
  /// In the order of the file; at least one in a configuration without problems.
  public var sources: [SourceConfiguration] = []
  /// The configuration's path of this feed, for messages: `feeds[2]`; empty for none.
  public var place = ""

  /// - Parameter id: see ``isValid(id:)``.
  public init(id: String) {
    self.id = id
  }

  /// The value of one of its own keys.
  public subscript<Value>(dynamicMember path: KeyPath<FeedKeys, Key<Value>>) -> Value {
    get { keys[dynamicMember: path] }
    set { keys[dynamicMember: path] = newValue }
  }

  /// What names the files; never empty in a configuration without problems.
  public var id: String {
    get { keys.id ?? "" }
    set { keys.id = newValue }
  }

  /// Whether a text may be an id: `[a-z0-9][a-z0-9-]{0,63}`.
  public static func isValid(id: String) -> Bool {
    let bytes = id.utf8
    guard let first = bytes.first, first != UInt8(ascii: "-"), bytes.count <= 64 else {
      return false
    }
    return bytes.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }

  /// Names that the server keeps for itself.
  static let reservedIDs = ["clean", "healthz", "metrics", "opml", "readyz", "t"]

  /// What keeps a text from being an id, in one sentence; `nil` for none.
  static func problem(withID id: String) -> String? {
    if !isValid(id: id) {
      return "\"\(id)\" can't name files; use 1 to 64 of a-z, 0-9 and -, not - first"
    }
    if reservedIDs.contains(id) {
      return "\"\(id)\" is kept for the server's own pages; choose another id, \"\(id)-feed\""
    }
    return nil
  }
}
