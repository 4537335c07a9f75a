import Bytes

/// Hides what looks like a secret in text that people and logs see: the values of query parameters
/// such as `token`, passwords in addresses, and the token of Refeed's own addresses (`/t/…/`).
///
/// Sources give each subscriber an address of his own; who reads a log could read his feed.
public enum SecretMask {
  /// What stands in a secret's place.
  private static let mark = "…"

  /// Secret wherever they are a word of a parameter's name.
  private static let words: Set<String> = [
    "token", "key", "apikey", "auth", "authkey", "authorization", "sig", "signature", "secret",
    "password", "passwd", "pass", "pwd", "hmac", "sid", "session", "sessionid", "jwt",
    "accesstoken", "credential", "credentials",
  ]

  /// Secret as the last word of a name only.
  private static let lastWords: Set<String> = ["login", "pin", "uuid", "sign"]

  /// Secret as a whole name only.
  private static let names: Set<String> = ["hash", "code", "private"]

  /// `text` with every secret of the addresses in it hidden; the same text where there is none.
  public static func masked(_ text: String) -> String {
    masked(text, isInside: false)
  }

  /// - Parameter isInside: whether it is an address in another one's query.
  private static func masked(_ text: String, isInside: Bool) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "://") {
      let address = rest[start.upperBound...].prefix { !endsAddress($0) }
      result += rest[..<start.upperBound] + maskedAddress(address, isInside: isInside)
      rest = rest[address.endIndex...]
    }
    return result + rest
  }

  private static func endsAddress(_ character: Character) -> Bool {
    character.isWhitespace || "\"“”<>`".contains(character)
  }

  /// - Parameter address: what stands behind `://`.
  private static func maskedAddress(_ address: Substring, isInside: Bool) -> String {
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
    let query = rest.firstIndex { $0 == "?" || $0 == "#" } ?? rest.endIndex
    result += maskedPath(String(rest[..<query]), where: isToken)
    guard query < rest.endIndex else { return result }
    result.append(rest[query])
    rest = rest[rest.index(after: query)...]
    while true {
      var end = rest.firstIndex { $0 == "&" || $0 == ";" } ?? rest.endIndex
      // A value may hold `;` itself.
      if isSecret(pair: rest[..<end]) { end = rest.firstIndex(of: "&") ?? rest.endIndex }
      result += maskedPair(rest[..<end], isInside: isInside)
      guard end < rest.endIndex else { return result }
      result.append(rest[end])
      rest = rest[rest.index(after: end)...]
    }
  }

  private static func isSecret(pair: Substring) -> Bool {
    guard let equals = pair.firstIndex(of: "=") else { return false }
    return isSecret(pair[..<equals]) && !pair[pair.index(after: equals)...].hasPrefix("${")
  }

  private static func maskedPair(_ pair: Substring, isInside: Bool) -> String {
    guard let equals = pair.firstIndex(of: "=") else { return String(pair) }
    let value = pair[pair.index(after: equals)...]
    guard isSecret(pair[..<equals]) else {
      // An address in an address in an address is nobody's to read.
      if isInside { return decoded(value).contains("://") ? pair[...equals] + mark : String(pair) }
      return maskedInside(value).map { pair[...equals] + $0 } ?? String(pair)
    }
    // What the configuration takes from the environment is no secret as long as it is written so.
    if value.isEmpty || value.hasPrefix("${") { return String(pair) }
    return pair[...equals] + mark + punctuation(endOf: value)
  }

  /// The address that a parameter holds, where there is a secret in it; `nil` for all else.
  private static func maskedInside(_ value: Substring) -> String? {
    let address = decoded(value)
    let shown = masked(address, isInside: true)
    guard shown != address else { return nil }
    return shown.replacing("%", with: "%25").replacing("&", with: "%26")
      .replacing("#", with: "%23").replacing(" ", with: "%20")
  }

  /// Punctuation of the sentence around an address.
  private static func punctuation(endOf text: Substring) -> Substring {
    let end = text.lastIndex { !".,;:)”".contains($0) }.map { text.index(after: $0) }
    return text[(end ?? text.startIndex)...]
  }

  private static func isSecret(_ name: Substring) -> Bool {
    let name = decoded(name)
    let whole = name.lowercased().filter { !"_-.".contains($0) }
    if words.contains(whole) || lastWords.contains(whole) || names.contains(whole) { return true }
    let parts = parts(of: name)
    if parts.contains(where: words.contains) { return true }
    guard let last = parts.last else { return false }
    if lastWords.contains(last) { return true }
    return ["key", "token", "secret"].contains { last.hasSuffix($0) } && !ordinary.contains(last)
  }

  /// They only end like secrets.
  private static let ordinary: Set<String> = ["monkey", "turkey", "hockey", "donkey", "whiskey"]

  /// The words of a name, in small letters: `accessKey` and `access_key` have the same two.
  private static func parts(of name: String) -> [String] {
    var parts = [""]
    var isSmall = false
    for character in name {
      if "_-.[] ".contains(character) {
        parts.append("")
      } else {
        if character.isUppercase, isSmall { parts.append("") }
        parts[parts.count - 1] += character.lowercased()
      }
      isSmall = character.isLowercase
    }
    return parts.filter { !$0.isEmpty }
  }

  private static func decoded(_ text: some StringProtocol) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    return String(decoding: PercentCoding.decoded(Array(text.utf8)), as: UTF8.self)
  }

  // MARK: Tokens in paths

  /// A path with what stands behind `/t/`, the token of who may read a feed, hidden; the same path
  /// where there is none. Its spelling doesn't matter: `%74` is a `t`, and a `\\` a slash.
  ///
  /// - Parameters:
  ///   - path: of an address, without its query: `/t/token/world.atom`.
  ///   - isHidden: of what stands behind `/t/`, and the part that follows it, which may be empty.
  public static func maskedPath(
    _ path: String, where isHidden: (_ token: Substring, _ next: Substring) -> Bool
  ) -> String {
    // What is decoded twice may be a token still.
    let plain = decoded(decoded(path))
    var parts = plain.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
    var hides = false
    for index in parts.indices.dropLast() where parts[index].lowercased() == "t" {
      guard let next = parts[(index + 1)...].firstIndex(where: { !$0.isEmpty && $0 != "." })
      else { break }
      guard isHidden(parts[next], next + 1 < parts.count ? parts[next + 1] : "") else { continue }
      parts[next] = mark + punctuation(endOf: parts[next])
      hides = true
    }
    return hides ? parts.joined(separator: "/") : path
  }

  /// Whether it may be a token in anybody's address: at least 22 characters of base64url. A forum's
  /// topic, `/t/words-of-its-title/123`, is none.
  private static func isToken(_ token: Substring, before next: Substring) -> Bool {
    guard token.utf8.count >= 22 else { return false }
    let number = next.prefix { $0 != "." }
    let isTopic =
      !number.isEmpty && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
      && token.utf8.contains(UInt8(ascii: "-")) && !token.contains(where: \.isUppercase)
    return !isTopic
  }
}
