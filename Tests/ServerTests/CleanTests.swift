import ConfigurationModel
import FeedModel
import Foundation
import Regenerator
import ScriptedOrigin
import Synchronization
import Testing

@testable import Server

/// What a request asks to have cleaned; each row of the table in docs/serving.md.
@Suite struct CleanDialectTests {
  private static let feed = "https://example.org/feed.xml"

  private static func request(
    _ change: (inout CleanRequest) -> Void = { _ in }
  ) throws
    -> CleanDialect.Meaning
  {
    var request = CleanRequest([try #require(WebAddress(feed))])
    change(&request)
    return .request(request)
  }

  private func meaning(_ path: String, _ query: String, hub: String? = nil) -> CleanDialect.Meaning?
  {
    CleanDialect.meaning(
      path: path, query: RequestQuery(query), rsshub: hub.flatMap { WebAddress($0) })
  }

  @Test func ourOwnWords() throws {
    let url = "url=https%3A%2F%2Fexample.org%2Ffeed.xml"
    #expect(try meaning("/clean", url) == Self.request())
    #expect(
      try meaning("/clean", url + "&format=json&limit=5&rules=world&only=a+b&drop=/x/i")
        == Self.request {
          $0.format = .json
          $0.limit = 5
          $0.rules = "world"
          $0.only = [#"{"title":"a b"}"#]
          $0.drop = [#"{"title":"/x/i"}"#]
        })
    #expect(
      try meaning("/clean", url + "&only=%7B%22text%22%3A%22x%22%7D")
        == Self.request { $0.only = [#"{"text":"x"}"#] })
  }

  @Test(arguments: [
    "", "url=", "url=file:///etc/passwd", "url=ftp://x/", "url=javascript:1", "url=-",
    "url=https://user:secret@example.org/", "url=https://example.org/&limit=0",
    "url=https://example.org/&limit=x", "url=https://example.org/&format=exe",
    (0..<11).map { "url=https://example.org/\($0)" }.joined(separator: "&"),
  ])
  func whatCantBeMeantIsSaid(query: String) {
    guard case .mistaken = meaning("/clean", query) else {
      Issue.record("\(query)")
      return
    }
  }

  @Test func rssBridge() throws {
    let start = "action=display&url=\(Self.feed)&"
    #expect(
      try meaning(
        "/",
        start + "bridge=FilterBridge&format=Json&filter=a/b&filter_type=block&case_insensitive=on"
          + "&target_title=on&target_content=on&name=N")
        == Self.request {
          $0.format = .json
          $0.title = "N"
          $0.drop = [#"{"title":"/a\\/b/i","text":"/a\\/b/i"}"#]
        })
    #expect(
      try meaning("/", start + "bridge=Filter&filter=x&filter_type=permit&format=Mrss")
        == Self.request {
          $0.format = .rss
          $0.only = [#"{"title":"/x/"}"#]
        })
    #expect(
      try meaning("/", start + "bridge=FeedReducerBridge&percentage=20&format=Atom")
        == Self.request { $0.percentage = 20 })
    #expect(
      try meaning("/clean", "url=\(Self.feed)&fullText=always&mode=x")
        == Self.request { $0.fullText = "always" })
    #expect(
      try meaning("/clean", "url=\(Self.feed)&mode=fulltext")
        == Self.request { $0.fullText = "always" })
    #expect(
      try meaning(
        "/", "action=display&bridge=FeedMergeBridge&feed_name=All&limit=3&feed_1=\(Self.feed)")
        == Self.request {
          $0.title = "All"
          $0.limit = 3
        })
    for query in ["action=display&bridge=Youtube", start + "bridge=Filter&format=Sfeed"] {
      guard case .mistaken = meaning("/", query) else {
        Issue.record("\(query)")
        continue
      }
    }
    #expect(meaning("/", "") == nil)
  }

  @Test func morssAndFullTextRSS() throws {
    #expect(
      try meaning("/:proxy:search=number%203/\(Self.feed)", "")
        == Self.request {
          $0.format = .rss
          $0.only = [#"{"title":"number 3","text":"number 3"}"#]
        })
    #expect(
      try meaning("/:format=json/\(Self.feed)", "")
        == Self.request {
          $0.format = .json
          $0.fullText = "truncated"
        })
    #expect(try meaning("/:proxy/\(Self.feed)", "") == Self.request { $0.format = .rss })
    for (path, query, address) in [
      ("/:proxy/https://example.org/f.xml", "id=a%20b", "https://example.org/f.xml?id=a%20b"),
      ("/:proxy/example.org/f.xml", "", "http://example.org/f.xml"),
      ("/:proxy/example.org/f.xml", "n=4", "http://example.org/f.xml?n=4"),
    ] {
      var request = CleanRequest([try #require(WebAddress(address))])
      request.format = .rss
      #expect(meaning(path, query) == .request(request), "\(path)?\(query)")
    }
    #expect(meaning("/example.org/f.xml", "") == nil && meaning("/:proxy/", "") == nil)
    #expect(
      try meaning("/:proxy:format=json:search=x/https:/example.org/feed.xml", "")
        == Self.request {
          $0.format = .json
          $0.only = [#"{"title":"x","text":"x"}"#]
        })
    let path = "/makefulltextfeed.php"
    #expect(
      try meaning(path, "url=\(Self.feed)&max=3&links=remove&exc=1&format=json")
        == Self.request {
          $0.format = .json
          $0.fullText = "always"
          $0.limit = 3
          $0.withoutLinks = true
          $0.onlyWhole = true
        })
    for url in ["sec://example.org/feed.xml", "https%3A%2F%2Fexample.org%2Ffeed.xml"] {
      #expect(
        try meaning(path, "url=\(url)")
          == Self.request {
            $0.format = .rss
            $0.fullText = "always"
          }, "\(url)")
    }
    if case .request(let request) = meaning(path, "url=example.org/feed.xml") {
      #expect(request.addresses.map(\.href) == ["http://example.org/feed.xml"])
    }
    for query in ["", "url=", "url=x&max=0", "url=x&links=wrong", "url=x&format=php"] {
      guard case .mistaken = meaning(path, query) else {
        Issue.record("\(query)")
        continue
      }
    }
  }

