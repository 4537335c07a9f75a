import CoreMetrics
import FeedModel
import JSON
import Foundation
import Testing

@testable import Server

/// Logs and metrics.
@Suite struct WatchTests {
  @Test func metricsAreInPrometheusFormat() {
    let registry = PrometheusRegistry.shared
    Counter(label: "test_total", dimensions: [("outcome", "a\"b\\c\nd")]).increment(by: 3)
    Recorder(label: "test_bytes", dimensions: []).record(3000)
    Recorder(label: "test_bytes", dimensions: []).record(200_000_000)
    Meter(label: "test_gauge").set(1.5)
    let lines = registry.text().split(separator: "\n").filter { $0.contains("test_") }
    #expect(lines.contains("# TYPE test_total counter"))
    #expect(lines.contains(#"test_total{outcome="a\"b\\c\nd"} 3"#))
    #expect(lines.contains("# TYPE test_bytes histogram"))
    #expect(lines.contains(#"test_bytes_bucket{le="1000"} 0"#))
    #expect(lines.contains(#"test_bytes_bucket{le="4000"} 1"#))
    #expect(lines.contains(#"test_bytes_bucket{le="+Inf"} 2"#))
    #expect(lines.contains("test_bytes_sum 200003000"))
    Timer(label: "test_seconds").recordMilliseconds(30)
    let text = registry.text()
    #expect(text.contains(#"test_seconds_bucket{le="0.025"} 0"#))
    #expect(text.contains(#"test_seconds_bucket{le="0.05"} 1"#))
    #expect(!text.contains(#"test_seconds_bucket{le="1000"}"#))
    #expect(lines.contains("test_gauge 1.5"))
  }

  /// Times are counted from when a round began: a clock that was set meanwhile says nothing.
  @Test func theNextRoundIsWhenASourceIsDue() throws {
    let began = try #require(Timestamp(milliseconds: 1_700_000_000_000))
    func wait(_ seconds: [Int64], _ elapsed: Duration, hasLocal: Bool = false) -> Duration {
      RefreshLoop.wait(
        untilOneOf: seconds.compactMap { Timestamp(milliseconds: began.milliseconds + $0 * 1000) },
        since: began, elapsed: elapsed, hasLocal: hasLocal)
    }
    #expect(wait([900, 300], .seconds(20)) == .seconds(280))
    #expect(wait([900, 10], .seconds(20)) == .seconds(1))
    #expect(wait([], .seconds(20)) == .seconds(3600))
    #expect(wait([], .seconds(20), hasLocal: true) == .seconds(60))
    #expect(wait([90_000], .seconds(20)) == .seconds(3600))
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
    for path in [
      "/%74/SECRET/a.atom", "/T/SECRET/a.atom", "/t//SECRET/a.atom", "/t%2fSECRET/a",
      "/t/./SECRET/a.atom", #"/t\SECRET\a.atom"#, "/t/.//./SECRET",
    ] {
      #expect(!RequestTarget.shown(path).contains("SECRET"), "\(path)")
    }
  }

  @Test func addressesInTargetsAreShownWithoutSecrets() {
    for query in [
      "url=https%3A%2F%2Fx.example%2Ffeed%3Ftoken%3DSECRET",
      "url=https://x.example/feed?token=SECRET",
      "action=display&url=https%3A%2F%2Fx.example%2F%3Fa%3Db%26key%3DSECRET&format=Atom",
      "url=https%3A%2F%2Fx.example%2Ft%2FSECRET%2Ffeed.atom",
      "url=https%3A%2F%2Fann%3ASECRET%40x.example%2F",
    ] {
      let shown = RequestTarget.shown("/clean?" + query)
      #expect(!shown.contains("SECRET") && shown.contains("x.example"), "\(shown)")
    }
    for target in [
      "/a.atom?token=SECRET", "/makefulltextfeed.php?url=e.example/f?key=SECRET",
      "/:proxy/https:%2F%2Fu:SECRET@e.example/f", "/x?a=http://h/?b=http://i/?c=http://j/t/SECRET/",
    ] {
      #expect(!RequestTarget.shown(target).contains("SECRET"), "\(RequestTarget.shown(target))")
    }
    let deep = "/" + String(repeating: "?a=://", count: 2000) + "/t/SECRET/%zz"
    #expect(RequestTarget.shown(deep).utf8.count < 5000)
    let plain = "/clean?url=https%3A%2F%2Fx.example%2Ffeed%3Fa%3Db&limit=3"
    #expect(RequestTarget.shown(plain) == plain)
  }

  /// What is hidden is so before it is written as JSON, which it can't break.
  @Test func linesOfJSONAreJSONWhateverAClientSends() throws {
    let record = AccessRecord(
      client: "-", method: "GET", target: "/", version: "HTTP/1.1", status: 200, bytes: 0,
      referer: RequestTarget.shown("http://a/?token=1\"x"), userAgent: "a\u{202E}b\u{9B}c")
    let line = AccessLine.json(record, .epoch)
    let root = try JSONDocument(parsing: Array(line.utf8)).root
    #expect(root["userAgent"]?.string == "a\u{202E}b\u{9B}c")
    #expect(root["referer"]?.string?.hasSuffix("\"x") == true)
    #expect(!line.unicodeScalars.contains("\u{202E}"))
  }
}
