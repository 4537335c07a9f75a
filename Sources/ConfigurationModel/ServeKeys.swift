public import FeedModel
import JSON

// The keys of `refeed serve`; the rest of the table is in ConfigurationKeys.swift.

/// How to serve (`serve`).
public typealias ServeSettings = Settings<ServeKeys>

/// The keys of `serve`.
public struct ServeKeys: KeyTable {
  /// The rows below, by name and in order.
  public static let table = KeyRows(ServeKeys())

  public let listen = Key(
    "listen", .listen, default: [.host("127.0.0.1", port: 8080)],
    """
    where to listen: `host:port`, `:port` for every address, `unix:/path`, `systemd` for the sockets \
    that systemd hands over; a new value needs a new start
    """)
  public let refresh = Key(
    "refresh", .flag, default: false,
    "whether the feeds are [refreshed](serving.md#refreshing) too, each source when it is due")
  public let memory = Key(
    "memory", .size("1MiB", to: "64GiB"), default: 48 << 20,
    """
    the most that contents of files take in memory, compressed ones included; what has no room is \
    sent from the disk
    """)
  public let proxies = Key(
    "proxies", .networks, default: [],
    """
    web servers in front, whose `X-Forwarded-For` is believed: addresses, networks such as \
    `10.0.0.0/8`, `unix` for whoever comes by a unix socket
    """)
  public let limits = Key(
    "limits", .object(of: "limits"), default: Settings<ServeLimitKeys>(),
    "what is granted to those who ask", standardText: "[below](#servelimits)")
  public let auth = Key(
    "auth", .object(of: "auth"), default: Settings<ServeAuthKeys>(),
    "who may read what: [tokens](serving.md#tokens)", standardText: "[below](#serveauth)")
  public let logs = Key(
    "logs", .object(of: "logs"), default: Settings<ServeLogKeys>(),
    "what is written to standard error", standardText: "[below](#servelogs)")
  public let clean = Key(
    "clean", .object(of: "clean"), default: Settings<ServeCleanKeys>(),
    "the [cleaning of any feed by its address](serving.md#any-feed-by-its-address)",
    standardText: "[below](#serveclean)")
  public let admin = Key(
    "admin", .ownerPassword,
    """
    the password of the [owner's pages](pages.md), hashed by `refeed password`, or `${NAME}`; without \
    it there are no such pages
    """)
  public let edit = Key(
    "edit", .flag, default: false,
    "whether the owner's pages may [change feeds](pages.md#changing-feeds) in the configuration")
  public let hosts = Key(
    "hosts", .texts(), default: [],
    """
    names, with a port or for every port, by which the owner's pages are asked for beside that of \
    `baseURL`
    """)
  public let hub = Key(
    "hub", .hub, default: Settings<ServeHubKeys>(),
    "whether readers may [subscribe](websub.md#a-hub-of-its-own) here and be told of what is new",
    standardText: "[off](#servehub)")
  public let rsshub = Key(
    "rsshub", .folderAddress,
    "the base address of an RSSHub, whose paths are then [served cleaned](serving.md#dialects)")
}

/// The keys of `serve.limits`.
public struct ServeLimitKeys: KeyTable {
  /// The rows below, by name and in order.
  public static let table = KeyRows(ServeLimitKeys())

  public let connections = Key(
    "connections", .count(16...1_000_000), without: "what the limit of open files leaves",
    "connections at the same time")
  public let perClient = Key(
    "perClient", .count(1...1_000_000), default: 512,
    """
    connections of one client, IPv6 counted by networks of 64 bits; behind a proxy its requests at \
    the same time
    """)
  public let headBytes = Key(
    "headBytes", .size("1KiB", to: "64KiB"), default: 16 << 10, "the largest head of a request")
  public let head = Key(
    "head", .duration("1s", to: "10m"), default: .seconds(10),
    "the most time for the head of a request")
  public let idle = Key(
    "idle", .duration("1s", to: "1h"), default: .seconds(60), "how long a connection may do nothing"
  )
  public let write = Key(
    "write", .duration("1s", to: "1h"), default: .seconds(30),
    "how long a reader may take nothing of an answer")
}

/// The keys of `serve.auth`.
public struct ServeAuthKeys: KeyTable {
  /// The rows below, by name and in order.
  public static let table = KeyRows(ServeAuthKeys())

  public let tokens = Key(
    "tokens", .tokens, default: [], "open every feed; no feed is open to everybody then")
  public let feeds = Key(
    "feeds", .tokensByFeed, default: [:], "open one feed each: an object of ids and their tokens")
  public let admin = Key(
    "admin", .tokens, default: [],
    "open the details of `/metrics`, `/healthz` and `/readyz` to others than this machine")
  public let clean = Key("clean", .tokens, default: [], "open `/clean` and the dialects")
}

/// The keys of `serve.logs`.
public struct ServeLogKeys: KeyTable {
  /// The rows below, by name and in order.
  public static let table = KeyRows(ServeLogKeys())

  public let format = Key(
    "format", .word(["text", "json"]), default: "text", "of the lines about what the server does")
  public let level = Key(
    "level", .word(["debug", "info", "notice", "warning", "error"]), default: "info",
    "the least that is written")
  public let access = Key(
    "access", .word(["off", "common", "json"]), default: "off",
    "whether a line is written for each request: in the Combined Log Format, or as JSON")
}

/// The keys of `serve.clean`.
public struct ServeCleanKeys: KeyTable {
  /// The rows below, by name and in order.
  public static let table = KeyRows(ServeCleanKeys())

  public let hosts = Key(
    "hosts", .texts(), default: [],
    "hosts whose feeds anybody may have cleaned, without a token; `*.example.org` for all below one"
  )
  public let perMinute = Key(
    "perMinute", .count(1...10_000), default: 30, "requests of one token or client in a minute")
  public let cache = Key(
    "cache", .size("64KiB", to: "1GiB"), default: 16 << 20,
    "the most that answers take in memory, for each token")
}

/// One secret that opens something, kept as its SHA-256.
public struct AccessToken: Sendable, Hashable {
  /// 32 bytes.
  public let digest: [UInt8]
}
