import ConfigurationModel
import FeedModel
import Logging
import Regenerator
import Synchronization

/// The hub of a service, made when a configuration first wants one; it outlives reloads.
final class HubService: Sendable {
  private struct State {
    var loop: HubLoop?
    var hasBegun = false
  }

  private let state = Mutex(State())
  private let now: @Sendable () -> Timestamp
  private let log: ServiceLog

  init(now: @escaping @Sendable () -> Timestamp, log: ServiceLog) {
    self.now = now
    self.log = log
  }

  /// Takes over a configuration; `nil` where it has no hub.
  func take(_ configuration: Configuration) -> HubPages? {
    let isWanted = configuration.ownHub != nil
    let (loop, isNew) = state.withLock { state -> (HubLoop?, Bool) in
      guard state.loop == nil, isWanted else { return (state.loop, false) }
      state.loop = HubLoop(now: now, log: log)
      return (state.loop, state.hasBegun)
    }
    loop?.hub.change(configuration)
    if isNew { loop?.begin() }
    return isWanted ? loop?.pages : nil
  }

  /// Descriptors that are kept for subscribers.
  var descriptors: Int { state.withLock { $0.loop == nil ? 0 : 512 } }

  /// Subscribers are told from now on.
  func begin() {
    let loop = state.withLock { state in
      state.hasBegun = true
      return state.loop
    }
    loop?.begin()
  }

  /// Something may be to be told.
  func wake() { state.withLock { $0.loop }?.wake() }

  func stop() { state.withLock { $0.loop }?.stop() }

  func noteMetrics() {
    guard let loop = state.withLock({ $0.loop }) else { return }
    HubMetrics.note(loop.hub.counts)
  }
}

/// Tells subscribers, round by round, on threads that answer nobody.
final class HubLoop: Sendable {
  let hub: SubscriptionHub
  let pages: HubPages
  // Who is told late is not told; what it takes is little.
  private let executor = BackgroundExecutor(threads: 2, name: "hub", nice: 0)
  private let alarm = Alarm()

  init(now: @escaping @Sendable () -> Timestamp, log: ServiceLog) {
    hub = SubscriptionHub(now: now, executor: executor) { message, facts in
      log.note(.warning, message, facts)
    }
    pages = HubPages(hub)
    hub.whenNews { [alarm] in alarm.ring() }
  }

  func begin() {
    Task(executorPreference: executor) { [hub, alarm] in
      while !alarm.isOver {
        let pause = hub.round()
        await alarm.wait(pause)
      }
      hub.finish()
    }
  }

  func wake() { alarm.ring() }

  func stop() { alarm.end() }
}

/// The hub's numbers; no address is among them.
enum HubMetrics {
  static func note(_ counts: HubCounts) {
    let registry = PrometheusRegistry.shared
    let deliveries = [("told", counts.told), ("failed", counts.failed)]
    for (outcome, count) in deliveries {
      registry.set("refeed_hub_deliveries_total", to: count, dimensions: [("outcome", outcome)])
    }
    let requests = [
      ("subscribed", counts.subscribed), ("unsubscribed", counts.unsubscribed),
      ("refused", counts.refused),
    ]
    for (outcome, count) in requests {
      registry.set("refeed_hub_requests_total", to: count, dimensions: [("outcome", outcome)])
    }
    let ended = [
      ("gone", counts.gone), ("dropped", counts.dropped), ("denied", counts.denied),
      ("expired", counts.expired),
    ]
    for (reason, count) in ended {
      registry.set(
        "refeed_hub_subscriptions_ended_total", to: count, dimensions: [("reason", reason)])
    }
    registry.set("refeed_hub_subscriptions", to: counts.subscriptions, kind: .gauge)
    registry.set("refeed_hub_deliveries_running", to: counts.waiting, kind: .gauge)
  }
}
