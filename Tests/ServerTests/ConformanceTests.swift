import Foundation
import Testing

@testable import Server

/// What the server answers, on sockets.
@Suite struct ConformanceTests {
  private func serving(_ body: (ServedFolder) async throws -> Void) async throws {
    let place = try await ServedFolder()
    do {
      try await body(place)
    } catch {
      await place.stop()
      throw error
    }
    await place.stop()
  }

  /// What asks for one version gets no other (RFC 9110 §13.1.1, §13.1.4).
  @Test func anotherVersionThanExpectedIsNotSent() async throws {
    let place = try await ServedFolder()
    let wire = try Wire(place.port)
    let first = wire.get("/large.atom")
    let (etag, date) = (first.headers["etag"] ?? "", first.headers["last-modified"] ?? "")
    let zipped = wire.get("/large.atom", "Accept-Encoding: gzip").headers["etag"] ?? ""
    for (field, status) in [
      ("If-Match: \(etag)", 200), ("If-Match: *", 200), ("If-Match: \"b\", \(etag)", 200),
      ("If-Match: \(zipped)", 200), ("If-Match: \"b\"", 412), ("If-Match: W/\(etag)", 412),
      ("If-Match: ", 412), ("If-Unmodified-Since: \(date)", 200),
      ("If-Unmodified-Since: Mon, 01 Jan 2001 00:00:00 GMT", 412),
      ("If-Match: \(etag)\r\nIf-Unmodified-Since: Mon, 01 Jan 2001 00:00:00 GMT", 200),
      ("If-Unmodified-Since: Fri, 31 Dec 2099 00:00:00 GMT", 200),
      ("If-Unmodified-Since: junk", 200),
      ("If-Unmodified-Since: Monday, 01-Jan-01 00:00:00 GMT", 412),
      ("If-Unmodified-Since: Mon Jan  1 00:00:00 2001", 412),
      ("If-Match: \(etag)\r\nIf-None-Match: \(etag)", 304),
      ("If-Match: \"b\"\r\nRange: bytes=0-3", 412),
    ] {
      #expect(wire.get("/large.atom", field).status == status, "\(field)")
    }
    await place.stop()
  }

