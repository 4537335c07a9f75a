import ConfigurationModel
import FeedModel
import Foundation
import Regenerator
import ScriptedOrigin
import Synchronization
import Testing

@testable import Server

/// What a request for a cleaned feed may cost, and who is kept waiting by it: nobody else.
@Suite(.timeLimit(.minutes(2))) struct CleanBoundsTests {
  private static let token = ServedFolder.token

  private static func feed(_ count: Int) -> [UInt8] {
    let items = (1...count).map { number in
      "<item><title>\(number) \(String(repeating: "a", count: 60))b</title><guid>\(number)</guid>"
        + "<link>https://example.org/\(number)</link></item>"
    }
    return Array(
      ("<rss version=\"2.0\"><channel><title>T</title><link>https://example.org/</link>"
        + items.joined() + "</channel></rss>").utf8)
  }

  private static func configuration() throws -> Configuration {
    let text = """
      {"serve": {"auth": {"clean": "${TOKEN}"}}, "fetch": {"gap": "0s"},
       "feeds": [{"id": "a", "sources": ["x"]}]}
      """
    let reader = ConfigurationReader(path: "config.json", environment: ["TOKEN": token])
    return try #require(reader.read(Array(text.utf8)).configuration)
  }

  private static func pages(
    mostTime: Duration = .seconds(600),
    tell: @escaping @Sendable (String, String) -> Void = { _, _ in }
  ) throws -> CleanPages {
    let read = try configuration()
    let cleaner = FeedCleaner(read, allowPrivateNetworks: true, mostTime: mostTime)
    return CleanPages(read, cleaner: cleaner, now: { .epoch }, tell: tell)
  }

  private static func ask(_ query: String) -> PageRequest {
    PageRequest(
      path: "/clean", query: query, token: nil, presented: TokenSet.Digest(of: token.utf8),
      caller: Caller(address: ClientAddress("192.0.2.1"), isLocal: false), host: "x",
      ifNoneMatch: nil)
  }

  /// Answers `/feed`, and nothing else before whoever asks goes.
  private static func origin(_ left: Seen = Seen()) -> ScriptedOrigin {
    ScriptedOrigin { request, connection in
      guard request.path == "/feed" else {
        connection.hang()
        return left.add(request.path)
      }
      connection.answer(headers: ["Content-Type: application/rss+xml"], feed(20))
    }
  }

  private static func text(_ message: Message?) -> String {
    String(decoding: message?.content ?? [], as: UTF8.self)
  }

  /// Waits until the origin was asked so many times.
  private static func wait(for count: Int, of origin: ScriptedOrigin) async throws {
    while origin.requests.count < count { try await Task.sleep(for: .milliseconds(5)) }
  }

  @Test(arguments: [
    "/(a%2B)%2B$/", "%7B%22title%22:[%22x%22,%22/(.*a){8}[bc]d?[xyq]/%22]%7D",
  ])
  func aFilterThatRunsOverIsAMistake(filter: String) async throws {
    let origin = Self.origin()
    defer { origin.stop() }
    let pages = try Self.pages()
    for key in ["only", "drop"] {
      let query = "url=\(origin.address())&\(key)=\(filter)"
      let answer = await pages.answer(Self.ask(query), isLast: false)
      #expect(answer?.status == 400, "\(key)")
      #expect(Self.text(answer).contains("costly"))
    }
    let fit = await pages.answer(
      Self.ask("url=\(origin.address())&drop=/^1%20a%2Bb$/"), isLast: false)
    let text = Self.text(fit)
    #expect(fit?.status == 200 && text.contains(">2 aa") && !text.contains(">1 aa"))
  }

  @Test func filtersAreFewAndShort() async throws {
    let origin = Self.origin()
    defer { origin.stop() }
    let pages = try Self.pages()
    func status(_ filters: String) async -> Int? {
      await pages.answer(Self.ask("url=\(origin.address())\(filters)"), isLast: false)?.status
    }
    let list = (0..<65).map { "%22x\($0)%22" }.joined(separator: ",")
    #expect(await status(String(repeating: "&drop=x", count: 17)) == 400)
    #expect(await status("&only=a" + String(repeating: "&drop=x", count: 16)) == 400)
    #expect(await status("&drop=" + String(repeating: "x", count: 1001)) == 400)
    #expect(await status("&drop=%7B%22title%22:[\(list)]%7D") == 400)
    #expect(origin.requests.isEmpty)
    #expect(await status(String(repeating: "&drop=x", count: 16)) == 200)
    #expect(await status("&drop=" + String(repeating: "x", count: 1000)) == 200)
  }

  @Test func aRequestHasAnEnd() async throws {
    let (origin, told) = (Self.origin(), Seen())
    defer { origin.stop() }
    let pages = try Self.pages(mostTime: .seconds(1)) { told.add($1) }
    let answer = await pages.answer(Self.ask("url=\(origin.address("/never"))"), isLast: false)
    #expect(answer?.status == 502)
    #expect(told.all == ["it takes longer than 1 seconds"])
  }

  @Test func itRunsOnThreadsOfItsOwn() async throws {
    let names = Seen()
    let pages = try Self.pages { _, _ in
      let name = try? String(contentsOf: URL(filePath: "/proc/thread-self/comm"), encoding: .utf8)
      names.add(name ?? "")
    }
    let answer = await pages.answer(Self.ask("url=http://127.0.0.1:1/"), isLast: false)
    #expect(answer?.status == 502)
    #expect(names.all.count == 1 && names.all.allSatisfy { $0.hasPrefix("clean ") }, "\(names.all)")
  }

  @Test func itEndsWhenTheLastWhoWaitedHasGone() async throws {
    let left = Seen()
    let origin = Self.origin(left)
    defer { origin.stop() }
    let pages = try Self.pages()
    let query = "url=\(origin.address("/never"))"
    let one = Task { await pages.answer(Self.ask(query), isLast: false)?.status }
    try await Self.wait(for: 1, of: origin)
    let other = Task { await pages.answer(Self.ask(query), isLast: false)?.status }
    // It has joined the first when that is no longer alone.
    while pages.waiting < 2 { try await Task.sleep(for: .milliseconds(5)) }
    one.cancel()
    while pages.waiting > 1 { try await Task.sleep(for: .milliseconds(5)) }
    #expect(left.all.isEmpty)
    other.cancel()
    #expect(await one.value == 503)
    #expect(await other.value == 503)
    while left.all.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    // What was abandoned is not remembered.
    let again = Task { await pages.answer(Self.ask(query), isLast: false)?.status }
    try await Self.wait(for: 2, of: origin)
    again.cancel()
    #expect(await again.value == 503)
  }

  @Test func stoppingEndsIt() async throws {
    let origin = Self.origin()
    defer { origin.stop() }
    let pages = try Self.pages()
    let query = "url=\(origin.address("/never"))"
    let task = Task { await pages.answer(Self.ask(query), isLast: false)?.status }
    try await Self.wait(for: 1, of: origin)
    pages.stop()
    #expect(await task.value == 503)
    #expect(await pages.answer(Self.ask("url=\(origin.address())"), isLast: false)?.status == 503)
    #expect(origin.requests.count == 1)
  }

  /// As web servers do that wait for another: who ends the connection waits no more.
  @Test func whoClosesTheConnectionWaitsNoMore() async throws {
    let left = Seen()
    let origin = Self.origin(left)
    defer { origin.stop() }
    let store = FileStore(ServedSite(root: "/nonexistent"), memory: 1 << 20, openFiles: 8)
    var contents = PageContents()
    contents.clean = try Self.pages()
    let server = FeedServer(
      store: store, pages: SitePages(store: store, contents: contents), threads: 1)
    let places = try await server.start(on: [.host("127.0.0.1", port: 0)])
    guard case .host(_, let port)? = places.first else { return }
    let request =
      "GET /clean?url=\(origin.address("/never")) HTTP/1.1\r\nHost: x\r\n"
      + "Authorization: Bearer \(Self.token)\r\n\r\n"
    let half = try Wire(UInt16(port))
    half.send(request)
    try await Self.wait(for: 1, of: origin)
    half.endSending()
    #expect(half.answer().status == 503)
    #expect(half.isClosed())
    do {
      let wire = try Wire(UInt16(port))
      wire.send(request)
      try await Self.wait(for: 2, of: origin)
    }
    while left.all.count < 2 { try await Task.sleep(for: .milliseconds(5)) }
    await server.stop(within: 1)
  }
}
