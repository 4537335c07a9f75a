import FeedModel
import JSON

/// Reads `sources[n]`: an address or path, or an object with one and what to know of it.
struct SourceConfigurationReader {
  let reader: ConfigurationReader
  let feed: ConfigurationObject

  func source(_ value: JSONValue) -> SourceConfiguration? {
    if value.string != nil {
      guard let text = feed.string(value) else { return nil }
      return location(text, value).map { SourceConfiguration(name: text, location: $0) }
    }
    let keys = [
      "url", "path", "title", "timezone", "encoding", "headers", "userAgent", "timeout",
      "allowHosts",
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
    var source = SourceConfiguration(name: text, location: location)
    source.title = object.string("title")
    source.timezone = timezone(object)
    source.encoding = object.string("encoding")
    source.headers = headers(object)
    source.userAgent = object.string("userAgent")
    source.timeout = object.duration("timeout")
    source.allowHosts = object.strings("allowHosts")
    return source
  }

  private func location(_ text: String, _ value: JSONValue) -> SourceConfiguration.Location? {
    if text == "-" { return .standardInput }
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
    return members.compactMap { member in
      guard let text = object.string(member.value) else { return nil }
      let isName = !member.name.isEmpty && member.name.utf8.allSatisfy(Self.isTokenByte)
      if !isName || text.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
        feed.problems.add("not a valid HTTP header", at: member.value)
      }
      return SourceConfiguration.Header(name: member.name, value: text)
    }
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