  @Test func filesHaveTheirTypesAndSafeHeaders() async throws {
    let table = [
      ("/world.atom", "application/atom+xml; charset=utf-8", "<feed>world</feed>"),
      ("/world.json", "application/feed+json; charset=utf-8", "{}"),
      ("/world.rss", "application/rss+xml; charset=utf-8", "<rss/>"),
      ("/world.html", "text/html; charset=utf-8", "<p>world"),
      ("/world/2024-10.atom", "application/atom+xml; charset=utf-8", "<feed>page</feed>"),
      ("/", "text/html; charset=utf-8", "<p>large linked world"),
      ("/opml", "text/x-opml; charset=utf-8", "<opml>large linked world"),
    ]
    try await serving { place in
      let wire = try Wire(place.port)
      for (path, type, body) in table {
        let answer = wire.get(path)
        #expect(answer.status == 200, "\(path)")
        #expect(answer.headers["content-type"] == type, "\(path)")
        #expect(answer.text == body, "\(path)")
        // D7
        #expect(answer.headers["x-content-type-options"] == "nosniff", "\(path)")
        #expect(answer.headers["referrer-policy"] == "no-referrer", "\(path)")
        #expect(
          answer.headers["content-security-policy"]?.hasPrefix("default-src 'none'") == true,
          "\(path)")
        #expect(answer.headers["access-control-allow-origin"] == "*", "\(path)")
        #expect(answer.headers["date"]?.hasSuffix("GMT") == true, "\(path)")
        #expect(answer.headers["etag"]?.hasPrefix("\"") == true, "\(path)")
      }
    }
  }

  /// D2: nothing but what Refeed published, whatever lies in the folder.
  @Test func whatIsNotPublishedIsNotServed() async throws {
    try await serving { place in
      for path in [
        "/config.json", "/other.atom", "/world/notes.txt", "/world/2024-10.json.bak",
        "/world/2024-10.txt", "/.refeed-0.tmp", "/linked.atom", "/linked", "/world/", "/world//",
        "/world.atom/x", "/..", "/.", "/missing.atom", "/../../etc/passwd",
        "/%2e%2e/etc/passwd", "/..%2fetc/passwd", "//etc/passwd", "/world.atom%00", "/world\\x",
        "/world/../world.atom", "/secret.atom", "/secret", "/-/x", "/t/x/world.atom",
        "/t//world.atom", "/t/", "/t",
      ] {
        let answer = try Wire(place.port).get(path)
        #expect(answer.status == 404 || answer.status == 400, "\(path)")
        #expect(!answer.text.contains("root:") && !answer.text.contains("secret"), "\(path)")
        #expect(!answer.text.contains("passwd"), "\(path): the address is not echoed")
        #expect(answer.headers["access-control-allow-origin"] == nil, "\(path)")
        #expect(answer.headers["cache-control"] == "no-store", "\(path)")
      }
    }
  }

  @Test func conditionsAreAnsweredWith304() async throws {
    try await serving { place in
      let wire = try Wire(place.port)
      let first = wire.get("/world.atom")
      let etag = try #require(first.headers["etag"])
      let date = try #require(first.headers["last-modified"])
      // D5
      let unchanged = [
        "If-None-Match: \(etag)", "If-None-Match: W/\(etag)", "If-None-Match: *",
        "If-None-Match: \"b\", \(etag)", "If-None-Match: \"b\" ,W/\(etag) ",
        "If-None-Match: \"b\"\r\nIf-None-Match: \(etag)", "If-Modified-Since: \(date)",
      ]
      for field in unchanged {
        let answer = wire.get("/world.atom", field)
        #expect(answer.status == 304, "\(field)")
        #expect(answer.body.isEmpty && answer.headers["etag"] == etag, "\(field)")
        #expect(answer.headers["content-length"] == nil, "\(field)")
        #expect(answer.headers["cache-control"] == first.headers["cache-control"], "\(field)")
        #expect(answer.headers["access-control-allow-origin"] == "*", "\(field)")
      }
      let changed = [
        "If-None-Match: \"b\"", "If-None-Match: \(etag.dropLast())", "If-None-Match: ",
        "If-Modified-Since: Mon, 01 Jan 1990 00:00:00 GMT", "If-Modified-Since: never",
        "If-None-Match: \"b\"\r\nIf-Modified-Since: \(date)",
      ]
      for field in changed { #expect(wire.get("/world.atom", field).status == 200, "\(field)") }
    }
  }

  @Test func aNewVersionIsServedWithAnotherTag() async throws {
    try await serving { place in
      let wire = try Wire(place.port)
      let etag = try #require(wire.get("/world.atom").headers["etag"])
      try place.write("<feed>2</feed>", to: "world.atom")
      var answer = wire.get("/world.atom", "If-None-Match: \(etag)")
      for _ in 0..<100 where answer.status == 304 {
        try await Task.sleep(for: .milliseconds(20))
        answer = wire.get("/world.atom", "If-None-Match: \(etag)")
      }
      #expect(answer.status == 200 && answer.text == "<feed>2</feed>")
      #expect(answer.headers["etag"] != etag)
      // One that came, in a folder that is there; one that went.
      try place.write("<feed>9</feed>", to: "world/2024-09.atom")
      try FileManager.default.removeItem(at: place.root.appending(path: "world.rss"))
      for _ in 0..<100 where wire.get("/world.rss").status == 200 {
        try await Task.sleep(for: .milliseconds(20))
      }
      #expect(wire.get("/world.rss").status == 404)
      #expect(wire.get("/world/2024-09.atom").status == 200)
    }
  }

  @Test func headGivesWhatGetWouldWithoutIt() async throws {
    try await serving { place in
      let wire = try Wire(place.port)
      for path in ["/world.atom", "/large.atom", "/", "/robots.txt", "/missing"] {
        let get = wire.get(path)
        let head = wire.ask("HEAD \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(head.status == get.status, "\(path)")
        #expect(head.headers["content-length"] == "\(get.body.count)", "\(path)")
        #expect(head.headers["etag"] == get.headers["etag"], "\(path)")
      }
    }
  }

  @Test func onePartIsSentAndManyAreNot() async throws {
    let body = Array("<feed>world</feed>".utf8)
    let table: [(String, Int, ArraySlice<UInt8>)] = [
      ("bytes=0-4", 206, body[0...4]), ("bytes=6-", 206, body[6...]),
      ("bytes=-3", 206, body[15...]),
      ("bytes=0-999", 206, body[...]), ("bytes=-999", 206, body[...]),
      ("bytes=18-", 416, []), ("bytes=-0", 416, []), ("bytes=4-2", 200, body[...]),
      ("bytes=0-1,3-4", 200, body[...]), ("lines=0-1", 200, body[...]),
      ("bytes=a-b", 200, body[...]), ("bytes=0-99999999999999999999", 200, body[...]),
    ]
    try await serving { place in
      let wire = try Wire(place.port)
      for (range, status, part) in table {
        let answer = wire.get("/world.atom", "Range: \(range)")
        #expect(answer.status == status, "\(range)")
        #expect(answer.body == Array(part), "\(range)")
        if status == 416 { #expect(answer.headers["content-range"] == "bytes */18", "\(range)") }
        #expect(answer.headers["x-content-type-options"] == "nosniff", "\(range)")
        #expect(answer.headers["content-security-policy"] != nil, "\(range)")
      }
      #expect(
        wire.get("/world.atom", "Range: bytes=1-2").headers["content-range"] == "bytes 1-2/18")
      let etag = try #require(wire.get("/world.atom").headers["etag"])
      #expect(wire.get("/world.atom", "Range: bytes=1-2", "If-Range: \(etag)").status == 206)
      #expect(wire.get("/world.atom", "Range: bytes=1-2", "If-Range: \"x\"").status == 200)
      // The overlapping hundred thousand (D5).
      let many = (0..<1000).map { "\($0)-\($0 + 9)" }.joined(separator: ",")
      #expect(wire.get("/large.atom", "Range: bytes=\(many)").status == 200)
    }
  }

  @Test func gzipIsMadeOnceForWhoTakesIt() async throws {
    try await serving { place in
      let wire = try Wire(place.port)
      for accept in ["gzip", "br, gzip;q=0.5", "x-gzip", "*", "GZIP"] {
        let zipped = wire.get("/large.atom", "Accept-Encoding: \(accept)")
        #expect(zipped.status == 200 && zipped.headers["content-encoding"] == "gzip", "\(accept)")
        #expect(zipped.body.starts(with: [0x1F, 0x8B]), "\(accept)")
        #expect(zipped.body.count < ServedFolder.large.utf8.count / 4, "\(accept)")
        #expect(zipped.headers["vary"] == "accept-encoding", "\(accept)")
      }
      let zipped = wire.get("/large.atom", "Accept-Encoding: gzip")
      let etag = try #require(zipped.headers["etag"])
      for accept in ["identity", "gzip;q=0", "br", "*;q=0", "gzip;q=0.000, *"] {
        let plain = wire.get("/large.atom", "Accept-Encoding: \(accept)")
        #expect(plain.headers["content-encoding"] == nil, "\(accept)")
        #expect(plain.text == ServedFolder.large, "\(accept)")
        #expect(plain.headers["etag"] != etag, "\(accept)")
      }
      let again = wire.get("/large.atom", "Accept-Encoding: gzip", "If-None-Match: \(etag)")
      #expect(again.status == 304 && again.headers["etag"] == etag)
    }
  }

  @Test func aCompressedFileIsSentAsItWasPublished() async throws {
    let place = try await ServedFolder(files: ["large.atom.gz": "\u{1F}as published"])
    let answer = try Wire(place.port).get("/large.atom", "Accept-Encoding: gzip")
    #expect(answer.headers["content-encoding"] == "gzip")
    #expect(answer.text == "\u{1F}as published")
    await place.stop()
  }

  @Test func acceptChoosesAFormat() async throws {
    let table = [
      ("", "application/atom+xml"), ("*/*", "application/atom+xml"),
      ("application/feed+json", "application/feed+json"),
      ("application/json", "application/feed+json"),
      ("application/rss+xml, application/atom+xml;q=0.9", "application/rss+xml"),
      ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
      ("text/*", "text/html"), ("text/xml", "application/atom+xml"),
      ("application/atom+xml;q=0, */*", "application/feed+json"),
      ("application/atom+xml;q=0, application/xml", "application/rss+xml"),
      ("application/xml", "application/atom+xml"),
    ]
    try await serving { place in
      let wire = try Wire(place.port)
      for (accept, type) in table {
        let answer = accept.isEmpty ? wire.get("/world") : wire.get("/world", "Accept: \(accept)")
        #expect(answer.status == 200, "\(accept)")
        let text = answer.headers["content-type"] ?? ""
        #expect(text.hasPrefix(type), "\(accept): \(text)")
        #expect(answer.headers["vary"] == "accept, accept-encoding", "\(accept)")
        let etag = answer.headers["etag"] ?? ""
        let again = wire.get("/world", "Accept: \(accept)", "If-None-Match: \(etag)")
        #expect(again.status == 304, "\(accept)")
      }
      #expect(wire.get("/world", "Accept: image/png").status == 406)
    }
  }

  @Test func otherMethodsAreRefusedAndBrowsersMayAsk() async throws {
    try await serving { place in
      for method in ["POST", "PUT", "DELETE", "TRACE", "PATCH"] {
        let wire = try Wire(place.port)
        let answer = wire.ask("\(method) /world.atom HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(answer.status == 405, "\(method)")
        #expect(answer.headers["allow"] == "GET, HEAD, OPTIONS", "\(method)")
        #expect(answer.headers["access-control-allow-origin"] == "*", "\(method)")
        let hidden = wire.ask("\(method) /secret.atom HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(hidden.status == 405, "\(method)")
        #expect(hidden.headers["access-control-allow-origin"] == nil, "\(method)")
      }
      let wire = try Wire(place.port)
      let asked = wire.ask(
        "OPTIONS /world.atom HTTP/1.1\r\nHost: x\r\nOrigin: https://reader.example\r\n"
          + "Access-Control-Request-Method: GET\r\n\r\n")
      #expect(asked.status == 204)
      #expect(asked.headers["access-control-allow-origin"] == "*")
      #expect(asked.headers["access-control-allow-headers"]?.contains("if-none-match") == true)
      let hidden = wire.ask("OPTIONS /secret.atom HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(hidden.headers["access-control-allow-origin"] == nil)
    }
  }

  /// RFC 9112 §3.2.2, RFC 3986 §3.2: the authority ends where a path or query begins.
  @Test func longTargetsAreReadAsAProxyReadsThem() async throws {
    try await serving { place in
      for (target, status) in [
        ("http://x/world.atom", 200), ("http://x?x=/world.atom", 200), ("http:///world.atom", 400),
        ("http://x", 200),
      ] {
        let answer = try Wire(place.port).ask("GET \(target) HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(answer.status == status, "\(target)")
        #expect((answer.text == "<feed>world</feed>") == (target == "http://x/world.atom"))
      }
    }
  }

  @Test func whatNobodyMaySeeIsNoWishForTheList() async throws {
    try await serving { place in
      let wire = try Wire(place.port)
      #expect(wire.get("/?action=display&bridge=FilterBridge&url=http://a.example/").status == 404)
      #expect(wire.get("/?from=reader").status == 200)
    }
  }

  @Test func headHasNoParts() async throws {
    try await serving { place in
      let wire = try Wire(place.port)
      let answer = wire.ask("HEAD /large.atom HTTP/1.1\r\nHost: x\r\nRange: bytes=0-3\r\n\r\n")
      #expect(answer.status == 200)
    }
  }

  @Test func whoLikesItPlainGetsItPlain() {
    for (field, isZipped) in [
      ("gzip", true), ("gzip;q=0.5, identity;q=0.9", false), ("gzip, identity;q=0.5", true),
      ("*;q=0.5", true), ("identity;q=1, *;q=0.5", false), ("gzip;q=0", false), ("br", false),
    ] {
      #expect(Preferences.acceptGzip(field) == isZipped, "\(field)")
    }
  }

  @Test func robotsAndTheIconAreThere() async throws {
    try await serving { place in
      let wire = try Wire(place.port)
      #expect(wire.get("/robots.txt").text.contains("Disallow: /t/"))
      #expect(wire.get("/favicon.ico").headers["content-type"] == "image/svg+xml")
    }
  }
}
