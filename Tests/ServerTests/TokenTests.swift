import Foundation
import Testing

@testable import Server

/// Feeds that need a token.
@Suite struct TokenTests {
  private static let token = ServedFolder.token

  @Test func unknownAndForbiddenLookTheSame() async throws {
    let place = try await ServedFolder()
    let wire = try Wire(place.port)
    let missing = wire.get("/missing.atom")
    for answer in [
      wire.get("/secret.atom"), wire.get("/secret"),
      wire.get("/secret.atom", "Authorization: Bearer wrong"),
      wire.get("/t/wrong/secret.atom"), wire.get("/t/\(Self.token)x/secret.atom"),
      wire.get("/t/\(Self.token)/missing.atom"),
    ] {
      #expect(answer.status == 404 && answer.text == missing.text)
      var (a, b) = (answer.headers, missing.headers)
      (a["date"], b["date"]) = (nil, nil)
      #expect(a == b)
    }
    await place.stop()
  }

  @Test func aTokenOpensInEachOfItsForms() async throws {
    let place = try await ServedFolder()
    let wire = try Wire(place.port)
    let pair = Data("reader:\(Self.token)".utf8).base64EncodedString()
    for field in ["Bearer \(Self.token)", "bearer \(Self.token)", "Basic \(pair)"] {
      let answer = wire.get("/secret.atom", "Authorization: \(field)")
      #expect(answer.status == 200, "\(field)")
      #expect(answer.headers["cache-control"]?.hasPrefix("private") == true, "\(field)")
      #expect(answer.headers["access-control-allow-origin"] == nil, "\(field)")
    }
    #expect(wire.get("/t/\(Self.token)/secret").status == 200)
    #expect(wire.get("/t/\(Self.token)/world.atom").text == "<feed>world</feed>")
    await place.stop()
  }

