/// Cookies within one chain of redirects (RFC 6265): set by an answer, sent on to the same host,
/// forgotten when the fetch ends.
///
/// Sites that set a cookie and redirect to the same address go round in a circle without it.
struct ChainCookies: Sendable, Hashable {
  private struct Cookie: Sendable, Hashable {
    var host: String
    var path: String
    var name: String
    var value: String
    var isSecure: Bool
  }

  private static let maxCookies = 50
  private static let maxBytes = 8192

  private var cookies: [Cookie] = []

  /// Takes the `Set-Cookie` lines of an answer.
  mutating func take(_ lines: [String], from address: TargetAddress) {
    for line in lines {
      guard let (cookie, isExpired) = Self.cookie(line, from: address) else { continue }
      cookies.removeAll {
        $0.host == cookie.host && $0.path == cookie.path && $0.name == cookie.name
      }
      if !isExpired, cookies.count < Self.maxCookies { cookies.append(cookie) }
    }
  }

  /// The value of the `Cookie` header for an address; `nil` for none.
  func header(for address: TargetAddress) -> String? {
    let sent = cookies.filter { cookie in
      cookie.host == address.host && (address.isSecure || !cookie.isSecure)
        && Self.path(address.path, isBelow: cookie.path)
    }
    guard !sent.isEmpty else { return nil }
    let text = sent.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
    return text.utf8.count <= Self.maxBytes ? text : nil
  }

  private static func cookie(
    _ line: String, from address: TargetAddress
  ) -> (Cookie, isExpired: Bool)? {
    let parts = line.split(separator: ";", omittingEmptySubsequences: false)
    guard let pair = parts.first, let equals = pair.firstIndex(of: "=") else { return nil }
    let name = String(pair[..<equals].trimmingSpaces)
    let value = String(pair[pair.index(after: equals)...].trimmingSpaces)
    // Written again as they came: what could split a request is no cookie.
    guard !name.isEmpty, (name + value).utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      return nil
    }
    var cookie = Cookie(
      host: address.host, path: defaultPath(address.path), name: name, value: value,
      isSecure: false)
    var isExpired = false
    for part in parts.dropFirst() {
      let words = part.split(separator: "=", maxSplits: 1)
      let text = words.count > 1 ? String(words[1].trimmingSpaces) : ""
      switch words.first?.trimmingSpaces.lowercased() {
      case "secure": cookie.isSecure = true
      case "path" where text.hasPrefix("/"): cookie.path = text
      case "max-age": isExpired = text.hasPrefix("-") || text == "0"
      default: break
      }
    }
    return (cookie, isExpired)
  }

  /// RFC 6265 §5.1.4.
  private static func defaultPath(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.startIndex else {
      return "/"
    }
    return String(path[..<slash])
  }

  private static func path(_ path: String, isBelow folder: String) -> Bool {
    guard path.utf8.starts(with: folder.utf8) else { return false }
    return path.utf8.count == folder.utf8.count || folder.utf8.last == UInt8(ascii: "/")
      || path.utf8.dropFirst(folder.utf8.count).first == UInt8(ascii: "/")
  }
}
