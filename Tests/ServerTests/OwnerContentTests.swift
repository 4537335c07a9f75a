import FeedModel
import Foundation
import Regenerator
import Testing

@testable import Server

/// What the owner's pages show.
@Suite struct OwnerContentTests {
  private static let attacks = [
    "<script>x()</script>", "\"><img src=x onerror=x()>", "'><svg onload=x()>",
    "</textarea><script>x()",
    "</title><script>x()", "{{{content}}}{{token}}", "]]&gt;<b>", "\" onfocus=\"x()\" autofocus=\"",
  ]

  /// Tags that no template has, or attributes that run.
  private static func isBroken(_ page: String) -> Bool {
    page.contains("<script") || page.contains("<svg onload") || page.contains("<img")
      || page.contains("onfocus=\"x") || page.contains("onerror=x()>\"") || page.contains("<b>")
  }

  @Test func attacksStayText() async throws {
    let items = Self.attacks.map { ($0, "<p>\($0)</p><div class=\"x-promo\">\($0)</div>") }
    let desk = try await OwnerDesk(
      serve: "\"edit\": true", title: Self.attacks.joined(), items: items)
    let cookie = try desk.loggedIn().cookie
    var places = [
      "", "/feed/news", "/feed/news/edit", "/feed/news/rules", "/search", "/add", "/opml",
    ]
    places += (1...items.count).map { "/entry/\($0)" }
    places += (1...items.count).map { "/feed/news/rules?entry=\($0)&pick=1" }
    for attack in Self.attacks {
      let text = OwnerPages.encoded(attack)
      places += [
        "?q=\(text)&state=\(text)&sort=\(text)&group=\(text)", "/search?q=\(text)",
        "/entry/1?off=\(text)",
        "/feed/news/rules?selector=\(text)", "/feed/news/rules?prefix=\(text)&with=\(text)",
        "?said=\(text)",
        "/\(text)",
      ]
    }
    for place in places {
      let answer = try desk.get(place, cookie: cookie)
      #expect([200, 404].contains(answer.status), "\(place)")
      #expect(!Self.isBroken(answer.text), "\(place)")
      let policy = answer.headers["content-security-policy"] ?? ""
      #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "\(place)")
      #expect(!policy.contains("script-src") && policy.contains("frame-ancestors 'none'"))
    }
    await desk.stop()
  }

  @Test func framesMayDoNothing() async throws {
    let desk = try await OwnerDesk(items: [("One", "<p>A</p><img src=\"https://i.example/a.png\">")]
    )
    let cookie = try desk.loggedIn().cookie
    let page = try desk.get("/entry/1", cookie: cookie)
    #expect(page.text.components(separatedBy: "<iframe sandbox=\"\" srcdoc=\"").count == 3)
    #expect(page.text.components(separatedBy: "<iframe").count == 3)
    #expect(page.headers["content-security-policy"]?.contains("img-src 'self';") == true)
    #expect(!page.text.contains("src=&quot;https://i.example/a.png&quot;&gt;\" title"))
    let shown = try desk.get("/entry/1?images=1", cookie: cookie)
    #expect(shown.text.contains("src=&quot;https://i.example/a.png&quot;"))
    #expect(shown.headers["content-security-policy"]?.contains("img-src 'self' http:") == true)
    await desk.stop()
  }

  @Test func pagesSpeakTheLanguageThatIsLiked() async throws {
    let desk = try await OwnerDesk()
    let cookie = try desk.loggedIn().cookie
    for (field, word, tag) in [
      ("zh-CN,zh;q=0.9,en;q=0.8", "立即刷新", "zh-CN"),
      ("en-US,en;q=0.9,zh;q=0.1", "Refresh now", "en"),
      ("fr", "Refresh now", "en"),
    ] {
      let page = try desk.get("/feed/news", cookie: cookie, "Accept-Language: \(field)")
      #expect(page.text.contains(word) && page.text.contains("<html lang=\"\(tag)\">"), "\(field)")
    }
    await desk.stop()
  }

