/// One address or path that gives entries (`sources[n]`).
@dynamicMemberLookup
public struct SourceConfiguration: Sendable {
  /// As written: what messages call it and the archive knows it by. `${TOKEN}` stays what it is,
  /// a password is left out.
  public var name: String
  /// Where it stands in the configuration, for messages.
  public var place: ConfigurationPlace?
  /// Where it is read, paths resolved.
  public var location: SourceLocation
  /// Its keys.
  public var settings = Settings<SourceKeys>()

  /// - Parameter name: as it is written, passwords included.
  public init(name: String, location: SourceLocation) {
    self.name = Self.withoutPassword(name)
    self.location = location
  }

  /// The value of one of its keys.
  public subscript<Value>(dynamicMember path: KeyPath<SourceKeys, Key<Value>>) -> Value {
    get { settings[dynamicMember: path] }
    set { settings[dynamicMember: path] = newValue }
  }

  /// Whether its address holds a value from the environment.
  public var holdsSecret: Bool { Variables.areNamed(in: name) }

  /// Who asks; sent to the source's own host alone.
  public enum Authentication: Sendable, Hashable {
    case basic(user: String, password: String)
    case bearer(token: String)
  }

  /// `nil` when neither `user` nor `token` is set.
  public var authentication: Authentication? {
    if let token = settings.token { return .bearer(token: token) }
    return settings.user.map { .basic(user: $0, password: settings.password ?? "") }
  }

  /// A field of a request.
  public struct Header: Sendable, Hashable {
    /// A token (RFC 9110 §5.6.2).
    public var name: String
    /// Without line breaks; secrets already taken from the environment.
    public var value: String

    /// A field; neither part is checked here.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The fields that its requests have beside the usual ones.
  public var requestHeaders: [Header] {
    (settings.headers ?? []) + (settings.cookie.map { [Header(name: "Cookie", value: $0)] } ?? [])
  }

  /// `https://user:secret@host/` as `https://user:…@host/`.
  private static func withoutPassword(_ text: String) -> String {
    guard let start = text.firstRange(of: "//")?.upperBound else { return text }
    let authority = text[start...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard let end = authority.lastIndex(of: "@"),
      let colon = authority[..<end].firstIndex(of: ":")
    else { return text }
    return text[...colon] + "…" + text[end...]
  }
}
