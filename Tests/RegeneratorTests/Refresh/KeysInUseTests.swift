import ConfigurationModel
import FeedModel
import Fetcher
import Normalizer
import Publisher
import ScriptedOrigin
import Testing

@testable import Regenerator

/// What is configured reaches the place that it is for.
@Suite struct KeysInUseTests {
  private static func fetch(_ keys: String) throws -> FetchPolicy {
    let text = #"{"fetch": {\#(keys)}, "feeds": [{"id": "a", "sources": ["x"]}]}"#
    return FetchPolicy(
      try Configuration.read(Array(text.utf8), path: "c", environment: [:]).fetch)
  }

  @Test("Every key of fetch is in the fetcher's policy")
  func fetchIsThePolicy() throws {
    let policy = try Self.fetch(
      """
      "connections": 7, "perHost": 3, "gap": "4s", "timeout": "5s", "maxBytes": "6KiB",
      "memory": "8MiB", "userAgent": "Mine/1", "proxy": "http://p.example:3128",
      "allowPrivateNetworks": true
      """)
    var wanted = FetchPolicy()
    wanted.connections = 7
    wanted.perHost = 3
    wanted.gap = .seconds(4)
    wanted.timeout = .seconds(5)
    wanted.maxBytes = 6 << 10
    wanted.memory = 8 << 20
    wanted.userAgent = "Mine/1"
    wanted.proxy = "http://p.example:3128"
    wanted.allowPrivateNetworks = true
    #expect(policy == wanted)
  }

  @Test("Without keys the policy is the built-in one, with the version in the user agent")
  func defaults() throws {
    var wanted = FetchPolicy()
    wanted.userAgent = "Refeed/\(RefeedVersion.current) (feed regenerator)"
    #expect(try Self.fetch("") == wanted)
  }

  @Test(
    "The contact stands in the user agent, unless that is configured",
    arguments: [
      (
        #""contact": "https://example.org/about""#, "(+https://example.org/about; feed regenerator)"
      ),
      (#""contact": "ops@example.org""#, "(+ops@example.org; feed regenerator)"),
      (#""contact": "ops@example.org", "userAgent": "x""#, "x"),
    ])
  func contact(_ keys: String, _ end: String) throws {
    #expect(try Self.fetch(keys).userAgent.hasSuffix(end))
  }

  @Test(
    "What is no contact is refused",
    arguments: [
      "someone", "a@b", "ftp://a.example/", "a@b.c) evil (", "a b@c.example",
      "a@b.example\\r\\nX: y",
      "", "@a.example", "a@.example.", "a@b@c.example",
    ])
  func noContact(_ text: String) {
    #expect(throws: InvalidConfiguration.self) { try Self.fetch(#""contact": "\#(text)""#) }
  }

  /// The one request that a source's keys lead to.
  private static func request(_ keys: String) async throws -> (text: String, report: RunReport) {
    let room = try Newsroom()
    room.serve("/feed", [Story("A")])
    try room.configure(#"{"id": "a", "sources": [{"url": "ORIGIN/feed", \#(keys)}]}"#)
    let report = try await room.refresh(minute: 0)
    #expect(room.origin.requests.count == 1)
    return (room.origin.requests.first?.text ?? "", report)
  }

  @Test(
    "A source's headers and secrets are in its request",
    arguments: [
      (#""headers": {"X-Key": "abc"}"#, "X-Key: abc"),
      (#""cookie": "a=b; c=d""#, "Cookie: a=b; c=d"),
      (#""user": "me", "password": "pass""#, "Authorization: Basic bWU6cGFzcw=="),
      (#""user": "me", "password": """#, "Authorization: Basic bWU6"),
      (#""token": "t0k""#, "Authorization: Bearer t0k"),
      (#""userAgent": "Mine/2""#, "User-Agent: Mine/2"),
      (#""title": "x""#, "User-Agent: Refeed/\(RefeedVersion.current) (feed regenerator)"),
    ])
  func requestFields(_ keys: String, _ line: String) async throws {
    let text = try await Self.request(keys).text
    let lines = text.lowercased().split(separator: "\n").map(String.init)
    #expect(lines.contains(line.lowercased()), "\(text)")
  }

  @Test("A source's encoding outweighs what its document says")
  func encoding() async throws {
    let room = try Newsroom()
    // In GBK, and labelled as UTF-8: 中文.
    let bytes: [UInt8] =
      Array(
        #"<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>N</title>"#.utf8)
      + Array(#"<item><title>"#.utf8) + [0xD6, 0xD0, 0xCE, 0xC4]
      + Array(#"</title><guid>https://n.example/1</guid></item></channel></rss>"#.utf8)
    try Self.write(bytes, to: "\(room.folder)/feed.xml")
    try room.configure(
      #"{"id": "a", "sources": [{"path": "feed.xml", "encoding": "gb18030"}]}"#)
    try await room.refresh(minute: 0)
    #expect(try room.titles() == ["中文"])
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    _ = try Publisher().publish(bytes, at: path)
  }

  @Test(
    "A source's timezone is that of its body dates",
    arguments: [("", nil), (#", "timezone": "Asia/Tokyo""#, 540)])
  func timezone(_ keys: String, _ minutes: Int?) throws {
    let text = #"{"feeds": [{"id": "a", "sources": [{"path": "x"\#(keys)}]}]}"#
    let configuration = try Configuration.read(Array(text.utf8), path: "c", environment: [:])
    let feed = try #require(configuration.feeds.first)
    let context = feed.context(of: feed.sources.first, homepage: nil, fallbackDate: .epoch)
    #expect(context.localTime.flatMap { $0(CivilTime(.epoch)) } == minutes)
  }

  @Test("Tolerance says how often a doubtful offer must be repeated", arguments: [1, 2])
  func tolerance(_ runs: Int) async throws {
    let room = try Newsroom()
    let stories = (1...6).map { Story("S\($0)") }
    room.serve("/feed", stories, tagged: false)
    try room.configure(
      #"{"id": "a", "sources": ["ORIGIN/feed"], "tolerance": \#(runs), "keep": "0s", "entries": 1}"#
    )
    try await room.refresh(minute: 0)
    #expect(try room.titles().count == 6)
    room.serve("/feed", Array(stories.prefix(1)), tagged: false)
    var run: Int64 = 0
    while try room.titles().count == 6, run < 5 {
      run += 1
      try await room.refresh(minute: run * 60 * 24 * 7) { $0.force = true }
    }
    #expect(run == Int64(runs))
  }

  @Test("A host of allowHosts may be reached, and no other")
  func allowHosts() async throws {
    let room = try Newsroom()
    room.serve("/feed", [Story("A")])
    func configure(_ hosts: String) throws {
      try room.write(
        """
        {"fetch": {"gap": "0s"}, "feeds": [{"id": "a", "sources": [
          {"url": "\(room.origin.address("/feed"))", "allowHosts": "\(hosts)"}]}]}
        """, to: "config.json")
    }
    try configure("10.0.0.1")
    #expect(try await room.refresh(minute: 0).exitCode != 0)
    try configure("127.0.0.1")
    #expect(try await room.refresh(minute: 60).exitCode == 0)
    #expect(room.origin.requests.count == 1)
  }
}
