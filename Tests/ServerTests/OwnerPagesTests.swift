import FeedModel
import Foundation
import Testing

@testable import Server

/// Who may see and use the owner's pages.
@Suite struct OwnerAccessTests {
  @Test func withoutAPasswordThereAreNoSuchPages() async throws {
    let desk = try await OwnerDesk(hasAdmin: false)
    let missing = try Wire(desk.port).get("/-/nothing")
    for place in ["", "/", "/login", "/style.css", "/feed/news"] {
      let answer = try desk.get(place)
      #expect(answer.status == 404 && answer.text == missing.text, "\(place)")
    }
    #expect(try desk.post("/-/admin/login", desk.form, [("password", "x")]).status == 405)
    await desk.stop()
  }

  @Test func whoIsNotLoggedInSeesNothingButWhereToLogIn() async throws {
    let desk = try await OwnerDesk()
    for place in ["", "/feed/news", "/entry/1", "/search?q=one", "/opml/sources", "/nothing"] {
      let answer = try desk.get(place)
      #expect(answer.status == 200 && answer.text.contains("type=\"password\""), "\(place)")
      #expect(!answer.text.contains("News") && !answer.text.contains("feed.xml"), "\(place)")
    }
    #expect(try desk.get("/style.css").headers["content-type"] == "text/css; charset=utf-8")
    await desk.stop()
  }

