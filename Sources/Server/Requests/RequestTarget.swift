import Bytes
import FeedModel

/// What a request asks for (RFC 9112 §3.2), taken apart but not decoded.
struct RequestTarget {
  /// `/world.atom`
  var path: String
  /// Behind the `?`; `nil` without one.
  var query: Substring?

  init(path: String, query: Substring?) {
    self.path = path
    self.query = query
  }

  /// `nil` for what is no address of ours: a longer one, a character that no address holds, another
  /// scheme.
  init?(_ target: String) {
    var text = target[...]
    if text.utf8.first != UInt8(ascii: "/") {
      // The absolute form, which every server must understand.
      guard let scheme = ["http://", "https://"].first(where: { text.lowercased().hasPrefix($0) })
      else { return nil }
      text = text.dropFirst(scheme.count)
      let authority = text.prefix { !"/?#".contains($0) }
      guard !authority.isEmpty else { return nil }
      let rest = text[authority.endIndex...]
      text = rest.utf8.first == UInt8(ascii: "/") ? rest : "/" + rest
    }
    guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
    if let mark = text.utf8.firstIndex(of: UInt8(ascii: "?")) {
      query = text[text.utf8.index(after: mark)...]
      text = text[..<mark]
    }
    path = String(text)
  }

  /// The token and what is behind it, of `/t/<token>/<path>`; `nil` for another path.
  static func unlocked(_ path: String) -> (token: Substring, path: String)? {
    guard path.utf8.starts(with: "/t/".utf8) else { return nil }
    let rest = path.utf8.dropFirst(3)
    guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { return nil }
    return (path[rest.startIndex..<slash], String(path[slash...]))
  }

  /// The target, or an address, as logs may show it: no token and no secret, in whatever spelling.
  static func shown(_ target: String) -> String {
    shown(String(target.prefix(mostShown)), isInside: false)
  }

  /// In characters.
  private static let mostShown = 4096

  /// - Parameter isInside: whether it is an address in another one's query.
  private static func shown(_ target: String, isInside: Bool) -> String {
    let mark = target.firstIndex(of: "?") ?? target.endIndex
    let path = shownPath(String(target[..<mark]))
    guard mark < target.endIndex else { return SecretMask.masked(path) }
    let pairs = target[target.index(after: mark)...]
      .split(separator: "&", omittingEmptySubsequences: false)
      .map { shownPair($0, isInside: isInside) }
    let text = "\(path)?\(pairs.joined(separator: "&"))"
    guard target.utf8.first == UInt8(ascii: "/") else { return SecretMask.masked(text) }
    // Parameters of our own address are masked as those of any.
    return String(SecretMask.masked("http://h" + text).dropFirst(8))
  }

  /// `/t/…/` for the path of somebody who has a token.
  private static func shownPath(_ path: String) -> String {
    let hidden = SecretMask.maskedPath(path) { _, _ in true }
    let masked = SecretMask.masked(hidden)
    guard hidden == path, masked == path else { return masked }
    // A password may be written in percent signs.
    let decoded = String(
      decoding: PercentCoding.decoded(PercentCoding.decoded(Array(path.utf8))), as: UTF8.self)
    let shown = SecretMask.masked(decoded)
    return shown == decoded ? path : shown
  }

  private static func shownPair(_ pair: Substring, isInside: Bool) -> String {
    guard let equals = pair.firstIndex(of: "=") else { return String(pair) }
    let value = RequestQuery("v=" + pair[pair.index(after: equals)...])["v"] ?? ""
    let hasScheme = value.contains("://")
    guard hasScheme || value.contains("?") || value.contains("@") else { return String(pair) }
    // An address in an address in an address is nobody's to read.
    if isInside { return pair[...equals] + "…" }
    let address = hasScheme ? value : "http://" + value
    let masked = shown(address, isInside: true)
    guard masked != address else { return String(pair) }
    let shown = hasScheme ? masked : String(masked.dropFirst(7))
    let escaped = shown.replacing("%", with: "%25").replacing("&", with: "%26")
      .replacing("#", with: "%23").replacing(" ", with: "%20")
    return pair[...equals] + escaped
  }
}

/// Names and values behind the `?` of an address.
struct RequestQuery: Sendable, Hashable {
  /// As it stands behind the `?`.
  let text: String
  private let pairs: [(name: String, value: String)]

  init(_ text: some StringProtocol) {
    self.text = String(text)
    pairs = text.utf8.split(separator: UInt8(ascii: "&"), maxSplits: 256).map { pair in
      let end = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      let value = end < pair.endIndex ? Array(pair[pair.index(after: end)...]) : []
      return (Self.decoded(Array(pair[..<end])), Self.decoded(value))
    }
  }

  /// The first value of a name.
  subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

  /// All values of a name and of `name[]`, in their order.
  func all(_ name: String) -> [String] {
    pairs.filter { $0.name == name || $0.name == name + "[]" }.map(\.value)
  }

  /// Names and values, in their order.
  var items: [(name: String, value: String)] { pairs }

  /// The names that are there.
  var names: [String] { pairs.map(\.name) }

  static func == (a: RequestQuery, b: RequestQuery) -> Bool {
    a.pairs.elementsEqual(b.pairs) { $0 == $1 }
  }

  func hash(into hasher: inout Hasher) {
    for pair in pairs {
      hasher.combine(pair.name)
      hasher.combine(pair.value)
    }
  }

  private static func decoded(_ bytes: [UInt8]) -> String {
    let spaced = bytes.map { $0 == UInt8(ascii: "+") ? 0x20 : $0 }
    return String(decoding: PercentCoding.decoded(spaced), as: UTF8.self)
  }
}
