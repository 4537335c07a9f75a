import Bytes

/// Addresses with one component changed and every other byte kept.
extension WebAddress {
  /// Without `#` and what follows.
  public var removingFragment: WebAddress {
    guard fragment != nil else { return self }
    return WebAddress(href: text(0, offsets.queryEnd), offsets: offsets)
  }

  /// Without user name and password.
  public var removingCredentials: WebAddress {
    guard hasCredentials else { return self }
    return WebAddress(text(0, offsets.schemeEnd + 3) + text(from: offsets.hostStart)) ?? self
  }

  /// With another scheme; a port that is the new scheme's default is left out. `nil` when that
  /// makes no address.
  public func with(scheme: String) -> WebAddress? {
    WebAddress(scheme + text(from: offsets.schemeEnd))
  }

  /// With another host, which may carry a port; the old port goes. `nil` when it has no host or
  /// `host` is not valid.
  public func with(host: String) -> WebAddress? {
    guard hasHost, !host.utf8.contains(where: { "/\\?#@".utf8.contains($0) }) else { return nil }
    return WebAddress(text(0, offsets.hostStart) + host + text(from: offsets.pathStart))
  }

  /// With another path, which is encoded where it must be; dot segments are resolved. `nil` for an
  /// opaque path.
  public func with(path: String) -> WebAddress? {
    guard !hasOpaquePath else { return nil }
    let slash = path.utf8.first == UInt8(ascii: "/") ? "" : "/"
    let encoded = Self.escaping(path, "?#")
    return WebAddress(text(0, offsets.pathStart) + slash + encoded + text(from: offsets.pathEnd))
  }

  /// With another query, given without its `?` and encoded where it must be; `nil` removes it.
  public func with(query: String?) -> WebAddress {
    let query = query.map { "?" + Self.escaping($0, "#") } ?? ""
    return WebAddress(text(0, offsets.pathEnd) + query + text(from: offsets.queryEnd)) ?? self
  }

  /// With another fragment, given without its `#` and encoded where it must be; `nil` removes it.
  public func with(fragment: String?) -> WebAddress {
    guard let fragment else { return removingFragment }
    return WebAddress(text(0, offsets.queryEnd) + "#" + fragment) ?? self
  }

  /// Without the parameters (`name` or `name=value` between `&`) whose decoded name is named; the
  /// others keep their bytes and order, and an empty query goes with its `?`.
  public func removingParameters(where isRemoved: (String) -> Bool) -> WebAddress {
    guard let query else { return self }
    let parameters = query.split(separator: "&", omittingEmptySubsequences: false)
    let kept = parameters.filter { !isRemoved(Self.name(of: $0)) }
    guard kept.count < parameters.count else { return self }
    let rest = kept.joined(separator: "&")
    return with(query: rest.isEmpty ? nil : rest)
  }

  /// The value of the first parameter of that name, decoded, `+` as it is; `nil` when there is
  /// none, empty when it has no `=`.
  public func parameter(_ name: String) -> String? {
    guard let query else { return nil }
    for parameter in query.split(separator: "&")
    where Self.name(of: parameter).utf8.elementsEqual(name.utf8) {
      guard let equals = parameter.utf8.firstIndex(of: UInt8(ascii: "=")) else { return "" }
      return PercentEncoding.decoded(String(parameter[equals...].dropFirst()))
    }
    return nil
  }

  private static func name(of parameter: Substring) -> String {
    PercentEncoding.decoded(String(parameter.prefix { $0 != "=" }))
  }

  /// Encodes the delimiters that would end a component.
  private static func escaping(_ text: String, _ delimiters: String) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
      if delimiters.utf8.contains(byte) {
        PercentCoding.append(byte, to: &result)
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  func text(from start: UInt32) -> String { text(start, UInt32(href.utf8.count)) }
}
