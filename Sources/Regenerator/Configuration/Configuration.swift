public import FeedModel
public import JSON

/// What the user asked for: the whole of one configuration file, checked.
public struct Configuration: Sendable {
  /// The file it was read from; `nil` for the built-in defaults of `convert`.
  public var path: String?
  /// The folder for the published files, absolute or relative to the working folder.
  public var output: String
  /// The archive's SQLite file.
  public var archive: String
  /// A folder of templates that replace the built-in ones or add formats; `nil` for none.
  public var templates: String?
  /// Where the output folder is on the web; without it no self links are written.
  public var baseURL: WebAddress?
  /// Whether every published file gets a gzip-compressed copy beside it, for web servers that
  /// send such copies.
  public var precompress = false
  /// Namespaces of extension elements to publish beside the well-known ones.
  public var extensions: [String] = []
  public var fetch: FetchSettings
  /// Rules for all feeds, in the language of the built-in tables.
  public var rules: JSONValue?
  /// In the order of the file; ids are unique.
  public var feeds: [FeedConfiguration]
}

/// How to fetch (`fetch`).
public struct FetchSettings: Sendable, Hashable {
  /// Transfers at the same time, all hosts together.
  public var connections = 64
  /// Transfers at the same time from one host.
  public var perHost = 2
  /// The least time between two requests to one host.
  public var gap: Duration = .seconds(1)
  /// The most time for one transfer, redirects included.
  public var timeout: Duration = .seconds(30)
  /// The largest body, decoded, in bytes.
  public var maxBytes = 32 << 20
  /// The most memory for all bodies in flight, in bytes.
  public var memory = 256 << 20
  public var userAgent: String?
  public var proxy: String?
  public var allowPrivateNetworks = false
  /// Whether a source that has moved for good is asked at its new address, once three good
  /// answers in a row have said so.
  public var followMoves = false

  public init() {}
}

/// How often a source is asked (`every`).
public struct Every: Sendable, Hashable {
  /// For sources that say nothing of their rhythm.
  public var interval: Duration = .seconds(30 * 60)
  public var min: Duration = .seconds(10 * 60)
  public var max: Duration = .seconds(24 * 60 * 60)

  public init() {}
}

/// How long something is kept.
public enum Keep: Sendable, Hashable {
  case forever
  case duration(Duration)
}

/// What applies to every feed unless the feed says otherwise (`defaults`).
public struct FeedDefaults: Sendable, Hashable {
  public var every = Every()
  /// How long the archive remembers an entry that no source offers any more.
  public var keep: Keep = .forever
  /// How many entries the main document holds.
  public var entries = 100
  /// The most it holds when the sources offer more than `entries`.
  public var maxEntries = 1000
  /// `atom`, `json`, `rss`, `html`, or the file name of a template.
  public var formats = ["atom", "json"]
  /// How many runs in a row a source must repeat a doubtful offer (nothing, less than half, other
  /// entries of another site) until it is believed.
  public var tolerance = 3

  public init() {}
}

/// One feed to publish (`feeds[n]`).
public struct FeedConfiguration: Sendable {
  /// `[a-z0-9][a-z0-9-]{0,63}`; names the files.
  public var id: String
  /// `nil`: the first source's title.
  public var title: String?
  /// `nil`: the first source's home page.
  public var homepage: WebAddress?
  /// BCP 47 tag.
  public var language: String?
  public var author: String?
  public var icon: WebAddress?
  /// Overrides the derived feed id.
  public var uri: String?
  public var sources: [SourceConfiguration]
  public var settings: FeedDefaults
  /// The whole object as written; the normalizer reads its ``ruleKeys``.
  public var json: JSONValue?
  /// The configuration's path of this feed, for messages: `feeds[2]`.
  public var place: String

  /// The keys whose values are rules.
  static let ruleKeys = ["rules", "only", "drop"]

  /// `[a-z0-9][a-z0-9-]{0,63}`.
  static func isValid(id: String) -> Bool {
    let bytes = id.utf8
    guard let first = bytes.first, first != UInt8(ascii: "-"), bytes.count <= 64 else {
      return false
    }
    return bytes.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }
}

/// One address or path that gives entries (`sources[n]`).
public struct SourceConfiguration: Sendable, Hashable {
  public enum Location: Sendable, Hashable {
    case web(WebAddress)
    /// Absolute, or relative to the working folder.
    case path(String)
    case standardInput

    /// An http, https or file address, or a path; `nil` for an address of another scheme.
    ///
    /// `-` is a path here: only a caller knows whether it means standard input.
    public init?(_ text: String) {
      let isAddress = text.utf8.prefix { $0 != UInt8(ascii: "/") }.last == UInt8(ascii: ":")
      guard isAddress, text.contains("://") || text.hasPrefix("file:") else {
        self = .path(text)
        return
      }
      guard let address = WebAddress(text) else { return nil }
      if address.isHTTP {
        self = .web(address)
      } else if address.scheme == "file" {
        self = .path(PercentEncoding.decoded(address.path))
      } else {
        return nil
      }
    }
  }

  /// As written: what messages call it and the archive knows it by. `${TOKEN}` stays what it is,
  /// a password is left out.
  public var name: String
  /// Where it stands in the configuration, for messages.
  public var place: ConfigurationPlace?
  public var location: Location
  public var title: String?
  /// IANA name of the zone that dates in bodies are in.
  public var timezone: String?
  /// Overrides what the document says of its encoding.
  public var encoding: String?
  /// Extra request headers, secrets already taken from the environment.
  public var headers: [Header]
  public var authentication: Authentication?
  public var userAgent: String?
  public var timeout: Duration?
  /// Hosts or addresses that may be reached although they are not public.
  public var allowHosts: [String]
  public var allowPrivateNetworks = false
  /// `nil` for that of `fetch`, empty for none.
  public var proxy: String?
  /// `nil` for that of `fetch`.
  public var followMoves: Bool?

  /// Who asks; sent to the source's own host alone.
  public enum Authentication: Sendable, Hashable {
    case basic(user: String, password: String)
    case bearer(token: String)
  }

  public struct Header: Sendable, Hashable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  public init(name: String, location: Location) {
    self.name = Self.withoutPassword(name)
    self.location = location
    headers = []
    allowHosts = []
  }

  /// `https://user:secret@host/` as `https://user:…@host/`.
  private static func withoutPassword(_ text: String) -> String {
    guard let start = text.firstRange(of: "//")?.upperBound else { return text }
    let authority = text[start...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard let end = authority.lastIndex(of: "@"),
      let colon = authority[..<end].firstIndex(of: ":")
    else { return text }
    return text[...colon] + "…" + text[end...]
  }
}
