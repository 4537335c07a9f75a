public import ConfigurationModel
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Serves published feeds over HTTP/1.1.
///
/// Files are answered on SwiftNIO's pipeline, with bytes that were made before; all else is left to
/// the pages.
public final class FeedServer: Sendable {
  private let state: ServerState
  private let group: MultiThreadedEventLoopGroup
  private let homes: [ConnectionLoop]
  private let listeners = Mutex<[any Channel]>([])
  /// Descriptors that are needed for other things than connections.
  private let reserve: Int
  private let isStopped = Atomic(false)

  /// - Parameters:
  ///   - threads: event loops; `nil` for one for each core, up to four.
  ///   - reserve: descriptors that are needed for other things than connections.
  public init(
    store: FileStore, pages: SitePages, limits: ServerLimits = ServerLimits(),
    proxies: TrustedProxies = TrustedProxies(), threads: Int? = nil, reserve: Int = 256,
    accessLog: (@Sendable (AccessRecord) -> Void)? = nil
  ) {
    self.reserve = reserve
    let state = ServerState(
      store: store, pages: pages, perClient: limits.perClient,
      connectionLimit: limits.raised(reserve: reserve))
    self.state = state
    let settings = ServerSettings(limits: limits, proxies: proxies, accessLog: accessLog)
    let group = MultiThreadedEventLoopGroup(
      numberOfThreads: threads ?? max(1, min(4, System.coreCount)))
    self.group = group
    homes = group.makeIterator().map { ConnectionLoop($0, state, settings) }
  }

  /// Takes over other limits, proxies and logs. What a connection was granted stays.
  public func change(
    limits: ServerLimits, proxies: TrustedProxies,
    accessLog: (@Sendable (AccessRecord) -> Void)?
  ) {
    state.clients.perClient.store(limits.perClient, ordering: .relaxed)
    state.connectionLimit.store(limits.raised(reserve: reserve), ordering: .relaxed)
    let settings = ServerSettings(limits: limits, proxies: proxies, accessLog: accessLog)
    for home in homes { home.loop.execute { home.settings = settings } }
  }

  /// What has been answered so far.
  public var counts: RequestCounts { state.counts.withLock { $0 } }

  /// Connections that are open.
  public var connections: Int { state.clients.all.load(ordering: .relaxed) }

  /// Connections that are granted at most.
  public var connectionLimit: Int { state.connectionLimit.load(ordering: .relaxed) }

  /// Connections that were turned away because their client had too many.
  public var refusedConnections: Int { state.clients.refused.load(ordering: .relaxed) }

  /// Begins to listen, and gives where: a port that was left to the system is told.
  public func start(on addresses: [ListenAddress]) async throws -> [ListenAddress] {
    for home in homes { home.loop.execute { home.start() } }
    var places: [ListenAddress] = []
    for address in addresses {
      do {
        for channel in try await bound(to: address) {
          listeners.withLock { $0.append(channel) }
          places.append(Self.place(of: channel, address))
        }
      } catch let error as IOError {
        throw ListenError(address: address, code: error.errnoCode)
      } catch let error as ListenError {
        throw error
      } catch {
        throw ListenError(address: address, code: 0)
      }
    }
    return places
  }

  private func bound(to address: ListenAddress) async throws -> [any Channel] {
    switch address {
    case .host(let host, let port):
      return [try await bootstrap().bind(host: host, port: port).get()]
    case .socket(let path):
      let socket = try UnixSocket(path)
      let channel = try await bootstrap().withBoundSocket(socket.descriptor).get()
      // Who comes later may have put another in its place.
      channel.closeFuture.whenComplete { _ in socket.remove() }
      return [channel]
    case .systemd:
      let sockets = InheritedSockets.taken()
      guard !sockets.isEmpty else { throw ListenError(address: address, code: 0) }
      var channels: [any Channel] = []
      for socket in sockets {
        channels.append(try await bootstrap().withBoundSocket(socket).get())
      }
      return channels
    }
  }

  private static func place(of channel: any Channel, _ address: ListenAddress) -> ListenAddress {
    guard case .host(let host, _) = address, let port = channel.localAddress?.port else {
      return address
    }
    return .host(host, port: port)
  }

  private func bootstrap() -> ServerBootstrap {
    let (state, homes) = (state, homes)
    return ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 4096)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelOption(.maxMessagesPerRead, value: 16)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let gate = AcceptGate(state) { count in
            for home in homes {
              home.loop.execute { home.makeRoom(for: (count + homes.count - 1) / homes.count) }
            }
          }
          try channel.pipeline.syncOperations.addHandler(gate)
        }
      }
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try Self.welcome(channel, homes) }
      }
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelOption(
        .recvAllocator,
        value: AdaptiveRecvByteBufferAllocator(minimum: 1024, initial: 2048, maximum: 16_384)
      )
      .childChannelOption(.writeBufferWaterMark, value: .init(low: 256 << 10, high: 512 << 10))
  }

  private static func welcome(_ channel: any Channel, _ homes: [ConnectionLoop]) throws {
    guard let home = homes.first(where: { $0.loop === channel.eventLoop }) else { return }
    let state = home.shared
    let clients = state.clients
    clients.all.add(1, ordering: .relaxed)
    clients.accepted.add(1, ordering: .relaxed)
    let address = ClientAddress(channel.remoteAddress)
    let isProxy = home.settings.proxies.trust(address)
    let counted = isProxy ? nil : address?.client
    let isTooMany = counted.map { !clients.begin($0) } ?? false
    channel.closeFuture.whenComplete { _ in
      clients.all.subtract(1, ordering: .relaxed)
      if let counted, !isTooMany { clients.end(counted) }
    }
    guard !isTooMany else {
      clients.refused.add(1, ordering: .relaxed)
      channel.close(promise: nil)
      return
    }
    if address != nil {
      // Else the kernel takes megabytes for each reader that takes nothing, and has none left for
      // those who do.
      _ = channel.setOption(
        ChannelOptions.Types.SocketOption(level: .tcp, name: Self.unsentLimit), value: 64 << 10)
    }
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = home.settings.limits.headBytes
    limits.maxHeaderListSize = home.settings.limits.headBytes
    limits.maxHeaderFieldCount = 100
    let decoder = HTTPRequestDecoder(
      leftOverBytesStrategy: .dropBytes, limitConfiguration: limits)
    let connection = Connection(home, peer: address, isProxy: isProxy)
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(HeadWatch(connection))
    try pipeline.addHandler(ByteToMessageHandler(decoder))
    try pipeline.addHandler(connection)
  }

  /// `TCP_NOTSENT_LOWAT`
  private static let unsentLimit = NIOBSDSocket.Option(rawValue: 25)

  /// Stops listening, lets answers that are on their way finish, and ends within so many seconds.
  public func stop(within seconds: Int = 10) async {
    guard !isStopped.exchange(true, ordering: .relaxed) else { return }
    for channel in listeners.withLock({ $0 }) { try? await channel.close() }
    for home in homes { home.loop.execute { home.drain() } }
    let end = ContinuousClock.now + .seconds(seconds)
    while connections > 0, ContinuousClock.now < end {
      try? await Task.sleep(for: .milliseconds(20))
    }
    for home in homes { home.loop.execute { home.closeAll() } }
    try? await group.shutdownGracefully()
  }
}
