import FeedModel
import Glibc
import NIOCore
import Synchronization

/// The connections of one event loop, and the clock by which they end. Used on that loop alone.
final class ConnectionLoop: @unchecked Sendable {
  let loop: any EventLoop
  let shared: ServerState
  /// Of its own, so that no connection waits for a lock.
  var settings: ServerSettings {
    didSet { known.forgetAll() }
  }
  /// Of its own too: what several loops count the users of, their cores have to send to and fro.
  var known = KnownRequests()
  /// For the heads of answers: used again once it has been sent.
  private var scratch = ByteBufferAllocator().buffer(capacity: 1024)
  private var connections: [ObjectIdentifier: Connection] = [:]
  /// Seconds since the start.
  private(set) var tick = 0
  private var stamps = 0
  /// When the date was made.
  private(set) var second = 0
  private var dateLine = ByteBuffer()
  /// Since the last tick.
  var counts = RequestCounts()
  private(set) var isDraining = false
  private var timer: RepeatedTask?

  init(_ loop: any EventLoop, _ shared: ServerState, _ settings: ServerSettings) {
    self.loop = loop
    self.shared = shared
    self.settings = settings
  }

  func start() {
    timer = loop.scheduleRepeatedTask(
      initialDelay: .seconds(1), delay: .seconds(1)
    ) { [weak self] _ in self?.sweep() }
  }

  func add(_ connection: Connection) { connections[ObjectIdentifier(connection)] = connection }

  func remove(_ connection: Connection) { connections[ObjectIdentifier(connection)] = nil }

  /// Greater than all that were given before: says who has waited longer.
  func stamp() -> Int {
    stamps += 1
    return stamps
  }

  /// `date: Tue, 15 Nov 1994 08:12:31 GMT` with its line end, made once a second.
  func date() -> ByteBuffer {
    let now = time(nil)
    if now != second {
      second = now
      let timestamp = Timestamp(milliseconds: Int64(now) &* 1000) ?? .epoch
      dateLine = ByteBuffer(string: "date: \(timestamp.internetDate)\r\n")
    }
    return dateLine
  }

  /// A head with the date and the end of the fields behind it.
  func head(_ head: ByteBuffer, keepsOpen: Bool) -> ByteBuffer {
    scratch.clear(minimumCapacity: head.readableBytes + 96)
    scratch.writeImmutableBuffer(head)
    scratch.writeImmutableBuffer(date())
    scratch.writeStaticString(keepsOpen ? "\r\n" : "connection: close\r\n\r\n")
    return scratch
  }

  private func sweep() {
    tick += 1
    shared.store.memory.tick.store(tick, ordering: .relaxed)
    for connection in Array(connections.values) { connection.check(tick) }
    publishCounts()
    if isDraining, connections.isEmpty { timer?.cancel() }
  }

  private func publishCounts() {
    guard !counts.isEmpty else { return }
    let settled = counts.settled
    shared.counts.withLock { $0.add(settled) }
    counts = RequestCounts()
  }

  /// Closes those that have waited longest, so that others can be let in.
  func makeRoom(for count: Int) {
    let waiting = connections.values.filter(\.isWaiting)
    let chosen = waiting.isEmpty ? Array(connections.values) : waiting
    for connection in chosen.sorted(by: { $0.waitsSince < $1.waitsSince }).prefix(count) {
      connection.close()
    }
  }

  /// Lets go of who waits, and of the others with their answers.
  func drain() {
    isDraining = true
    for connection in Array(connections.values) { connection.drain() }
  }

  func closeAll() {
    for connection in Array(connections.values) { connection.close() }
    publishCounts()
    timer?.cancel()
  }
}
