/// How one ``Fetcher`` treats the hosts that it asks, and itself: limits and politeness.
public struct FetchPolicy: Sendable, Hashable {
  /// Transfers in flight at once, all hosts together; at least 1.
  ///
  /// A transfer that has received nothing for a second no longer counts, up to four times as
  /// many, so that hosts that hang do not hold up the others.
  public var connections = 64

  /// Transfers in flight at once to one host; at least 1.
  public var perHost = 2

  /// Shortest time between the starts of two requests to one host.
  public var gap: Duration = .seconds(1)

  /// How much the gap may grow at random: 0.1 makes it up to a tenth longer.
  public var jitter = 0.1

  /// Longest time for one fetch, redirects included, time spent in the queue not.
  public var timeout: Duration = .seconds(30)

  /// Longest time to look a name up and to connect, TLS included.
  public var connectTimeout: Duration = .seconds(10)

  /// Slowest transfer that is accepted, in bytes per second over ``minSpeedTime``.
  public var minSpeed = 30

  /// How long a transfer may be slower than ``minSpeed``.
  public var minSpeedTime: Duration = .seconds(20)

  /// Largest body in bytes, as received and after decoding.
  public var maxBytes = 32 << 20

  /// Largest sum of all header lines of one response in bytes, interim responses included.
  public var maxHeaderBytes = 256 << 10

  /// Redirects that are followed for one fetch.
  public var maxRedirects = 10

  /// Bytes of all bodies in flight together, those handed out and not yet released included.
  ///
  /// When they are spent, transfers wait; the oldest one never does, so the budget may be
  /// exceeded by one body.
  public var memory = 256 << 20

  /// `User-Agent` of requests that have none of their own.
  public var userAgent = "Refeed (feed regenerator)"

  /// The proxy's address; `nil` for none. Proxy variables of the environment are ignored.
  public var proxy: String?

  /// Whether addresses outside the public Internet may be connected to.
  public var allowPrivateNetworks = false

  /// A file of certificates in PEM that take the place of the system's authorities, for tests.
  package var authorities: String?

  public init() {}
}
