import FeedModel
import Fetcher
import ScriptedOrigin
import Testing

/// What each kind of answer becomes.
@Suite struct OutcomeTests {
  @Test func aDocumentComesWithItsFacts() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.answer(
        headers: [
          "Content-Type: Application/RSS+xml; Charset=\"GBK\"", "ETag: W/\"a\"",
          "Last-Modified: Tue, 15 Nov 1994 12:45:26 GMT", "Cache-Control: max-age=600",
          "Age: 100",
        ], Array("<rss/>".utf8))
    }
    defer { origin.stop() }
    let outcome = await fetch(try request(origin.address("/rss")) { $0.name = "news" })
    guard case .document(let fetched) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(fetched.document.bytes == Array("<rss/>".utf8))
    #expect(fetched.document.name == "news")
    #expect(fetched.document.address?.href == origin.address("/rss"))
    #expect(fetched.document.mediaType == "application/rss+xml")
    #expect(fetched.document.charset == "GBK")
    #expect(fetched.document.lastModified?.milliseconds == 784_903_526_000)
    #expect(
      fetched.validators
        == Validators(
          etag: "W/\"a\"", lastModified: "Tue, 15 Nov 1994 12:45:26 GMT",
          address: origin.address("/rss")))
    #expect(fetched.facts.caching.freshSeconds(receivedAt: 0) == 500)
    #expect(fetched.facts.status == 200)
    #expect(fetched.facts.receivedBytes == 6)
    #expect(fetched.facts.remoteAddress == "127.0.0.1")
    #expect(fetched.facts.timings.total > .zero)
  }

  @Test func aConditionalRequestSendsTheValidatorsAndTakes304() async throws {
    let origin = ScriptedOrigin { request, connection in
      let isKnown =
        request.header("If-None-Match") == "\"v1\""
        && request.header("If-Modified-Since") == "Tue, 15 Nov 1994 12:45:26 GMT"
      connection.answer(isKnown ? "304 Not Modified" : "500 Oops", headers: [])
    }
    defer { origin.stop() }
    let outcome = await fetch(
      try request(origin.address()) {
        $0.validators = Validators(
          etag: "\"v1\"", lastModified: "Tue, 15 Nov 1994 12:45:26 GMT")
      })
    guard case .notModified = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test(arguments: [
    ("404 Not Found", FetchError.Reason.status(404)), ("500 Oops", .status(500)),
    ("401 Unauthorized", .status(401)), ("204 No Content", .status(204)),
    ("206 Partial Content", .status(206)), ("301 Moved", .redirectWithoutLocation(status: 301)),
    ("304 Not Modified", .notModifiedUnasked),
  ])
  func b5OtherStatusesAreFailures(_ status: String, _ reason: FetchError.Reason) async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.answer(status, headers: [])
      connection.end()
    }
    defer { origin.stop() }
    #expect(await fetch(try request(origin.address())).reason == reason)
  }

  @Test func goneIsGone() async throws {
    let origin = ScriptedOrigin { _, connection in connection.answer("410 Gone", headers: []) }
    defer { origin.stop() }
    guard case .gone(let facts) = await fetch(try request(origin.address())) else {
      Issue.record("not gone")
      return
    }
    #expect(facts.status == 410)
  }

  @Test(
    arguments: [
      ("120", Duration.seconds(120)), ("0", .seconds(0)), ("1000000000000", .seconds(604_800)),
      ("99999999999999999999999999", .seconds(604_800)), ("-5", nil), ("soon", nil), ("", nil),
      ("Sun, 06 Nov 1994 08:51:37 GMT", .seconds(120)), ("Sun, 06 Nov 1904 08:49:37 GMT", .zero),
      ("Sunday, 06-Nov-94 08:50:37 GMT", .seconds(60)),
      ("Fri, 31 Dec 9999 23:59:59 GMT", .seconds(604_800)),
    ] as [(String, Duration?)])
  func b10RetryAfterIsBounded(_ value: String, _ wait: Duration?) async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.answer(
        "429 Too Many Requests",
        headers: ["Date: Sun, 06 Nov 1994 08:49:37 GMT", "Retry-After: \(value)"])
    }
    defer { origin.stop() }
    guard case .retryLater(let after, _) = await fetch(try request(origin.address())) else {
      Issue.record("not later")
      return
    }
    #expect(after == wait)
  }

  @Test func aServerWithoutRetryAfterSaysNoTime() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.answer("503 Service Unavailable", headers: [])
    }
    defer { origin.stop() }
    guard case .retryLater(after: nil, _) = await fetch(try request(origin.address())) else {
      Issue.record("not later")
      return
    }
  }

  @Test(
    arguments: [
      ("ETag: \"" + String(repeating: "a", count: 100_000) + "\"", nil),
      ("ETag: ", nil), ("ETag: unquoted", "unquoted"), ("ETag: \"a\u{1}b\"", nil),
      ("ETag: W/\"x, y\"", "W/\"x, y\""),
    ] as [(String, String?)])
  func b10StrangeEntityTagsAreBounded(_ line: String, _ etag: String?) async throws {
    let origin = ScriptedOrigin { _, connection in connection.answer(headers: [line]) }
    defer { origin.stop() }
    guard case .document(let fetched) = await fetch(try request(origin.address())) else {
      Issue.record("no document")
      return
    }
    #expect(fetched.validators.etag == etag)
  }

  @Test func b10AJunkLastModifiedIsNotSentBack() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.answer(headers: ["Last-Modified: yesterday, maybe", "Expires: 0"])
    }
    defer { origin.stop() }
    guard case .document(let fetched) = await fetch(try request(origin.address())) else {
      Issue.record("no document")
      return
    }
    #expect(fetched.validators.isEmpty)
    #expect(fetched.document.lastModified == nil)
    #expect(fetched.facts.caching.freshSeconds(receivedAt: 1000) == 0)
  }

  @Test func nobodyThereIsAFailureWithARemedy() async throws {
    let origin = ScriptedOrigin { _, _ in }
    origin.stop()
    try await Task.sleep(for: .milliseconds(50))
    let outcome = await fetch(try request(origin.address()))
    guard case .failed(let error) = outcome, case .connectionRefused = error.reason else {
      Issue.record("\(outcome)")
      return
    }
    #expect(error.description.hasSuffix("check the address, and that it is up."))
  }
}
