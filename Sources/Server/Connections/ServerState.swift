import Synchronization

/// What all connections of a server share.
final class ServerState: Sendable {
  let store: FileStore
  let responder: Responder
  let limits: ServerLimits
  let proxies: TrustedProxies
  let clients: ClientCounts
  let counts = Mutex(RequestCounts())
  /// Told of each answer; `nil` where nobody listens.
  let accessLog: (@Sendable (AccessRecord) -> Void)?

  init(
    store: FileStore, pages: any PageSource, limits: ServerLimits, proxies: TrustedProxies,
    accessLog: (@Sendable (AccessRecord) -> Void)?
  ) {
    self.store = store
    responder = Responder(
      store: store, rewriting: RewrittenFiles(limit: store.memory.limit / 4), pages: pages)
    self.limits = limits
    self.proxies = proxies
    clients = ClientCounts(perClient: limits.perClient)
    self.accessLog = accessLog
  }
}

/// One line of the access log.
public struct AccessRecord: Sendable, Hashable {
  /// Who asked; `-` for a unix socket.
  public var client: String
  /// As it was sent.
  public var method: String
  /// As it was asked for, tokens left out.
  public var target: String
  /// `HTTP/1.1`
  public var version: String
  /// Of the answer.
  public var status: Int
  /// Of the content.
  public var bytes: Int
  /// `Referer`, tokens left out.
  public var referer: String?
  /// `User-Agent`
  public var userAgent: String?
}
