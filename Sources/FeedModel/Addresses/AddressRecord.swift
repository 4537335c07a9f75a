/// The standard's URL record: components before serialization, each percent-encoded already.
struct AddressRecord {
  var scheme = ""
  var username: [UInt8] = []
  var password: [UInt8] = []
  /// `nil` is the standard's null host.
  var host: [UInt8]?
  var port: Int?
  /// A list of segments, each behind its slash; or the opaque path.
  var path: [UInt8] = []
  var hasOpaquePath = false
  var query: [UInt8]?
  var fragment: [UInt8]?

  var special: SpecialScheme? { SpecialScheme(scheme) }

  /// Shortens the path (URL Standard §4.4), keeping a file's drive letter.
  mutating func shortenPath() {
    if scheme == "file", path.count == 3, DriveLetter.isNormalized(path[1...]) { return }
    path.removeSubrange((path.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex)...)
  }

  /// Takes over the components of a base up to the query.
  mutating func copy(_ base: WebAddress, upTo last: Component) {
    if last >= .authority {
      username = Array(base.username.utf8)
      password = Array(base.password.utf8)
      host = base.host.map { Array($0.utf8) }
      port = base.port
    }
    if last >= .path {
      path = Array(base.path.utf8)
      hasOpaquePath = base.hasOpaquePath
    }
    if last >= .query { query = base.query.map { Array($0.utf8) } }
  }

  enum Component: Int, Comparable {
    case authority, path, query
    static func < (a: Component, b: Component) -> Bool { a.rawValue < b.rawValue }
  }

  // MARK: Serializing, URL Standard §4.5

  /// `nil` when it is longer than ``WebAddress/maxBytes``.
  func serialized() -> WebAddress? {
    var bytes = Array(scheme.utf8)
    var offsets = WebAddress.Offsets()
    offsets.schemeEnd = UInt32(bytes.count)
    bytes.append(UInt8(ascii: ":"))
    writeAuthority(into: &bytes, &offsets)
    offsets.pathStart = UInt32(bytes.count)
    bytes += path
    offsets.pathEnd = UInt32(bytes.count)
    if let query { bytes += [UInt8(ascii: "?")] + query }
    offsets.queryEnd = UInt32(bytes.count)
    if let fragment { bytes += [UInt8(ascii: "#")] + fragment }
    guard bytes.count <= WebAddress.maxBytes else { return nil }
    return WebAddress(href: String(decoding: bytes, as: UTF8.self), offsets: offsets)
  }

  private func writeAuthority(into bytes: inout [UInt8], _ offsets: inout WebAddress.Offsets) {
    if host != nil { bytes += "//".utf8 }
    bytes += username
    offsets.usernameEnd = UInt32(bytes.count)
    if !password.isEmpty { bytes += [UInt8(ascii: ":")] + password }
    if !username.isEmpty || !password.isEmpty { bytes.append(UInt8(ascii: "@")) }
    offsets.hostStart = UInt32(bytes.count)
    bytes += host ?? []
    offsets.hostEnd = UInt32(bytes.count)
    if let port { bytes += ":\(port)".utf8 }
    // Else the path `//x` would read back as a host.
    if host == nil, !hasOpaquePath, path.starts(with: "//".utf8) { bytes += "/.".utf8 }
  }
}

/// `C:` and `C|` at the start of a file's path (URL Standard §4.2).
enum DriveLetter {
  static func isDriveLetter(_ bytes: some Collection<UInt8>) -> Bool {
    guard bytes.count == 2, let letter = bytes.first, ASCII.isLetter(letter) else { return false }
    let colon = bytes.dropFirst().first
    return colon == UInt8(ascii: ":") || colon == UInt8(ascii: "|")
  }

  static func isNormalized(_ bytes: some Collection<UInt8>) -> Bool {
    isDriveLetter(bytes) && bytes.dropFirst().first == UInt8(ascii: ":")
  }

  /// Whether the text starts with one that is all of its first segment.
  static func starts(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard isDriveLetter(bytes.prefix(2)) else { return false }
    guard let next = bytes.dropFirst(2).first else { return true }
    return "/\\?#".utf8.contains(next)
  }
}

/// What the standard calls ASCII letters, digits and so on.
enum ASCII {
  static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
