internal import Bytes

/// Where a database of PostgreSQL is, as libpq takes it
/// (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING).
public struct PostgresAddress: Sendable, Hashable {
  /// As it is configured.
  public let text: String

  /// `nil` for what is no `postgresql://` or `postgres://` address.
  public init?(_ text: String) {
    guard text.hasPrefix("postgresql://") || text.hasPrefix("postgres://") else { return nil }
    self.text = text
  }

  /// Whether a password stands in it, where anyone reads it who sees the configuration.
  public var holdsPassword: Bool {
    let user = authority.user
    if user?.utf8.contains(UInt8(ascii: ":")) ?? false { return true }
    return parameters.contains { Self.secrets.contains(Self.decoded($0.prefix { $0 != "=" })) }
  }

  /// For messages: without a user's password and without parameters.
  public var shown: String {
    let user = authority.user.map { $0.prefix { $0 != ":" } + "@" } ?? ""
    return "postgresql://\(user)\(authority.rest)"
  }

  /// Parameters that are secret.
  private static let secrets: Set<String> = ["password", "sslpassword"]

  private var beyondScheme: Substring {
    guard let colon = text.firstIndex(of: ":") else { return text[...] }
    return text[colon...].dropFirst(3)
  }

  /// What stands before the parameters, in two parts.
  private var authority: (user: Substring?, rest: Substring) {
    let all = beyondScheme.prefix { $0 != "?" }
    let end = all.firstIndex(of: "/") ?? all.endIndex
    guard let mark = all[..<end].lastIndex(of: "@") else { return (nil, all) }
    return (all[..<mark], all[all.index(after: mark)...])
  }

  private var parameters: [Substring] {
    beyondScheme.drop { $0 != "?" }.dropFirst().split(separator: "&")
  }

  private static func decoded(_ text: Substring) -> String {
    String(decoding: PercentCoding.decoded(text.utf8), as: UTF8.self)
  }
}
