import ConfigurationModel
import FeedModel
import Fetcher
import Foundation
import Publisher
import ScriptedOrigin
import Testing

@testable import Regenerator

/// What is configured of fetching and trust reaches where it counts.
@Suite struct SettingsReachTests {
  private let room: Newsroom

  init() throws {
    room = try Newsroom()
  }

  private func configuration(_ fetch: String) throws -> Configuration {
    try room.write(
      "{\"fetch\": {\(fetch)}, \"feeds\": [{\"id\": \"a\", \"sources\": [\"x.xml\"]}]}",
      to: "settings.json")
    return try Configuration.load(path: room.folder + "/settings.json", environment: [:])
  }

  @Test("Every key of fetch reaches the fetcher's policy")
  func policy() throws {
    let policy = FetchPolicy(
      try configuration(
        """
        "connections": 7, "perHost": 3, "gap": "2s", "timeout": "11s", "maxBytes": "5MiB",
        "memory": "9MiB", "userAgent": "Mine/2", "proxy": "http://proxy.example:3128",
        "allowPrivateNetworks": true
        """
      ).fetch)
    #expect(policy.connections == 7 && policy.perHost == 3)
    #expect(policy.gap == .seconds(2) && policy.timeout == .seconds(11))
    #expect(policy.maxBytes == 5 << 20 && policy.memory == 9 << 20)
    #expect(policy.userAgent == "Mine/2" && policy.proxy == "http://proxy.example:3128")
    #expect(policy.allowPrivateNetworks)
  }

  @Test("Without a userAgent requests name the version, and the contact where there is one")
  func userAgent() throws {
    var settings = FetchSettings()
    #expect(FetchPolicy(settings).userAgent == "Refeed/\(RefeedVersion.current) (feed regenerator)")
    settings.contact = "https://me.example/"
    #expect(
      FetchPolicy(settings).userAgent
        == "Refeed/\(RefeedVersion.current) (+https://me.example/; feed regenerator)")
  }

  /// What a source says of itself, and the header line that an origin sees.
  @Test(arguments: [
    (#""cookie": "a=1; b=2""#, "Cookie", "a=1; b=2"),
    (#""user": "ann", "password": "p@ss""#, "Authorization", "Basic YW5uOnBAc3M="),
    (#""token": "t0ken""#, "Authorization", "Bearer t0ken"),
    (#""userAgent": "Own/3""#, "User-Agent", "Own/3"),
    (#""headers": {"X-Key": "k"}"#, "X-Key", "k"),
  ])
  func sourceKeys(_ keys: String, _ header: String, _ value: String) async throws {
    room.serve("/feed", [Story("A")])
    try room.configure("{\"id\": \"a\", \"sources\": [{\"url\": \"ORIGIN/feed\", \(keys)}]}")
    let report = try await room.refresh(minute: 0)
    #expect(report.exitCode == 0)
    #expect(room.origin.requests.first?.header(header) == value)
  }

  @Test("A source's encoding outweighs what its document declares")
  func encoding() async throws {
    let head = "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel>"
    let title = [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2] as [UInt8]
    let bytes =
      Array((head + "<title>T</title><item><guid>1</guid><title>").utf8) + title
      + Array("</title></item></channel></rss>".utf8)
    try Data(bytes).write(to: URL(filePath: room.folder + "/in.xml"))
    try room.configure(
      "{\"id\": \"a\", \"sources\": [{\"path\": \"in.xml\", \"encoding\": \"windows-1251\"}]}")
    try await room.refresh(minute: 0)
    #expect(try room.titles() == ["Привет"])
  }

  /// How many runs in a row a source that offers another site's entries is not believed.
  @Test(arguments: [(1, 1), (2, 2), (4, 4)])
  func tolerance(_ tolerance: Int, _ believedAt: Int) async throws {
    try room.configure(
      "{\"id\": \"a\", \"tolerance\": \(tolerance), \"sources\": [\"in.xml\"]}")
    let old = (0..<6).map { Story("Old\($0)") }
    try room.write(Story.feed(old), to: "in.xml")
    try await room.refresh(minute: 0)
    let other = Story.feed((0..<6).map { Story("New\($0)") })
      .replacing("news.example.org", with: "other.example.net")
    try room.write(other, to: "in.xml")
    for run in 1...believedAt {
      #expect(try !room.titles().contains("New1"), "before run \(run)")
      try await room.refresh(minute: Int64(run) * 30)
    }
    #expect(try room.titles().contains("New1"))
  }
}

/// Feeds that were never published.
@Suite struct UnpublishedFeedTests {
  private let room: Newsroom

  init() throws {
    room = try Newsroom()
    try room.configure(AskingTests.one)
  }

  @Test("A source that is gone is asked once, though its feed was never published")
  func gone() async throws {
    room.serve("/feed", .init(status: "410 Gone"))
    for run in 0..<5 { try await room.refresh(minute: Int64(run) * 60) }
    #expect(room.asked == ["/feed"])
  }

  @Test("Failures of a feed that was never published wait longer each time")
  func backoff() async throws {
    room.serve("/feed", .init(status: "500 Internal Server Error"))
    for minute in stride(from: 0, through: 300, by: 30) {
      try await room.refresh(minute: Int64(minute))
    }
    #expect(room.asked.count <= 5, "\(room.asked.count)")
    room.serve("/feed", [Story("A")])
    let report = try await room.refresh(minute: 1000)
    #expect(report.exitCode == 0 && report.feeds[0].newEntries == 1)
  }

  @Test("It is offered nowhere until it is published")
  func offered() async throws {
    try room.configure(
      AskingTests.one + ", {\"id\": \"b\", \"title\": \"Bee\", \"sources\": [\"ORIGIN/b\"]}",
      extra: "\"defaults\": {\"formats\": [\"atom\", \"html\", \"index.html\", \"opml.xml\"]},")
    room.serve("/feed", [Story("A")])
    try await room.refresh(minute: 0)
    let configuration = try Configuration.load(
      path: room.folder + "/config.json", environment: [:])
    func offers() throws -> [String] {
      [
        try room.read("public/index.html"), try room.read("public/opml.xml"),
        String(decoding: try IndexPage(configuration).rendered() ?? [], as: UTF8.self),
        String(decoding: configuration.exportedFeeds()?.opml ?? [], as: UTF8.self),
      ]
    }
    for (place, text) in try offers().enumerated() {
      #expect(text.contains("a.atom") && !text.contains("b.atom"), "\(place)")
    }
    room.serve("/b", [Story("B")])
    try await room.refresh(minute: 600)
    for (place, text) in try offers().enumerated() {
      #expect(text.contains("a.atom") && text.contains("b.atom"), "\(place)")
    }
  }

  @Test("Filters hold for what is recovered from published files")
  func recovered() async throws {
    room.serve("/feed", [Story("Keep"), Story("Advert")])
    try await room.refresh(minute: 0)
    #expect(Set(try room.titles()) == ["Keep", "Advert"])
    try FileManager.default.removeItem(atPath: room.folder + "/state")
    try room.configure(
      "{\"id\": \"a\", \"sources\": [\"ORIGIN/feed\"], \"drop\": {\"title\": [\"advert\"]}}")
    room.serve("/feed", [Story("Keep")])
    try await room.refresh(minute: 30)
    #expect(try room.titles() == ["Keep"])
  }
}
