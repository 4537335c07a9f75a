import Foundation
import ScriptedOrigin
import Testing

/// `refeed discover`: the feeds of a page, from a server on loopback.
@Suite struct DiscoverTests {
  private let place: Workplace
  private var refeed: Command { place.refeed }

  init() throws {
    place = try Workplace()
  }

  private static let page = """
    <!doctype html><html><head><title>Site</title>
    <link rel="alternate" type="application/rss+xml" title="All&amp;more" href="/all.xml">
    <link REL='feed alternate' type="Application/Atom+XML; charset=utf-8" href="sub/atom">
    <link rel="alternate" type="application/rss+xml" href="/all.xml#again">
    <link rel="alternate" hreflang="de" href="/de/"><link rel="stylesheet" href="/feed">
    </head><body><a href="/all.xml">RSS</a> <a href="/blog/feed/"> The
    blog </a> <a href="/?feed=rss2">old</a> <a href="/about">About our feed</a>
    <a href="feed://sub.example/rss">reader</a> <a href="javascript:feed">x</a>
    <a href="/feedback">Feedback</a></body></html>
    """

  /// Answers every path with the page, but for those named.
  private static func origin(
    _ others: [String: (type: String, body: String)] = [:]
  )
    -> ScriptedOrigin
  {
    ScriptedOrigin { request, connection in
      let answer = others[request.path] ?? ("text/html; charset=utf-8", page)
      connection.answer(headers: ["Content-Type: \(answer.type)"], Array(answer.body.utf8))
    }
  }

  @Test("Declared feeds come first, then links that look like feeds, each once")
  func aPageIsRead() throws {
    let origin = Self.origin()
    defer { origin.stop() }
    let result = try refeed("discover", origin.address("/x/"), "--allow-private-networks")
    #expect(result.code == 0 && result.error == "")
    #expect(
      result.output == """
        \(origin.address("/all.xml"))\tapplication/rss+xml\tAll&more
        \(origin.address("/x/sub/atom"))\tapplication/atom+xml\t
        \(origin.address("/blog/feed/"))\t\tThe blog
        \(origin.address("/?feed=rss2"))\t\told
        https://sub.example/rss\t\treader

        """)
    #expect(origin.requests.count == 1)
    #expect(origin.requests.first?.header("Accept")?.hasPrefix("text/html") == true)
  }

  @Test("Scripts get JSON")
  func jsonForScripts() throws {
    let origin = Self.origin()
    defer { origin.stop() }
    let result = try refeed("discover", origin.address("/"), "--json", "--allow-private-networks")
    let all = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let feeds = try #require(all?["feeds"] as? [[String: String]])
    #expect(feeds.map { $0["found"] } == ["link", "link", "anchor", "anchor", "anchor"])
    #expect(
      feeds.first == [
        "url": origin.address("/all.xml"), "type": "application/rss+xml", "title": "All&more",
        "found": "link",
      ])
  }

  @Test("A configuration is written of them")
  func configurations() throws {
    let origin = Self.origin()
    defer { origin.stop() }
    let result = try refeed("discover", origin.address("/"), "--config", "--allow-private-networks")
    #expect(result.code == 0)
    try place.write(result.output, to: "config.json")
    let check = try refeed("check")
    #expect(check.code == 0 && check.output.contains("5 feeds, 5 sources"), "\(check.error)")
    #expect(try refeed("discover", origin.address("/"), "--config", "--json").code == 64)
  }

  @Test("A base element moves the links, a redirect the page")
  func addressesAreResolved() throws {
    let head = "<!doctype html><head><base href=\"/deep/\">"
    let link = "<link rel=alternate type=application/feed+json href=feed.json></head>"
    let origin = ScriptedOrigin { request, connection in
      if request.path == "/" {
        connection.answer("301 Moved", headers: ["Location: /new/place"])
      } else {
        connection.answer(headers: ["Content-Type: text/html"], Array((head + link).utf8))
      }
    }
    defer { origin.stop() }
    let result = try refeed("discover", origin.address("/"), "--allow-private-networks")
    #expect(result.output.hasPrefix(origin.address("/deep/feed.json") + "\t"))
  }

  @Test("A feed is itself what was looked for, and a list gives its feeds")
  func feedsAndLists() throws {
    let origin = Self.origin([
      "/rss": ("application/rss+xml", Sample.rss), "/list": ("text/xml", ImportTests.opml),
    ])
    defer { origin.stop() }
    let feed = try refeed("discover", origin.address("/rss"), "--allow-private-networks")
    #expect(feed.output == "\(origin.address("/rss"))\tapplication/rss+xml\tExample\n")
    let list = try refeed("discover", origin.address("/list"), "--allow-private-networks")
    #expect(list.output.split(separator: "\n").count == 4)
  }

  @Test("b7 The guard holds here too, redirects included")
  func b7TheGuardHolds() throws {
    let origin = Self.origin()
    defer { origin.stop() }
    for host in ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"] {
      let result = try refeed("discover", "http://\(host):\(origin.port)/")
      #expect(result.code == 2 && result.output == "")
      #expect(result.error.contains("not a public address"), "\(result.error)")
    }
    #expect(origin.connections == 0)
  }

  @Test(
    "Nothing found is said, with exit code 2",
    arguments: [
      ("text/html", "<!doctype html><p>nothing</p>", "links to no feed"),
      ("text/plain", "hello", "plain text"),
      ("image/png", "\u{89}PNG\r\n\u{1A}\n\0\0", "not a feed"),
    ])
  func nothingFound(_ type: String, _ body: String, _ words: String) throws {
    let origin = Self.origin(["/": (type, body)])
    defer { origin.stop() }
    let result = try refeed("discover", origin.address("/"), "--allow-private-networks")
    #expect(result.code == 2 && result.output == "")
    #expect(result.error.contains(words), "\(result.error)")
  }

  @Test("Titles can't steer a terminal")
  func titlesAreInert() throws {
    let origin = Self.origin([
      "/": (
        "text/html",
        "<!doctype html><link rel=alternate type=application/rss+xml href=/f title='a&#27;[31mb'>"
      )
    ])
    defer { origin.stop() }
    let result = try refeed("discover", origin.address("/"), "--allow-private-networks")
    #expect(result.code == 0)
    #expect(!result.output.contains("\u{1B}"))
  }

  @Test("What is no web address is bad usage", arguments: ["ftp://a.example/", "file:///x", "://"])
  func badUsage(_ address: String) throws {
    #expect(try refeed("discover", address).code == 64)
  }
}
