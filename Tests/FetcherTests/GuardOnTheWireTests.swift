import Fetcher
import ScriptedOrigin
import Testing

/// The guard with real sockets; all of them on loopback, where refused listeners must hear
/// nothing.
@Suite struct GuardOnTheWireTests {
  static func quiet(_ host: String = "127.0.0.1") -> ScriptedOrigin {
    ScriptedOrigin(host: host) { _, connection in connection.answer() }
  }

  @Test(arguments: [
    "127.0.0.1", "2130706433", "0x7f000001", "0x7f.1", "127.1", "0177.0.0.1", "0", "0.0.0.0",
    "localhost", "127%2e0.0.1",
  ])
  func b7NoSpellingReachesLoopback(_ host: String) async throws {
    let origin = Self.quiet()
    defer { origin.stop() }
    let outcome = await fetch(try request("http://\(host):\(origin.port)/", allowing: []))
    guard case .addressRefused = outcome.reason else {
      Issue.record("\(outcome)")
      return
    }
    #expect(origin.connections == 0)
  }

  @Test(arguments: ["[::1]", "[::]", "[::ffff:127.0.0.1]", "[0:0:0:0:0:ffff:7f00:1]"])
  func b7NoSixSpellingReachesLoopback(_ host: String) async throws {
    let origin = Self.quiet()
    defer { origin.stop() }
    let outcome = await fetch(try request("http://\(host):\(origin.port)/", allowing: []))
    guard case .addressRefused = outcome.reason else {
      Issue.record("\(outcome)")
      return
    }
    #expect(origin.connections == 0)
  }

  @Test(arguments: [
    "http://2130706433:PORT/x", "http://0x7f.1:PORT/x", "//127.0.0.2:PORT/x",
    "HTTP:///127.0.0.2:PORT/x", "http://127.0.0.2:PORT/x", "http://[::ffff:127.0.0.2]:PORT/",
    "http://①②⑦.⓪.⓪.②:PORT/", "http://127。0。0。2:PORT/",
  ])
  func b7NoRedirectReachesLoopback(_ location: String) async throws {
    let victim = Self.quiet("127.0.0.2")
    let spelled = location.replacing("PORT", with: "\(victim.port)")
    let origin = ScriptedOrigin { _, connection in
      connection.answer("302 Found", headers: ["Location: \(spelled)"])
    }
    defer {
      victim.stop()
      origin.stop()
    }
    // The first host is trusted by name alone, so that its address is trusted for no other.
    let outcome = await fetch(
      try request("http://first.example:\(origin.port)/", allowing: ["first.example"]) {
        $0.resolve = ["first.example:\(origin.port):127.0.0.1"]
      })
    guard let reason = outcome.reason else {
      Issue.record("\(outcome)")
      return
    }
    switch reason {
    case .addressRefused, .redirectRefused, .couldNotResolve: break
    default: Issue.record("\(reason)")
    }
    #expect(victim.connections == 0)
    #expect(origin.requests.count == 1)
  }

  @Test func b8ANameThatResolvesToLoopbackIsRefused() async throws {
    let origin = Self.quiet()
    defer { origin.stop() }
    let outcome = await fetch(
      try request("http://rebind.example:\(origin.port)/", allowing: []) {
        $0.resolve = ["rebind.example:\(origin.port):127.0.0.1"]
      })
    #expect(outcome.reason == .addressRefused(address: "127.0.0.1", network: "loopback"))
    #expect(origin.connections == 0)
  }

  @Test func b8AConnectionThatAnotherSourceOpenedIsNotReused() async throws {
    let origin = Self.quiet()
    defer { origin.stop() }
    let fetcher = Fetcher(policy: quickPolicy())
    let first = await fetcher.fetch(try request(origin.address()))
    #expect(first.body == "<feed/>")
    let second = await fetcher.fetch(try request(origin.address(), allowing: []))
    #expect(second.reason == .addressRefused(address: "127.0.0.1", network: "loopback"))
    let third = await fetcher.fetch(try request(origin.address()))
    #expect(third.body == "<feed/>")
    #expect(origin.requests.count == 2)
  }

  @Test func b8OfMixedAddressesOnlyTheAllowedOneIsAsked() async throws {
    let good = Self.quiet("127.0.0.1")
    defer { good.stop() }
    let outcome = await fetch(
      try request("http://mixed.example:\(good.port)/", allowing: ["127.0.0.1"]) {
        $0.resolve = ["mixed.example:\(good.port):127.0.0.3,127.0.0.1"]
      })
    #expect(outcome.body == "<feed/>")
    #expect(outcome.facts.remoteAddress == "127.0.0.1")
  }

  @Test func b8AProxyNeedsPermission() async throws {
    let proxy = Self.quiet()
    defer { proxy.stop() }
    let outcome = await fetch(
      try request("http://inner.example/", allowing: []) {
        $0.proxy = "http://127.0.0.1:\(proxy.port)"
      })
    #expect(outcome.reason == .proxyNeedsPermission(host: "inner.example"))
    #expect(proxy.connections == 0)
  }

  @Test func b8AProxyIsAskedForListedHostsOnly() async throws {
    let proxy = ScriptedOrigin { _, connection in
      connection.answer("302 Found", headers: ["Location: http://other.example/"])
    }
    defer { proxy.stop() }
    let outcome = await fetch(
      try request("http://inner.example/", allowing: ["inner.example"]) {
        $0.proxy = "http://127.0.0.1:\(proxy.port)"
      })
    #expect(outcome.reason == .proxyNeedsPermission(host: "other.example"))
    #expect(proxy.requests.map(\.path) == ["http://inner.example/"])
  }
}