  @Test func rssHub() throws {
    let url = "url=\(Self.feed)&"
    #expect(
      try meaning("/clean", url + "filter=a%7Cb&filterout_title=x&filter_case_sensitive=false")
        == Self.request {
          $0.only = [#"{"title":"/a|b/i","text":"/a|b/i"}"#]
          $0.drop = [#"{"title":"/x/i"}"#]
        })
    #expect(
      try meaning("/clean", url + "filter_time=600&filter_author=y&sorted=false&limit=2&format=rss")
        == Self.request {
          $0.format = .rss
          $0.youngerThan = 600
          $0.keepsOrder = true
          $0.limit = 2
          $0.only = [#"{"author":"/y/"}"#]
        })
    for (name, key) in [
      ("_title", "title"), ("_description", "text"), ("_author", "author"),
      ("_category", "category"),
    ] {
      #expect(
        try meaning("/clean", url + "filter\(name)=x&filterout\(name)=y&sorted=true")
          == Self.request {
            $0.only = ["{\"\(key)\":\"/x/\"}"]
            $0.drop = ["{\"\(key)\":\"/y/\"}"]
          })
    }
    let hub = meaning("/github/issue/a/b", "limit=1", hub: "https://rsshub.example/base/")
    var request = CleanRequest([
      try #require(WebAddress("https://rsshub.example/base/github/issue/a/b"))
    ])
    (request.format, request.limit) = (.rss, 1)
    #expect(hub == .request(request))
    #expect(meaning("/github/issue/a/b", "limit=1") == nil)
    // Never out of the hub.
    for path in ["//evil.example/x", "/../x", "/https%3A/evil.example"] {
      if case .request(let request) = meaning(path, "", hub: "https://rsshub.example/base/") {
        #expect(request.addresses[0].href.hasPrefix("https://rsshub.example/base/"), "\(path)")
      }
    }
  }
}

/// Feeds that nobody configured, from a server on this machine.
@Suite struct CleanPagesTests {
  private static let token = ServedFolder.token

  private static let rss = """
    <rss version="2.0"><channel><title>T</title><link>https://example.org/</link>
    <item><title>One</title><link>https://example.org/1</link><guid>1</guid>
    <description>&lt;p&gt;Hello&lt;script&gt;x&lt;/script&gt;&lt;/p&gt;</description></item>
    <item><title>Two</title><link>https://example.org/2</link><guid>2</guid></item>
    </channel></rss>
    """

