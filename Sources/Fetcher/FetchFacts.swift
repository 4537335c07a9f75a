public import FeedModel

/// What was asked and what came back, whatever came of it.
public struct FetchFacts: Sendable, Hashable {
  /// One redirect that was followed.
  public struct Redirect: Sendable, Hashable {
    /// 301, 302, 303, 307 or 308.
    public var status: Int
    /// The address that answered with the redirect.
    public var from: String
    /// The address that it named, absolute.
    public var to: String

    /// 301 or 308 (RFC 9110 §15.4).
    public var isPermanent: Bool { status == 301 || status == 308 }
  }

  /// Times since the fetch left the queue; of the last request alone where not said otherwise.
  public struct Timings: Sendable, Hashable {
    /// In the queue before the first request.
    public var queued: Duration = .zero
    /// Until the name was looked up, from the start.
    public var lookup: Duration = .zero
    /// Until the connection stood, TLS included, from the start.
    public var connected: Duration = .zero
    /// Until the first byte of the answer, from the start.
    public var firstByte: Duration = .zero
    /// All requests together.
    public var total: Duration = .zero
  }

  /// What the source is called in messages.
  public var name: String
  /// What was asked for, without user name and password.
  public var requested: String
  /// What was asked last, after redirects.
  public var final: String
  /// Status of the last answer; `nil` when none came.
  public var status: Int?
  /// In the order they were followed.
  public var redirects: [Redirect] = []
  /// Body bytes received, before decoding.
  public var receivedBytes = 0
  /// Body bytes after decoding.
  public var decodedBytes = 0
  /// The IP address that answered; the proxy's behind one.
  public var remoteAddress: String?
  /// `1.0`, `1.1`, `2`; `nil` when no answer came.
  public var httpVersion: String?
  /// Whether an open connection was used again.
  public var reusedConnection = false
  /// How long each part took.
  public var timings = Timings()
  /// What the answer says of keeping it.
  public var caching = CachingFacts()
  /// The weak entity tag of a 304, where it is another one than was sent; it holds from now on.
  public var renewedEntityTag: String?
  /// The `Last-Modified` of a 304, where it is another one than was sent; likewise.
  public var renewedLastModified: String?
  /// The wall clock when the answer was complete.
  public var receivedAt: Timestamp = .epoch

  public init(name: String, requested: String) {
    self.name = name
    self.requested = requested
    final = requested
  }

  /// Where the source has moved for good: the end of the permanent redirects that the chain
  /// begins with; `nil` when its first redirect is a temporary one or there is none.
  public var permanentAddress: String? {
    redirects.prefix { $0.isPermanent }.last?.to
  }
}
