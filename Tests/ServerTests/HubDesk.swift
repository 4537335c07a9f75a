import ConfigurationModel
import FeedModel
import Foundation
import History
import Regenerator
import ScriptedOrigin
import Synchronization
import Testing

@testable import Server

/// A service with a hub, a clock of its own, and a subscriber on loopback that answers as a test says.
final class HubDesk: Sendable {
  static let token = "0123456789abcdef0123456789abcdef"
  static let other = "fedcba9876543210fedcba9876543210"
  static let base = "http://feeds.example/"

  let folder: URL
  let hub: SubscriptionHub
  let reader: Reader
  let port: UInt16
  private let server: FeedServer
  private let time: Clock

  /// A moment that tests move on.
  final class Clock: Sendable {
    let now = Mutex(Timestamp(milliseconds: 1_773_144_000_000) ?? .epoch)
  }

  /// Somebody who subscribes: what it answers to whom, by path; else it gives challenges back, and takes
  /// what it is told.
  final class Reader: Sendable {
    typealias Answer = ScriptedOrigin.Answer

    let origin: ScriptedOrigin
    private let answers: Answers

    private final class Answers: Sendable {
      let byPath = Mutex<[String: Answer]>([:])
    }

    init() {
      let answers = Answers()
      self.answers = answers
      origin = ScriptedOrigin { request, connection in
        let path = String(request.path.prefix { $0 != "?" })
        if let answer = answers.byPath.withLock({ $0[path] }) { return answer(request, connection) }
        connection.answer(headers: [], Array(Self.challenge(in: request).utf8))
      }
    }

    deinit { origin.stop() }

    func answer(_ path: String, _ answer: Answer?) {
      answers.byPath.withLock { $0[path] = answer }
    }

    static func challenge(in request: ScriptedOrigin.Request) -> String {
      guard let start = request.path.range(of: "hub.challenge=") else { return "" }
      return String(request.path[start.upperBound...].prefix { $0 != "&" })
    }

    func requests(_ method: String, _ path: String) -> [ScriptedOrigin.Request] {
      origin.requests.filter { request in
        request.text.hasPrefix(method + " ") && request.path.prefix { $0 != "?" } == path
      }
    }

    /// What it was told.
    func told(_ path: String) -> [ScriptedOrigin.Request] { requests("POST", path) }

    func address(_ path: String) -> String { origin.address(path) }
  }

  /// - Parameters:
  ///   - hub: the value of `serve.hub`.
  ///   - auth: members of `serve.auth`.
  init(
    hub settings: String = #"{"on": true, "allowHosts": "127.0.0.1", "perMinute": 1000}"#,
    auth: String = ""
  ) async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "hub-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let time = Clock()
    self.time = time
    reader = Reader()
    hub = SubscriptionHub(now: { time.now.withLock { $0 } }) { _, _ in }
    try Self.write(settings, auth, to: folder)
    try Self.writeFeed("One", to: folder)
    let configuration = try Self.configuration(folder)
    _ = try await Regenerator(configuration).refresh(
      RefreshRequest(), now: time.now.withLock { $0 })
    hub.change(configuration)
    var contents = PageContents()
    contents.hub = HubPages(hub)
    let store = FileStore(ServedSite(configuration), memory: 1 << 20)
    server = FeedServer(
      store: store, pages: SitePages(store: store, contents: contents), threads: 1)
    let places = try await server.start(on: [.host("127.0.0.1", port: 0)])
    guard case .host(_, let port)? = places.first else { throw POSIXError(.EADDRNOTAVAIL) }
    self.port = UInt16(port)
  }

  func stop() async {
    await server.stop(within: 1)
    try? FileManager.default.removeItem(at: folder)
  }

  private static func write(_ hub: String, _ auth: String, to folder: URL) throws {
    let text = """
      { "baseURL": "\(base)", "serve": { "hub": \(hub), "auth": {\(auth)} },
        "feeds": [ { "id": "world", "sources": ["feed.xml"] },
                   { "id": "secret", "sources": ["feed.xml"] } ] }
      """
    try Data(text.utf8).write(to: folder.appending(path: "config.json"))
  }

  private static func writeFeed(_ title: String, to folder: URL) throws {
    let text = """
      <rss version='2.0'><channel><title>x</title><item><guid isPermaLink='false'>\(title)</guid>
      <title>\(title)</title><link>https://news.example/\(title)</link>
      <description>Text of \(title)</description></item></channel></rss>
      """
    try Data(text.utf8).write(to: folder.appending(path: "feed.xml"))
  }

  private static func configuration(_ folder: URL) throws -> Configuration {
    try Configuration.load(path: folder.appending(path: "config.json").path, environment: [:])
  }

  var configuration: Configuration {
    get throws { try Self.configuration(folder) }
  }

  // MARK: What happens

  var now: Timestamp { time.now.withLock { $0 } }

  func pass(_ duration: Duration) { time.now.withLock { $0 = $0.adding(duration) } }

  /// Another configuration from now on.
  func configure(hub settings: String, auth: String = "") throws {
    try Self.write(settings, auth, to: folder)
    hub.change(try Self.configuration(folder))
  }

  /// A run of another process that finds one more entry.
  func publish(_ title: String) async throws {
    try Self.writeFeed(title, to: folder)
    pass(.seconds(60))
    let report = try await Regenerator(Self.configuration(folder)).refresh(
      RefreshRequest(force: true), now: now)
    #expect(report.problems.isEmpty)
  }

  /// Goes round after round until something is so.
  func until(_ isSo: () throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(30)
    while try !isSo() {
      guard ContinuousClock.now < end else {
        Issue.record("it did not come to be")
        return
      }
      _ = hub.round()
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  /// Until nothing is at work and nobody waits.
  func settle() async throws {
    try await until { self.hub.counts.waiting == 0 && self.hub.isQuiet }
    for _ in 0..<2 { _ = hub.round() }
  }

  // MARK: Asking

  func subscribe(
    _ callback: String, to topic: String = base + "world.atom", mode: String = "subscribe",
    _ more: [(String, String)] = [], from source: String = "127.0.0.1"
  ) throws -> Answer {
    try post(
      [("hub.mode", mode), ("hub.topic", topic), ("hub.callback", callback)] + more, from: source)
  }

  func post(
    _ fields: [(String, String)], type: String = "application/x-www-form-urlencoded",
    from source: String = "127.0.0.1"
  ) throws -> Answer {
    let body = fields.map { "\($0)=\(OwnerPages.encoded($1))" }.joined(separator: "&")
    return try Wire(port, from: source).ask(
      "POST /-/hub HTTP/1.1\r\nHost: x\r\nContent-Type: \(type)\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
  }

  /// A reader of a path that is subscribed.
  func subscribed(
    _ path: String, to topic: String = base + "world.atom", _ more: [(String, String)] = []
  ) async throws {
    let before = hub.counts.subscribed
    let answer = try subscribe(reader.address(path), to: topic, more)
    #expect(answer.status == 202, "\(answer.text)")
    // Others may be at it at the same time.
    try await until { hub.counts.subscribed > before }
  }

  func document(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: "public/\(name)"), encoding: .utf8)
  }
}
