import Bytes
import FeedModel

/// The password of who runs the service, as the configuration holds it: never as it is.
public struct OwnerPassword: Sendable, Hashable, CustomStringConvertible {
  private let rounds: Int
  private let salt: [UInt8]
  private let key: [UInt8]

  /// How often `refeed password` hashes.
  public static let usualRounds = 100_000
  /// What a configuration may say.
  static let allowedRounds = 1_000...10_000_000
  /// The fewest characters of a password.
  public static let leastBytes = 10

  /// - Parameter salt: 16 bytes of chance.
  public init(of password: [UInt8], salt: [UInt8], rounds: Int = usualRounds) {
    self.salt = salt
    self.rounds = rounds
    key = PasswordKey.derived(from: password, salt: salt, rounds: rounds)
  }

  /// `pbkdf2-sha256:100000:SALT:KEY`, salt and key as base64url; `nil` for anything else.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0].elementsEqual(Self.scheme.utf8),
      let rounds = Int(String(decoding: parts[1], as: UTF8.self)),
      Self.allowedRounds.contains(rounds),
      let salt = Base64.decoded(parts[2]), salt.count >= 8, salt.count <= 64,
      let key = Base64.decoded(parts[3]), key.count == 32
    else { return nil }
    self.rounds = rounds
    self.salt = salt
    self.key = key
  }

  /// Of a password that is in the environment as it is: who can read that needs no guessing.
  init(variable password: [UInt8]) {
    self.init(of: password, salt: [], rounds: 1_000)
  }

  static let scheme = "pbkdf2-sha256"

  /// Whether it is the password; takes as long when it is not.
  public func isMade(of password: [UInt8]) -> Bool {
    PasswordKey.areSame(
      PasswordKey.derived(from: password, salt: salt, rounds: rounds), key)
  }

  /// As it stands in a configuration.
  public var description: String {
    let (salt, key) = (
      String(decoding: Base64.urlEncoded(salt), as: UTF8.self),
      String(decoding: Base64.urlEncoded(key), as: UTF8.self)
    )
    return "\(Self.scheme):\(rounds):\(salt):\(key)"
  }
}