  @Test func thePasswordOpensAndTheCookieIsForNobodyElse() async throws {
    let desk = try await OwnerDesk()
    let answer = try desk.post(
      "/-/admin/login", desk.form, [("password", OwnerDesk.password), ("to", "/feed/news")])
    #expect(answer.status == 303 && answer.headers["location"] == "/-/admin/feed/news")
    let cookie = try #require(answer.headers["set-cookie"])
    for part in ["Path=/-/admin", "HttpOnly", "SameSite=Strict"] { #expect(cookie.contains(part)) }
    let form = try desk.loggedIn()
    let page = try desk.get("", cookie: form.cookie)
    #expect(page.text.contains("News") && page.headers["cache-control"] == "no-store")
    #expect(try desk.post("/-/admin/logout", form, []).status == 303)
    #expect(try desk.get("", cookie: form.cookie).text.contains("type=\"password\""))
    await desk.stop()
  }

  @Test(arguments: [
    "", "//evil.example/", "https://evil.example/", "/\\evil.example", "/a b", "/\r\nX: y", "feed",
  ])
  func loginLeadsNowhereElse(to: String) {
    let place = OwnerPages.place(to)
    #expect(place.isEmpty)
  }

  /// Everything that a page of another site, or who has no page, could send.
  @Test func forgedFormsAreRefusedAndChangeNothing() async throws {
    let desk = try await OwnerDesk(serve: "\"edit\": true")
    let good = try desk.loggedIn()
    let before = try desk.file
    let fields = [("digest", try desk.digest), ("selector", "p.lead")]
    let place = "/-/admin/feed/news/rules"
    let changes: [(String, Int, (inout OwnerDesk.Form) -> Void)] = [
      ("no origin", 403, { $0.origin = nil }), ("null origin", 403, { $0.origin = "null" }),
      ("another site", 403, { $0.origin = "http://evil.example" }),
      ("another port", 403, { $0.origin = "http://127.0.0.1:1" }),
      ("two origins", 403, { $0.origin = ($0.origin ?? "") + "\r\nOrigin: http://evil.example" }),
      ("another host", 421, { $0.host = "evil.example" }),
      (
        "another host and origin", 421,
        {
          $0.host = "evil.example"
          $0.origin = "http://evil.example"
        }
      ), ("no cookie", 403, { $0.cookie = nil }),
      ("a made-up cookie", 403, { $0.cookie = "refeed-owner=x" }),
      ("no token", 403, { $0.token = nil }), ("another token", 403, { $0.token = "x" }),
      ("text", 403, { $0.type = "text/plain" }),
      ("parts", 403, { $0.type = "multipart/form-data" }),
    ]
    for (name, status, change) in changes {
      var form = good
      change(&form)
      #expect(try desk.post(place, form, fields).status == status, "\(name)")
    }
    #expect(try desk.post(place, good, [("digest", "0"), ("selector", "p.lead")]).status == 409)
    for other in ["/-/adminx", "/news.atom", "/", "/t/x/-/admin/refresh", "/-/metrics"] {
      #expect(try [404, 405].contains(desk.post(other, good, fields).status), "\(other)")
    }
    #expect(try desk.file == before)
    #expect(desk.reloads.number == 0)
    #expect(try desk.post(place, good, fields).status == 303)
    #expect(try desk.file.contains(#""rules": { "remove": ["p.lead"] }"#))
    #expect(desk.reloads.number == 1)
    await desk.stop()
  }

  @Test func withoutEditNothingCanBeChanged() async throws {
    let desk = try await OwnerDesk()
    let form = try desk.loggedIn()
    let before = try desk.file
    for place in ["/feed/news/edit", "/feed/news/rules", "/feed/news/off", "/add", "/opml"] {
      let fields = [
        ("digest", try desk.digest), ("selector", "p"), ("rule", "tracking.utm"), ("title", "x"),
        ("address", "https://n.example/"), ("id", "n"), ("save", "1"),
      ]
      #expect(try desk.post("/-/admin" + place, form, fields).status == 403, "\(place)")
    }
    #expect(try desk.file == before)
    #expect(try !desk.get("", cookie: form.cookie).text.contains("/-/admin/add"))
    await desk.stop()
  }

  @Test func guessingEnds() async throws {
    let desk = try await OwnerDesk()
    var statuses: [Int] = []
    for _ in 0..<7 {
      statuses.append(try desk.post("/-/admin/login", desk.form, [("password", "guess")]).status)
    }
    #expect(statuses == [403, 403, 403, 403, 403, 429, 429])
    // Nor does the right one open then.
    let last = try desk.post("/-/admin/login", desk.form, [("password", OwnerDesk.password)])
    #expect(last.status == 429 && last.headers["set-cookie"] == nil)
    await desk.stop()
  }

  @Test func largeFormsAreCutOff() async throws {
    let desk = try await OwnerDesk()
    let wire = try Wire(desk.port)
    let head =
      "POST /-/admin/login HTTP/1.1\r\nHost: 127.0.0.1:\(desk.port)\r\nOrigin: http://127.0.0.1:"
      + "\(desk.port)\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    #expect(wire.ask(head + "Content-Length: 9000\r\n\r\n").status == 413)
    let chunked = try Wire(desk.port)
    chunked.send(head + "Transfer-Encoding: chunked\r\n\r\n")
    for _ in 0..<10 { chunked.send("400\r\n" + String(repeating: "a", count: 1024) + "\r\n") }
    #expect(chunked.answer().status == 413)
    await desk.stop()
  }

  /// What follows a form on its connection is no request.
  @Test func nothingBehindAFormIsRead() async throws {
    let desk = try await OwnerDesk()
    let wire = try Wire(desk.port)
    let answer = wire.ask(
      "POST /-/admin/login HTTP/1.1\r\nHost: 127.0.0.1:\(desk.port)\r\nContent-Length: 3\r\n\r\n"
        + "a=bGET /-/healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(answer.status == 403 && answer.headers["connection"] == "close")
    #expect(wire.isClosed())
    await desk.stop()
  }

  @Test func aFormInPiecesIsWhole() async throws {
    let desk = try await OwnerDesk()
    let wire = try Wire(desk.port)
    let body = "password=correct+horse+battery"
    wire.send(
      "POST /-/admin/login HTTP/1.1\r\nHost: 127.0.0.1:\(desk.port)\r\nOrigin: http://127.0.0.1:"
        + "\(desk.port)\r\nContent-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n")
    for byte in body {
      wire.send(String(byte))
      try await Task.sleep(for: .milliseconds(2))
    }
    #expect(wire.answer().status == 303)
    await desk.stop()
  }
}

/// Names by which the pages are known.
@Suite struct KnownHostsTests {
  private func hosts(_ base: String?, _ names: [String] = []) -> KnownHosts {
    KnownHosts(base: base.flatMap { WebAddress($0) }, hosts: names)
  }

  @Test(
    arguments: [
      ("https://feeds.example/f/", [], "feeds.example"),
      ("https://feeds.example/", [], "Feeds.Example:443"),
      ("http://localhost:8080/", [], "localhost:8080"), ("https://a/", ["b"], "b:99"),
      ("https://a/", ["b:99"], "b:99"), (nil, [], "127.0.0.1:8080"), (nil, [], "[::1]:8080"),
      (nil, [], "localhost"), (nil, ["[fe80::1]"], "[fe80::1]"),
    ] as [(String?, [String], String)])
  func ours(base: String?, names: [String], host: String) {
    #expect(hosts(base, names).know(host))
    #expect(hosts(base, names).isOwn(origin: "https://\(host)", host: host))
  }

  @Test(
    arguments: [
      ("https://feeds.example/", [], "evil.example"),
      ("https://feeds.example/", [], "feeds.example.evil"),
      ("https://feeds.example/", [], "127.0.0.1"), ("http://localhost:8080/", [], "localhost"),
      ("http://localhost:8080/", [], "localhost:81"), ("https://a/", ["b:99"], "b"), (nil, [], ""),
      (nil, [], "evil.example:8080"), (nil, [], "[::2]"), ("https://a/", [], "a:8080"),
    ] as [(String?, [String], String)])
  func notOurs(base: String?, names: [String], host: String) {
    #expect(!hosts(base, names).know(host))
    #expect(!hosts(base, names).isOwn(origin: "https://\(host)", host: host))
  }

  @Test(arguments: ["null", "", "http://b", "https://a.b", "ftp://a", "https://a/", "https://a:1"])
  func anotherOriginIsNotOurs(origin: String) {
    #expect(!hosts("https://a/").isOwn(origin: origin, host: "a"))
    #expect(!hosts("https://a/").isOwn(origin: nil, host: "a"))
  }
}

@Suite struct OwnerSessionTests {
  @Test func aSessionEndsWhenItIsNotUsedAndAtTheLatestInAWeek() {
    let sessions = OwnerSessions()
    let start = ContinuousClock.now
    let cookie = sessions.begin(at: start)
    #expect(sessions.session(of: cookie, at: start + .seconds(3600)) != nil)
    #expect(sessions.session(of: cookie + "x", at: start) == nil)
    #expect(sessions.session(of: nil) == nil)
    let idle = sessions.begin(at: start)
    #expect(sessions.session(of: idle, at: start + .seconds(13 * 3600)) == nil)
    let used = sessions.begin(at: start)
    for hour in 1...167 {
      #expect(sessions.session(of: used, at: start + .seconds(hour * 3600)) != nil)
    }
    #expect(sessions.session(of: used, at: start + .seconds(168 * 3600)) == nil)
  }

  @Test func thereAreSoManySessionsAndNoMore() {
    let sessions = OwnerSessions()
    let start = ContinuousClock.now
    let all = (0..<150).map { sessions.begin(at: start + .seconds($0)) }
    let last = start + .seconds(150)
    #expect(all.count { sessions.session(of: $0, at: last) != nil } == 100)
    #expect(sessions.session(of: all.last, at: last) != nil)
    sessions.endAll()
    #expect(all.allSatisfy { sessions.session(of: $0, at: last) == nil })
  }

  @Test func triesAreCountedByClient() {
    let start = ContinuousClock.now
    let attempts = LoginAttempts(at: start)
    let (a, b) = (ClientAddress("192.0.2.1"), ClientAddress("192.0.2.2"))
    for _ in 0..<5 { #expect(attempts.begin(a, at: start)) }
    #expect(!attempts.begin(a, at: start))
    #expect(attempts.begin(b, at: start))
    attempts.succeed(b)
    for _ in 0..<5 { #expect(attempts.begin(b, at: start)) }
    #expect(attempts.begin(a, at: start + .seconds(901)))
  }

  @Test func allClientsTogetherHaveAnEndToo() {
    let start = ContinuousClock.now
    let attempts = LoginAttempts(at: start)
    let granted = (0..<1000).count {
      attempts.begin(ClientAddress("10.0.\($0 / 250).\($0 % 250)"), at: start)
    }
    #expect(granted == 300)
  }
}
