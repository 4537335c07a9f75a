import ConfigurationModel
import FeedModel
import Regenerator
import Testing

@testable import Server

/// Details are for this machine: a request that a web server on it passes on is another's.
@Suite struct PassedOnTests {
  private static func status(
    _ fields: [String], proxies: TrustedProxies = TrustedProxies()
  ) async throws -> Int {
    let store = FileStore(ServedSite(root: "/nonexistent"), memory: 1 << 20, openFiles: 8)
    let health = HealthPages(
      health: { ServiceHealth(Configuration(), now: .epoch) }, metrics: { _ in "numbers" })
    let pages = SitePages(store: store) { health.add(to: $0) }
    let server = FeedServer(store: store, pages: pages, proxies: proxies, threads: 1)
    let places = try await server.start(on: [.host("127.0.0.1", port: 0)])
    guard case .host(_, let port)? = places.first else { return 0 }
    let lines = ["GET /-/metrics HTTP/1.1", "Host: x"] + fields + ["", ""]
    let answer = try Wire(UInt16(port)).ask(lines.joined(separator: "\r\n"))
    await server.stop(within: 1)
    return answer.status
  }

  @Test(arguments: [
    "Forwarded: for=192.0.2.1", "forwarded: for=127.0.0.1", "X-Real-IP: 192.0.2.1",
    "x-real-ip: 127.0.0.1", "X-Forwarded-For: 127.0.0.1", "Via: 1.1 proxy",
  ])
  func areNotTold(field: String) async throws {
    #expect(try await Self.status([field]) == 404)
    let proxies = try #require(TrustedProxies(["127.0.0.1"]))
    #expect(try await Self.status([field], proxies: proxies) == 404)
  }

  @Test(arguments: [[], ["X-Forwarded: x"], ["Referer: http://192.0.2.1/"]])
  func thisMachineIsTold(fields: [String]) async throws {
    #expect(try await Self.status(fields) == 200)
  }
}
