/// A document as those see it who come by `/t/<token>/`: the feed's own links carry the same prefix.
public enum UnlockedDocument {
  /// The bytes with `t/<token>/` behind the base of each address of the feed's own documents.
  ///
  /// - Parameter base: the configured `baseURL`, ending in a slash.
  public static func bytes(
    _ bytes: [UInt8], base: String, feed: String, token: String
  ) -> [UInt8] {
    let (wanted, name) = (Array(base.utf8), Array(feed.utf8))
    let prefix = Array("t/\(token)/".utf8)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + 16 * prefix.count)
    var position = 0
    guard let first = wanted.first else { return bytes }
    while position < bytes.count {
      guard bytes[position] == first, bytes[position...].starts(with: wanted) else {
        output.append(bytes[position])
        position += 1
        continue
      }
      output += wanted
      position += wanted.count
      let rest = bytes[position...]
      let next = position + name.count
      if rest.starts(with: name), next < bytes.count,
        bytes[next] == UInt8(ascii: ".") || bytes[next] == UInt8(ascii: "/")
      {
        output += prefix
      }
    }
    return output
  }
}
