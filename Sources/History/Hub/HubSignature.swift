internal import Bytes
internal import FeedModel

/// How deliveries are signed (WebSub §7.1): with HMAC-SHA-256 (RFC 2104).
public struct HubSignature: Sendable {
  private let inner: SHA256
  private let outer: SHA256

  /// A key of any length.
  public init(secret: [UInt8]) {
    var block = secret.count > 64 ? SHA256.digest(of: secret) : secret
    block += [UInt8](repeating: 0, count: 64 - block.count)
    var (inner, outer) = (SHA256(), SHA256())
    inner.update(block.map { $0 ^ 0x36 })
    outer.update(block.map { $0 ^ 0x5C })
    (self.inner, self.outer) = (inner, outer)
  }

  /// The code of a content, 32 bytes.
  public func code(of content: [UInt8]) -> [UInt8] {
    var hash = inner
    hash.update(content)
    var result = outer
    result.update(hash.finish())
    return result.finish()
  }

  /// The value of `X-Hub-Signature`: `sha256=…`.
  public func field(for content: [UInt8]) -> String {
    "sha256=" + Hexadecimal.text(code(of: content))
  }
}
