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
