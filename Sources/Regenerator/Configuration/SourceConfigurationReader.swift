import FeedModel
import JSON

/// Reads `sources[n]`: an address or path, or an object with one and what to know of it.
struct SourceConfigurationReader {
  let reader: ConfigurationReader
  let feed: ConfigurationObject

  func source(_ value: JSONValue) -> SourceConfiguration? {
    var source = unplaced(value)
    source?.place = ConfigurationPlace(value)
    return source
  }

  private func unplaced(_ value: JSONValue) -> SourceConfiguration? {
    if value.string != nil {
      guard let text = feed.string(value) else { return nil }
      return location(text, value).map {
        SourceConfiguration(name: value.string ?? text, location: $0)
      }
    }
    let keys = [
      "url", "path", "title", "timezone", "encoding", "headers", "user", "password", "token",
      "cookie", "userAgent", "timeout", "allowHosts", "allowPrivateNetworks", "proxy",
      "followMoves",
    ]
    guard
      let object = ConfigurationObject(
        value, keys: keys, problems: feed.problems, environment: feed.environment)
    else { return nil }
    guard let place = object["url"] ?? object["path"], let text = object.string(place) else {
      feed.problems.add("needs \"url\" or \"path\"", at: value)
      return nil
    }
    guard let location = location(text, place) else { return nil }
    var source = SourceConfiguration(name: place.string ?? text, location: location)
    source.title = object.string("title")
    source.timezone = timezone(object)
    source.encoding = object.string("encoding")
    source.headers = headers(object)
    if let cookie = header("Cookie", object["cookie"], object) { source.headers.append(cookie) }
    source.authentication = authentication(object)
    source.userAgent = object.string("userAgent")
    source.timeout = object.duration("timeout")
    source.allowHosts = object.strings("allowHosts")
    source.allowPrivateNetworks = object.bool("allowPrivateNetworks") ?? false
    source.proxy = object.string("proxy")
    source.followMoves = object.bool("followMoves")
    return source
  }

  private func location(_ text: String, _ value: JSONValue) -> SourceConfiguration.Location? {
    if text == "-" {
      feed.problems.add(
        "\"-\" is standard input, which only refeed convert reads; name a file", at: value)
      return nil
    }
    guard let location = SourceConfiguration.Location(text) else {
      feed.problems.add(
        "\"\(text)\" is neither a path nor an http, https or file address", at: value)
      return nil
    }
    if case .path(let path) = location { return .path(reader.resolved(path)) }
    return location
  }

  private func timezone(_ object: ConfigurationObject) -> String? {
    guard let name = object.string("timezone"), let value = object["timezone"] else { return nil }
    if !TimeZones.isKnown(name) {
      feed.problems.add("\"\(name)\" is not a time zone such as \"Europe/Paris\"", at: value)
    }
    return name
  }

  private func headers(_ object: ConfigurationObject) -> [SourceConfiguration.Header] {
    guard let value = object["headers"] else { return [] }
    guard let members = value.members else {
      feed.problems.add("must be an object of header names and values", at: value)
      return []
    }
    return members.compactMap { header($0.name, $0.value, object) }
  }

  private func header(
    _ name: String, _ value: JSONValue?, _ object: ConfigurationObject
  ) -> SourceConfiguration.Header? {
    guard let value, let text = object.string(value) else { return nil }
    let isName = !name.isEmpty && name.utf8.allSatisfy(Self.isTokenByte)
    if !isName || text.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
      feed.problems.add("not a valid HTTP header", at: value)
    }
    return SourceConfiguration.Header(name: name, value: text)
  }

  /// `user` and `password`, or `token`.
  private func authentication(
    _ object: ConfigurationObject
  ) -> SourceConfiguration.Authentication? {
    let (user, token) = (object.string("user"), object.string("token"))
    if let token, let place = object["token"] {
      if user != nil { feed.problems.add("give \"user\" or \"token\", not both", at: place) }
      return .bearer(token: token)
    }
    if user == nil, let place = object["password"] {
      feed.problems.add("\"password\" needs \"user\"", at: place)
    }
    return user.map { .basic(user: $0, password: object.string("password") ?? "") }
  }

  /// RFC 9110 §5.6.2.
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