  private func pages(
    _ keys: String, reachesLoopback: Bool = true,
    instant: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
    now: @escaping @Sendable () -> Timestamp = { .epoch },
    tell: @escaping @Sendable (String, String) -> Void = { _, _ in }
  ) throws -> CleanPages {
    let text = """
      {"serve": {\(keys)}, "fetch": {"gap": "0s"},
       "feeds": [{"id": "a", "sources": [{"path": "x", "headers": {"X-Secret": "s"}}]},
                 {"id": "hidden", "sources": ["y"]}]}
      """
    let reader = ConfigurationReader(path: "config.json", environment: ["TOKEN": Self.token])
    let (configuration, problems) = reader.read(Array(text.utf8))
    #expect(problems.isEmpty)
    let read = try #require(configuration)
    return CleanPages(
      read, cleaner: FeedCleaner(read, allowPrivateNetworks: reachesLoopback),
      now: now, instant: instant, tell: tell)
  }

  private func ask(_ path: String, _ query: String, token: String? = token) -> PageRequest {
    PageRequest(
      path: path, query: query, token: nil,
      presented: token.map { TokenSet.Digest(of: $0.utf8) },
      caller: Caller(address: ClientAddress("192.0.2.1"), isLocal: false), host: "x",
      ifNoneMatch: nil)
  }

  private func origin() -> ScriptedOrigin {
    ScriptedOrigin { _, connection in
      connection.answer(headers: ["Content-Type: application/rss+xml"], Array(Self.rss.utf8))
    }
  }

