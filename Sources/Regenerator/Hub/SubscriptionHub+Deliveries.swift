import Archive
import FeedModel
import Fetcher
import History
import Synchronization

/// Telling subscribers.
extension SubscriptionHub {
  /// Notes what has come of deliveries, and begins those whose turn it is; gives how long nothing is to
  /// be done unless something comes up.
  public func round() -> Duration {
    guard let site = site.withLock({ $0 }) else { return Self.longPause }
    do throws(ArchiveError) {
      guard let archive = try archive.archive(site.archive, now: now()) else { return Self.pause }
      try lookAtLeases(archive)
      for delivery in try claimed(from: archive) { begin(delivery, site) }
    } catch {
      let isNew = work.withLock { $0.isNew(problem: error) }
      if isNew { tell("the hub could not ask the archive", [("reason", error.description)]) }
      return Self.longPause
    }
    work.withLock { work in
      work.tidy()
      work.problem = nil
    }
    return Self.pause
  }

  /// A refresh of another process is noticed so soon.
  private static let pause: Duration = .milliseconds(250)
  private static let longPause: Duration = .seconds(5)

  /// Notes what is finished, and gives back what can't be told now, before the process ends.
  public func finish() {
    guard let site = site.withLock({ $0 }),
      let archive = try? archive.archive(site.archive, now: now())
    else { return }
    _ = try? settled(in: archive) { _ throws(ArchiveError) in }
  }

  /// Notes what is finished, and does something more in the same transaction.
  private func settled<Value>(
    in archive: Archive,
    _ more: (borrowing ArchiveSession) throws(ArchiveError) -> Value
  ) throws(ArchiveError) -> Value {
    let finished = work.withLock { work in
      defer { work.finished = [] }
      return work.finished
    }
    let owner = owner
    do throws(ArchiveError) {
      return try archive.write { session throws(ArchiveError) in
        if !finished.isEmpty { try session.settle(finished, of: owner) }
        return try more(session)
      }
    } catch {
      work.withLock { $0.finished = finished + $0.finished }
      throw error
    }
  }

  private func claimed(from archive: Archive) throws(ArchiveError) -> [HubDelivery] {
    let now = now()
    let hasOwed = try archive.read { session throws(ArchiveError) in
      try session.hasDueDeliveries(now: now)
    }
    let (running, failing, busy, isSettled) = work.withLock {
      ($0.running, $0.failing, $0.busy, $0.finished.isEmpty)
    }
    let free = HubLimits.deliveries - running
    guard hasOwed && free > 0 || !isSettled else { return [] }
    let wanted = HubClaim(
      owner: owner, lasting: HubLimits.claimTime, limit: free, perHost: HubLimits.perHost,
      busy: busy)
    return try settled(in: archive) { session throws(ArchiveError) in
      guard hasOwed, free > 0 else { return [] }
      // Begun anew where the transaction is.
      var claim = wanted
      let fresh = try session.claimDeliveries(claim, now: now)
      for delivery in fresh { claim.busy[delivery.host, default: 0] += 1 }
      claim.limit = min(free - fresh.count, HubLimits.failingDeliveries - failing)
      claim.ofFailing = true
      guard claim.limit > 0 else { return fresh }
      return fresh + (try session.claimDeliveries(claim, now: now))
    }
  }

  private func begin(_ delivery: HubDelivery, _ site: HubSite) {
    guard let (topic, place) = site.place(of: delivery.topic) else {
      totals.withLock { $0.denied += 1 }
      finish(delivery, .ended)
      Task(executorPreference: executor) { await site.deny(delivery) }
      return
    }
    guard work.withLock({ $0.hasRoom(for: topic) }) else { return finish(delivery, .postponed) }
    guard let content = content(of: topic, place, delivery, site) else {
      return finish(delivery, .again(at: now().adding(.seconds(60))))
    }
    work.withLock { $0.begin(delivery, topic) }
    Task(executorPreference: executor) { [self] in
      let answer = await site.deliver(content, as: place.mediaType, to: delivery)
      let (delivery, outcome) = judged(answer, delivery)
      let isEmpty = work.withLock { work in
        work.end(delivery, topic, outcome)
        return work.finished.count == 1
      }
      if isEmpty { ring() }
    }
  }

  private func finish(_ delivery: HubDelivery, _ outcome: HubOutcome) {
    work.withLock { $0.finished.append((delivery, outcome)) }
  }

  private func content(
    of topic: HubTopic, _ place: HubSite.Place, _ delivery: HubDelivery, _ site: HubSite
  ) -> [UInt8]? {
    if let bytes = work.withLock({ $0.bytes(of: topic, version: delivery.version) }) {
      return bytes
    }
    guard let bytes = site.content(of: topic, place) else { return nil }
    work.withLock { $0.hold(bytes, of: topic, version: delivery.version) }
    return bytes
  }

  private func judged(
    _ answer: FetchOutcome, _ delivery: HubDelivery
  ) -> (HubDelivery, HubOutcome) {
    guard let problem = answer.deliveryProblem else {
      totals.withLock { $0.told += 1 }
      return (delivery, .told)
    }
    // WebSub §7: the subscriber has deleted its callback.
    if answer.facts.status == 410 {
      totals.withLock { $0.gone += 1 }
      return (delivery, .ended)
    }
    totals.withLock { $0.failed += 1 }
    var delivery = delivery
    let (moment, since) = (now(), delivery.failingSince ?? now())
    delivery.failingSince = since
    switch HubRetry.step(failures: delivery.failures + 1, since: since, now: moment) {
    case .again(let due): return (delivery, .again(at: due))
    case .giveUp:
      totals.withLock { $0.dropped += 1 }
      tell(
        "a subscriber that could not be told for days is told no longer",
        [("host", delivery.host), ("document", delivery.document), ("reason", problem)])
      return (delivery, .ended)
    }
  }

  // MARK: Leases

  private func lookAtLeases(_ archive: Archive) throws(ArchiveError) {
    let now = now()
    let isDue = work.withLock { work in
      if let last = work.lookedAt, now < last.adding(Self.leasePause), now >= last { return false }
      work.lookedAt = now
      return true
    }
    guard isDue else { return }
    let (ended, count) = try archive.write { session throws(ArchiveError) in
      (try session.endExpiredSubscriptions(now: now), try session.subscriptionCount())
    }
    totals.withLock { totals in
      totals.expired += ended
      totals.subscriptions = count
    }
  }

  private static let leasePause: Duration = .seconds(30)
}
