extension WebAddress {
  /// Lower case, without the colon: `https`.
  public var scheme: String { text(0, offsets.schemeEnd) }

  /// Percent-encoded; empty when there is none.
  public var username: String {
    hasHost ? text(offsets.schemeEnd + 3, offsets.usernameEnd) : ""
  }

  /// Percent-encoded; empty when there is none.
  public var password: String {
    guard hasCredentials, offsets.usernameEnd + 1 < offsets.hostStart else { return "" }
    return text(offsets.usernameEnd + 1, offsets.hostStart - 1)
  }

  /// Whether a user name or a password is part of the address.
  public var hasCredentials: Bool {
    hasHost && offsets.hostStart > offsets.schemeEnd + 3
  }

  /// A domain in lower case and Punycode, an IPv4 address in four decimal numbers, an IPv6 address
  /// in brackets; empty for `file:///`; `nil` where there is no host at all (`mailto:`).
  public var host: String? {
    hasHost ? text(offsets.hostStart, offsets.hostEnd) : nil
  }

  /// `nil` when it is the scheme's default or there is none.
  public var port: Int? {
    guard hasHost, offsets.hostEnd < offsets.pathStart else { return nil }
    return Int(text(offsets.hostEnd + 1, offsets.pathStart))
  }

  /// ``port``, else the scheme's default; `nil` for a scheme that has none.
  public var effectivePort: Int? { port ?? SpecialScheme(scheme)?.defaultPort }

  /// Percent-encoded, with its leading slash; opaque for `mailto:`, `data:` and their like.
  public var path: String { text(offsets.pathStart, offsets.pathEnd) }

  /// Percent-encoded, without the `?`; `nil` when there is none.
  public var query: String? {
    offsets.pathEnd < offsets.queryEnd ? text(offsets.pathEnd + 1, offsets.queryEnd) : nil
  }

  /// Percent-encoded, without the `#`; `nil` when there is none.
  public var fragment: String? {
    let end = UInt32(href.utf8.count)
    return offsets.queryEnd < end ? text(offsets.queryEnd + 1, end) : nil
  }

  /// `http` or `https`.
  public var isHTTP: Bool {
    guard offsets.schemeEnd == 4 || offsets.schemeEnd == 5 else { return false }
    var href = href
    return href.withUTF8 { bytes in
      bytes[0] == UInt8(ascii: "h") && bytes[1] == UInt8(ascii: "t")
        && bytes[2] == UInt8(ascii: "t")
        && bytes[3] == UInt8(ascii: "p")
        && (bytes[4] == UInt8(ascii: ":") || bytes[4] == UInt8(ascii: "s"))
    }
  }

  /// Whether the path is opaque, so that relative addresses can't be resolved against this one.
  public var hasOpaquePath: Bool {
    !hasHost && (offsets.pathStart == offsets.pathEnd || !path.utf8.starts(with: "/".utf8))
  }

  /// Scheme, host and port as the standard serializes an origin; `null` for an opaque one.
  public var origin: String {
    switch scheme {
    case "http", "https", "ws", "wss", "ftp":
      "\(scheme)://\(text(offsets.hostStart, offsets.pathStart))"
    case "blob":
      WebAddress(path).flatMap { $0.isHTTP ? $0.origin : nil } ?? "null"
    default: "null"
    }
  }

  /// Whether the host is `domain`, which is in lower case, or a subdomain of it.
  public func isWithin(_ domain: String) -> Bool {
    guard let host = host?.utf8, host.count >= domain.utf8.count else { return false }
    let rest = host.count - domain.utf8.count
    guard host.dropFirst(rest).elementsEqual(domain.utf8) else { return false }
    return rest == 0 || host.dropFirst(rest - 1).first == UInt8(ascii: ".")
  }

  /// Where host, path, query (without its `?`) and fragment (without its `#`) lie in ``href``.
  package var ranges:
    (host: Range<Int>, path: Range<Int>, query: Range<Int>?, fragment: Range<Int>?)
  {
    let pathEnd = Int(offsets.pathEnd)
    let queryEnd = Int(offsets.queryEnd)
    let end = href.utf8.count
    return (
      Int(offsets.hostStart)..<Int(offsets.hostEnd), Int(offsets.pathStart)..<pathEnd,
      pathEnd < queryEnd ? pathEnd + 1..<queryEnd : nil, queryEnd < end ? queryEnd + 1..<end : nil
    )
  }

  var hasHost: Bool { offsets.hostStart > offsets.schemeEnd + 1 }

  func text(_ start: UInt32, _ end: UInt32) -> String {
    let utf8 = href.utf8
    let from = utf8.index(utf8.startIndex, offsetBy: Int(start))
    return String(href[from..<utf8.index(from, offsetBy: Int(end - start))])
  }
}
