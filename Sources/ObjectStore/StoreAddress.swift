internal import Bytes

/// The address of a bucket as it is configured: `s3://bucket/prefix?endpoint=https://…&region=…`.
///
/// Parameters: `endpoint`, where the store is (without it AWS); `region`; `style`, `path` or `host`,
/// for where the bucket's name stands in requests; `conditions`, `no` for a store that knows no
/// conditional writes.
public struct StoreAddress: Sendable, Hashable {
  /// Where the bucket's name stands in requests.
  public enum Style: String, Sendable, Hashable {
    /// `https://store.example/bucket/key`
    case path
    /// `https://bucket.store.example/key`
    case host
  }

  /// The bucket's name.
  public var bucket: String
  /// What the keys of all objects begin with: empty, or ending in a slash.
  public var prefix: String
  /// Where the store is; `nil` for AWS, where the region says it.
  public var endpoint: StoreEndpoint?
  /// As it is written; `nil` where the environment is to say it.
  public var region: String?
  /// As it is written; `nil` for the one that the store wants.
  public var style: Style?
  /// Whether writes are made on conditions.
  public var hasConditions = true

  /// Reads an address; see the type.
  public init(_ text: String) throws(InvalidStoreAddress) {
    let bytes = Array(text.utf8)
    guard bytes.count > 5, bytes[..<5].map(Self.lowered).elementsEqual("s3://".utf8) else {
      throw .notAnAddress
    }
    let parts = bytes[5...].split(separator: UInt8(ascii: "?"), maxSplits: 1)
    let place = parts.first ?? []
    // Before anything is said of it: what looks like a password is not repeated.
    guard !place.contains(UInt8(ascii: "@")) else { throw .credentials }
    guard !bytes.contains(UInt8(ascii: "#")) else { throw .notAnAddress }
    let slash = place.firstIndex(of: UInt8(ascii: "/")) ?? place.endIndex
    bucket = String(decoding: place[..<slash], as: UTF8.self)
    guard Self.isBucketName(place[..<slash]) else { throw .bucket }
    prefix = try Self.prefix(place[slash...].dropFirst())
    for pair in (parts.count > 1 ? parts[1] : []).split(separator: UInt8(ascii: "&")) {
      try take(pair)
    }
  }

  private mutating func take(_ pair: ArraySlice<UInt8>) throws(InvalidStoreAddress) {
    let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
    let name = String(decoding: pair[..<equals].map(Self.lowered), as: UTF8.self)
    let value = String(
      decoding: PercentCoding.decoded(pair[equals...].dropFirst()), as: UTF8.self)
    switch name {
    case "endpoint": endpoint = try StoreEndpoint(value)
    case "region":
      guard Self.isRegion(value) else { throw .region }
      region = value
    case "style":
      guard let known = Style(rawValue: value) else { throw .style }
      style = known
    case "conditions":
      guard value == "no" || value == "yes" else { throw .conditions }
      hasConditions = value == "yes"
    default:
      // Neither name nor value is repeated: one of them may be a key.
      throw Self.meansCredentials(name) ? .credentials : .parameter
    }
  }

  private static func meansCredentials(_ name: String) -> Bool {
    ["key", "secret", "token", "password", "credential", "user", "profile"].contains {
      name.contains($0)
    }
  }

  /// Parts of letters, digits, `.`, `_`, `-` and `~`, none of which leads elsewhere.
  private static func prefix(_ path: ArraySlice<UInt8>) throws(InvalidStoreAddress) -> String {
    let path = path.last == UInt8(ascii: "/") ? path.dropLast() : path
    guard !path.isEmpty else { return "" }
    for part in path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      guard !part.isEmpty, !part.allSatisfy({ $0 == UInt8(ascii: ".") }),
        part.allSatisfy({ isLetterOrDigit($0) || "._-~".utf8.contains($0) })
      else { throw .prefix }
    }
    guard path.count <= 512 else { throw .prefix }
    return String(decoding: path, as: UTF8.self) + "/"
  }

  /// As AWS has it (letters in upper case and `_` are in names of before 2018).
  private static func isBucketName(_ name: some Collection<UInt8>) -> Bool {
    (3...255).contains(name.count) && isLetterOrDigit(name.first ?? 0)
      && name.allSatisfy { isLetterOrDigit($0) || "._-".utf8.contains($0) }
  }

  static func isRegion(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count)
      && name.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
  }

  static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}

