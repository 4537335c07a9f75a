/// Decides which waiting request may start: so many in all, so many per host, and a gap between
/// two requests to one host; hosts take turns.
///
/// Pure: times are arguments, measured on a clock that never goes back.
struct HostQueue<Item> {
  private struct Host {
    var waiting: [Item] = []
    /// Items of `waiting` that have started already.
    var started = 0
    var active = 0
    var nextStart: Duration = .zero
    /// Whether it stands in `ready` or in `timers`.
    var isListed = false

    var hasWaiting: Bool { started < waiting.count }

    mutating func pop() -> Item? {
      guard hasWaiting else { return nil }
      let item = waiting[started]
      started += 1
      if started > 64, started * 2 > waiting.count {
        waiting.removeFirst(started)
        started = 0
      }
      return item
    }
  }

  private let perHost: Int
  private let gap: Duration
  private var hosts: [String: Host] = [:]
  /// Hosts that may start a request, first come first served.
  private var ready: [String] = []
  private var readyStart = 0
  /// Hosts that wait for their gap; few, for each holds one place.
  private var timers: [(start: Duration, host: String)] = []
  private(set) var waitingCount = 0

  init(perHost: Int, gap: Duration) {
    self.perHost = max(1, perHost)
    self.gap = max(.zero, gap)
  }

  /// The earliest time at which a gap ends; `nil` when no host waits for one.
  var nextStart: Duration? { timers.min { $0.start < $1.start }?.start }

  /// Whether a host may start a request at once.
  var hasReady: Bool { readyStart < ready.count }

  mutating func add(_ item: Item, host: String, now: Duration) {
    hosts[host, default: Host()].waiting.append(item)
    waitingCount += 1
    list(host, now: now)
  }

  /// Takes the next item to start; the caller reports its end with ``finish(host:now:)``.
  ///
  /// - Parameter stretch: what this request's gap is multiplied by, for jitter.
  mutating func next(now: Duration, stretch: Double = 1) -> Item? {
    expireTimers(now: now)
    while readyStart < ready.count {
      let name = ready[readyStart]
      readyStart += 1
      if readyStart > 64, readyStart * 2 > ready.count {
        ready.removeFirst(readyStart)
        readyStart = 0
      }
      hosts[name]?.isListed = false
      if let item = start(name, now: now, stretch: stretch) { return item }
    }
    return nil
  }

  mutating func finish(host name: String, now: Duration) {
    guard var host = hosts[name] else { return }
    host.active -= 1
    if host.active == 0, !host.hasWaiting, host.nextStart <= now, !host.isListed {
      hosts[name] = nil
    } else {
      hosts[name] = host
      list(name, now: now)
    }
  }

  /// Takes back an item that was to start, as its host's first, until a time.
  mutating func putBack(_ item: Item, host name: String, until start: Duration, now: Duration) {
    var host = hosts[name, default: Host(active: 1)]
    host.active -= 1
    if host.started > 0 {
      host.started -= 1
      host.waiting[host.started] = item
    } else {
      host.waiting.insert(item, at: 0)
    }
    host.nextStart = start
    hosts[name] = host
    waitingCount += 1
    list(name, now: now)
  }

  /// Takes out the waiting items that `isTaken` names.
  mutating func remove(where isTaken: (Item) -> Bool) -> [Item] {
    var removed: [Item] = []
    for name in hosts.keys {
      guard var host = hosts[name], host.hasWaiting else { continue }
      let waiting = host.waiting[host.started...]
      let taken = waiting.filter(isTaken)
      guard !taken.isEmpty else { continue }
      removed += taken
      host.waiting = waiting.filter { !isTaken($0) }
      host.started = 0
      hosts[name] = host
    }
    waitingCount -= removed.count
    return removed
  }

  private mutating func start(_ name: String, now: Duration, stretch: Double) -> Item? {
    guard var host = hosts[name], host.active < perHost, let item = host.pop() else {
      return nil
    }
    host.active += 1
    host.nextStart = now + gap * stretch
    hosts[name] = host
    waitingCount -= 1
    list(name, now: now)
    return item
  }

  /// Puts a host where it will be found when it may start its next request.
  private mutating func list(_ name: String, now: Duration) {
    guard var host = hosts[name], host.hasWaiting, !host.isListed, host.active < perHost else {
      return
    }
    host.isListed = true
    hosts[name] = host
    if host.nextStart <= now {
      ready.append(name)
    } else {
      timers.append((host.nextStart, name))
    }
  }

  private mutating func expireTimers(now: Duration) {
    guard timers.contains(where: { $0.start <= now }) else { return }
    let due = timers.filter { $0.start <= now }.sorted {
      ($0.start, $0.host) < ($1.start, $1.host)
    }
    timers.removeAll { $0.start <= now }
    ready += due.map(\.host)
  }
}
