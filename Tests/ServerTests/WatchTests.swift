import CoreMetrics
import FeedModel
import Foundation
import Testing

@testable import Server

/// Logs and metrics.
@Suite struct WatchTests {
  @Test func metricsAreInPrometheusFormat() {
    let registry = PrometheusRegistry.shared
    Counter(label: "test_total", dimensions: [("outcome", "a\"b\\c\nd")]).increment(by: 3)
    Recorder(label: "test_bytes", dimensions: []).record(7)
    Recorder(label: "test_bytes", dimensions: []).record(200_000_000)
    Meter(label: "test_gauge").set(1.5)
    let lines = registry.text().split(separator: "\n").filter { $0.contains("test_") }
    #expect(lines.contains("# TYPE test_total counter"))
    #expect(lines.contains(#"test_total{outcome="a\"b\\c\nd"} 3"#))
    #expect(lines.contains("# TYPE test_bytes histogram"))
    #expect(lines.contains(#"test_bytes_bucket{le="5"} 0"#))
    #expect(lines.contains(#"test_bytes_bucket{le="10"} 1"#))
    #expect(lines.contains(#"test_bytes_bucket{le="+Inf"} 2"#))
    #expect(lines.contains("test_bytes_sum 200000007"))
    #expect(lines.contains("test_gauge 1.5"))
  }

  @Test func aRequestIsOneLineWhateverItSays() {
    let record = AccessRecord(
      client: "192.0.2.1", method: "GET", target: "/a\"b\u{1B}[31m\n", version: "HTTP/1.1",
      status: 200, bytes: 12, referer: nil, userAgent: "x\\y")
    let line = AccessLine.combined(record, .epoch)
    #expect(
      line
        == #"192.0.2.1 - - [01/Jan/1970:00:00:00 +0000] "GET /a\x22b\x1b[31m\x0a HTTP/1.1" 200 12 "-" "x\x5cy""#
    )
    #expect(!AccessLine.json(record, .epoch).contains("\n"))
  }

  @Test func targetsAreShownWithoutTokens() {
    #expect(RequestTarget.shown("/t/secret/world.atom") == "/t/…/world.atom")
    #expect(RequestTarget.shown("/t/secret") == "/t/…")
    #expect(RequestTarget.shown("https://x/t/secret/") == "https://x/t/…/")
    #expect(RequestTarget.shown("/world.atom") == "/world.atom")
  }
}
