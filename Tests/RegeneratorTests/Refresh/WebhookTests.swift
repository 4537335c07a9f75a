import ConfigurationModel
import FeedModel
import Foundation
import JSON
import ScriptedOrigin
import Synchronization
import Testing

@testable import Regenerator

/// The address that is told when a source changes state (`notify`).
@Suite struct WebhookTests {
  private final class Hook: Sendable {
    let origin: ScriptedOrigin
    let status: Status

    final class Status: Sendable {
      let now = Mutex("204 No Content")
    }

    init(host: String = "127.0.0.2") {
      let status = Status()
      self.status = status
      origin = ScriptedOrigin(host: host) { _, connection in
        connection.answer(status.now.withLock { $0 }, headers: ["Location: /elsewhere"])
      }
    }

    deinit { origin.stop() }

    func states(_ index: Int) throws -> [String] {
      let content = Array(origin.requests[index].content.utf8)
      let changes = try #require(try JSONDocument(parsing: content).root["changes"]?.elements)
      return changes.compactMap { $0["state"]?.string }
    }
  }

  private static func room(_ hook: Hook, _ more: String = "") throws -> Newsroom {
    let room = try Newsroom()
    try room.configure(
      """
      {"id": "world", "every": "30m", "sources": ["ORIGIN/feed?token=0123456789abcdef0123456789"]}
      """,
      extra: """
        "notify": {"url": "\(hook.origin.address("/hook"))", "token": "hush",
          "allowHosts": "127.0.0.2"\(more)},
        """)
    return room
  }

  @Test func changesOfStateAreToldAndNothingElse() async throws {
    let hook = Hook()
    let room = try Self.room(hook)
    let path = "/feed?token=0123456789abcdef0123456789"
    room.serve(path, [Story("A")])
    try await room.refresh(minute: 0)
    room.serve(path, .init(status: "500 Broken"))
    for run in 1...2 { try await room.refresh(minute: Int64(run) * 600) }
    #expect(hook.origin.requests.isEmpty)
    for run in 3...5 { try await room.refresh(minute: Int64(run) * 600) }
    // A week later the report says so again; the state is the same.
    try await room.refresh(minute: 30_000)
    #expect(hook.origin.requests.count == 1)
    let first = try #require(hook.origin.requests.first)
    #expect(first.text.hasPrefix("POST /hook HTTP/1.1"))
    #expect(first.header("Content-Type") == "application/json")
    #expect(first.header("Authorization") == "Bearer hush")
    #expect(try hook.states(0) == ["failing"])
    #expect(first.content.contains("world") && first.content.contains("3 times in a row"))
    #expect(!first.content.contains("0123456789abcdef"))
    room.serve(path, [Story("A"), Story("B")])
    try await room.refresh(minute: 40_000)
    #expect(try hook.states(1) == ["working"])
    try await room.refresh(minute: 41_000) { $0.dryRun = true }
    #expect(hook.origin.requests.count == 2)
  }

  @Test(arguments: ["500 Broken", "302 Found", "404 Not Found", "429 Too Many Requests"])
  func whatCouldNotBeToldIsToldLater(status: String) async throws {
    let hook = Hook()
    hook.status.now.withLock { $0 = status }
    let room = try Self.room(hook)
    let path = "/feed?token=0123456789abcdef0123456789"
    room.serve(path, .init(status: "410 Gone"))
    let failed = try await room.refresh(minute: 0)
    #expect(failed.problems.contains { $0.contains("notify") && $0.contains("127.0.0.2") })
    #expect(failed.exitCode != 0)
    #expect(hook.origin.requests.allSatisfy { $0.path == "/hook" })
    hook.status.now.withLock { $0 = "200 OK" }
    let next = try await room.refresh(minute: 30)
    #expect(next.problems.isEmpty)
    #expect(try hook.states(1) == ["retired"])
    try await room.refresh(minute: 60)
    #expect(hook.origin.requests.count == 2)
  }

  /// The guard judges it by its own list, wherever sources may lead.
  @Test(arguments: [false, true])
  func thisMachineIsToldOnlyIfItIsListed(sourcesMayBePrivate: Bool) async throws {
    let hook = Hook()
    let room = try Newsroom()
    room.serve("/feed", .init(status: "410 Gone"))
    let host = "https://127.0.0.2:\(hook.origin.port)/"
    try room.write(
      """
      {"notify": "\(host)", "archive": "a.sqlite", "fetch": {"gap": "0s", "allowPrivateNetworks": \(sourcesMayBePrivate)},
       "feeds": [{"id": "a", "sources": [{"url": "\(room.origin.address())",
         "allowPrivateNetworks": true}]}]}
      """, to: "config.json")
    let report = try await room.refresh(minute: 0)
    #expect(report.problems.contains { $0.contains("notify.allowHosts") }, "\(report.problems)")
    #expect(hook.origin.connections == 0)
  }

  @Test(arguments: [
    (#""http://hook.example/""#, "https"),
    (#"{"url": "http://hook.example/", "allowHosts": ["other.example"]}"#, "https"),
    (#"{"token": "x"}"#, "url"), (#""ftp://hook.example/""#, "http"),
  ])
  func whatMayNotBeToldIsSaid(notify: String, word: String) {
    let text = #"{"notify": \#(notify), "feeds": [{"id": "a", "sources": ["x"]}]}"#
    do throws(InvalidConfiguration) {
      _ = try Regenerator(
        Configuration.read(Array(text.utf8), path: "config.json", environment: [:]))
      Issue.record("\(notify) was taken")
    } catch {
      #expect(error.description.contains(word), "\(error.description)")
    }
  }

  @Test(arguments: [
    #""https://hook.example/services/x""#,
    #"{"url": "http://hook.example/", "allowHosts": ["hook.example"]}"#,
    #"{"url": "http://10.0.0.7:9000/", "allowHosts": ["10.0.0.0/8"]}"#,
  ])
  func whatMayBeToldIsTaken(notify: String) throws {
    let text = #"{"notify": \#(notify), "feeds": [{"id": "a", "sources": ["x"]}]}"#
    _ = try Regenerator(
      Configuration.read(Array(text.utf8), path: "config.json", environment: [:]))
  }
}
