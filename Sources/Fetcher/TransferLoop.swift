internal import CLibCurl
internal import FeedModel

/// The transfers in flight and those that wait; belongs to the event loop's thread.
final class TransferLoop {
  private static let stallTime: Duration = .seconds(1)
  private static let stalledFactor = 4

  typealias PostPermit = @Sendable (Ticket, _ host: String, HostPermit) -> Void

  private let policy: FetchPolicy
  let permits: (any HostPermits)?
  /// Brings an answer of ``permits`` to this loop's thread.
  let postPermit: PostPermit
  private let multi: UnsafeMutableRawPointer
  private let waker: Waker
  private let budget: MemoryBudget
  let clock = MonotonicClock()
  var queue: HostQueue<Exchange>
  /// Exchanges that are their host's next, and wait for a permit.
  var awaiting: [Ticket: Exchange] = [:]
  private var active: [UnsafeMutableRawPointer: CurlTransfer] = [:]
  private var random = SystemRandomNumberGenerator()

  /// `nil` when libcurl is out of memory.
  init?(
    policy: FetchPolicy, budget: MemoryBudget, waker: Waker, permits: (any HostPermits)?,
    postPermit: @escaping PostPermit
  ) {
    guard let multi = curl_multi_init() else { return nil }
    self.permits = permits
    self.postPermit = postPermit
    self.multi = multi
    self.policy = policy
    self.waker = waker
    self.budget = budget
    budget.onRelease { waker.wake() }
    queue = HostQueue(perHost: policy.perHost, gap: policy.gap)
    let kept = max(1, min(policy.connections, 1024)) * 2
    refeed_multi_set_long(multi, CURLMOPT_MAXCONNECTS, kept)
    waker.set(multi)
  }

  deinit {
    waker.set(nil)
    active = [:]
    curl_multi_cleanup(multi)
  }

  func submit(
    _ request: FetchRequest, ticket: Ticket, resume: @escaping @Sendable (FetchOutcome) -> Void
  ) {
    do throws(TargetAddress.Invalid) {
      let target = try TargetAddress(request.address.href)
      let exchange = Exchange(
        ticket: ticket, request: request, target: target, policy: policy, now: clock.now,
        resume: resume)
      if let name = RequestHeaders.firstInvalid(in: request) {
        exchange.fail(.invalidHeader(name: name))
      } else {
        enqueue(exchange)
      }
    } catch {
      let shown = TargetAddress.redacted(request.address.href)
      let facts = FetchFacts(name: request.name, requested: shown)
      resume(.failed(FetchError(.invalidAddress(shown, why: error.why), facts: facts)))
    }
  }

  func cancel(_ ticket: Ticket) {
    for exchange in queue.remove(where: { $0.ticket == ticket }) { exchange.fail(.cancelled) }
    if awaiting[ticket] != nil { cancelAwaiting { $0.ticket == ticket } }
    if let transfer = active.values.first(where: { $0.exchange.ticket == ticket }) {
      drop(transfer, because: .cancelled)
    }
  }

  func cancelAll() {
    for exchange in queue.remove(where: { _ in true }) { exchange.fail(.cancelled) }
    cancelAwaiting { _ in true }
    for transfer in Array(active.values) { drop(transfer, because: .cancelled) }
  }

