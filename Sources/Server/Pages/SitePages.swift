import FeedModel
import HTTPTypes
public import Hummingbird
public import Logging
import NIOCore
import Synchronization

/// What pages about all feeds are made of.
public struct PageContents: Sendable {
  /// The list of feeds, by their ids; `nil` where there is nothing to list.
  public var index: @Sendable (_ ids: Set<String>) -> [UInt8]?
  /// The list of feeds as OPML, with a prefix behind their base; `nil` where nobody can say where
  /// they are.
  public var subscriptions: @Sendable (_ ids: Set<String>, _ prefix: String) -> [UInt8]?
  /// Cleans any feed by its address.
  public var clean: CleanPages?
  /// The pages of who runs the service; `nil` where there are none.
  public var owner: OwnerPages?
  /// The hub; `nil` where there is none.
  var hub: HubPages?
  /// Opens what is the administrator's.
  public var admin = TokenSet()

  /// See the properties.
  public init(
    index: @escaping @Sendable (_ ids: Set<String>) -> [UInt8]? = { _ in nil },
    subscriptions: @escaping @Sendable (_ ids: Set<String>, _ prefix: String) -> [UInt8]? = {
      _, _ in nil
    }
  ) {
    self.index = index
    self.subscriptions = subscriptions
  }
}

/// The pages that are made when they are asked for: a router of Hummingbird's.
public final class SitePages: PageSource, Sendable {
  private let store: FileStore
  private let contents: Mutex<PageContents>
  private let responder: RouterResponder<PageContext>
  private let logger: Logger

  /// - Parameter routes: more of them.
  public init(
    store: FileStore, contents: PageContents = PageContents(),
    routes: (Router<PageContext>) -> Void = { _ in }
  ) {
    self.store = store
    self.contents = Mutex(contents)
    var logger = Logger(label: "refeed.pages")
    logger.logLevel = .critical
    self.logger = logger
    let router = Router(context: PageContext.self)
    routes(router)
    FixedPages.add(to: router)
    responder = router.buildResponder()
  }

  /// Makes pages of other contents from now on.
  public func change(_ contents: PageContents) {
    self.contents.withLock { $0 = contents }
  }

  /// Ends what is being made for who asked and takes long: the service stops.
  func stop() { contents.withLock { $0.clean }?.stop() }

  func formLimit(of visit: OwnerVisit, path: String) -> Int? {
    contents.withLock { $0.owner }?.formLimit(of: visit, path: path)
  }

  var hubLimit: Int? { contents.withLock { $0.hub }.map { _ in HubPages.longestForm } }

  func cleans(for token: TokenSet.Digest) -> Bool {
    contents.withLock { $0.clean }?.opens(token) ?? false
  }

  func answer(_ request: PageRequest) async -> Message {
    if request.path == HubPages.path, let hub = contents.withLock({ $0.hub }) {
      return hub.answer(request)
    }
    if let visit = request.visit {
      let owner = contents.withLock { $0.owner }
      return await owner?.answer(request, visit) ?? .notFound
    }
    let clean = contents.withLock { $0.clean }
    if let message = await clean?.answer(request, isLast: false) { return message }
    let message = await page(request)
    guard message.status == 404 else { return message }
    return await clean?.answer(request, isLast: true) ?? message
  }

  private func page(_ request: PageRequest) async -> Message {
    switch request.path {
    // Another program's question that nobody here may ask is no wish for the list.
    case "/" where RequestQuery(request.query)["action"] != nil: return .notFound
    case "/", "/index.html": return list(request)
    case "/opml", "/-/opml", "/opml.xml": return subscriptions(request)
    default: return await routed(request)
    }
  }

  // MARK: Lists of feeds

  /// Whether somebody may see what is the administrator's.
  private func isAdmin(_ request: PageRequest) -> Bool {
    let tokens = contents.withLock { $0.admin }
    return request.caller.isLocal || request.presented.map { tokens.opens($0) } ?? false
  }

  private func visible(_ request: PageRequest) -> Set<String> {
    let feeds = store.site.feeds.filter { feed in
      feed.isOpen || request.presented.map { feed.tokens.opens($0) } ?? false
    }
    return Set(feeds.map(\.id))
  }

