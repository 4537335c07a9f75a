public import ConfigurationModel
public import FeedModel
import Glibc
import Logging
import Regenerator
import Synchronization

/// What `refeed serve` runs until it is told to stop: the server, the loop that refreshes, and what
/// reloads the configuration.
public final class FeedService: Sendable {
  /// What is made of one configuration.
  struct Current: Sendable {
    var configuration: Configuration
    var regenerator: Regenerator
  }

  private let current: Mutex<Current>
  private let load: @Sendable () throws(InvalidConfiguration) -> Configuration
  private let store: FileStore
  private let pages: SitePages
  private let server: FeedServer
  private let log: ServiceLog
  private let loop: RefreshLoop
  /// Whether it refreshes, whatever the configuration says.
  private let alwaysRefreshes: Bool
  private let now: @Sendable () -> Timestamp
  private let stopped = StopSignal()
  private let signals: Signals
  private let watch = Mutex<FolderWatch?>(nil)
  private let watched = WatchedService()
  private let owner: OwnerService
  private let hub: HubService

  /// - Parameters:
  ///   - refreshes: whether it refreshes, whatever the configuration says.
  ///   - load: reads the configuration again.
  ///   - now: the wall clock.
  ///   - write: writes one line for whoever runs the service.
  public init(
    _ configuration: Configuration, refreshes: Bool,
    load: @escaping @Sendable () throws(InvalidConfiguration) -> Configuration,
    now: @escaping @Sendable () -> Timestamp, write: @escaping @Sendable (String) -> Void
  ) throws(InvalidConfiguration) {
    // Looking at what is published takes a while; no signal ends it meanwhile.
    signals = Signals([SIGTERM, SIGINT, SIGHUP])
    let regenerator = try Regenerator(configuration)
    let current = Current(configuration: configuration, regenerator: regenerator)
    let desk = ServiceDesk()
    owner = OwnerService(
      refresh: { await desk.refresh($0, waits: $1) }, reload: { desk.reload() })
    log = ServiceLog(configuration.serve.logs, now: now, write: write)
    let hub = HubService(now: now, log: log)
    self.hub = hub
    let contents = try Self.contents(configuration, refreshes: refreshes, owner, hub, log, now)
    self.current = Mutex(current)
    self.load = load
    self.now = now
    let settings = configuration.serve
    store = FileStore(ServedSite(configuration), memory: settings.memory)
    let (store, watched) = (store, watched)
    let health = HealthPages(
      health: { watched.health() },
      metrics: {
        hub.noteMetrics()
        return watched.metrics($0, store)
      })
    pages = SitePages(store: store, contents: contents) { health.add(to: $0) }
    server = FeedServer(
      store: store, pages: pages, limits: ServerLimits(settings.limits),
      proxies: TrustedProxies(settings.proxies) ?? TrustedProxies(),
      reserve: 256 + configuration.fetch.connections + hub.descriptors,
      accessLog: log.access(settings.logs))
    watched.begin(configuration, server, now)
    loop = RefreshLoop(now: now, log: log)
    alwaysRefreshes = refreshes
    desk.serve(self)
  }

  private static func contents(
    _ configuration: Configuration, refreshes: Bool, _ owner: OwnerService, _ hub: HubService,
    _ log: ServiceLog, _ now: @escaping @Sendable () -> Timestamp
  ) throws(InvalidConfiguration) -> PageContents {
    try configuration.checkServable(refreshes: refreshes)
    let index = try IndexPage(configuration)
    var contents = PageContents(
      index: { index.rendered(only: $0) },
      subscriptions: { configuration.exportedFeeds(only: $0, prefix: $1)?.opml })
    contents.admin = TokenSet(configuration.serve.auth.admin)
    contents.clean = CleanPages(configuration, now: now) { addresses, reason in
      log.note(
        .info, "a feed could not be cleaned",
        [("source", addresses), ("reason", reason)])
    }
    contents.owner = try OwnerPages(configuration, service: owner, now: now)
    contents.hub = hub.take(configuration)
    return contents
  }

  /// Runs until SIGTERM or SIGINT, then lets answers in progress finish.
  ///
  /// - Parameter whenReady: called once, with where it listens.
  /// - Throws: ``ListenError`` when an address can't be had.
  public func run(
    on addresses: [ListenAddress], whenReady: ([ListenAddress]) -> Void
  ) async throws {
    signal(SIGPIPE, SIG_IGN)
    for number in [SIGTERM, SIGINT] { signals.handle(number) { [stopped] in stopped.stop() } }
    signals.handle(SIGHUP) { [weak self] in self?.reload("SIGHUP") }
    defer { signals.stop() }
    let places = try await server.start(on: addresses)
    let watch = FolderWatch(store)
    self.watch.withLock { $0 = watch }
    let configured = ConfigurationWatch { [weak self] in self?.reload("a changed file") }
    configured.follow(current.withLock { $0.configuration })
    whenReady(places)
    hub.begin()
    let refreshing = Task(executorPreference: loop.executor) { [self] in
      await loop.run {
        let current = self.current.withLock { $0 }
        let isWanted = self.alwaysRefreshes || current.configuration.serve.refresh
        return isWanted ? current.regenerator : nil
      } afterRound: {
        self.store.rescanLater {}
        self.hub.wake()
      }
    }
    await stopped.wait()
    log.note(.notice, "stopping", [])
    watch.stop()
    configured.stop()
    loop.stop()
    hub.stop()
    pages.stop()
    // What lingers after its answer, and the loops' own end, take the other two of ten seconds.
    await server.stop(within: 8)
    // A round that is at work is as safe to leave as one that is killed.
    _ = refreshing
  }