  /// Starts what may start, lets libcurl work, ends what has ended, and waits for news.
  func turn() {
    startReady()
    var running: Int32 = 0
    curl_multi_perform(multi, &running)
    var hasNews = false
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE else { continue }
      let result = refeed_message_result(message)
      if let transfer = message.pointee.easy_handle.flatMap({ active[$0] }) {
        end(transfer, result: result)
        hasNews = true
      }
    }
    expire()
    resumePaused()
    if hasNews, queue.hasReady { return }
    curl_multi_poll(multi, nil, 0, Int32(waitMilliseconds()), nil)
  }

  private func enqueue(_ exchange: Exchange) {
    let host = exchange.target.host
    if !exchange.proxy.isEmpty, !exchange.addressGuard.allowsThroughProxy(host: host) {
      exchange.fail(.proxyNeedsPermission(host: host))
      return
    }
    queue.add(exchange, host: host, now: clock.now)
  }

  // MARK: Starting

  private func startReady() {
    let now = clock.now
    var free = freeConnections(now: now) - awaiting.count
    while free > 0 {
      let stretch = 1 + Double.random(in: 0...max(0, min(policy.jitter, 10)), using: &random)
      guard let exchange = queue.next(now: now, stretch: stretch) else { return }
      if let permits { ask(exchange, permits) } else { start(exchange, now: now) }
      free -= 1
    }
  }

  private func freeConnections(now: Duration) -> Int {
    let limit = max(1, policy.connections)
    if active.isEmpty { return limit }
    if budget.isSpent { return 0 }
    if active.count < limit { return limit - active.count }
    guard active.count < limit * TransferLoop.stalledFactor else { return 0 }
    let moving = active.values.count { now - $0.lastProgress < TransferLoop.stallTime }
    return max(0, min(limit - moving, limit * TransferLoop.stalledFactor - active.count))
  }

  func start(_ exchange: Exchange, now: Duration) {
    if !exchange.isStarted {
      exchange.isStarted = true
      exchange.facts.timings.queued = now - exchange.submitted
    }
    let transfer = CurlTransfer(exchange, policy: policy, budget: budget, clock: clock)
    guard let transfer, curl_multi_add_handle(multi, transfer.easy) == CURLM_OK else {
      queue.finish(host: exchange.target.host, now: now)
      giveBack(exchange)
      exchange.fail(.outOfResources)
      return
    }
    exchange.permit?.sent = now
    active[transfer.easy] = transfer
  }

  // MARK: Ending

  /// Takes a transfer out of libcurl's hands and gives its place back.
  private func remove(_ transfer: CurlTransfer) {
    curl_multi_remove_handle(multi, transfer.easy)
    active[transfer.easy] = nil
    let now = clock.now
    let exchange = transfer.exchange
    exchange.timeLeft -= transfer.activeTime(now: now)
    exchange.facts.timings.total += now - transfer.started
    queue.finish(host: exchange.target.host, now: now)
  }

  private func drop(_ transfer: CurlTransfer, because reason: FetchError.Reason) {
    transfer.recordFacts()
    remove(transfer)
    giveBack(transfer.exchange)
    transfer.exchange.fail(reason)
  }

  private func end(_ transfer: CurlTransfer, result: CURLcode) {
    transfer.recordFacts()
    remove(transfer)
    switch transfer.verdict(result: result, policy: policy) {
    case .outcome(let outcome):
      giveBack(transfer.exchange, hold: outcome.hold)
      transfer.exchange.finish(outcome)
    case .next:
      giveBack(transfer.exchange)
      enqueue(transfer.exchange)
    }
  }

  private func expire() {
    let now = clock.now
    let late = active.values.filter { $0.deadline(now: now) <= now }
    for transfer in late {
      let limit = transfer.exchange.request.timeout ?? policy.timeout
      drop(transfer, because: .timedOut(after: limit))
    }
  }

  // MARK: Waiting

  /// Lets paused transfers go on: all while there is memory; else the oldest alone, once no body
  /// is held that will come back by itself.
  private func resumePaused() {
    let paused = active.values.filter { $0.pausedSince != nil }
    guard !paused.isEmpty else { return }
    let now = clock.now
    let oldestFirst = paused.sorted { $0.exchange.ticket.number < $1.exchange.ticket.number }
    if budget.isSpent, !budget.hasLeases, let oldest = oldestFirst.first,
      !active.values.contains(where: \.isPrivileged)
    {
      oldest.isPrivileged = true
      oldest.resume(now: now)
      return
    }
    for transfer in oldestFirst where !budget.isSpent { transfer.resume(now: now) }
  }

  private func waitMilliseconds() -> Int {
    let now = clock.now
    var wait: Duration = active.isEmpty ? .seconds(60) : .seconds(1)
    if active.count < max(1, policy.connections), let start = queue.nextStart {
      wait = min(wait, start - now)
    }
    for transfer in active.values { wait = min(wait, transfer.deadline(now: now) - now) }
    if queue.waitingCount > 0, active.count >= policy.connections {
      wait = min(wait, .milliseconds(250))
    }
    // One more than the rest, so as not to wake just before the time.
    return min(max(0, wait.wholeMilliseconds + 1), 60_000)
  }
}
