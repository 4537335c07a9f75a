public import FeedModel
import JSON

/// The keys of `serve.hub`.
public struct ServeHubKeys: KeyTable {
  /// The rows below, by name and in order.
  public static let table = KeyRows(ServeHubKeys())

  public let isOn = Key("on", .flag, default: false, "whether there is a hub at `/-/hub`")
  public let perMinute = Key(
    "perMinute", .count(1...100_000), default: 60,
    """
    requests of one client in a minute; ten times as many about callbacks of one host, forty times as \
    many in all
    """)
  public let allowHosts = Key(
    "allowHosts", .texts(), default: [],
    """
    hosts, addresses or networks of callbacks that may be told although they are not public, and with \
    a secret over http
    """)
}

extension KeyType where Value == Settings<ServeHubKeys> {
  /// An object with a table of its own; a flag in its place is its `on`.
  static var hub: KeyType {
    let object = KeyType.object(of: "hub")
    return KeyType(
      words: "true or false, or an object",
      schema: { json in
        json.key("anyOf")
        json.beginArray()
        json.beginObject()
        json.member("$ref", "#/definitions/hub")
        json.endObject()
        json.beginObject()
        json.type("boolean")
        json.endObject()
        json.endArray()
      },
      read: { value, base, reading in
        guard value.bool != nil else { return object.read(value, base, reading) }
        var settings = base ?? Settings<ServeHubKeys>()
        settings.take(value, as: "on", in: reading)
        return settings
      })
  }
}

extension KeyType where Value == [WebAddress] {
  /// Addresses of hubs; a single one may stand without brackets.
  static var addresses: KeyType {
    let texts = KeyType<[String]>.texts()
    let address = KeyType<WebAddress>.address
    return KeyType(
      words: "http or https address or list of them", schema: texts.schema,
      text: { addresses in
        "[" + addresses.map { "\"\($0.href)\"" }.joined(separator: ", ") + "]"
      },
      read: { value, _, reading in
        reading.list(value).compactMap { item in
          guard let found = address.read(item, nil, reading) else { return nil }
          if found != found.removingFragment || found != found.removingCredentials {
            reading.problems.add(
              "the address of a hub has neither a fragment nor a user name; leave it out", at: item)
          }
          return found
        }
      })
  }
}

extension Configuration {
  /// The address of the hub in `serve`; `nil` where there is none, or nobody knows where it is.
  public var ownHub: WebAddress? {
    guard settings.serve.hub.isOn, let base = settings.baseURL else { return nil }
    return WebAddress("-/hub", base: base)
  }

  /// The hubs of others that are told when a feed has changed; none for a feed that needs a token,
  /// which they could not read.
  public func toldHubs(of feed: FeedConfiguration) -> [WebAddress] {
    guard settings.baseURL != nil, !needsToken(feed) else { return [] }
    var seen: Set<WebAddress> = []
    return (feed.hubs ?? settings.hubs).filter { seen.insert($0).inserted }
  }

  /// The hubs that the documents of a feed name: our own first.
  public func namedHubs(of feed: FeedConfiguration) -> [WebAddress] {
    let told = toldHubs(of: feed)
    guard let ownHub else { return told }
    return [ownHub] + told.filter { $0 != ownHub }
  }
}
