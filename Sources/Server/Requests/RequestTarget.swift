import Bytes

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
      text = text.utf8.firstIndex(of: UInt8(ascii: "/")).map { text[$0...] } ?? "/"
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

  /// The target as logs may show it: no token.
  static func shown(_ target: String) -> String {
    guard let start = target.firstRange(of: "/t/") else { return target }
    let behind = target[start.upperBound...]
    guard let slash = behind.utf8.firstIndex(of: UInt8(ascii: "/")) else {
      return target[..<start.upperBound] + "…"
    }
    return target[..<start.upperBound] + "…" + behind[slash...]
  }
}

/// Names and values behind the `?` of an address.
struct RequestQuery: Sendable, Hashable {
  private let pairs: [(name: String, value: String)]

  init(_ text: some StringProtocol) {
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
