import Glibc
import NIOCore

/// Looks at a request's bytes before they are decoded: how many there are of its head, since when
/// they come, and that each line ends as HTTP/1.1 has it. What a proxy and we could read in two ways
/// is refused (RFC 9112 §2.2).
final class HeadWatch: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let connection: Connection
  /// The last two bytes that came.
  private var tail: (UInt8, UInt8) = (0, 0)
  private var headBytes = 0
  /// Whether what comes next begins a request.
  private var isAtStart = true
  /// Whether there are answers of this handler's, and bytes passed on, since the last flush.
  private var hasAnswered = false
  private var hasPassedOn = false

  init(_ connection: Connection) {
    self.connection = connection
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard connection.takesRequests else { return }
    // A form's content: it is bounded by itself, and nothing behind it is read.
    guard !connection.isCollecting else {
      hasPassedOn = true
      return context.fireChannelRead(data)
    }
    let buffer = unwrapInboundIn(data)
    let print = wholeHead(buffer) ? KnownRequests.print(of: buffer) : nil
    if let print, let known = connection.home.known.known(print, buffer),
      connection.answer(known, in: context)
    {
      tail = (0x0D, 0x0A)
      hasAnswered = true
      return
    }
    pass(buffer, data, in: context, print)
  }

  private func pass(
    _ buffer: ByteBuffer, _ data: NIOAny, in context: ChannelHandlerContext, _ print: UInt64?
  ) {
    guard isWellFormed(buffer) else { return connection.refuse(.badRequest) }
    let heads = connection.headsSeen
    let learns = print.map { connection.home.known.isAgain($0) } ?? false
    connection.headBegins()
    connection.learns = learns
    connection.learned = nil
    hasPassedOn = true
    context.fireChannelRead(data)
    if connection.headsSeen != heads {
      headBytes = 0
      isAtStart = endsHead(buffer)
      if isAtStart { connection.headEnds() }
      if learns, isAtStart, connection.headsSeen == heads + 1, let print,
        let answer = connection.takeLearned()
      {
        connection.home.known.keep(KnownRequest(buffer, answer), as: print)
      }
    } else {
      isAtStart = false
      headBytes += buffer.readableBytes
      if headBytes > connection.home.settings.limits.headBytes {
        connection.refuse(Message(431, "The head of that request is too large."))
      }
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    if hasAnswered {
      hasAnswered = false
      context.flush()
    }
    guard hasPassedOn else { return }
    hasPassedOn = false
    context.fireChannelReadComplete()
  }

  /// Whether these bytes may be one request and nothing else, whose answer need wait for no other.
  private func wholeHead(_ buffer: ByteBuffer) -> Bool {
    isAtStart && connection.isFree && buffer.readableBytes <= KnownRequests.longest
      && buffer.readableBytes >= 4 && endsHead(buffer)
  }

  private func isWellFormed(_ buffer: ByteBuffer) -> Bool {
    buffer.withUnsafeReadableBytes { bytes in
      guard let base = bytes.baseAddress, let last = bytes.last else { return true }
      var isFine = memchr(base, 0, bytes.count) == nil
      var start = 0
      while isFine, let found = memchr(base + start, 0x0A, bytes.count - start) {
        let index = base.distance(to: UnsafeRawPointer(found))
        isFine = (index > 0 ? bytes[index - 1] : tail.1) == 0x0D
        start = index + 1
        if start >= bytes.count { break }
      }
      tail = (bytes.count > 1 ? bytes[bytes.count - 2] : tail.1, last)
      return isFine
    }
  }

  private func endsHead(_ buffer: ByteBuffer) -> Bool {
    guard buffer.readableBytes >= 4 else { return tail == (0x0D, 0x0A) }
    return buffer.getInteger(at: buffer.writerIndex - 4, as: UInt32.self) == 0x0D0A_0D0A
  }
}
