import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Serves published feeds over HTTP/1.1 until the process is told to stop.
public struct FeedServer: Sendable {
  private let routes: FeedRoutes

  public init(routes: FeedRoutes) {
    self.routes = routes
  }

  /// Runs until SIGTERM or SIGINT, then lets answers in progress finish.
  ///
  /// Throws when the address can't be had (in use, not permitted).
  public func run(
    host: String, port: Int, whenReady: @escaping @Sendable (Int) -> Void
  ) async throws {
    let routes = routes
    var logger = Logger(label: "refeed")
    logger.logLevel = .critical
    let application = Application(
      responder: CallbackResponder<BasicRequestContext> { request, _ in
        Response(routes.response(to: FileRequest(request)), isHead: request.method == .head)
      },
      server: .http1(configuration: .init(idleTimeout: .seconds(60))),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port), serverName: nil),
      onServerRunning: { whenReady($0.localAddress?.port ?? port) },
      logger: logger)
    do {
      try await application.runService()
    } catch let error as IOError {
      throw ListenError(code: error.errnoCode)
    }
  }
}

/// Why a server could not begin to listen.
public struct ListenError: Error, Sendable, Hashable {
  /// An `errno`: `EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`.
  public let code: Int32
}

extension FileRequest {
  fileprivate init(_ request: Request) {
    self.init(
      method: request.method.rawValue, path: request.uri.path,
      ifNoneMatch: request.headers[.ifNoneMatch],
      ifModifiedSince: request.headers[.ifModifiedSince],
      acceptEncoding: request.headers[.acceptEncoding])
  }
}

extension Response {
  fileprivate init(_ response: FileResponse, isHead: Bool) {
    var headers = HTTPFields()
    for header in response.headers {
      if let name = HTTPField.Name(header.name) { headers[name] = header.value }
    }
    // The length of what GET would send; there is no body to count.
    let body = isHead ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: response.body))
    self.init(
      status: HTTPResponse.Status(code: response.status), headers: headers, body: body)
  }
}
