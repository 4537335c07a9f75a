extension FetchError.Reason: CustomStringConvertible {
  public var description: String {
    connectionText ?? bodyText ?? redirectText ?? statusText
  }

  private var connectionText: String? {
    switch self {
    case .invalidAddress(let address, let why):
      "“\(address)” \(why); correct it in the configuration."
    case .invalidHeader(let name):
      "the header “\(name)” has a name or value that HTTP forbids; correct it under “headers”."
    case .addressRefused(let address, let network):
      "\(address) is not a public address (\(network)); if you trust it, add it to the source's "
        + "“allowHosts” or set “allowPrivateNetworks”."
    case .proxyNeedsPermission(let host):
      "behind a proxy Refeed cannot see where \(host) is; add it to the source's “allowHosts” "
        + "or set “allowPrivateNetworks”."
    case .couldNotResolve(let host):
      "the name \(host) could not be looked up; check the spelling and the DNS."
    case .couldNotConnect(let host, let detail):
      "\(host) could not be connected to (\(detail)); check that it is up."
    case .connectTimedOut(let host):
      "\(host) did not take the connection in time; it may be down or blocking this machine."
    case .insecure(let host, let detail):
      "the connection to \(host) is not secure (\(detail)); its certificate or this machine's "
        + "list of authorities needs mending."
    default: nil
    }
  }

  private var bodyText: String? {
    switch self {
    case .timedOut(let limit):
      "no complete answer came within \(limit.components.seconds) s; raise “timeout” if the "
        + "source is slow."
    case .tooSlow(let speed):
      "the answer came slower than \(speed) bytes per second; it is asked again later."
    case .bodyTooLarge(let limit):
      "the answer is larger than \(limit) bytes; raise “maxBytes” if that is right."
    case .headersTooLarge(let limit):
      "the answer's headers are larger than \(limit) bytes; the server is broken or hostile."
    case .truncated:
      "the connection broke before the answer was complete; it is asked again later."
    case .truncatedCompression(let coding):
      "the \(coding) answer breaks off before its end; it is asked again later."
    case .corruptCompression(let coding):
      "the \(coding) answer is damaged; tell the site's owner if it stays so."
    case .unsupportedCoding(let coding):
      "the answer is coded as “\(coding)”, which was not asked for; tell the site's owner."
    default: nil
    }
  }

  private var redirectText: String? {
    switch self {
    case .redirectLoop(let address):
      "the source redirects in a circle (to \(address)); open it in a browser and configure "
        + "the address that works."
    case .tooManyRedirects(let limit):
      "the source redirects more than \(limit) times; configure its final address."
    case .redirectRefused(let address, let why):
      "the source redirects to “\(address)”, which \(why); configure its right address."
    case .redirectWithoutLocation(let status):
      "the source answered \(status) without saying where to go; configure its right address."
    default: nil
    }
  }

  private var statusText: String {
    switch self {
    case .status(let status): FetchError.sentence(forStatus: status)
    case .notModifiedUnasked:
      "the server says “not modified” although nothing was known of it; tell the site's owner."
    case .brokenAnswer(let detail):
      "the server's answer is not proper HTTP (\(detail)); check the address and the port."
    default: "the fetch was cancelled."
    }
  }
}

extension FetchError {
  static func sentence(forStatus status: Int) -> String {
    switch status {
    case 401: "the server wants a login (401); give “headers” or “auth” in the configuration."
    case 403: "the server refuses this client (403); another “userAgent” may help."
    case 404: "there is nothing at this address (404); look for the feed's new address."
    case 407: "the proxy wants a login (407); put it in “proxy”."
    case 500...599: "the server failed (\(status)); it is asked again later."
    default: "the server answered \(status), which holds no feed; check the address."
    }
  }
}
