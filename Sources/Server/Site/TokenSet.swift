import ConfigurationModel
import FeedModel

/// Secrets that open something, kept as their SHA-256.
public struct TokenSet: Sendable, Hashable {
  /// The 32 bytes of one token's digest.
  public struct Digest: Sendable, Hashable {
    let bytes: [UInt8]

    /// The digest of a token as its holder presents it.
    public init(of token: some Sequence<UInt8>) {
      bytes = SHA256.digest(of: token)
    }

    /// Of a token of the configuration.
    init(_ token: AccessToken) {
      bytes = token.digest
    }
  }

  private var digests: [Digest]

  /// Any one of the tokens opens.
  public init(_ digests: [Digest] = []) {
    self.digests = digests
  }

  /// Whether there is no token at all.
  public var isEmpty: Bool { digests.isEmpty }

  /// Whether one of the tokens was presented. Takes the same time whichever it is, and when none is.
  func opens(_ presented: Digest) -> Bool {
    var isFound: UInt8 = 0
    for digest in digests {
      var difference: UInt8 = 0
      for (a, b) in zip(digest.bytes, presented.bytes) { difference |= a ^ b }
      isFound |= difference == 0 ? 1 : 0
    }
    return isFound != 0
  }

  /// Both together.
  func union(_ other: TokenSet) -> TokenSet { TokenSet(digests + other.digests) }
}
