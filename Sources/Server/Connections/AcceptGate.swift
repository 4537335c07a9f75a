import Glibc
import NIOCore
import Synchronization

/// Lets connections in while there is room for them; when there is not, those that have waited
/// longest have to go.
final class AcceptGate: ChannelDuplexHandler {
  typealias InboundIn = any Channel
  typealias OutboundIn = any Channel

  private let shared: ServerState
  private let makeRoom: (Int) -> Void
  private var isPaused = false
  private var isReadHeld = false

  init(_ shared: ServerState, makeRoom: @escaping (Int) -> Void) {
    self.shared = shared
    self.makeRoom = makeRoom
  }

  private var limit: Int { shared.connectionLimit.load(ordering: .relaxed) }

  func read(context: ChannelHandlerContext) {
    let count = shared.clients.all.load(ordering: .relaxed)
    if count >= limit { makeRoom(max(1, limit / 32)) }
    if count >= limit + Self.slack { pause(context) }
    if isPaused {
      isReadHeld = true
    } else {
      context.read()
    }
  }

  /// Without a descriptor left the kernel would tell of the same connection for ever.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let code = (error as? IOError)?.errnoCode,
      [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(code)
    else { return context.fireErrorCaught(error) }
    makeRoom(max(1, limit / 32))
    pause(context)
  }

  private func pause(_ context: ChannelHandlerContext) {
    guard !isPaused else { return }
    isPaused = true
    let loop = context.eventLoop
    loop.assumeIsolated().scheduleTask(in: .milliseconds(50)) {
      self.isPaused = false
      guard self.isReadHeld else { return }
      self.isReadHeld = false
      self.read(context: context)
    }
  }

  /// Connections that are closing still count.
  private static let slack = 32
}
