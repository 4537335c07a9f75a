import Fetcher
import SlowResolver
import ScriptedOrigin
import Testing

/// Name look-ups that hang or fail; the test binary's own `getaddrinfo` answers them.
@Suite struct ResolverTests {
  @Test func b4ALookUpThatHangsStopsNobodyElse() async throws {
    let origin = ScriptedOrigin { _, connection in connection.answer() }
    defer { origin.stop() }
    let fetcher = Fetcher(
      policy: quickPolicy {
        $0.connectTimeout = .seconds(60)
        $0.timeout = .seconds(60)
      })
    let slow = try (0..<20).map { try request("http://n\($0).slow.example/", allowing: []) }
    let quick = try request(origin.address())
    let before = refeed_slow_lookups()
    let ended = Count()
    await withTaskGroup(of: Void.self) { group in
      for request in slow {
        group.addTask {
          _ = await fetcher.fetch(request)
          ended.add()
        }
      }
      while refeed_slow_lookups() == before { await Task.yield() }
      for _ in 0..<10 { #expect(await fetcher.fetch(quick).body == "<feed/>") }
      #expect(ended.value == 0)
      group.cancelAll()
    }
    #expect(await fetcher.fetch(quick).body == "<feed/>")
  }

  @Test func b4ALookUpThatHangsIsLeftInTime() async throws {
    let policy = quickPolicy { $0.connectTimeout = .seconds(1) }
    let outcome = await fetch(
      try request("http://n.slow.example/", allowing: []), policy: policy)
    #expect(outcome.reason == .connectTimedOut(host: "n.slow.example"))
  }

  @Test func aNameThatDoesNotExistIsAFailureWithARemedy() async throws {
    let outcome = await fetch(try request("http://missing.example/", allowing: []))
    #expect(outcome.reason == .couldNotResolve(host: "missing.example"))
  }
}
