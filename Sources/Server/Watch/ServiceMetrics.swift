import CoreMetrics
import Regenerator

/// The service's numbers: told to swift-metrics as things happen, or read when they are asked for.
struct ServiceMetrics: Sendable {
  private let registry = PrometheusRegistry.shared

  /// Notes what a round has done.
  func note(_ report: RunReport) {
    let sources = report.feeds.flatMap(\.sources).filter(\.wasAsked)
    for source in sources {
      let outcome =
        source.isNotModified ? "unchanged" : source.failures.isEmpty ? "fetched" : "failed"
      Counter(label: "refeed_fetches_total", dimensions: [("outcome", outcome)]).increment()
      if let bytes = source.received, bytes > 0 {
        Recorder(label: "refeed_fetch_bytes", dimensions: []).record(bytes)
      }
      if let time = source.fetchTime {
        Timer(label: "refeed_fetch_seconds").recordNanoseconds(Self.nanoseconds(time))
      }
    }
    Counter(label: "refeed_entries_new_total").increment(
      by: report.feeds.reduce(0) { $0 + $1.newEntries })
    Counter(label: "refeed_entries_changed_total").increment(
      by: report.feeds.reduce(0) { $0 + $1.changedEntries })
    Counter(label: "refeed_entries_cleaned_total").increment(
      by: report.feeds.reduce(0) { $0 + $1.cleanedEntries })
    for (rule, count) in report.feeds.reduce(
      into: [String: Int](),
      { all, feed in
        all.merge(feed.changesByRule) { $0 + $1 }
      })
    {
      Counter(label: "refeed_changes_total", dimensions: [("rule", rule)]).increment(by: count)
    }
    Timer(label: "refeed_refresh_seconds").recordNanoseconds(Self.nanoseconds(report.duration))
    let failing = report.feeds.flatMap(\.sources).count { !$0.failures.isEmpty }
    Meter(label: "refeed_sources_failing").set(failing)
  }

  private static func nanoseconds(_ duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }

  /// Notes how many feeds of a round are yet to be done.
  func note(_ progress: RefreshProgress) {
    Meter(label: "refeed_refresh_queue").set(max(0, progress.all - progress.done))
  }

  /// Notes that a round could not be done.
  func noteFailure() { Counter(label: "refeed_refresh_failures_total").increment() }

  /// Everything, as Prometheus reads it.
  func text(_ server: FeedServer, _ store: FileStore, _ health: ServiceHealth) -> String {
    let counts = server.counts
    for (status, count) in counts.byStatus {
      registry.set("refeed_http_responses_total", to: count, dimensions: [("status", "\(status)")])
    }
    registry.set("refeed_http_body_bytes_total", to: counts.bytes)
    registry.set("refeed_http_from_memory_total", to: counts.fromMemory)
    registry.set("refeed_http_from_files_total", to: counts.fromFiles)
    registry.set("refeed_http_connections_refused_total", to: server.refusedConnections)
    registry.set("refeed_http_requests_refused_total", to: counts.refused)
    set("refeed_http_connections", server.connections)
    set("refeed_http_connections_most", server.connectionLimit)
    set("refeed_files_memory_bytes", store.memory.bytes)
    let totals = store.index.totals
    set("refeed_files", totals.files)
    set("refeed_files_bytes", totals.bytes)
    set("refeed_feeds", health.feeds.count)
    set("refeed_feeds_failing", health.feeds.count(where: \.isFailing))
    set("refeed_feeds_stale", health.feeds.count(where: \.isStale))
    set("refeed_feeds_unpublished", health.feeds.count { !$0.isPublished })
    set("refeed_archive_writable", health.isArchiveWritable ? 1 : 0)
    return registry.text()
  }

  private func set(_ label: String, _ value: Int) {
    Meter(label: label).set(value)
  }
}