  @Test func aRefreshGoesOnBehindTheAnswer() async throws {
    let desk = try await OwnerDesk()
    let form = try desk.loggedIn()
    let answer = try desk.post("/-/admin/refresh", form, [("feed", "news")])
    #expect(answer.status == 303 && answer.headers["location"] == "/-/admin/feed/news")
    var text = ""
    for _ in 0..<100 where !text.contains("Refreshed: 1 new, 2 changed.") {
      text = try desk.get("/feed/news", cookie: form.cookie).text
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(
      text.contains("Refreshed: 1 new, 2 changed.") && !text.contains("http-equiv=\"refresh\""))
    #expect(try desk.post("/-/admin/refresh", form, [("feed", "none")]).status == 404)
    await desk.stop()
  }

  @Test func settingsAreChangedWhereTheyDiffer() async throws {
    let desk = try await OwnerDesk(serve: "\"edit\": true")
    let form = try desk.loggedIn()
    func fields(_ change: [(String, String)]) throws -> [(String, String)] {
      [("digest", try desk.digest)] + change
    }
    let place = "/-/admin/feed/news/edit"
    let before = try desk.file
    let same = [("title", "News"), ("group", ""), ("sources", ""), ("only", ""), ("rules", "")]
    #expect(try desk.post(place, form, fields(same)).status == 303)
    #expect(try desk.file == before)
    let answer = try desk.post(
      place, form,
      fields([
        ("title", "New ${HOME}"), ("group", "A / B"), ("sources", "https://n.example/feed"),
        ("drop", "{ \"title\": \"ad\" }"), ("rules", ""),
      ]))
    #expect(answer.status == 303)
    let after = try desk.file
    for text in [
      "\"New $${HOME}\"", #""group": ["A", "B"]"#,
      #""sources": ["feed.xml", "https://n.example/feed"]"#,
      "\"title\": \"ad\"", "// Ours.",
    ] { #expect(after.contains(text), "\(text)") }
    for (name, text) in [
      ("sources", "/etc/passwd"), ("sources", "file:///x"), ("rules", "{"),
      ("rules", "{\"remove\": \"p[\"}"),
      ("only", "3"),
    ] {
      #expect(try desk.post(place, form, fields([(name, text)])).status == 422, "\(name) \(text)")
    }
    #expect(try desk.file == after)
    await desk.stop()
  }

  @Test func aFileThatCantBeWrittenGivesTheText() async throws {
    guard getuid() != 0 else { return }
    let desk = try await OwnerDesk(serve: "\"edit\": true")
    let form = try desk.loggedIn()
    chmod(desk.folder.appending(path: "config.json").path, 0o400)
    let answer = try desk.post(
      "/-/admin/feed/news/rules", form, [("digest", try desk.digest), ("selector", "p.lead")])
    #expect(answer.status == 200 && answer.text.contains("<textarea id=\"paste\""))
    #expect(answer.text.contains("p.lead"))
    await desk.stop()
  }

  @Test func aListIsLookedAtBeforeItIsTaken() async throws {
    let desk = try await OwnerDesk(serve: "\"edit\": true")
    let form = try desk.loggedIn()
    let list =
      "<opml version=\"2.0\"><body><outline text=\"F\"><outline text=\"A &lt;b&gt;\" xmlUrl=\"https://a.example/\"/>"
      + "</outline><outline text=\"Odd\" xmlUrl=\"ftp://x/\"/></body></opml>"
    let shown = try desk.post("/-/admin/opml", form, [("list", list)])
    #expect(shown.status == 200 && shown.text.contains("https://a.example/"))
    #expect(shown.text.contains("ftp://x/") && !Self.isBroken(shown.text))
    #expect(try !desk.file.contains("a.example"))
    let saved = try desk.post(
      "/-/admin/opml", form, [("list", list), ("digest", try desk.digest), ("save", "1")])
    #expect(saved.status == 303)
    #expect(
      try desk.file.contains("\"https://a.example/\"") && desk.file.contains("\"group\": \"F\""))
    #expect(try desk.post("/-/admin/opml", form, [("list", "no list")]).status == 422)
    await desk.stop()
  }

  // MARK: Lists

  @Test func feedsAreFilteredAndSorted() async throws {
    let feeds = [
      Self.feed("b", "Beta", .good, entries: 5, newest: 3),
      Self.feed("a", "alpha", .failing, entries: 9),
      Self.feed("c", "Gamma", .good, group: ["G"], entries: 1, newest: 9),
    ]
    func ids(_ query: String) -> String {
      let query = RequestQuery(query)
      return OwnerPages.sorted(OwnerPages.filtered(feeds, query), by: query["sort"]).map(\.id)
        .joined()
    }
    #expect(ids("") == "bac" && ids("sort=title") == "abc" && ids("sort=state") == "abc")
    #expect(ids("sort=newest") == "cba" && ids("sort=entries") == "abc" && ids("sort=odd") == "bac")
    #expect(ids("state=good") == "bc" && ids("group=G") == "c" && ids("q=ALPH") == "a")
    #expect(ids("q=b+eta") == "b" && ids("q=none").isEmpty && ids("state=odd").isEmpty)
  }

  private static func feed(
    _ id: String, _ title: String, _ condition: FeedOverview.Condition, group: [String] = [],
    entries: Int, newest: Int64? = nil
  ) -> FeedOverview {
    FeedOverview(
      id: id, title: title, group: group, condition: condition, entries: entries,
      newest: newest.flatMap { Timestamp(milliseconds: $0) })
  }
}