  @Test func offByDefaultAndBehindATokenElse() async throws {
    let origin = origin()
    defer { origin.stop() }
    let query = "url=\(origin.address())"
    #expect(try await pages("").answer(ask("/clean", query), isLast: false) == nil)
    let closed = try pages(#""auth": {"clean": "${TOKEN}"}"#)
    #expect(await closed.answer(ask("/clean", query, token: nil), isLast: false) == nil)
    #expect(await closed.answer(ask("/clean", query, token: "wrong"), isLast: false) == nil)
    #expect(origin.requests.isEmpty)
    let answer = try #require(await closed.answer(ask("/clean", query), isLast: false))
    let text = String(decoding: answer.content, as: UTF8.self)
    #expect(answer.status == 200 && text.contains("Hello") && !text.contains("script"))
    let fields = Dictionary(answer.fields, uniquingKeysWith: { a, _ in a })
    #expect(fields["x-robots-tag"] == "noindex" && fields["access-control-allow-origin"] == nil)
    #expect(fields["cache-control"]?.hasPrefix("private") == true && fields["etag"] != nil)
    #expect(origin.requests.allSatisfy { $0.header("X-Secret") == nil })
  }

  @Test func answersAreKeptFilteredAndConditional() async throws {
    let origin = origin()
    defer { origin.stop() }
    let pages = try pages(#""auth": {"clean": "${TOKEN}"}"#)
    let query = "url=\(origin.address())&only=Two&format=json"
    let first = try #require(await pages.answer(ask("/clean", query), isLast: false))
    let text = String(decoding: first.content, as: UTF8.self)
    #expect(text.contains("Two") && !text.contains("One"))
    var again = ask("/clean", query)
    again.ifNoneMatch = first.fields.first { $0.name == "etag" }?.value
    #expect(await pages.answer(again, isLast: false)?.status == 304)
    #expect(origin.requests.count == 1)
    for filter in ["/(/", "%7Bx", "%5B", "%7B%22foo%22:1%7D"] {
      let bad = ask("/clean", "url=\(origin.address())&only=\(filter)")
      #expect(await pages.answer(bad, isLast: false)?.status == 400, "\(filter)")
    }
  }

  /// A feed of beginnings, and the pages of its entries.
  private func originOfBeginnings() -> ScriptedOrigin {
    ScriptedOrigin { request, connection in
      let number = request.path.split(separator: "/").last.map(String.init) ?? ""
      switch number {
      case "feed":
        let host = request.header("Host") ?? ""
        let items = (1...3).map { number in
          "<item><title>Report number \(number) of the harbour</title>"
            + "<link>http://\(host)/\(number)</link><guid>\(number)</guid>"
            + "<description>The harbour was closed on day \(number), as the port said…</description>"
            + "</item>"
        }
        connection.answer(
          headers: ["Content-Type: application/rss+xml"],
          Array(
            ("<rss version=\"2.0\"><channel><title>T</title><link>https://example.org/</link>"
              + items.joined() + "</channel></rss>").utf8))
      case "3": connection.answer("503 Busy", headers: ["Retry-After: 600"], [])
      default:
        let text = (1...8).map { line in
          "<p>The harbour was closed on day \(number), as the port said, and ships waited for the"
            + " <a href=\"/more\">end of storm \(line)</a>, which came late in the evening.</p>"
        }
        connection.answer(
          headers: ["Content-Type: text/html"],
          Array(
            ("<title>Report</title><nav><a href=/>Home</a></nav><h1>Report number \(number) of the "
              + "harbour</h1><article>\(text.joined())</article><footer>All rights</footer>").utf8))
      }
    }
  }

  @Test func wholeTextsComeFromPagesThatAreAskedForOnce() async throws {
    let origin = originOfBeginnings()
    defer { origin.stop() }
    let pages = try pages(#""auth": {"clean": "${TOKEN}"}"#)
    let feed = origin.address("/feed")
    let query = "url=\(feed)&fullText=truncated&format=json"
    let answer = try #require(await pages.answer(ask("/clean", query), isLast: false))
    let text = String(decoding: answer.content, as: UTF8.self)
    #expect(text.contains("end of storm 8") && text.contains("<a href="), "\(text)")
    #expect(text.contains("day 3, as the port said…") && !text.contains("All rights"))
    #expect(origin.requests.count == 4)
    #expect(origin.requests.allSatisfy { $0.header("X-Secret") == nil })

    // The pages are kept, and who wanted to be left alone is.
    let other = ask("/makefulltextfeed.php", "url=\(feed)&links=remove&exc=1&format=json")
    let whole = try #require(await pages.answer(other, isLast: false))
    let wholeText = String(decoding: whole.content, as: UTF8.self)
    #expect(wholeText.contains("end of storm 8") && !wholeText.contains("<a href="))
    #expect(!wholeText.contains("day 3"))
    #expect(origin.requests.count == 5)
  }

  @Test func aHostThatWantsToBeLeftAloneIsLeftAlone() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.answer("429 Too Many", headers: ["Retry-After: 120"])
    }
    defer { origin.stop() }
    let pages = try pages(#""auth": {"clean": "${TOKEN}"}"#)
    for path in ["/a", "/b"] {
      let query = "url=\(origin.address(path))"
      #expect(await pages.answer(ask("/clean", query), isLast: false)?.status == 502)
    }
    #expect(origin.requests.count == 1)
  }

  @Test func aHostWaitsForLessThanTheFeedThatIsTooMuchForIt() async throws {
    let origin = ScriptedOrigin { request, connection in
      if request.path == "/a" {
        connection.answer("429 Too Many", headers: ["Retry-After: 80000"])
      } else {
        connection.answer(headers: ["Content-Type: application/rss+xml"], Array(Self.rss.utf8))
      }
    }
    defer { origin.stop() }
    let clock = Mutex(Duration.zero)
    let epoch = ContinuousClock.now
    let pages = try pages(
      #""auth": {"clean": "${TOKEN}"}"#, instant: { epoch + clock.withLock { $0 } },
      now: {
        let seconds = clock.withLock { $0.components.seconds }
        return Timestamp(milliseconds: seconds * 1000) ?? .epoch
      })
    func status(_ path: String) async -> Int? {
      await pages.answer(ask("/clean", "url=\(origin.address(path))"), isLast: false)?.status
    }
    let table: [(seconds: Int, a: Int, b: Int, requests: Int)] = [
      (0, 502, 502, 1), (3500, 502, 502, 1), (3700, 502, 200, 2), (79_000, 502, 200, 3),
      (80_100, 502, 502, 4),
    ]
    for row in table {
      clock.withLock { $0 = .seconds(row.seconds) }
      #expect(await status("/a") == row.a, "\(row)")
      // What was read before stands in.
      #expect(await status("/b") == (row.seconds > 80_000 ? 200 : row.b), "\(row)")
      #expect(origin.requests.count == row.requests, "\(row)")
    }
  }

  @Test func whyAFeedCouldNotBeReadIsTold() async throws {
    let origin = ScriptedOrigin { _, connection in connection.answer("404 Not Found", headers: []) }
    defer { origin.stop() }
    let told = Seen()
    let pages = try pages(#""auth": {"clean": "${TOKEN}"}"#, tell: { told.add("\($0): \($1)") })
    let query = "url=\(origin.address("/a"))"
    for _ in 0..<2 {
      #expect(await pages.answer(ask("/clean", query), isLast: false)?.status == 502)
    }
    #expect(told.all.count == 1)
    #expect(told.all.allSatisfy { $0.contains(origin.address("/a")) && $0.contains("404") })
  }

  @Test func pagesOfHostsThatAreNotListedAreNotAskedFor() async throws {
    let origin = originOfBeginnings()
    let elsewhere = ScriptedOrigin { _, connection in
      connection.answer(headers: ["Content-Type: text/html"], Array("<p>secret".utf8))
    }
    defer {
      origin.stop()
      elsewhere.stop()
    }
    let linking = ScriptedOrigin { _, connection in
      connection.answer(
        headers: ["Content-Type: application/rss+xml"],
        Array(
          ("<rss version=\"2.0\"><channel><title>T</title><link>https://example.org/</link><item>"
            + "<title>A</title><link>\(elsewhere.address("/1").replacing("127.0.0.1", with: "localhost"))</link>"
            + "<description>Words…</description></item></channel></rss>").utf8))
    }
    defer { linking.stop() }
    let pages = try pages(#""clean": {"hosts": ["127.0.0.1"]}"#)
    let query = "url=\(linking.address("/feed"))&fullText=always"
    let answer = await pages.answer(ask("/clean", query, token: nil), isLast: false)
    #expect(answer?.status == 200 && elsewhere.requests.isEmpty)
  }

  @Test func rulesOfAFeedThatIsNotForAllAreThereForThoseWhoMayReadItAlone() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.answer(
        headers: ["Content-Type: application/json"],
        Array(#"{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": []}"#.utf8))
    }
    defer { origin.stop() }
    let feeds = #"{"hidden": "${TOKEN}"}"#
    let open = try pages(#""auth": {"feeds": \#(feeds)}, "clean": {"hosts": ["127.0.0.1"]}"#)
    let query = "url=\(origin.address("/feed"))&rules="
    for (rules, token, status) in [
      ("a", nil, 200), ("hidden", nil, 400), ("missing", nil, 400), ("hidden", Self.token, 200),
      ("missing", Self.token, 400),
    ] {
      let answer = await open.answer(ask("/clean", query + rules, token: token), isLast: false)
      #expect(answer?.status == status, "\(rules) \(token ?? "-")")
    }
    let hidden = await open.answer(ask("/clean", query + "hidden", token: nil), isLast: false)
    let missing = await open.answer(ask("/clean", query + "missing", token: nil), isLast: false)
    #expect(hidden?.content == missing?.content)
  }

  @Test func entriesMayStayInTheirSourcesOrder() async throws {
    let items = [(1, "2024-01-01"), (2, "2024-03-01"), (3, "2024-02-01")].map { number, date in
      "<entry><id>urn:x:\(number)</id><title>E\(number)</title><updated>\(date)T00:00:00Z</updated>"
        + "<content>words</content></entry>"
    }
    let atom =
      "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:x</id><title>T</title>"
      + "<updated>2024-03-01T00:00:00Z</updated>\(items.joined())</feed>"
    let origin = ScriptedOrigin { _, connection in
      connection.answer(headers: ["Content-Type: application/atom+xml"], Array(atom.utf8))
    }
    defer { origin.stop() }
    let pages = try pages(#""auth": {"clean": "${TOKEN}"}"#)
    for (query, order) in [
      ("", "E2 E3 E1"), ("&sorted=false", "E1 E2 E3"),
      ("&sorted=false&limit=2", "E1 E2"), ("&sorted=true&limit=2", "E2 E3"),
    ] {
      let answer = await pages.answer(
        ask("/clean", "url=\(origin.address())\(query)"), isLast: false)
      let text = String(decoding: try #require(answer).content, as: UTF8.self)
      let titles = text.matches(of: /<title[^>]*>(E\d)/).map { String($0.1) }
      #expect(titles.joined(separator: " ") == order, "\(query)")
    }
  }

  @Test("A feed that can't be read any more is answered as it was, for a day")
  func theLastGoodAnswerStands() async throws {
    let isDown = Mutex(false)
    let origin = ScriptedOrigin { _, connection in
      if isDown.withLock({ $0 }) {
        connection.answer("500 Internal Server Error", [])
      } else {
        connection.answer(headers: ["Content-Type: application/rss+xml"], Array(Self.rss.utf8))
      }
    }
    defer { origin.stop() }
    let start = ContinuousClock.now
    let passed = Mutex(Duration.zero)
    let pages = try pages(
      #""auth": {"clean": "${TOKEN}"}"#, instant: { start + passed.withLock { $0 } })
    let request = ask("/clean", "url=\(origin.address())")
    let good = await pages.answer(request, isLast: false)
    isDown.withLock { $0 = true }
    for (seconds, status, requests) in [
      (599, 200, 1), (601, 200, 2), (660, 200, 2), (662, 200, 3), (86_399, 200, 4),
      (90_000, 502, 5),
    ] {
      passed.withLock { $0 = .seconds(seconds) }
      let answer = await pages.answer(request, isLast: false)
      #expect(answer?.status == status, "after \(seconds) s")
      #expect(origin.requests.count == requests, "after \(seconds) s")
      if status == 200 { #expect(answer?.content == good?.content) }
    }
  }

  @Test func requestsAreCounted() async throws {
    let origin = origin()
    defer { origin.stop() }
    let pages = try pages(#""auth": {"clean": "${TOKEN}"}, "clean": {"perMinute": 2}"#)
    let query = "url=\(origin.address())"
    for _ in 0..<2 {
      #expect(await pages.answer(ask("/clean", query), isLast: false)?.status == 200)
    }
    #expect(await pages.answer(ask("/clean", query), isLast: false)?.status == 429)
  }

  /// B7: the guard, whoever asks.
  @Test func thisMachineIsNotReached() async throws {
    let origin = origin()
    defer { origin.stop() }
    let pages = try pages(#""auth": {"clean": "${TOKEN}"}"#, reachesLoopback: false)
    let answer = await pages.answer(ask("/clean", "url=\(origin.address())"), isLast: false)
    #expect(answer?.status == 502)
    #expect(origin.requests.isEmpty)
  }

  @Test func thoseWithoutATokenShareWhatIsKept() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.answer(headers: ["Content-Type: application/rss+xml"], Array(Self.rss.utf8))
    }
    defer { origin.stop() }
    let pages = try pages(#""clean": {"hosts": ["127.0.0.1"]}"#)
    for number in 1...4 {
      var request = ask("/clean", "url=\(origin.address())", token: nil)
      request.caller = Caller(address: ClientAddress("192.0.2.\(number)"), isLocal: false)
      #expect(await pages.answer(request, isLast: false)?.status == 200)
    }
    #expect(origin.requests.count == 1)
  }

  @Test func aListHoldsWhereverRedirectsLead() async throws {
    let target = ScriptedOrigin(host: "127.0.0.2") { _, connection in
      connection.answer(headers: ["Content-Type: application/rss+xml"], Array(Self.rss.utf8))
    }
    let origin = ScriptedOrigin { request, connection in
      if request.path == "/away" {
        connection.answer("302 Found", headers: ["Location: \(target.address())"])
      } else {
        connection.answer(headers: ["Content-Type: application/rss+xml"], Array(Self.rss.utf8))
      }
    }
    defer {
      origin.stop()
      target.stop()
    }
    let pages = try pages(#""clean": {"hosts": ["127.0.0.1"]}"#)
    let here = ask("/clean", "url=\(origin.address())", token: nil)
    #expect(await pages.answer(here, isLast: false)?.status == 200)
    let away = ask("/clean", "url=\(origin.address("/away"))", token: nil)
    #expect(await pages.answer(away, isLast: false)?.status == 502)
    #expect(target.requests.isEmpty)
    let other = ask("/clean", "url=\(target.address())", token: nil)
    #expect(await pages.answer(other, isLast: false) == nil)
  }
}