  @Test func linksCarryTheTokenOfThePath() async throws {
    let place = try await ServedFolder()
    let wire = try Wire(place.port)
    let answer = wire.get("/t/\(Self.token)/secret.atom")
    let base = "https://example.org/f/"
    #expect(
      answer.text
        == "<feed><link href=\"\(base)t/\(Self.token)/secret.atom\"/>"
        + "<link href=\"\(base)t/\(Self.token)/secret/2024-10.atom\"/>"
        + "<link href=\"\(base)world.atom\"/></feed>")
    let etag = try #require(answer.headers["etag"])
    let plain = wire.get("/secret.atom", "Authorization: Bearer \(Self.token)")
    #expect(plain.headers["etag"] != etag)
    #expect(answer.headers["cache-control"]?.hasPrefix("private") == true)
    #expect(answer.headers["referrer-policy"] == "no-referrer")
    let again = wire.get("/t/\(Self.token)/secret.atom", "If-None-Match: \(etag)")
    #expect(again.status == 304)
    let date = try #require(answer.headers["last-modified"])
    let path = "/t/\(Self.token)/secret.atom"
    #expect(wire.get(path, "If-Modified-Since: \(date)").status == 304)
    #expect(wire.get(path, "If-Modified-Since: \(date)", "If-None-Match: \"x\"").status == 200)
    #expect(wire.get(path, "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT").status == 412)
    #expect(answer.headers["vary"] == "accept-encoding")
    for feed in ["secret", "world"] {
      let chosen = wire.get("/t/\(Self.token)/\(feed)", "Accept: application/atom+xml")
      #expect(chosen.headers["vary"] == "accept, accept-encoding", "\(feed)")
    }
    await place.stop()
  }

  @Test func listsNameWhatTheTokenOpens() async throws {
    let place = try await ServedFolder()
    let wire = try Wire(place.port)
    #expect(wire.get("/").text == "<p>large linked world")
    #expect(wire.get("/t/\(Self.token)/").text == "<p>large linked secret world")
    #expect(
      wire.get("/t/\(Self.token)/opml").text
        == "<opml>t/\(Self.token)/large linked secret world")
    await place.stop()
  }

  @Test func partsAndConditionsHoldBelowATokensPath() async throws {
    let place = try await ServedFolder()
    let wire = try Wire(place.port)
    let path = "/t/\(Self.token)/secret.atom"
    let whole = wire.get(path)
    let etag = try #require(whole.headers["etag"])
    let date = try #require(whole.headers["last-modified"])
    let part = wire.get(path, "Range: bytes=1-4")
    #expect(part.status == 206 && part.text == "feed")
    #expect(part.headers["content-range"] == "bytes 1-4/\(whole.body.count)")
    #expect(part.headers["etag"] == etag)
    let zipped = wire.get(path, "Range: bytes=1-4", "Accept-Encoding: gzip")
    #expect(zipped.status == 206 && zipped.text == "feed")
    #expect(wire.get(path, "Range: bytes=99999-").status == 416)
    #expect(wire.get(path, "Range: bytes=1-4", "If-Range: \(etag)").status == 206)
    for other in ["\"x\"", date] {
      let answer = wire.get(path, "Range: bytes=1-4", "If-Range: \(other)")
      #expect(answer.status == 200 && answer.body == whole.body, "\(other)")
    }
    #expect(wire.get(path, "If-Match: \"x\"").status == 412)
    #expect(wire.get(path, "If-Match: \(etag)").status == 200)
    await place.stop()
  }

  @Test func aFeedCalledIndexIsNotTheListOfAll() async throws {
    let place = try await ServedFolder(files: [
      "index.html": "<p>hidden", "index.atom": "<feed>hidden</feed>",
    ])
    var site = place.store.site
    let documents = [("atom", "application/atom+xml"), ("html", "text/html")].map {
      ServedDocument(name: "index.\($0.0)", mediaType: $0.1, suffix: $0.0)
    }
    site.feeds.append(
      ServedFeed(
        id: "index", documents: documents,
        tokens: TokenSet([TokenSet.Digest(of: Self.token.utf8)])))
    place.store.serve(site)
    let wire = try Wire(place.port)
    #expect(wire.get("/").text == "<p>large linked world")
    for path in ["/index", "/index.atom", "/index.html"] {
      #expect(wire.get(path).status == 404, "\(path)")
      let answer = wire.get("/t/\(Self.token)\(path)")
      #expect(answer.status == 200 && answer.text.contains("hidden"), "\(path)")
    }
    #expect(wire.get("/t/\(Self.token)/").text == "<p>index large linked secret world")
    await place.stop()
  }

  @Test func publishedListsAreForThoseWithoutAToken() async throws {
    let place = try await ServedFolder(files: ["index.html": "<p>published"])
    var site = place.store.site
    site.pages = [ServedDocument(name: "index.html", mediaType: "text/html", suffix: "html")]
    place.store.serve(site)
    let wire = try Wire(place.port)
    for path in ["/", "/index.html"] {
      #expect(wire.get(path).text == "<p>published", "\(path)")
      #expect(wire.get(path, "Authorization: Bearer wrong").text == "<p>published", "\(path)")
      let all = "<p>large linked secret world"
      #expect(wire.get(path, "Authorization: Bearer \(Self.token)").text == all, "\(path)")
      #expect(wire.get("/t/\(Self.token)\(path)").text == all, "\(path)")
    }
    await place.stop()
  }

  @Test func aReloadEndsATokenAndNoLogShowsIt() async throws {
    let seen = Seen()
    let place = try await ServedFolder(accessLog: {
      seen.add("\($0.target) \($0.referer ?? "")")
    })
    let wire = try Wire(place.port)
    let path = "/t/\(Self.token)/secret.atom"
    #expect(wire.get(path, "Referer: https://example.org/t/\(Self.token)/").status == 200)
    var site = place.store.site
    site.feeds[3].tokens = TokenSet([TokenSet.Digest(of: "another".utf8)])
    place.store.serve(site)
    #expect(wire.get(path).status == 404)
    #expect(!seen.all.isEmpty)
    for line in seen.all {
      #expect(!line.contains(Self.token) && line.contains("/t/…/"), "\(line)")
    }
    await place.stop()
  }
}
