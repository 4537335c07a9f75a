import ConfigurationModel
import FeedModel
import Foundation
import ScriptedOrigin
import Synchronization
import Testing

@testable import Regenerator

/// Hubs of others that are told when a feed has changed (`hubs`).
@Suite struct HubPingTests {
  private final class Hub: Sendable {
    let origin: ScriptedOrigin
    let status: Status

    final class Status: Sendable {
      let now = Mutex("204 No Content")
    }

    init() {
      let status = Status()
      self.status = status
      origin = ScriptedOrigin(host: "127.0.0.2") { _, connection in
        connection.answer(status.now.withLock { $0 }, headers: ["Location: /elsewhere"])
      }
    }

    deinit { origin.stop() }

    /// The addresses that it was told of, sorted.
    var told: [String] { origin.requests.map(\.content).sorted() }
  }

  private static func room(
    _ hub: Hub, _ feed: String = "", _ more: String = "", isPrivate: Bool = true
  ) throws -> Newsroom {
    let room = try Newsroom()
    try room.write(
      """
      { "baseURL": "https://feeds.example/", "archive": "a.sqlite", \(more)
        "fetch": {"gap": "0s", "allowPrivateNetworks": \(isPrivate)},
        "hubs": "\(hub.origin.address("/hub"))",
        "feeds": [{"id": "world", \(feed) "sources": [{"url": "\(room.origin.address())",
          "allowPrivateNetworks": true}]}] }
      """, to: "config.json")
    return room
  }

  private static let pings = ["atom", "json"].map {
    "hub.mode=publish&hub.url=https%3A%2F%2Ffeeds.example%2Fworld.\($0)"
  }

  @Test func aHubIsToldOfWhatHasChangedAndOfNothingElse() async throws {
    let hub = Hub()
    let room = try Self.room(hub)
    room.serve("/feed", [Story("A")])
    try await room.refresh(minute: 0) { $0.dryRun = true }
    #expect(hub.told.isEmpty)
    try await room.refresh(minute: 0)
    #expect(hub.told == Self.pings)
    let first = try #require(hub.origin.requests.first)
    #expect(first.text.hasPrefix("POST /hub HTTP/1.1"))
    #expect(first.header("Content-Type") == "application/x-www-form-urlencoded")
    try await room.refresh(minute: 60)
    #expect(hub.told.count == 2)
    room.serve("/feed", [Story("A"), Story("B")])
    try await room.refresh(minute: 120)
    #expect(hub.told.count == 4)
  }

  @Test(arguments: ["500 Broken", "302 Found", "404 Not Found", "429 Too Many Requests"])
  func whatAHubDidNotTakeItIsToldAgain(status: String) async throws {
    let hub = Hub()
    hub.status.now.withLock { $0 = status }
    let room = try Self.room(hub)
    room.serve("/feed", [Story("A")])
    let failed = try await room.refresh(minute: 0)
    #expect(failed.problems.contains { $0.contains("hubs") && $0.contains("127.0.0.2") })
    #expect(hub.origin.requests.allSatisfy { $0.path == "/hub" })
    hub.status.now.withLock { $0 = "202 Accepted" }
    let next = try await room.refresh(minute: 60)
    #expect(next.problems.isEmpty)
    #expect(hub.told == (Self.pings + Self.pings).sorted())
    try await room.refresh(minute: 120)
    #expect(hub.told.count == 4)
  }

  @Test func aHubOnThisMachineIsToldOnlyIfThatIsConfigured() async throws {
    let hub = Hub()
    let room = try Self.room(hub, isPrivate: false)
    room.serve("/feed", [Story("A")])
    let report = try await room.refresh(minute: 0)
    #expect(report.problems.contains { $0.contains("hubs") }, "\(report.problems)")
    #expect(hub.told.isEmpty)
  }

  @Test func aFeedThatNeedsATokenOrNamesNoHubIsToldToNobody() async throws {
    let token = "sha256:" + String(repeating: "0", count: 64)
    for (feed, more) in [
      ("", #""serve": {"auth": {"feeds": {"world": "\#(token)"}}},"#),
      ("", #""serve": {"auth": {"tokens": "\#(token)"}},"#),
      (#""hubs": [],"#, ""),
    ] {
      let hub = Hub()
      let room = try Self.room(hub, feed, more)
      room.serve("/feed", [Story("A")])
      let report = try await room.refresh(minute: 0)
      #expect(report.problems.isEmpty && hub.told.isEmpty)
      let atom = try room.read("public/world.atom")
      #expect(!atom.contains("rel=\"hub\""))
    }
  }

  @Test func documentsNameTheirHubs() async throws {
    let hub = Hub()
    let room = try Self.room(
      hub, #""formats": ["atom", "json", "rss"],"#, #""serve": {"hub": true},"#)
    room.serve("/feed", [Story("A")])
    try await room.refresh(minute: 0)
    let (own, other) = ("https://feeds.example/-/hub", hub.origin.address("/hub"))
    let atom = try room.read("public/world.atom")
    #expect(atom.contains(#"<link rel="hub" href="\#(own)"/>"#), "\(atom)")
    #expect(atom.contains(#"<link rel="hub" href="\#(other)"/>"#))
    let rss = try room.read("public/world.rss")
    #expect(rss.contains(#"<atom:link rel="hub" href="\#(own)"/>"#))
    #expect(rss.contains(#"<atom:link rel="self""#))
    let json = try room.read("public/world.json").filter { $0 != " " && $0 != "\n" }
    #expect(
      json.contains(
        #""hubs":[{"type":"WebSub","url":"\#(own)"},{"type":"WebSub","url":"\#(other)"}]"#))
  }

  private static func problem(with path: String) -> InvalidConfiguration? {
    do throws(InvalidConfiguration) {
      _ = try Regenerator(Configuration.load(path: path, environment: [:]))
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    (#""hubs": "https://hub.example/","#, "", true),
    (#""serve": {"hub": true},"#, "", true),
    (#""serve": {"hub": {"on": true}},"#, "", true),
    ("", #""hubs": "https://hub.example/","#, true),
    (#""hubs": [],"#, "", false),
    (#""serve": {"hub": false},"#, "", false),
    (#""baseURL": "https://x.example/", "hubs": "https://hub.example/","#, "", false),
    (#""baseURL": "https://x.example/", "serve": {"hub": true},"#, "", false),
    (#""baseURL": "https://x.example/", "hubs": "ftp://hub.example/","#, "", true),
    (#""baseURL": "https://x.example/", "hubs": ["https://hub.example/", "hub"],"#, "", true),
    (#""baseURL": "https://x.example/", "hubs": "https://a:b@hub.example/","#, "", true),
    (#""baseURL": "https://x.example/", "serve": {"hub": {"secret": "x"}},"#, "", true),
    (#""baseURL": "https://x.example/", "serve": {"hub": "yes"},"#, "", true),
  ])
  func hubsThatCanNotBeMeantAreRefused(top: String, feed: String, isWrong: Bool) throws {
    let room = try Newsroom()
    try room.write(
      #"{\#(top) "feeds": [{"id": "a", \#(feed) "sources": ["https://a.example/f"]}]}"#,
      to: "config.json")
    let problem = Self.problem(with: room.folder + "/config.json")
    #expect((problem != nil) == isWrong, "\(problem?.description ?? "")")
    #expect(problem?.problems.allSatisfy { $0.line != nil } ?? true)
  }
}
