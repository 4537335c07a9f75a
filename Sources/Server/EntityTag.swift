import Bytes
import FeedModel

/// Validators made of the bytes themselves (RFC 9110 §8.8.3).
enum EntityTag {
  /// A strong entity tag with its quotes: half of the SHA-256, in hexadecimal.
  static func strong(of bytes: [UInt8]) -> String {
    "\"" + Hexadecimal.text(SHA256.digest(of: bytes).prefix(16)) + "\""
  }
}
