import FeedModel
import Fetcher
import ScriptedOrigin
import Testing

/// Servers that are slow, endless or broken, and addresses that are meant to do harm.
@Suite struct HostileServerTests {
  @Test func b4ASlowLorisIsLeftInTime() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.send("HTTP/1.1 200 OK\r\n\r\n")
      while connection.send("x") { connection.sleep(milliseconds: 100) }
    }
    defer { origin.stop() }
    let outcome = await fetch(
      try request(origin.address()) { $0.timeout = .milliseconds(600) })
    #expect(outcome.reason == .timedOut(after: .milliseconds(600)))
  }

  @Test func b4ATransferBelowTheMinimumSpeedIsLeft() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.send("HTTP/1.1 200 OK\r\n\r\n")
      while connection.send("x") { connection.sleep(milliseconds: 300) }
    }
    defer { origin.stop() }
    let policy = quickPolicy {
      $0.minSpeedTime = .seconds(1)
      $0.minSpeed = 100
    }
    #expect(
      await fetch(try request(origin.address()), policy: policy).reason
        == .tooSlow(bytesPerSecond: 100))
  }

  @Test func b4DribbledHeadersAreLeftInTime() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.send("HTTP/1.1 200 OK\r\n")
      while connection.send("X-A: b\r\n") { connection.sleep(milliseconds: 50) }
    }
    defer { origin.stop() }
    #expect(
      await fetch(try request(origin.address()) { $0.timeout = .milliseconds(500) }).reason
        == .timedOut(after: .milliseconds(500)))
  }

  @Test func b4TwoHundredHostsThatHangDoNotDelayTheOthers() async throws {
    let hanging = ScriptedOrigin { _, connection in connection.hang(seconds: 60) }
    let good = ScriptedOrigin(host: "127.0.0.2") { _, connection in connection.answer() }
    defer {
      hanging.stop()
      good.stop()
    }
    let fetcher = Fetcher(policy: quickPolicy { $0.perHost = 300 })
    let slow = try request(hanging.address()) { $0.timeout = .seconds(60) }
    let ended = Count()
    let quick = try request(good.address(), allowing: ["127.0.0.2"])
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<200 {
        group.addTask {
          _ = await fetcher.fetch(slow)
          ended.add()
        }
      }
      while hanging.requests.isEmpty { await Task.yield() }
      for _ in 0..<10 { #expect(await fetcher.fetch(quick).body == "<feed/>") }
      #expect(ended.value == 0)
      group.cancelAll()
    }
  }

  @Test(arguments: [("X-A: b\r\n", 100_000), ("a", 2_000_000)])
  func b5EndlessHeadersAreAFailure(_ part: String, _ count: Int) async throws {
    let headers = "X-Long: " + String(repeating: part, count: count) + "\r\n"
    let origin = ScriptedOrigin { _, connection in
      connection.send("HTTP/1.1 200 OK\r\n" + headers + "\r\n<feed/>")
      connection.end()
    }
    defer { origin.stop() }
    let outcome = await fetch(try request(origin.address()))
    #expect(outcome.reason != nil)
  }

  @Test func b5AFloodOfInterimAnswersIsAFailure() async throws {
    let origin = ScriptedOrigin { _, connection in
      while connection.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n") {}
    }
    defer { origin.stop() }
    #expect(
      await fetch(try request(origin.address())).reason == .headersTooLarge(limit: 256 << 10))
  }

  @Test(arguments: [
    "<feed>HTTP/0.9 has no headers</feed>", "", "HTTP/1.1 200 OK\r\nX: a\u{0}b\r\n\r\n<feed/>",
    "HTTP/9.9 200 OK\r\n\r\n", "SSH-2.0-OpenSSH\r\n", "HTTP/1.1 999999 OK\r\n\r\n",
  ])
  func b5WhatIsNotHTTPIsAFailure(_ bytes: String) async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.send(bytes)
      connection.end()
    }
    defer { origin.stop() }
    #expect(await fetch(try request(origin.address())).reason != nil)
  }

  @Test func b5AWebPageKeepsItsMediaType() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.answer(headers: ["Content-Type: text/html"], Array("<html>".utf8))
    }
    defer { origin.stop() }
    guard case .document(let fetched) = await fetch(try request(origin.address())) else {
      Issue.record("no document")
      return
    }
    #expect(fetched.document.mediaType == "text/html")
  }

  @Test(arguments: [
    "X-A\r\nB", "X A", "", "X:A", "Content-Length", "Transfer-Encoding",
  ])
  func b11HeaderNamesThatSplitARequestAreRefused(_ name: String) async throws {
    let outcome = await fetch(
      try request("http://127.0.0.1:9/") { $0.headers = [.init(name: name, value: "v")] })
    guard case .invalidHeader = outcome.reason else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test(arguments: ["a\r\nX-Evil: b", "a\nb", "a\u{0}b"])
  func b11ValuesThatSplitARequestAreRefused(_ value: String) async throws {
    let changes: [@Sendable (inout FetchRequest) -> Void] = [
      { $0.headers = [.init(name: "X-A", value: value)] }, { $0.userAgent = value },
      { $0.authentication = .bearer(token: value) }, { $0.validators.etag = value },
      { $0.validators.lastModified = value },
    ]
    for change in changes {
      let outcome = await fetch(try request("http://127.0.0.1:9/", change))
      guard case .invalidHeader = outcome.reason else {
        Issue.record("\(outcome)")
        return
      }
    }
  }

  @Test func b11SecretsInAnAddressAreSentButNeverShown() async throws {
    let origin = ScriptedOrigin { request, connection in
      let isKnown = request.header("Authorization") == "Basic dXNlcjpwQHNz"
      connection.answer(isKnown ? "404 Not Found" : "500 Oops", headers: [])
    }
    defer { origin.stop() }
    let address = origin.address().replacing("http://", with: "http://user:p%40ss@")
    let outcome = await fetch(try request(address) { $0.name = "news" })
    #expect(outcome.reason == .status(404))
    #expect(!"\(outcome)".contains("p@ss") && !"\(outcome)".contains("p%40ss"))
    #expect(origin.requests.first?.path == "/feed")
  }
}
