import NIOCore
import NIOHTTP1

/// One connection: its requests are answered one after the other, in their order.
///
/// Behind NIO's decoder; answers go out as bytes that were made before.
final class Connection: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundIn = IOData
  typealias OutboundOut = IOData

  let home: ConnectionLoop
  private let peer: ClientAddress?
  let isProxy: Bool
  private(set) var context: ChannelHandlerContext?
  /// Whether what is written goes out, or waits for a reader that takes nothing.
  private(set) var isWritable = true
  private(set) var waiting = CircularBuffer<HTTPRequestHead>(initialCapacity: 1)
  /// Whether the request that comes is to be known when it comes again, and what it was answered.
  var learns = false
  var learned: KnownRequest.Answer?
  /// A form whose content is on its way.
  var form: IncomingForm?
  /// Heads that were decoded.
  private(set) var headsSeen = 0
  var formExchange: Exchange?
  /// Whether the head that came last waits for no other.
  var isAlone = true
  var isAnswering = false
  /// What makes the answer, if it is a page.
  var page: Task<Void, Never>?
  private(set) var isInputEnded = false
  private var isReadHeld = false
  private var needsFlush = false
  /// When the last answer was given, and the head that is on its way began, in ticks.
  var lastActivity: Int
  var headSince: Int?
  private(set) var closingSince: Int?
  var hasBytes = false
  /// When it began to wait for what it waits for; greater is later.
  var waitsSince: Int
  private var unsent = 0
  private var lastProgress = 0
  /// The client whom a proxy has named, while its request is answered.
  private var named: ClientAddress?

  init(_ home: ConnectionLoop, peer: ClientAddress?, isProxy: Bool) {
    self.home = home
    self.peer = peer
    self.isProxy = isProxy
    lastActivity = home.tick
    headSince = home.tick
    waitsSince = home.stamp()
  }

  // MARK: Coming and going

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    home.add(self)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    self.context = nil
    home.remove(self)
    endNamed()
  }

  func channelInactive(context: ChannelHandlerContext) {
    page?.cancel()
    self.context = nil
    home.remove(self)
    endNamed()
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard case ChannelEvent.inputClosed? = event as? ChannelEvent else {
      return context.fireUserInboundEventTriggered(event)
    }
    isInputEnded = true
    page?.cancel()
    if !isAnswering, waiting.isEmpty { context.close(promise: nil) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch error {
    case HTTPParserError.headerOverflow:
      refuse(Message(431, "The head of that request is too large."))
    case HTTPParserError.invalidVersion: refuse(Message(505, "Only HTTP/1 is spoken here."))
    case is HTTPParserError: refuse(.badRequest)
    default: context.close(promise: nil)
    }
  }

  /// Whether what comes in is looked at.
  var takesRequests: Bool { closingSince == nil }

  func headBegins() {
    hasBytes = true
    guard headSince == nil else { return }
    headSince = home.tick
    waitsSince = home.stamp()
  }

  func headEnds() { headSince = nil }

  // MARK: Requests

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      headsSeen += 1
      isAlone = !isAnswering && waiting.isEmpty && form == nil
      waiting.append(head)
      advance()
    case .body(let part): take(part)
    case .end: takeForm()
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    flush()
    context.fireChannelReadComplete()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    isWritable = context.channel.isWritable
    if isWritable {
      advance()
      flush()
    }
    context.fireChannelWritabilityChanged()
  }

  /// Who does not take answers, or asks for more than is answered, is not listened to.
  func read(context: ChannelHandlerContext) {
    guard closingSince != nil || form != nil || !isAnswering && waiting.isEmpty && isWritable
    else {
      isReadHeld = true
      return
    }
    context.read()
  }

  func advance() {
    guard let context else { return }
    while !isAnswering, form == nil, closingSince == nil, isWritable,
      let head = waiting.popFirst()
    {
      answer(head)
    }
    if isReadHeld, !isAnswering, waiting.isEmpty, isWritable {
      isReadHeld = false
      context.read()
    }
    if isInputEnded || home.isDraining, !isAnswering, form == nil, waiting.isEmpty {
      closeWhenSent()
    }
  }

  private func answer(_ head: HTTPRequestHead) {
    lastActivity = home.tick
    waitsSince = home.stamp()
    let request: Request
    do {
      request = try Request(head)
    } catch {
      return send(.message(error.message), to: exchange(of: head, nil, keepsOpen: false))
    }
    let keepsOpen =
      head.version.minor > 0 && head.isKeepAlive && !request.hasBody && !home.isDraining
    var exchange = exchange(of: head, request, keepsOpen: keepsOpen)
    let shared = home.shared
    var address = peer
    if isProxy {
      address = home.settings.proxies.client(forwardedFor: request.fields.forwardedFor)
      if let client = address?.client {
        guard shared.clients.begin(client) else {
          let message = Message(429, "Too many requests at once.", [("retry-after", "5")])
          return send(.message(message), to: exchange)
        }
        named = client
      }
      exchange.record?.client = address?.description ?? ""
    }
    let caller = Caller(
      address: address,
      isLocal: !isProxy && (peer?.isLoopback ?? false)
        && !request.fields.isPassedOn)
    if request.method == .POST, let limit = shared.responder.formLimit(of: request) {
      return begin(IncomingForm(request, caller, limit: limit), exchange)
    }
    let generation = shared.store.generation
    let reply = shared.responder.reply(to: request, from: caller)
    if learns { learn(reply, to: request, exchange, generation) }
    send(reply, to: exchange)
  }

  private func exchange(
    of head: HTTPRequestHead, _ request: Request?, keepsOpen: Bool
  ) -> Exchange {
    var exchange = Exchange(isHead: head.method == .HEAD, keepsOpen: keepsOpen)
    guard home.settings.accessLog != nil else { return exchange }
    exchange.record = AccessRecord(
      client: "", method: head.method.rawValue, target: RequestTarget.shown(head.uri),
      version: "HTTP/\(head.version.major).\(head.version.minor)", status: 0, bytes: 0,
      referer: request?.fields.referer.map(RequestTarget.shown),
      userAgent: request?.fields.userAgent)
    return exchange
  }

  // MARK: Answers

  func send(_ reply: Reply, to exchange: Exchange) {
    guard let context, closingSince == nil else { return }
    switch reply {
    case .message(let message):
      let content = exchange.isHead ? [] : message.content
      write(
        message.status, ByteBuffer(string: message.head),
        content.isEmpty ? nil : ByteBuffer(bytes: content), exchange)
    case .content(let status, let head, let content),
      .version(let status, let head, let content, of: _, isZipped: _):
      if content != nil { home.counts.fromMemory += 1 }
      write(status, head, content, exchange)
    case .file(let status, let head, let file, let range):
      home.counts.fromFiles += 1
      write(status, head, file, range, exchange)
    case .later(let start): start(later(exchange, in: context.eventLoop))
    case .page(let start): page = start(later(exchange, in: context.eventLoop))
    }
  }

  private func write(
    _ status: Int, _ head: ByteBuffer, _ content: ByteBuffer?, _ exchange: Exchange
  ) {
    guard let context else { return }
    var out = home.head(head, keepsOpen: exchange.keepsOpen)
    note(exchange, status, content?.readableBytes ?? 0)
    if let content, content.readableBytes > Self.mostCopied {
      context.write(wrapOutboundOut(.byteBuffer(out)), promise: nil)
      context.write(wrapOutboundOut(.byteBuffer(content)), promise: nil)
    } else {
      if let content { out.writeImmutableBuffer(content) }
      context.write(wrapOutboundOut(.byteBuffer(out)), promise: nil)
    }
    needsFlush = true
    endNamed()
    if !exchange.keepsOpen { closeWhenSent() }
  }

  private func write(
    _ status: Int, _ head: ByteBuffer, _ file: OpenFile, _ range: Range<Int>,
    _ exchange: Exchange
  ) {
    guard let context else { return }
    let out = home.head(head, keepsOpen: exchange.keepsOpen)
    note(exchange, status, range.count)
    context.write(wrapOutboundOut(.byteBuffer(out)), promise: nil)
    let handle = file.makeHandle()
    let region = FileRegion(
      fileHandle: handle, readerIndex: range.lowerBound, endIndex: range.upperBound)
    let sent = context.eventLoop.makePromise(of: Void.self)
    isAnswering = true
    // The file stays open until it is sent.
    sent.futureResult.assumeIsolated().whenComplete { [file] result in
      file.giveBack(handle)
      self.isAnswering = false
      self.endNamed()
      guard case .success = result else { return self.close() }
      if !exchange.keepsOpen { self.closeWhenSent() }
      self.advance()
      self.flush()
    }
    context.write(wrapOutboundOut(.fileRegion(region)), promise: sent)
    needsFlush = true
  }

  /// Shorter contents go out in one piece with their head, in bytes.
  private static let mostCopied = 4096

  func flush() {
    guard needsFlush else { return }
    needsFlush = false
    context?.flush()
  }

  func note(_ exchange: Exchange, _ status: Int, _ bytes: Int) {
    home.counts.note(status)
    home.counts.bytes += bytes
    guard var record = exchange.record, let log = home.settings.accessLog else { return }
    if record.client.isEmpty { record.client = peer?.description ?? "-" }
    record.status = status
    record.bytes = bytes
    log(record)
  }

  private func endNamed() {
    guard let client = named else { return }
    named = nil
    home.shared.clients.end(client)
  }

  // MARK: The end

  /// Answers what is no request, and closes; what else comes in is not looked at.
  func refuse(_ message: Message) {
    guard closingSince == nil, let context else { return }
    waiting.removeAll()
    form = nil
    // Behind an answer that is on its way another one would be taken for its content.
    guard !isAnswering else { return close() }
    var out = ByteBuffer(string: message.head)
    out.writeImmutableBuffer(home.date())
    out.writeStaticString("connection: close\r\n\r\n")
    out.writeBytes(message.content)
    home.counts.note(message.status)
    home.counts.refused += 1
    home.settings.accessLog?(
      AccessRecord(
        client: peer?.description ?? "-", method: "", target: "", version: "",
        status: message.status, bytes: message.content.count))
    context.write(wrapOutboundOut(.byteBuffer(out)), promise: nil)
    needsFlush = true
    closeWhenSent()
    flush()
  }

  /// Ends our side when all is sent, and waits a little for the other's, so that what was sent last
  /// is not lost (RFC 9112 §9.6).
  private func closeWhenSent() {
    guard closingSince == nil, let context else { return }
    closingSince = home.tick
    waiting.removeAll()
    let sent = context.eventLoop.makePromise(of: Void.self)
    sent.futureResult.assumeIsolated().whenComplete { _ in
      guard let context = self.context else { return }
      if self.isInputEnded { return context.close(promise: nil) }
      context.close(mode: .output, promise: nil)
      context.read()
    }
    context.writeAndFlush(wrapOutboundOut(.byteBuffer(ByteBuffer())), promise: sent)
    needsFlush = false
  }

  func close() { context?.close(promise: nil) }

  /// Whether nothing is lost when it is closed.
  var isWaiting: Bool {
    !isAnswering && form == nil && waiting.isEmpty && unsent == 0 && closingSince == nil
  }

  func drain() {
    if isWaiting, isWritable { close() } else { advance() }
  }

  /// Looks, once a second, whether somebody has waited for too long.
  func check(_ tick: Int) {
    guard let context else { return }
    let limits = home.settings.limits
    let buffered =
      (try? context.channel.syncOptions?.getOption(ChannelOptions.bufferedWritableBytes)) ?? 0
    if buffered > 0 {
      if buffered != unsent { lastProgress = tick }
      unsent = buffered
      if tick - lastProgress >= limits.writeSeconds { close() }
      return
    }
    unsent = 0
    lastProgress = tick
    if let closingSince {
      if tick - closingSince >= Self.lingering { close() }
    } else if isAnswering {
      return
    } else if form != nil {
      guard tick - lastActivity >= limits.idleSeconds else { return }
      refuse(Message(408, "The form took too long."))
    } else if let headSince {
      guard tick - headSince >= limits.headSeconds else { return }
      // Who has sent nothing at all is told nothing.
      guard hasBytes else { return close() }
      refuse(Message(408, "The request took too long."))
    } else if tick - lastActivity >= limits.idleSeconds {
      close()
    }
  }

  /// In ticks.
  private static let lingering = 2
}
