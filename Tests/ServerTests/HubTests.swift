import Bytes
import FeedModel
import Foundation
import History
import Regenerator
import ScriptedOrigin
import Synchronization
import Testing

@testable import Archive
@testable import Server

/// The hub as its subscribers meet it, on sockets.
@Suite struct HubTests {
  @Test func aSubscriberIsAskedAndThenToldWhatIsPublished() async throws {
    let desk = try await HubDesk()
    try await desk.subscribed("/told?id=1", [("hub.secret", "hush"), ("hub.lease_seconds", "600")])
    let asked = try #require(desk.reader.requests("GET", "/told").first)
    #expect(asked.path.hasPrefix("/told?id=1&hub.mode=subscribe&hub.topic=http%3A%2F%2Ffeeds"))
    #expect(asked.path.hasSuffix("&hub.lease_seconds=600"))
    #expect(HubDesk.Reader.challenge(in: asked).utf8.count == 48)
    #expect(desk.reader.told("/told").isEmpty)
    try await desk.publish("Two")
    try await desk.until { !desk.reader.told("/told").isEmpty }
    let told = try #require(desk.reader.told("/told").first)
    let document = try desk.document("world.atom")
    #expect(told.path == "/told?id=1" && document.contains("Two"))
    #expect(told.content.hasEqualBytes(document))
    #expect(told.header("Content-Type") == "application/atom+xml; charset=utf-8")
    #expect(
      told.header("Link")
        == "<http://feeds.example/-/hub>; rel=\"hub\", <http://feeds.example/world.atom>; rel=\"self\""
    )
    #expect(
      told.header("X-Hub-Signature")
        == HubSignature(secret: Array("hush".utf8)).field(for: Array(document.utf8)))
    try await desk.settle()
    #expect(desk.reader.told("/told").count == 1)
    await desk.stop()
  }

  @Test func aRunThatChangesNothingTellsNobody() async throws {
    let desk = try await HubDesk()
    try await desk.subscribed("/told")
    try await desk.publish("One")
    try await desk.settle()
    #expect(desk.reader.told("/told").isEmpty)
    try await desk.publish("Two")
    try await desk.until { desk.reader.told("/told").count == 1 }
    // Without a secret there is nothing to sign with.
    #expect(desk.reader.told("/told").first?.header("X-Hub-Signature") == nil)
    await desk.stop()
  }

  @Test(
    arguments: [
      ([("hub.mode", "subscribe")], 400), ([], 400),
      ([("hub.mode", "publish"), ("hub.url", "http://feeds.example/world.atom")], 400),
      ([("hub.topic", "http://feeds.example/world.atom"), ("hub.callback", "CALLBACK")], 400),
      (
        [
          ("hub.mode", "subscribe"), ("hub.topic", "http://feeds.example/world.atom"),
          ("hub.callback", "mailto:a@b.example"),
        ], 400
      ),
      (
        [
          ("hub.mode", "subscribe"), ("hub.topic", "http://feeds.example/world.atom"),
          ("hub.callback", "http://reader.example/"), ("hub.secret", "hush"),
        ], 400
      ),
      (
        [
          ("hub.mode", "subscribe"), ("hub.topic", "http://feeds.example/other.atom"),
          ("hub.callback", "CALLBACK"),
        ], 404
      ),
      (
        [
          ("hub.mode", "subscribe"), ("hub.topic", "http://elsewhere.example/world.atom"),
          ("hub.callback", "CALLBACK"),
        ], 404
      ),
      (
        [
          ("hub.mode", "subscribe"), ("hub.topic", "http://feeds.example/config.json"),
          ("hub.callback", "CALLBACK"),
        ], 404
      ),
      (
        [
          ("hub.mode", "subscribe"), ("hub.topic", "http://feeds.example/world.json"),
          ("hub.callback", "CALLBACK"), ("hub.lease_seconds", "never"),
        ], 400
      ),
      (
        [
          ("hub.mode", "subscribe"), ("hub.topic", "http://feeds.example/world.json"),
          ("hub.callback", "CALLBACK"), ("hub.lease_seconds", "100"),
        ], 202
      ),
    ] as [([(String, String)], Int)])
  func aRequestGetsTheAnswerThatItDeserves(fields: [(String, String)], status: Int) async throws {
    let desk = try await HubDesk()
    let callback = desk.reader.address("/told")
    let answer = try desk.post(fields.map { ($0, $1 == "CALLBACK" ? callback : $1) })
    #expect(answer.status == status, "\(answer.text)")
    try await desk.settle()
    #expect(desk.reader.origin.requests.isEmpty == (status != 202))
    await desk.stop()
  }

  @Test func whatIsNoFormAndWhatIsTooLargeIsNotRead() async throws {
    let desk = try await HubDesk()
    #expect(try desk.post([("hub.mode", "subscribe")], type: "application/json").status == 415)
    let long = [("hub.callback", String(repeating: "x", count: 20_000))]
    #expect(try desk.post(long).status == 413)
    #expect(try Wire(desk.port).get("/-/hub").status == 200)
    #expect(try Wire(desk.port).ask("PUT /-/hub HTTP/1.1\r\nHost: x\r\n\r\n").status == 405)
    await desk.stop()
  }

  @Test func withoutAHubThereIsNothing() async throws {
    let desk = try await HubDesk(hub: "false")
    #expect(try Wire(desk.port).get("/-/hub").status == 404)
    #expect(try desk.subscribe(desk.reader.address("/told")).status == 404)
    #expect(try Wire(desk.port).get("/world.atom").headers["link"] == nil)
    await desk.stop()
  }

  // MARK: Who meant it

  @Test func onlyWhoGivesTheChallengeBackIsSubscribed() async throws {
    let desk = try await HubDesk()
    let reader = desk.reader
    let answers: [(String, HubDesk.Reader.Answer)] = [
      ("/wrong", { _, connection in connection.answer(headers: [], Array("wrong".utf8)) }),
      ("/empty", { _, connection in connection.answer("204 No Content", headers: []) }),
      (
        "/more",
        { request, connection in
          connection.answer(headers: [], Array((HubDesk.Reader.challenge(in: request) + "\n").utf8))
        }
      ),
      (
        "/missing",
        { request, connection in
          connection.answer(
            "404 Not Found", headers: [], Array(HubDesk.Reader.challenge(in: request).utf8))
        }
      ),
      (
        "/moved",
        { request, connection in
          let query = request.path.drop { $0 != "?" }
          connection.answer("302 Found", headers: ["Location: /good\(query)"])
        }
      ),
      ("/reset", { _, connection in connection.reset() }),
      (
        "/endless",
        { _, connection in
          connection.answer(headers: [], [UInt8](repeating: 0x61, count: 1 << 20))
        }
      ),
    ]
    for (path, answer) in answers {
      reader.answer(path, answer)
      #expect(try desk.subscribe(reader.address(path)).status == 202)
    }
    try await desk.until { desk.hub.counts.refused == answers.count }
    #expect(reader.requests("GET", "/good").isEmpty)
    try await desk.subscribed("/good")
    try await desk.publish("Two")
    try await desk.until { reader.told("/good").count == 1 }
    try await desk.settle()
    #expect(reader.origin.requests.count { $0.text.hasPrefix("POST") } == 1)
    await desk.stop()
  }

  @Test func whoTakesLongToAnswerKeepsNobodyElseWaiting() async throws {
    let desk = try await HubDesk()
    desk.reader.answer("/slow") { _, connection in connection.hang() }
    #expect(try desk.subscribe(desk.reader.address("/slow")).status == 202)
    try await desk.subscribed("/quick")
    #expect(desk.hub.counts.refused == 0)
    await desk.stop()
  }

  @Test func whoLeavesIsAskedToo() async throws {
    let desk = try await HubDesk()
    try await desk.subscribed("/told")
    desk.reader.answer("/told") { _, connection in connection.answer("404 Not Found", headers: []) }
    let callback = desk.reader.address("/told")
    #expect(try desk.subscribe(callback, mode: "unsubscribe").status == 202)
    try await desk.until { desk.hub.counts.refused == 1 }
    desk.reader.answer("/told", nil)
    try await desk.publish("Two")
    try await desk.until { desk.reader.told("/told").count == 1 }
    try await desk.settle()
    #expect(try desk.subscribe(callback, mode: "unsubscribe").status == 202)
    try await desk.until { desk.hub.counts.unsubscribed == 1 }
    #expect(
      desk.reader.requests("GET", "/told").last?.path.contains("hub.mode=unsubscribe") == true)
    try await desk.publish("Three")
    try await desk.settle()
    #expect(desk.reader.told("/told").count == 1)
    await desk.stop()
  }

  @Test func aSubscriptionEndsWithItsLease() async throws {
    let desk = try await HubDesk()
    try await desk.subscribed("/short", [("hub.lease_seconds", "600")])
    try await desk.subscribed("/usual")
    try await desk.subscribed("/long", [("hub.lease_seconds", "99999999")])
    desk.pass(.seconds(700))
    try await desk.publish("Two")
    try await desk.until { desk.reader.told("/long").count == 1 }
    desk.pass(.seconds(5 * 86_400))
    try await desk.publish("Three")
    try await desk.until { desk.reader.told("/long").count == 2 }
    desk.pass(.seconds(5 * 86_400))
    try await desk.publish("Four")
    try await desk.settle()
    #expect(desk.reader.told("/short").isEmpty)
    #expect(desk.reader.told("/usual").count == 1 && desk.reader.told("/long").count == 2)
    #expect(desk.hub.counts.expired == 3 && desk.hub.counts.subscriptions == 0)
    await desk.stop()
  }

  // MARK: Deliveries

  @Test func whoFailsIsToldAgainAndWhoIsGoneIsNot() async throws {
    let desk = try await HubDesk()
    let reader = desk.reader
    for path in ["/broken", "/moved", "/gone", "/good"] { try await desk.subscribed(path) }
    reader.answer("/broken") { _, connection in connection.answer("503 Busy", headers: []) }
    reader.answer("/moved") { _, connection in
      connection.answer("307 Moved", headers: ["Location: /elsewhere"])
    }
    reader.answer("/gone") { _, connection in connection.answer("410 Gone", headers: []) }
    try await desk.publish("Two")
    try await desk.until { reader.told("/good").count == 1 && desk.hub.counts.failed == 2 }
    try await desk.settle()
    #expect(desk.hub.counts.gone == 1 && reader.told("/broken").count == 1)
    desk.pass(.seconds(9))
    try await desk.settle()
    #expect(reader.told("/broken").count == 1)
    for path in ["/broken", "/moved", "/gone"] { reader.answer(path, nil) }
    desk.pass(.seconds(1))
    try await desk.until { !reader.told("/broken").dropFirst().isEmpty }
    try await desk.until { !reader.told("/moved").dropFirst().isEmpty }
    try await desk.settle()
    #expect(reader.told("/broken").count == 2 && reader.told("/moved").count == 2)
    #expect(reader.told("/gone").count == 1 && reader.told("/good").count == 1)
    #expect(reader.requests("POST", "/elsewhere").isEmpty)
    #expect(reader.told("/broken").last?.content.contains("Two") == true)
    await desk.stop()
  }

  @Test func whoFailsForDaysIsTakenForDead() async throws {
    let desk = try await HubDesk()
    try await desk.subscribed("/dead", [("hub.lease_seconds", "864000")])
    desk.reader.answer("/dead") { _, connection in connection.answer("500 No", headers: []) }
    try await desk.publish("Two")
    for count in 1...12 where desk.hub.counts.dropped == 0 {
      try await desk.until { desk.hub.counts.failed >= count }
      try await desk.settle()
      desk.pass(.seconds(6 * 3600))
    }
    #expect(desk.hub.counts.dropped == 1)
    await desk.stop()
  }

  @Test func slowAndDeadSubscribersDelayNobody() async throws {
    let desk = try await HubDesk()
    let paths = (0..<60).map { "/reader\($0)" }
    for path in paths { #expect(try desk.subscribe(desk.reader.address(path)).status == 202) }
    for path in ["/slow1", "/slow2", "/slow3"] { try await desk.subscribed(path) }
    try await desk.until { desk.hub.counts.subscribed == 63 }
    for path in ["/slow1", "/slow2", "/slow3"] {
      desk.reader.answer(path) { _, connection in connection.hang() }
    }
    try await desk.publish("Two")
    // The slow ones hang for longer than this waits.
    try await desk.until { paths.allSatisfy { desk.reader.told($0).count == 1 } }
    #expect(desk.hub.counts.failed == 0)
    await desk.stop()
  }

  @Test func whatAProcessThatDiedDidNotTellAnotherTells() async throws {
    let desk = try await HubDesk()
    try await desk.subscribed("/told")
    desk.reader.answer("/told") { _, connection in connection.hang() }
    try await desk.publish("Two")
    try await desk.until { desk.reader.told("/told").count == 1 }
    // The first process hears of nothing any more.
    let next = SubscriptionHub(now: { desk.now }) { _, _ in }
    next.change(try desk.configuration)
    desk.reader.answer("/told", nil)
    for _ in 0..<3 { _ = next.round() }
    #expect(next.counts.waiting == 0, "the other's time is not over")
    // A clock of its own that is wrong does not count: the database's does.
    desk.pass(.seconds(121))
    _ = next.round()
    #expect(next.counts.waiting == 0, "the other's time is not over")
    let archive = try Archive(path: desk.folder.path + "/state/archive.sqlite", now: desk.now)
    try archive.write { session throws(ArchiveError) in
      try session.run { _ = try $0.run("UPDATE hub_subscription SET claimed_until = 1", []) }
    }
    _ = next.round()
    let end = ContinuousClock.now + .seconds(30)
    while desk.reader.told("/told").count < 2, ContinuousClock.now < end {
      try await Task.sleep(for: .milliseconds(5))
    }
    #expect(desk.reader.told("/told").count == 2)
    #expect(desk.reader.told("/told").last?.content.contains("Two") == true)
    await desk.stop()
  }
}
