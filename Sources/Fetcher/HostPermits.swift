/// Says whether a host may be asked now, where others ask it too: processes on this machine or
/// another.
///
/// It is asked before each request, redirects included, from the fetcher's own thread, which must
/// not wait for it. What its limits are is its own affair; those of ``FetchPolicy`` hold beside
/// them.
public protocol HostPermits: Sendable {
  /// Asks for one request to a host.
  ///
  /// - Parameters:
  ///   - host: in lower case.
  ///   - lasting: the most time that the request takes.
  ///   - answer: called once, from any thread. What was granted is used at once, and given back.
  func ask(
    for host: String, lasting: Duration, answer: @escaping @Sendable (HostPermit) -> Void)

  /// Gives back what was granted.
  ///
  /// - Parameters:
  ///   - permit: as it was granted.
  ///   - sent: how long ago the request was sent; `nil` for one that was not.
  ///   - hold: how long the host wants to be left alone, if it said so; at most
  ///     ``HostPermit/longestHold``.
  func giveBack(_ permit: String, for host: String, sent: Duration?, hold: Duration?)
}

/// Whether a request may be sent.
public enum HostPermit: Sendable, Hashable {
  /// At once; what names it when it is given back.
  case granted(String)
  /// Not before so much time has passed; then it is asked for again.
  case later(Duration)
  /// The host wants to be left alone for so long.
  case held(Duration)
  /// Nobody can tell, and why.
  case unknown(String)

  /// The most that one answer holds up a whole host, which may be that of many sources; the source
  /// itself waits for as long as it was told to.
  public static let longestHold: Duration = .seconds(3600)
}

/// A permit that an exchange holds.
struct HeldPermit {
  let name: String
  let host: String
  /// `nil` until the request is sent.
  var sent: Duration?
}
