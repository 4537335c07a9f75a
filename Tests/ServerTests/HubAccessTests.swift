import Bytes
import FeedModel
import Foundation
import History
import Regenerator
import ScriptedOrigin
import Synchronization
import Testing

@testable import Server

/// Who may subscribe to what, how often, and who is told of it.
@Suite struct HubAccessTests {
  private static let auth = #""feeds": {"secret": "sha256:\#(digest)"}"#
  private static let digest = OwnerDesk.Hex.text(SHA256.digest(of: HubDesk.token.utf8))

  @Test func aFeedThatNeedsATokenIsToldByItsTokenAlone() async throws {
    let desk = try await HubDesk(auth: Self.auth)
    let callback = desk.reader.address("/told")
    let base = HubDesk.base
    for topic in [
      base + "secret.atom", base + "t/\(HubDesk.other)/secret.atom", base + "t//secret.atom",
      base + "t/\(HubDesk.other)/world.atom",
    ] {
      #expect(try desk.subscribe(callback, to: topic).status == 404, "\(topic)")
    }
    try await desk.settle()
    #expect(desk.reader.origin.requests.isEmpty)
    let topic = base + "t/\(HubDesk.token)/secret.atom"
    try await desk.subscribed("/told", to: topic)
    try await desk.publish("Two")
    try await desk.until { desk.reader.told("/told").count == 1 }
    let told = try #require(desk.reader.told("/told").first)
    #expect(told.content.contains("href=\"\(topic)\"") && told.content.contains("Two"))
    #expect(told.header("Link")?.contains("<\(topic)>; rel=\"self\"") == true)
    let served = try Wire(desk.port).get("/t/\(HubDesk.token)/secret.atom")
    #expect(served.headers["link"] == told.header("Link"))
    #expect(try !desk.document("secret.atom").contains(HubDesk.token))
    await desk.stop()
  }

  @Test func whoseTokenIsTakenAwayIsToldSoAndNothingElse() async throws {
    let desk = try await HubDesk(auth: Self.auth)
    try await desk.subscribed("/told", to: HubDesk.base + "t/\(HubDesk.token)/secret.atom")
    let other = OwnerDesk.Hex.text(SHA256.digest(of: HubDesk.other.utf8))
    try desk.configure(
      hub: #"{"on": true, "allowHosts": "127.0.0.1"}"#,
      auth: #""feeds": {"secret": "sha256:\#(other)"}"#)
    try await desk.publish("Two")
    try await desk.until { desk.hub.counts.denied == 1 }
    try await desk.until {
      desk.reader.requests("GET", "/told").contains { $0.path.contains("hub.mode=denied") }
    }
    try await desk.publish("Three")
    try await desk.settle()
    #expect(desk.reader.told("/told").isEmpty)
    await desk.stop()
  }

  @Test func linksStandWhereWhoReadsMaySubscribe() async throws {
    let desk = try await HubDesk(auth: Self.auth)
    let wire = try Wire(desk.port)
    let link =
      "<http://feeds.example/-/hub>; rel=\"hub\", <http://feeds.example/world.atom>; rel=\"self\""
    let whole = wire.get("/world.atom")
    #expect(whole.headers["link"] == link)
    #expect(wire.get("/world", "Accept: application/atom+xml").headers["link"] == link)
    #expect(wire.ask("HEAD /world.atom HTTP/1.1\r\nHost: x\r\n\r\n").headers["link"] == link)
    let etag = try #require(whole.headers["etag"])
    let same = wire.get("/world.atom", "If-None-Match: \(etag)")
    #expect(same.status == 304 && same.headers["link"] == link)
    #expect(wire.get("/world.json").headers["link"]?.contains("world.json") == true)
    let bearer = wire.get("/secret.atom", "Authorization: Bearer \(HubDesk.token)")
    #expect(bearer.status == 200 && bearer.headers["link"] == nil)
    #expect(wire.get("/secret.atom").headers["link"] == nil)
    await desk.stop()
  }

  @Test func whatIsNotPublicIsNeitherAskedNorTold() async throws {
    let desk = try await HubDesk(hub: #"{"on": true, "perMinute": 100}"#)
    for host in ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0"] {
      let callback = "http://\(host):\(desk.reader.origin.port)/told"
      #expect(try desk.subscribe(callback).status == 202, "\(host)")
    }
    try await desk.until { desk.hub.counts.refused == 6 }
    #expect(desk.reader.origin.connections == 0)
    // Who was asked before is not told either.
    try desk.configure(hub: #"{"on": true, "allowHosts": "127.0.0.1"}"#)
    try await desk.subscribed("/told")
    try desk.configure(hub: "true")
    try await desk.publish("Two")
    try await desk.until { desk.hub.counts.failed == 1 }
    #expect(desk.reader.told("/told").isEmpty)
    await desk.stop()
  }

  @Test func aClientAndAHostGetSoManyRequestsInAMinute() async throws {
    let desk = try await HubDesk(
      hub: #"{"on": true, "allowHosts": "127.0.0.1", "perMinute": 3}"#)
    let nowhere = "http://reader.invalid/"
    let bad = HubDesk.base + "none.atom"
    for _ in 0..<3 { #expect(try desk.subscribe(nowhere, to: bad).status == 404) }
    let refused = try desk.subscribe(nowhere, to: bad)
    #expect(refused.status == 429 && refused.headers["retry-after"] == "60")
    // Others' callbacks, whoever names them.
    let callback = desk.reader.address("/told")
    for number in 0..<30 {
      let client = "127.0.1.\(1 + number / 3)"
      #expect(try desk.subscribe(callback, from: client).status == 202, "\(number)")
    }
    #expect(try desk.subscribe(callback, from: "127.0.2.1").status == 429)
    #expect(try desk.subscribe(nowhere, from: "127.0.2.2").status == 202)
    await desk.stop()
  }

  @Test func aMinuteLaterThereIsRoomAgain() {
    let clock = HubClock()
    let limit = RequestLimit(now: { clock.now.withLock { $0 } })
    let client = RequestLimit.Holder.client(nil)
    #expect(limit.admits(client, most: 1) && !limit.admits(client, most: 1))
    #expect(limit.admits(.callbacks(of: "a.example"), most: 1))
    clock.now.withLock { $0 += .seconds(59) }
    #expect(!limit.admits(client, most: 1))
    clock.now.withLock { $0 += .seconds(1) }
    #expect(limit.admits(client, most: 1))
    for number in 2...40 {
      #expect(limit.admits(.client(ClientAddress("10.0.0.\(number)")), most: 1), "\(number)")
    }
    #expect(!limit.admits(.client(ClientAddress("10.0.0.41")), most: 1), "all together")
  }

  private final class HubClock: Sendable {
    let now = Mutex(ContinuousClock.now)
  }

  @Test func numbersNameNobody() async throws {
    let desk = try await HubDesk(auth: Self.auth)
    try await desk.subscribed(
      "/told", to: HubDesk.base + "t/\(HubDesk.token)/secret.atom", [("hub.secret", "hush")])
    try await desk.publish("Two")
    try await desk.until { desk.hub.counts.told == 1 }
    HubMetrics.note(desk.hub.counts)
    let text = PrometheusRegistry.shared.text()
    #expect(text.contains("refeed_hub_deliveries_total{outcome=\"told\"} 1"))
    #expect(text.contains("# TYPE refeed_hub_subscriptions gauge"))
    for secret in [HubDesk.token, "hush", "127.0.0.1", "/told"] { #expect(!text.contains(secret)) }
    await desk.stop()
  }
}
