/// Why a fetch gave nothing, in facts; its description is one sentence that names the remedy.
public struct FetchError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Why nothing was got.
  public enum Reason: Sendable, Hashable {
    /// The address, without user name and password, and what is wrong with it.
    case invalidAddress(String, why: String)
    case invalidHeader(name: String)
    /// The guard refused to connect: an IP address and the kind of network it belongs to.
    case addressRefused(address: String, network: String)
    /// Behind a proxy the guard cannot see where a request ends.
    case proxyNeedsPermission(host: String)
    /// Whether the host may be asked could not be found out: where others ask it too.
    case notPermitted(host: String, detail: String)
    case couldNotResolve(host: String)
    case couldNotConnect(host: String, detail: String)
    /// The host is there, and takes no connection at this port.
    case connectionRefused(host: String, port: Int)
    case connectTimedOut(host: String)
    /// The proxy, without user name and password, and what it or the way to it did wrong.
    case proxyFailed(proxy: String, detail: String)
    /// The process may open no more descriptors (`EMFILE`, `ENFILE`).
    case tooManyOpenFiles
    /// libcurl can't have its memory.
    case outOfResources
    case timedOut(after: Duration)
    case tooSlow(bytesPerSecond: Int)
    /// The certificate or the TLS handshake was not accepted.
    case insecure(host: String, detail: String)
    case bodyTooLarge(limit: Int)
    case headersTooLarge(limit: Int)
    /// The connection ended before the body did.
    case truncated
    /// The compressed stream ended before its end mark and checksum.
    case truncatedCompression(coding: String)
    case corruptCompression(coding: String)
    case unsupportedCoding(String)
    case redirectLoop(to: String)
    case tooManyRedirects(limit: Int)
    /// A redirect to what is not fetched.
    case redirectRefused(to: String, why: String)
    case redirectWithoutLocation(status: Int)
    case status(Int)
    /// 401 although a login was sent.
    case loginRefused
    /// 304 although nothing conditional was asked.
    case notModifiedUnasked
    /// The server does not speak HTTP as it should.
    case brokenAnswer(detail: String)
    case cancelled
  }

  /// Whether nothing at all came back, neither from the source nor from who stands before it: what
  /// a machine without network sees of every source.
  public var isSilence: Bool {
    switch reason {
    case .couldNotResolve, .couldNotConnect, .connectTimedOut: true
    case .proxyFailed: facts.status == nil
    case .timedOut: facts.status == nil && facts.receivedBytes == 0
    default: false
    }
  }

  /// Why nothing was got.
  public var reason: Reason
  /// What is known of the transfer until then.
  public var facts: FetchFacts

  public init(_ reason: Reason, facts: FetchFacts) {
    self.reason = reason
    self.facts = facts
  }

  public var description: String { description(for: .configuration) }
}
