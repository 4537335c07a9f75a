/// Keys made of passwords, slow to make so that guessing takes long.
public enum PasswordKey {
  /// PBKDF2 with HMAC-SHA-256 (RFC 8018 §5.2), 32 bytes.
  ///
  /// - Parameter rounds: how often the password is hashed; 1 or more.
  public static func derived(from password: [UInt8], salt: [UInt8], rounds: Int) -> [UInt8] {
    let (inner, outer) = pads(of: password)
    // The number of the only block, big-endian.
    var last = code(salt + [0, 0, 0, 1], inner, outer)
    var key = last
    for _ in 1..<max(1, rounds) {
      last = code(last, inner, outer)
      for index in key.indices { key[index] ^= last[index] }
    }
    return key
  }

  /// Whether two keys are the same; takes as long when they are not.
  public static func areSame(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count == b.count else { return false }
    var difference: UInt8 = 0
    for (x, y) in zip(a, b) { difference |= x ^ y }
    return difference == 0
  }

  /// HMAC's two hashes with the key taken in (RFC 2104).
  private static func pads(of key: [UInt8]) -> (inner: SHA256, outer: SHA256) {
    var block = key.count > 64 ? SHA256.digest(of: key) : key
    block += [UInt8](repeating: 0, count: 64 - block.count)
    var (inner, outer) = (SHA256(), SHA256())
    inner.update(block.map { $0 ^ 0x36 })
    outer.update(block.map { $0 ^ 0x5C })
    return (inner, outer)
  }

  private static func code(_ message: [UInt8], _ inner: SHA256, _ outer: SHA256) -> [UInt8] {
    var hash = inner
    hash.update(message)
    var result = outer
    result.update(hash.finish())
    return result.finish()
  }
}
