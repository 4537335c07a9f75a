import ConfigurationModel
import FeedModel
import Foundation
import Synchronization
import Testing

@testable import Server

/// How connections begin, go on and end.
@Suite struct ConnectionTests {
  private static let get = "GET /world.atom HTTP/1.1\r\nHost: x\r\n\r\n"

  /// G12
  @Test func http10IsClosed() async throws {
    let place = try await ServedFolder()
    for request in [
      "GET /world.atom HTTP/1.0\r\n\r\n",
      "GET /world.atom HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\n\r\n",
      "GET /large.atom HTTP/1.0\r\n\r\n",
      "GET /world.atom HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    ] {
      let wire = try Wire(place.port)
      let answer = wire.ask(request)
      #expect(answer.status == 200, "\(request)")
      #expect(answer.headers["connection"] == "close", "\(request)")
      #expect(wire.isClosed(), "\(request)")
    }
    await place.stop()
  }

  /// A socket that somebody listens on is not taken from him, and each removes only its own.
  @Test func aUnixSocketBelongsToWhoListensOnIt() throws {
    let path = "/tmp/refeed-\(UUID().uuidString).sock"
    let first = try UnixSocket(path)
    #expect(listen(first.descriptor, 1) == 0)
    #expect(throws: ListenError(address: .socket(path), code: EADDRINUSE)) { try UnixSocket(path) }
    close(first.descriptor)
    // Nobody listens any more: the name is free.
    let second = try UnixSocket(path)
    first.remove()
    #expect(access(path, F_OK) == 0)
    second.remove()
    close(second.descriptor)
    #expect(access(path, F_OK) != 0)
    let long = "/tmp/" + String(repeating: "a", count: 110)
    #expect(throws: ListenError(address: .socket(long), code: ENAMETOOLONG)) {
      try UnixSocket(long)
    }
    #expect(throws: ListenError(address: .socket("/etc/passwd"), code: ENOTSOCK)) {
      try UnixSocket("/etc/passwd")
    }
  }

  @Test func requestsInARowAreAnsweredInTheirOrder() async throws {
    let place = try await ServedFolder()
    let wire = try Wire(place.port)
    let paths = (0..<200).map {
      ["/world.atom", "/large.atom", "/", "/missing", "/world.json"][$0 % 5]
    }
    wire.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined())
    let expected = ["<feed>world</feed>", ServedFolder.large, "<p>large linked world", nil, "{}"]
    for index in paths.indices {
      let answer = wire.answer()
      if let text = expected[index % 5] {
        #expect(answer.status == 200 && answer.text == text, "\(index)")
      } else {
        #expect(answer.status == 404, "\(index)")
      }
    }
    await place.stop()
  }

  /// On two event loops, from one open file that is read at the same time.
  @Test func aFileGoesOutToManyAtOnce() async throws {
    let large = "<feed>" + String(repeating: "<entry>long</entry>", count: 200_000) + "</feed>"
    let place = try await ServedFolder(
      limits: ServerLimits(), memory: 1, threads: 2, files: ["large.atom": large])
    let wires = try (0..<12).map { _ in try Wire(place.port) }
    for _ in 0..<3 {
      for wire in wires { wire.send("GET /large.atom HTTP/1.1\r\nHost: x\r\n\r\n") }
      for wire in wires {
        let answer = wire.answer()
        #expect(answer.status == 200 && answer.text == large)
      }
    }
    await place.stop()
  }

  @Test func whoHasSaidAllIsAnsweredAndClosed() async throws {
    let place = try await ServedFolder()
    for path in ["/world.atom", "/large.atom", "/"] {
      let wire = try Wire(place.port)
      wire.send("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
      wire.endSending()
      #expect(wire.answer().status == 200, "\(path)")
      #expect(wire.isClosed(), "\(path)")
    }
    await place.stop()
  }

  /// What a reload may change does not wait for a restart.
  @Test func limitsProxiesAndLogsChangeWhileItServes() async throws {
    let place = try await ServedFolder()
    let wire = try Wire(place.port)
    #expect(wire.get("/world.atom").status == 200)
    let records = Box(Mutex<[AccessRecord]>([]))
    var limits = ServerLimits()
    limits.perClient = 2
    limits.headBytes = 1024
    place.server?.change(
      limits: limits, proxies: try #require(TrustedProxies(["127.0.0.9"]))
    ) { record in records.value.withLock { $0.append(record) } }
    try await Task.sleep(for: .milliseconds(100))
    #expect(wire.get("/world.atom").status == 200)
    let second = try Wire(place.port)
    #expect(second.get("/world.atom", "X: \(String(repeating: "x", count: 2000))").status == 431)
    let third = try Wire(place.port)
    #expect(third.get("/world.atom").status == 0)
    let proxy = try Wire(place.port, from: "127.0.0.9")
    #expect(proxy.get("/world.atom", "X-Forwarded-For: 192.0.2.7").status == 200)
    let seen = records.value.withLock { $0 }
    #expect(seen.map(\.status) == [200, 431, 200])
    #expect(seen.map(\.client) == ["127.0.0.1", "127.0.0.1", "192.0.2.7"])
    await place.stop()
  }

  /// What is no request is logged and counted too.
  @Test func refusedRequestsAreLogged() async throws {
    let records = Box(Mutex<[AccessRecord]>([]))
    let place = try await ServedFolder(accessLog: { record in
      records.value.withLock { $0.append(record) }
    })
    for text in ["nonsense\r\n\r\n", "GET / HTTP/1.1\nHost: x\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"] {
      let wire = try Wire(place.port)
      #expect(wire.ask(text).status == 400, "\(text)")
    }
    let seen = records.value.withLock { $0 }
    #expect(seen.count == 3 && seen.allSatisfy { $0.status == 400 && $0.client == "127.0.0.1" })
    #expect(AccessLine.combined(seen[0], .epoch).contains("\"-\" 400"))
    await place.stop()
  }

  private final class Box<Value: ~Copyable & Sendable>: Sendable {
    let value: Value
    init(_ value: consuming Value) { self.value = value }
  }

  /// D4, G12: what two could read in two ways is refused, and the connection closed.
  @Test func whatCouldBeReadInTwoWaysIsRefused() async throws {
    let place = try await ServedFolder()
    let line = "GET /world.atom HTTP/1.1\r\n"
    let bad: [(String, String)] = [
      ("no Host", line + "\r\n"),
      ("two Hosts", line + "Host: x\r\nHost: x\r\n\r\n"),
      ("a Host that is none", line + "Host: a b\r\n\r\n"),
      ("a Host of two", line + "Host: a,b\r\n\r\n"),
      ("a Host with a path", line + "Host: a/b\r\n\r\n"),
      ("both lengths", line + "Host: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"),
      ("two lengths", line + "Host: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc"),
      ("two equal lengths", line + "Host: x\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n"),
      ("a length with a sign", line + "Host: x\r\nContent-Length: +3\r\n\r\nabc"),
      ("an unknown coding", line + "Host: x\r\nTransfer-Encoding: xchunked\r\n\r\n"),
      ("two codings", line + "Host: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"),
      ("chunked twice", line + "Host: x\r\nTransfer-Encoding: chunked, chunked\r\n\r\n"),
      ("chunked in 1.0", "GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
      ("a blank before the colon", line + "Host : x\r\n\r\n"),
      ("a folded line", line + "Host: x\r\nX: a\r\n b\r\n\r\n"),
      ("bare line feeds", "GET /world.atom HTTP/1.1\nHost: x\n\n"),
      ("one bare line feed", line + "Host: x\nX: y\r\n\r\n"),
      ("a bare return", line + "Host: x\rX: y\r\n\r\n"),
      ("a NUL", line + "Host: x\r\nX: a\0b\r\n\r\n"),
      ("no version", "GET /world.atom\r\n\r\n"),
      ("another version", "GET /world.atom HTTP/2.0\r\nHost: x\r\n\r\n"),
      ("no HTTP", "\u{16}\u{3}\u{1}\u{2}hello\r\n\r\n"),
    ]
    for (name, request) in bad {
      let wire = try Wire(place.port)
      let answer = wire.ask(request)
      #expect([400, 501, 505].contains(answer.status) || answer.isClosed, "\(name)")
      #expect(answer.status != 200, "\(name)")
      #expect(answer.isClosed || wire.isClosed(), "\(name)")
    }
    await place.stop()
  }

  @Test func nothingBehindABodyIsTakenForARequest() async throws {
    let place = try await ServedFolder()
    let hidden = "GET /world.json HTTP/1.1\r\nHost: x\r\n\r\n"
    for request in [
      "GET /world.atom HTTP/1.1\r\nHost: x\r\nContent-Length: \(hidden.utf8.count)\r\n\r\n",
      "POST /world.atom HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ] {
      let wire = try Wire(place.port)
      let answer = wire.ask(request + hidden)
      #expect(answer.status == 200 || answer.status == 405)
      #expect(answer.headers["connection"] == "close")
      #expect(wire.isClosed())
    }
    await place.stop()
  }

  @Test func largeHeadsAreRefused() async throws {
    let place = try await ServedFolder()
    let long = String(repeating: "a", count: 20_000)
    for request in [
      "GET /world.atom HTTP/1.1\r\nHost: x\r\nX: \(long)\r\n\r\n",
      "GET /\(long) HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET /world.atom HTTP/1.1\r\nHost: x\r\n"
        + String(repeating: "X: a\r\n", count: 500) + "\r\n",
      "GET /world.atom HTTP/1.1\r\nHost: x\r\nX: " + String(repeating: long, count: 20),
    ] {
      let wire = try Wire(place.port)
      let answer = wire.ask(request)
      #expect([400, 414, 431].contains(answer.status), "\(request.prefix(30))")
      #expect(wire.isClosed())
    }
    #expect(try Wire(place.port).ask(Self.get).status == 200)
    await place.stop()
  }

  /// D3
  @Test func whoIsSlowWithAHeadOrIdleIsLetGo() async throws {
    var limits = ServerLimits()
    (limits.headSeconds, limits.idleSeconds) = (1, 2)
    let place = try await ServedFolder(limits: limits)
    let silent = try Wire(place.port)
    let dribbling = try Wire(place.port)
    let idle = try Wire(place.port)
    #expect(idle.ask(Self.get).status == 200)
    dribbling.send("GET /world.atom HTT")
    let begun = ContinuousClock.now
    #expect(dribbling.answer().status == 408)
    #expect(dribbling.isClosed() && silent.isClosed() && idle.isClosed())
    #expect(ContinuousClock.now - begun < .seconds(8))
    await place.stop()
  }

  /// G11: who takes nothing holds only itself, and not for ever.
  @Test func whoTakesNothingIsLetGoWhileOthersAreServed() async throws {
    var limits = ServerLimits()
    limits.writeSeconds = 2
    let huge = String(repeating: "x", count: 30 << 20)
    let place = try await ServedFolder(limits: limits, files: ["large.atom": huge])
    let stuck = try (0..<20).map { _ in try Wire(place.port, receives: 4096) }
    for wire in stuck { wire.send("GET /large.atom HTTP/1.1\r\nHost: x\r\n\r\n") }
    let good = try Wire(place.port)
    let begun = ContinuousClock.now
    for _ in 0..<50 { #expect(good.ask(Self.get).status == 200) }
    #expect(ContinuousClock.now - begun < .seconds(1))
    for _ in 0..<100 where place.server?.connections ?? 0 > 1 {
      try await Task.sleep(for: .milliseconds(100))
    }
    #expect(place.server?.connections ?? 0 <= 1)
    #expect(place.store.memory.bytes < 1 << 20)
    await place.stop()
  }

  /// Two thousand of the slow, each with an address of its own, and one who is not.
  @Test func aGoodClientIsAnsweredAmongTwoThousandSlowOnes() async throws {
    let place = try await ServedFolder(threads: 2)
    let slow = try (0..<2000).map { number in
      try Wire(place.port, from: "127.0.\(1 + number / 250).\(1 + number % 250)", receives: 4096)
    }
    for (number, wire) in slow.enumerated() {
      wire.send(
        number % 2 == 0
          ? "GET /world.atom HTTP/1.1\r\nHo" : "GET /large.atom HTTP/1.1\r\nHost: x\r\n\r\n")
    }
    // What is measured is how long one waits while they stay, not how fast they can be let in.
    for _ in 0..<200 where place.server?.connections ?? 0 < 2000 {
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(try Wire(place.port).ask(Self.get).status == 200)
    for _ in 0..<20 {
      let begun = ContinuousClock.now
      #expect(try Wire(place.port).ask(Self.get).status == 200)
      #expect(ContinuousClock.now - begun < .seconds(1))
    }
    await place.stop()
  }

  @Test func whoHasWaitedLongestMakesRoom() async throws {
    var limits = ServerLimits()
    limits.connections = 64
    let place = try await ServedFolder(limits: limits)
    let idle = try (0..<300).map { _ in
      let wire = try Wire(place.port)
      #expect(wire.ask(Self.get).status == 200)
      return wire
    }
    #expect(place.server?.connections ?? 0 <= 100)
    #expect(try Wire(place.port).ask(Self.get).status == 200)
    #expect(idle[0].isClosed())
    await place.stop()
  }

  @Test func oneClientHasNoMoreThanItsShare() async throws {
    var limits = ServerLimits()
    limits.perClient = 3
    let place = try await ServedFolder(limits: limits)
    let wires = try (0..<3).map { _ in try Wire(place.port) }
    for wire in wires { #expect(wire.ask(Self.get).status == 200) }
    #expect(try Wire(place.port).isClosed())
    #expect(try Wire(place.port, from: "127.0.0.9").ask(Self.get).status == 200)
    #expect(place.server?.refusedConnections == 1)
    await place.stop()
  }

  @Test func aProxyNamesItsClients() async throws {
    let seen = Seen()
    let proxies = try #require(TrustedProxies(["127.0.0.0/8"]))
    let place = try await ServedFolder(proxies: proxies, accessLog: { seen.add($0.client) })
    let wire = try Wire(place.port)
    _ = wire.get("/world.atom", "X-Forwarded-For: 192.0.2.7")
    _ = wire.get("/world.atom", "X-Forwarded-For: 6.6.6.6, 192.0.2.8, 127.0.0.1")
    _ = wire.get("/world.atom", "X-Forwarded-For: nonsense")
    #expect(seen.all.prefix(2) == ["192.0.2.7", "192.0.2.8"])
    await place.stop()
    // Whom nobody trusts is taken for nobody else.
    let other = Seen()
    let plain = try await ServedFolder(accessLog: { other.add($0.client) })
    _ = try Wire(plain.port).get("/world.atom", "X-Forwarded-For: 192.0.2.7")
    #expect(other.all == ["127.0.0.1"])
    await plain.stop()
  }

  @Test func stoppingLetsAnswersFinish() async throws {
    let huge = String(repeating: "x", count: 8 << 20)
    let place = try await ServedFolder(files: ["large.atom": huge])
    let wire = try Wire(place.port)
    wire.send("GET /large.atom HTTP/1.1\r\nHost: x\r\n\r\n")
    try await Task.sleep(for: .milliseconds(200))
    async let stopped: Void = place.server?.stop(within: 10) ?? ()
    try await Task.sleep(for: .milliseconds(100))
    let answer = wire.answer()
    #expect(answer.body.count == huge.utf8.count)
    _ = await stopped
    await place.stop()
  }
}

/// What was told, by whichever thread.
final class Seen: @unchecked Sendable {
  private let lock = NSLock()
  private var texts: [String] = []

  var all: [String] { lock.withLock { texts } }

  func add(_ text: String) { lock.withLock { texts.append(text) } }
}