  private func list(_ request: PageRequest) -> Message {
    let make = contents.withLock { $0.index }
    guard let page = make(visible(request)) else {
      return Message(404, "Nothing is published here yet. Run `refeed refresh`.")
    }
    let html = ServedDocument(name: "", mediaType: "text/html; charset=utf-8", suffix: "html")
    return Self.conditional(page, html.mediaType, request, policy: SafeHeaders.pagePolicy)
  }

  private func subscriptions(_ request: PageRequest) -> Message {
    let make = contents.withLock { $0.subscriptions }
    let token = request.token.flatMap { RewrittenFiles.isPlain($0[...]) ? $0 : nil }
    guard let list = make(visible(request), token.map { "t/\($0)/" } ?? "") else {
      return Message(404, "The feeds have no address: the configuration sets no baseURL.")
    }
    return Self.conditional(list, "text/x-opml; charset=utf-8", request)
  }

  /// A page with its tag, or that it has not changed.
  static func conditional(
    _ content: [UInt8], _ type: String, _ request: PageRequest, policy: String? = nil
  ) -> Message {
    let etag = "\"\(ServedFile.digest(SHA256.digest(of: content)))\""
    let isPrivate = request.presented != nil
    var fields = [
      ("etag", etag), ("cache-control", isPrivate ? "private, no-cache" : "no-cache"),
      ("vary", "authorization"),
    ]
    if !isPrivate { fields.append(("access-control-allow-origin", "*")) }
    if let tags = request.ifNoneMatch, EntityTagList.match(tags, etag) {
      return Message(304, fields: fields)
    }
    fields.append(("content-type", type))
    if let policy { fields.append(("content-security-policy", policy)) }
    return Message(200, fields: fields, content: content)
  }

  // MARK: Routes

  private func routed(_ request: PageRequest) async -> Message {
    let target = request.query.isEmpty ? request.path : request.path + "?" + request.query
    let head = HTTPRequest(method: .get, scheme: nil, authority: request.host, path: target)
    let context = PageContext(
      source: PageContext.Source(logger: logger, asked: request, isAdmin: isAdmin(request)))
    do {
      let response = try await responder.respond(
        to: Hummingbird.Request(head: head, body: RequestBody(buffer: ByteBuffer())),
        context: context)
      return response.status == .notFound ? .notFound : try await Message(response)
    } catch let error as any HTTPResponseError {
      return error.status == .notFound ? .notFound : Message(error.status.code, "That failed.")
    } catch {
      return Message(500, "That failed.")
    }
  }
}

/// A request on its way through the router, with who has sent it.
public struct PageContext: RequestContext {
  /// Hummingbird's own.
  public var coreContext: CoreRequestContextStorage
  let asked: PageRequest
  /// Whether details may be told.
  let isAdmin: Bool

  /// What a context is made of.
  public struct Source: RequestContextSource {
    /// Hummingbird's own.
    public let logger: Logger
    let asked: PageRequest
    let isAdmin: Bool
  }

  public init(source: Source) {
    coreContext = CoreRequestContextStorage(source: source)
    asked = source.asked
    isAdmin = source.isAdmin
  }
}

extension Message {
  /// What a route has answered.
  init(_ response: Response) async throws {
    let collected = CollectedBody()
    try await response.body.write(CollectingWriter(collected))
    let content = collected.buffer.withLock { Array($0.readableBytesView) }
    self.init(
      Int(response.status.code),
      fields: response.headers.filter { $0.name != .contentLength }
        .map { ($0.name.canonicalName, $0.value) }, content: content)
  }
}

private final class CollectedBody: Sendable {
  let buffer = Mutex(ByteBuffer())
}

private struct CollectingWriter: ResponseBodyWriter {
  private let body: CollectedBody

  init(_ body: CollectedBody) { self.body = body }

  mutating func write(_ buffer: ByteBuffer) async throws {
    body.buffer.withLock { _ = $0.writeImmutableBuffer(buffer) }
  }

  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

extension Response {
  /// An answer as pages make it.
  init(_ message: Message) {
    var headers = HTTPFields()
    for (name, value) in message.fields {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    self.init(
      status: HTTPResponse.Status(code: message.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: message.content)))
  }
}