/// Where a store is: a scheme, a host and a port.
public struct StoreEndpoint: Sendable, Hashable {
  /// `http` or `https`.
  public var scheme: String
  /// A name in lower case, or a number; IPv6 in brackets.
  public var host: String
  /// `nil` for the scheme's own.
  public var port: Int?

  /// Reads `https://host:port`; plain http is for this machine alone.
  public init(_ text: String) throws(InvalidStoreAddress) {
    var rest = text.lowercased()[...]
    guard let scheme = ["https", "http"].first(where: { rest.hasPrefix($0 + "://") }) else {
      throw .endpoint
    }
    self.scheme = scheme
    rest = rest.dropFirst(scheme.count + 3)
    if rest.hasSuffix("/") { rest.removeLast() }
    guard !rest.contains("@") else { throw .credentials }
    if !rest.hasSuffix("]"), let colon = rest.lastIndex(of: ":") {
      guard let number = UInt16(rest[rest.index(after: colon)...]), number > 0 else {
        throw .endpoint
      }
      port = Int(number)
      rest = rest[..<colon]
    }
    host = String(rest)
    guard Self.isHost(host) else { throw .endpoint }
    guard scheme == "https" || isLoopback else { throw .plainHTTP }
  }

  init(host: String) {
    (scheme, self.host) = ("https", host)
  }

  /// What a request's `Host` says.
  var authority: String { port.map { "\(host):\($0)" } ?? host }

  /// Whether it is this machine by its very name or number.
  private var isLoopback: Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  private static func isHost(_ host: String) -> Bool {
    guard host.utf8.count <= 253 else { return false }
    if host.hasPrefix("["), host.hasSuffix("]") {
      return host.utf8.dropFirst().dropLast().allSatisfy {
        Hexadecimal.value(of: $0) != nil || $0 == UInt8(ascii: ":")
      }
    }
    return host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      !label.isEmpty && label.utf8.first != UInt8(ascii: "-")
        && label.utf8.allSatisfy {
          StoreAddress.isLetterOrDigit($0) || $0 == UInt8(ascii: "-")
        }
    }
  }
}

/// What is wrong with an address of a bucket. Nothing of the address is in it: it may hold a secret.
public enum InvalidStoreAddress: Error, Sendable, Hashable, CustomStringConvertible {
  case notAnAddress
  case bucket
  case prefix
  case endpoint
  case plainHTTP
  case region
  case style
  case conditions
  case parameter
  case credentials

  public var description: String {
    switch self {
    case .notAnAddress:
      "not the address of a bucket; write s3://bucket/prefix?endpoint=https://…&region=…"
    case .bucket:
      "s3:// must be followed by the bucket's name: letters, digits, '.', '_' and '-', at least 3"
    case .prefix:
      "what follows the bucket's name must be parts of letters, digits, '.', '_', '-' and '~'"
    case .endpoint:
      "the endpoint must be the store's address without a path, as in endpoint=https://host:port"
    case .plainHTTP:
      "the endpoint must be https: over plain http everybody on the way could read what is sent "
        + "and change it; http is for 127.0.0.1, [::1] and localhost alone"
    case .region: "the region must be a name such as region=eu-central-1"
    case .style: "the style must be style=path or style=host"
    case .conditions: "conditions must be conditions=yes or conditions=no"
    case .parameter:
      "has a parameter that no bucket's address has; known: endpoint, region, style, conditions"
    case .credentials:
      "holds what looks like a key or a password, which must not stand here: give it in "
        + "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or in a credentials file (AWS_PROFILE)"
    }
  }
}
