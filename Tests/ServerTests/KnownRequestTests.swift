import Foundation
import NIOCore
import Testing

@testable import Server

/// Requests that come again, byte for byte.
@Suite struct KnownRequestTests {
  private func repeated(_ place: ServedFolder) async throws -> Int {
    // Counts are handed over once a second.
    var last = place.server?.counts.repeated ?? 0
    for _ in 0..<60 {
      try await Task.sleep(for: .milliseconds(50))
      let now = place.server?.counts.repeated ?? 0
      if now > 0, now == last { return now }
      last = now
    }
    return last
  }

  @Test func theyAreAnsweredAsTheFirstTime() async throws {
    let place = try await ServedFolder()
    let wire = try Wire(place.port)
    let first = wire.get("/world.atom")
    let etag = try #require(first.headers["etag"])
    for _ in 0..<6 {
      var answer = wire.get("/world.atom")
      #expect(answer.status == 200 && answer.text == "<feed>world</feed>")
      answer.headers["date"] = first.headers["date"]
      #expect(answer.headers == first.headers)
      #expect(wire.get("/world.atom", "If-None-Match: \(etag)").status == 304)
      let head = wire.ask("HEAD /world.atom HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(head.status == 200 && head.headers["content-length"] == "18")
      let zipped = wire.get("/large.atom", "Accept-Encoding: gzip")
      #expect(zipped.headers["content-encoding"] == "gzip" && zipped.body.first == 0x1F)
      #expect(wire.get("/world", "Accept: application/feed+json").text == "{}")
      #expect(wire.get("/world.atom", "Range: bytes=1-4").text == "feed")
      #expect(wire.get("/missing.atom").status == 404)
    }
    #expect(try await repeated(place) >= 4 * 4)
    await place.stop()
  }

  @Test func aNewVersionIsSentToWhoAsksTheSame() async throws {
    let place = try await ServedFolder()
    let wire = try Wire(place.port)
    let etag = try #require(wire.get("/world.atom").headers["etag"])
    for _ in 0..<5 {
      #expect(wire.get("/world.atom", "If-None-Match: \(etag)").status == 304)
      #expect(wire.get("/world.atom").status == 200)
    }
    try place.write("<feed>2</feed>", to: "world.atom")
    place.store.rescan()
    for _ in 0..<3 {
      let answer = wire.get("/world.atom", "If-None-Match: \(etag)")
      #expect(answer.status == 200 && answer.text == "<feed>2</feed>")
      #expect(wire.get("/world.atom").text == "<feed>2</feed>")
    }
    // A feed that needs a token from now on.
    var site = place.store.site
    site.feeds[0].tokens = TokenSet([TokenSet.Digest(of: ServedFolder.token.utf8)])
    place.store.serve(site)
    #expect(wire.get("/world.atom").status == 404)
    await place.stop()
  }

  @Test func nothingIsKnownThatOnlySomeMayRead() async throws {
    let place = try await ServedFolder()
    let wire = try Wire(place.port)
    for _ in 0..<5 {
      let field = "Authorization: Bearer \(ServedFolder.token)"
      #expect(wire.get("/secret.atom", field).status == 200)
      #expect(wire.get("/world.atom", field).status == 200)
      #expect(wire.get("/world.atom", "Cookie: a=b").status == 200)
      #expect(wire.get("/t/\(ServedFolder.token)/secret.atom").status == 200)
      #expect(wire.get("/t/\(ServedFolder.token)/world.atom").status == 200)
      #expect(wire.get("/secret.atom").status == 404)
    }
    #expect(try await repeated(place) == 0)
    await place.stop()
  }

  @Test func severalAtOnceAndPartsOfOneAreDecoded() async throws {
    let place = try await ServedFolder()
    let wire = try Wire(place.port)
    let request = "GET /world.atom HTTP/1.1\r\nHost: x\r\n\r\n"
    for _ in 0..<4 { #expect(wire.ask(request).status == 200) }
    wire.send(request + request + request)
    for _ in 0..<3 { #expect(wire.answer().text == "<feed>world</feed>") }
    // The second part of a head looks like a request of its own.
    wire.send("GET /missing HTTP/1.1\r\nX-A: b\r\n")
    try await Task.sleep(for: .milliseconds(30))
    wire.send("Host: x\r\n\r\n")
    #expect(wire.answer().status == 404)
    let length = "Content-Length: \(request.utf8.count)\r\n"
    wire.send("GET /large.atom HTTP/1.1\r\nHost: x\r\n\(length)\r\n")
    try await Task.sleep(for: .milliseconds(30))
    // A content that looks like a request is none.
    wire.send(request)
    let answer = wire.answer()
    #expect(answer.text == ServedFolder.large)
    #expect(wire.isClosed())
    await place.stop()
  }

  @Test func eachIsLogged() async throws {
    let seen = Seen()
    let place = try await ServedFolder(accessLog: { record in
      seen.add("\(record.client) \(record.method) \(record.target)")
      seen.add("\(record.status) \(record.bytes) \(record.userAgent ?? "")")
    })
    let wire = try Wire(place.port)
    for _ in 0..<5 { #expect(wire.get("/world.atom", "User-Agent: R").status == 200) }
    let lines = [[String]](repeating: ["127.0.0.1 GET /world.atom", "200 18 R"], count: 5)
    #expect(seen.all == lines.flatMap(\.self))
    await place.stop()
  }

  @Test func bytesThatDifferAreOthers() {
    let request = "GET /world.atom HTTP/1.1\r\nHost: x\r\n\r\n"
    let print = KnownRequests.print(of: ByteBuffer(string: request))
    for other in [
      request + " ", request.replacing("x", with: "y"), request.replacing("GET", with: "get"),
      String(request.dropLast()), "",
    ] {
      #expect(KnownRequests.print(of: ByteBuffer(string: other)) != print, "\(other)")
    }
    #expect(KnownRequests.print(of: ByteBuffer(string: request)) == print)
  }
}