  /// Refreshes one feed, or all, because the owner wants it now; waits for a refresh that is at work.
  ///
  /// - Parameter waits: called while it waits.
  func refreshNow(_ feed: String?, waits: @Sendable () -> Void) async -> RefreshJobs.State {
    let regenerator = current.withLock { $0.regenerator }
    let end = ContinuousClock.now + .seconds(900)
    while true {
      let outcome = await loop.refreshNow(regenerator, feed)
      store.rescanLater {}
      hub.wake()
      guard let outcome else {
        guard ContinuousClock.now < end else { return .gaveUp }
        waits()
        try? await Task.sleep(for: .milliseconds(300))
        continue
      }
      return outcome
    }
  }

  private func take(_ settings: ServeSettings) {
    log.change(settings.logs)
    store.change(memory: settings.memory)
    server.change(
      limits: ServerLimits(settings.limits),
      proxies: TrustedProxies(settings.proxies) ?? TrustedProxies(),
      accessLog: log.access(settings.logs))
  }

  /// Reads the configuration again. One that can't be used is told, and what was there goes on.
  func reload(_ cause: String) {
    do throws(InvalidConfiguration) {
      let configuration = try load()
      let regenerator = try Regenerator(configuration)
      let contents = try Self.contents(
        configuration, refreshes: alwaysRefreshes, owner, hub, log, now)
      let before = current.withLock { current in
        defer { current = Current(configuration: configuration, regenerator: regenerator) }
        return current.configuration
      }
      take(configuration.serve)
      store.serve(ServedSite(configuration))
      watch.withLock { $0 }?.lookAtAll()
      pages.change(contents)
      watched.change(configuration)
      loop.wake()
      log.note(.notice, "the configuration was read again", [("because of", cause)])
      if before.serve.listen != configuration.serve.listen {
        log.note(.warning, "a new `serve.listen` counts from the next start on", [])
      }
    } catch {
      log.note(
        .error, "the configuration was not taken over; the one before it stays in force",
        [("because of", cause), ("problems", error.description)])
    }
  }
}

/// What the owner's pages want of the service, which is made after them.
private final class ServiceDesk: Sendable {
  private struct Served: Sendable { weak var service: FeedService? }
  private let served = Mutex(Served())

  func serve(_ service: FeedService) { served.withLock { $0.service = service } }

  func refresh(_ feed: String?, waits: @Sendable () -> Void) async -> RefreshJobs.State {
    let service = served.withLock { $0.service }
    return await service?.refreshNow(feed, waits: waits) ?? .failed("")
  }

  func reload() { served.withLock { $0.service }?.reload("the owner's pages") }
}

/// What those who watch the service are told of.
private final class WatchedService: Sendable {
  private struct State {
    var configuration = Configuration()
    var server: FeedServer?
    var now: (@Sendable () -> Timestamp)?
  }

  private let state = Mutex(State())

  func begin(
    _ configuration: Configuration, _ server: FeedServer, _ now: @escaping @Sendable () -> Timestamp
  ) {
    state.withLock { $0 = State(configuration: configuration, server: server, now: now) }
  }

  func change(_ configuration: Configuration) {
    state.withLock { $0.configuration = configuration }
  }

  func health() -> ServiceHealth {
    let state = state.withLock { $0 }
    return ServiceHealth(state.configuration, now: state.now?() ?? .epoch)
  }

  func metrics(_ health: ServiceHealth, _ store: FileStore) -> String {
    guard let server = state.withLock({ $0.server }) else { return "" }
    return ServiceMetrics().text(server, store, health)
  }
}

/// Wakes who waits for the end.
private final class StopSignal: Sendable {
  private struct State {
    var isStopped = false
    var waiting: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  func stop() {
    let waiting = state.withLock { state in
      state.isStopped = true
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.resume()
  }

  func wait() async {
    await withCheckedContinuation { continuation in
      let isStopped = state.withLock { state in
        if !state.isStopped { state.waiting = continuation }
        return state.isStopped
      }
      if isStopped { continuation.resume() }
    }
  }
}

extension ServerLimits {
  init(_ settings: Settings<ServeLimitKeys>) {
    self.init()
    connections = settings.connections
    perClient = settings.perClient
    headBytes = settings.headBytes
    headSeconds = Int(settings.head.components.seconds)
    idleSeconds = Int(settings.idle.components.seconds)
    writeSeconds = Int(settings.write.components.seconds)
  }
}
