import Fetcher
import SlowResolver
import ScriptedOrigin
import Testing

/// Name look-ups that hang or fail; the test binary's own `getaddrinfo` answers them.
@Suite struct ResolverTests {
  @Test func b4ALookUpThatHangsStopsNobodyElse() async throws {
    let origin = ScriptedOrigin { _, connection in connection.answer() }
    defer { origin.stop() }
    let fetcher = Fetcher(policy: quickPolicy { $0.connectTimeout = .seconds(1) })
    let slow = try (0..<20).map { try request("http://n\($0).slow.example/", allowing: []) }
    let quick = try request(origin.address())
    let start = ContinuousClock.now
    await withTaskGroup(of: FetchError.Reason?.self) { group in
      for request in slow { group.addTask { await fetcher.fetch(request).reason } }
      try? await Task.sleep(for: .milliseconds(200))
      for _ in 0..<10 { #expect(await fetcher.fetch(quick).body == "<feed/>") }
      #expect(start.duration(to: .now) < .seconds(3))
      for await reason in group {
        guard case .connectTimedOut = reason else {
          Issue.record("\(String(describing: reason))")
          continue
        }
      }
    }
    #expect(refeed_slow_lookups() >= 20)
    #expect(await fetcher.fetch(quick).body == "<feed/>")
    #expect(start.duration(to: .now) < .seconds(8))
  }

  @Test func aNameThatDoesNotExistIsAFailureWithARemedy() async throws {
    let outcome = await fetch(try request("http://missing.example/", allowing: []))
    #expect(outcome.reason == .couldNotResolve(host: "missing.example"))
  }
}
