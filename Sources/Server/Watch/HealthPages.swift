import FeedModel
import Hummingbird
import Regenerator
import Synchronization

/// What those who watch a service ask: whether it lives, whether all is well, and its numbers.
struct HealthPages: Sendable {
  let health: @Sendable () -> ServiceHealth
  let metrics: @Sendable (_ health: ServiceHealth) -> String
  private let known = KnownHealth()

  init(
    health: @escaping @Sendable () -> ServiceHealth,
    metrics: @escaping @Sendable (_ health: ServiceHealth) -> String
  ) {
    self.health = health
    self.metrics = metrics
  }

  func add(to router: Router<PageContext>) {
    for prefix in ["", "/-"] {
      router.get(RouterPath(prefix + "/healthz")) { _, _ in Response(Message(200, "ok")) }
      router.get(RouterPath(prefix + "/readyz")) { _, context in
        Response(ready(details: context.isAdmin))
      }
      router.get(RouterPath(prefix + "/metrics")) { _, context in
        guard context.isAdmin else { return Response(.notFound) }
        return Response(
          Message(
            200,
            fields: [
              ("content-type", "text/plain; version=0.0.4; charset=utf-8"),
              ("cache-control", "no-store"),
            ], content: Array(metrics(known.value(health)).utf8)))
      }
    }
  }

  /// Names of feeds are for those alone who run the service.
  private func ready(details: Bool) -> Message {
    let health = known.value(health)
    var lines = [health.isGood ? "ok" : "not ready"]
    if details {
      if !health.isArchiveReadable { lines.append("the archive can't be read") }
      if !health.isArchiveWritable { lines.append("the archive can't be written") }
      for feed in health.feeds {
        if !feed.isPublished { lines.append("\(feed.id): not published") }
        if feed.isFailing { lines.append("\(feed.id): failing") }
        if feed.isStale { lines.append("\(feed.id): stale") }
      }
    }
    return Message(health.isGood ? 200 : 503, lines.joined(separator: "\n"))
  }
}

/// What was found last; nobody who asks often reads the archive often.
private final class KnownHealth: Sendable {
  private let last = Mutex<(health: ServiceHealth, at: ContinuousClock.Instant)?>(nil)

  func value(_ look: () -> ServiceHealth) -> ServiceHealth {
    last.withLock { last in
      let now = ContinuousClock.now
      if let last, now - last.at < .seconds(5) { return last.health }
      let health = look()
      last = (health, now)
      return health
    }
  }
}
