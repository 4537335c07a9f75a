/// Where the reader of a message can change what it says is wrong.
public enum RemedyPlace: Sendable, Hashable {
  /// The configuration: its keys are named.
  case configuration
  /// A command that works without one: its options are named.
  case command
}

extension FetchError {
  /// The reason as one sentence that names the remedy where its reader has it.
  public func description(for place: RemedyPlace) -> String {
    let text = FetchErrorText(place: place)
    guard let redirect = facts.redirects.last, reason.isOfTheAddress else {
      return text.sentence(reason)
    }
    return "the source redirects (\(redirect.status)) to \(redirect.to), and there "
      + text.sentence(reason)
  }
}

extension FetchError.Reason: CustomStringConvertible {
  public var description: String { FetchErrorText(place: .configuration).sentence(self) }

  /// Whether it speaks of the place that was asked last, not of what was configured.
  fileprivate var isOfTheAddress: Bool {
    switch self {
    case .addressRefused, .proxyNeedsPermission, .couldNotResolve, .couldNotConnect,
      .connectionRefused, .connectTimedOut, .insecure:
      true
    default: false
    }
  }
}

/// Sentences on what failed, with what to do about it.
struct FetchErrorText {
  let place: RemedyPlace

  func sentence(_ reason: FetchError.Reason) -> String {
    connectionText(reason) ?? bodyText(reason) ?? redirectText(reason) ?? statusText(reason)
  }

  private func remedy(_ configuration: String, _ command: String) -> String {
    place == .configuration ? configuration : command
  }

  private var trust: String {
    remedy(
      "add it to the source's “allowHosts” or set “allowPrivateNetworks”",
      "give --allow-private-networks")
  }

  private func connectionText(_ reason: FetchError.Reason) -> String? {
    switch reason {
    case .invalidAddress(let address, let why):
      "“\(address)” \(why); correct it\(remedy(" in the configuration", ""))."
    case .invalidHeader(let name):
      "the header “\(name)” has a name or value that HTTP forbids; correct it under “headers”."
    case .addressRefused(let address, let network):
      "\(address) is not a public address (\(network)); if you trust it, \(trust)."
    case .proxyNeedsPermission(let host):
      "behind a proxy Refeed cannot see where \(host) is; \(trust)."
    case .notPermitted(let host, let detail):
      "whether others ask \(host) at this moment could not be found out (\(detail)); it is asked later."
    case .couldNotResolve(let host):
      "the name \(host) could not be looked up; check the spelling and the DNS."
    case .couldNotConnect(let host, let detail):
      "\(host) could not be connected to (\(detail)); check that it is up."
    case .connectionRefused(let host, let port):
      "\(host) takes no connection at port \(port); check the address, and that it is up."
    case .connectTimedOut(let host):
      "\(host) did not take the connection in time; it may be down or blocking this machine."
    case .insecure(let host, let detail):
      "the connection to \(host) is not secure (\(detail)); its certificate or this machine's "
        + "list of authorities needs mending."
    case .proxyFailed(let proxy, let detail):
      "the proxy \(proxy) could not be used (\(detail)); check “proxy” and that it is up."
    case .tooManyOpenFiles:
      "too many open files; raise the limit (ulimit -n)\(remedy(" or lower “fetch.connections”", ""))."
    case .outOfResources: "the system has no memory or descriptors left; try again later."
    default: nil
    }
  }

  private func bodyText(_ reason: FetchError.Reason) -> String? {
    let again = remedy("; it is asked again later.", "; try again.")
    return switch reason {
    case .timedOut(let limit):
      "no complete answer came within \(Self.seconds(limit)) s"
        + remedy("; raise “fetch.timeout” or the source's “timeout” if it is slow.", again)
    case .tooSlow(let speed): "the answer came slower than \(speed) bytes per second\(again)"
    case .bodyTooLarge(let limit):
      "the answer is larger than \(limit) bytes; raise "
        + remedy("“fetch.maxBytes”", "--max-bytes") + " if that is right."
    case .headersTooLarge(let limit):
      "the answer's headers are larger than \(limit) bytes; the server is broken or hostile."
    case .truncated: "the connection broke before the answer was complete\(again)"
    case .truncatedCompression(let coding):
      "the \(coding) answer breaks off before its end\(again)"
    case .corruptCompression(let coding):
      "the \(coding) answer is damaged; tell the site's owner if it stays so."
    case .unsupportedCoding(let coding):
      "the answer is coded as “\(coding)”, which was not asked for; tell the site's owner."
    default: nil
    }
  }

  private func redirectText(_ reason: FetchError.Reason) -> String? {
    let configure = remedy("configure", "give")
    return switch reason {
    case .redirectLoop(let address):
      "the source redirects in a circle (to \(address)); open it in a browser and \(configure) "
        + "the address that works."
    case .tooManyRedirects(let limit):
      "the source redirects more than \(limit) times; \(configure) its final address."
    case .redirectRefused(let address, let why):
      "the source redirects to “\(address)”, which \(why); \(configure) its right address."
    case .redirectWithoutLocation(let status):
      "the source answered \(status) without saying where to go; \(configure) its right address."
    default: nil
    }
  }

  private func statusText(_ reason: FetchError.Reason) -> String {
    switch reason {
    case .status(let status): sentence(forStatus: status)
    case .loginRefused:
      "the server does not take this login (401); correct "
        + remedy(
          "the source's “user” and “password”, “token” or “cookie”.",
          "the user name and password in the address.")
    case .notModifiedUnasked:
      "the server says “not modified” although nothing was known of it; tell the site's owner."
    case .brokenAnswer(let detail):
      "the server's answer is not proper HTTP (\(detail)); check the address and the port."
    default: "the fetch was cancelled."
    }
  }

  private func sentence(forStatus status: Int) -> String {
    switch status {
    case 401:
      "the server wants a login (401); "
        + remedy(
          "give the source “user” and “password”, or “token”.",
          "put it into the address: https://user:password@host/, or configure the source.")
    case 403:
      "the server refuses this client (403); "
        + remedy("another “userAgent” may help.", "it may answer browsers only.")
    case 404: "there is nothing at this address (404); look for the feed's new address."
    case 500...599:
      "the server failed (\(status)); "
        + remedy("it is asked again later.", "try again later.")
    default: "the server answered \(status), which holds no feed; check the address."
    }
  }

  /// `30`, `0.5`
  private static func seconds(_ duration: Duration) -> String {
    let milliseconds = duration.wholeMilliseconds
    guard milliseconds % 1000 != 0 else { return "\(milliseconds / 1000)" }
    return "\(Double(milliseconds) / 1000)"
  }
}
