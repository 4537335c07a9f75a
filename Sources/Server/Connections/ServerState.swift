import Synchronization

/// What all connections of a server share.
final class ServerState: Sendable {
  let store: FileStore
  let responder: Responder
  let clients: ClientCounts
  let counts = Mutex(RequestCounts())
  /// Connections that are granted at most.
  let connectionLimit: Atomic<Int>

  init(store: FileStore, pages: any PageSource, perClient: Int, connectionLimit: Int) {
    self.store = store
    responder = Responder(store: store, rewriting: RewrittenFiles(store.memory), pages: pages)
    clients = ClientCounts(perClient: perClient)
    self.connectionLimit = Atomic(connectionLimit)
  }
}

/// One line of the access log.
public struct AccessRecord: Sendable, Hashable {
  /// Who asked; `-` for a unix socket.
  public var client: String
  /// As it was sent; empty, as `target` and `version`, for what was no request.
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

  init(
    client: String, method: String, target: String, version: String, status: Int, bytes: Int,
    referer: String? = nil, userAgent: String? = nil
  ) {
    self.client = client
    self.method = method
    self.target = target
    self.version = version
    self.status = status
    self.bytes = bytes
    self.referer = referer
    self.userAgent = userAgent
  }
}
