public import FeedModel

/// One address to be asked for, and how.
public struct FetchRequest: Sendable, Hashable {
  /// One header field of a request.
  public struct Header: Sendable, Hashable {
    /// The field's name.
    public var name: String
    /// The field's value, without line ends.
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Who asks; sent to the source's own host alone.
  public enum Authentication: Sendable, Hashable {
    case basic(user: String, password: String)
    case bearer(token: String)
  }

  /// What is asked for: http or https.
  ///
  /// A user name and password in it are sent as basic authentication and never shown.
  public var address: WebAddress

  /// What the source is called in messages: its address as configured.
  public var name: String

  /// From the last good answer; what makes the request conditional.
  public var validators: Validators

  /// Sent to the first host only, and to no other one that it redirects to.
  public var headers: [Header]

  /// Sent to the first host only, and to no other one that it redirects to.
  public var authentication: Authentication?

  /// `nil` for the policy's.
  public var userAgent: String?

  /// `nil` for the policy's.
  public var timeout: Duration?

  /// Host names, IP addresses and networks (`10.0.0.0/8`) that may be connected to even though
  /// they are not public; for a proxied source the hosts that the proxy may be asked for.
  public var allowHosts: [String]

  /// The hosts that redirects may lead to; `nil` for any.
  package var onlyHosts: HostList?

  /// Whether this request may connect to any network; `false` leaves it to the policy.
  public var allowPrivateNetworks: Bool

  /// The proxy's address; `nil` for the policy's, empty for none.
  public var proxy: String?

  /// What is sent with the request, which makes it a POST; any answer that says it went well is a
  /// document, and no redirect is followed.
  public var content: Content?

  /// The content of a POST.
  public struct Content: Sendable, Hashable {
    /// As for `Content-Type`.
    public var mediaType: String
    /// What is sent.
    public var bytes: [UInt8]

    public init(mediaType: String, bytes: [UInt8]) {
      self.mediaType = mediaType
      self.bytes = bytes
    }
  }

  /// Names resolved without asking anyone, as `host:port:address`, for tests.
  package var resolve: [String] = []

  public init(address: WebAddress, name: String? = nil) {
    self.address = address
    self.name = name ?? address.href
    validators = Validators()
    headers = []
    allowHosts = []
    allowPrivateNetworks = false
  }

  /// The same request for where the source has moved to.
  ///
  /// Secrets go along under the rules of a redirect: to the same host and port alone.
  public func moved(to address: WebAddress) -> FetchRequest {
    var request = self
    request.address = address
    let old = try? TargetAddress(self.address.href)
    let new = try? TargetAddress(address.href)
    if let old, let new, old.sharesSecrets(with: new) {
      request.authentication = authentication ?? old.credentials
    } else {
      request.headers = []
      request.authentication = nil
    }
    return request
  }
}
