/// Hides what looks like a secret in text that people and logs see: the values of query parameters
/// such as `token`, and passwords in addresses.
///
/// Sources give each subscriber an address of his own; who reads a log could read his feed.
public enum SecretMask {
  /// What stands in a secret's place.
  private static let mark = "…"

  /// Parameters whose name is, or ends in, one of these words after `_`, `-` or `.`.
  private static let names: Set<String> = [
    "token", "key", "apikey", "auth", "authkey", "authorization", "sig", "signature", "secret",
    "password", "passwd", "pass", "pwd", "hash", "hmac", "sid", "session", "sessionid", "jwt",
    "accesstoken", "credential", "credentials", "login", "pin", "code", "private", "uuid",
  ]

  /// `text` with every secret of the addresses in it hidden; the same text where there is none.
  public static func masked(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "=")) || text.utf8.contains(UInt8(ascii: "@")) else {
      return text
    }
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "://") {
      let address = rest[start.upperBound...].prefix { !endsAddress($0) }
      result += rest[..<start.upperBound] + maskedAddress(address)
      rest = rest[address.endIndex...]
    }
    return result + rest
  }

  private static func endsAddress(_ character: Character) -> Bool {
    character.isWhitespace || "\"“”<>`".contains(character)
  }

  /// - Parameter address: what stands behind `://`.
  private static func maskedAddress(_ address: Substring) -> String {
    var rest = address
    var result = ""
    let authority = rest.prefix { !"/?#".contains($0) }
    if let at = authority.lastIndex(of: "@"),
      let colon = authority[..<at].firstIndex(of: ":")
    {
      result += authority[...colon] + mark + authority[at...]
    } else {
      result += authority
    }
    rest = rest[authority.endIndex...]
    guard let query = rest.firstIndex(where: { $0 == "?" || $0 == "#" }) else {
      return result + rest
    }
    result += rest[...query]
    var isFirst = true
    for pair in rest[rest.index(after: query)...].split(
      separator: "&", omittingEmptySubsequences: false)
    {
      if !isFirst { result += "&" }
      isFirst = false
      result += maskedPair(pair)
    }
    return result
  }

  private static func maskedPair(_ pair: Substring) -> Substring {
    guard let equals = pair.firstIndex(of: "="), isSecret(pair[..<equals]) else { return pair }
    let value = pair[pair.index(after: equals)...]
    // What the configuration takes from the environment is no secret as long as it is written so.
    if value.isEmpty || value.hasPrefix("${") { return pair }
    // Punctuation of the sentence around the address.
    let end = value.lastIndex { !".,;:)”".contains($0) }.map { value.index(after: $0) }
    return pair[...equals] + mark + value[(end ?? value.startIndex)...]
  }

  private static func isSecret(_ name: Substring) -> Bool {
    let name = name.lowercased()
    if names.contains(name.filter { !"_-.".contains($0) }) { return true }
    let last = name.split { "_-.[]".contains($0) }.last.map(String.init) ?? ""
    return names.contains(last) && last != "code" && last != "hash" && last != "private"
  }
}
