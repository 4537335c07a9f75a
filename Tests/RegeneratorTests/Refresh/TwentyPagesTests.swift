import FeedModel
import Foundation
import ScriptedOrigin
import Testing

@testable import Regenerator

/// Pages of every sort in three runs: nothing is lost, no date moves, no page is asked for in vain.
@Suite struct TwentyPagesTests {
  private let paper: PaperSite
  private var room: Newsroom { paper.room }

  init() throws {
    paper = try PaperSite()
    // The origin alone may be reached, and no other private address.
    try room.write(
      """
      {"fetch": {"gap": "0s", "maxBytes": "1MiB"}, "feeds": [{"id": "a", "fullText": "truncated",
        "sources": [{"url": "\(room.origin.address("/feed"))", "allowHosts": ["127.0.0.1"]}]}]}
      """, to: "config.json")
  }

  /// A sentence in GBK as hexadecimal digits, with `#` in the place of its number.
  private static let gbk =
    "b8dbbfdab5c4c0cfc7c5b4d3c8fdd4c2d2bbc8d5c6f0b2bbd4d9cda8d0d0c6fbb3b5a3accad0d2e9bbe1d0c7"
    + "c6dab6fecdedc9cfbeadb9fdbdfccbc4b8f6d0a1cab1b5c4b1e7c2dbbaf3d7f7b3f6c1cbd5e2d2bbbef6b6a8"
    + "a3acb9a4b3cccaa6c8a5c4eac7efccecb7a2cfd6c7c5b6d5d3d0c1d1b7eca3acd5e2cac7b5da23b6cea1a3"

  private static var chinesePage: [UInt8] {
    let digits = Array(gbk)
    let sentence = stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0...($0 + 1)]), radix: 16)
    }
    var page = Array(
      "<!doctype html><meta charset=gbk><title>Story 15</title><article><h1>Story 15</h1>".utf8)
    for number in 0..<4 {
      page += Array("<p>".utf8)
      page += sentence.map { $0 == UInt8(ascii: "#") ? UInt8(ascii: "0") + UInt8(number) : $0 }
      page += Array("</p>".utf8)
    }
    return page
  }

  private static let chinese = "港口的老桥从三月一日起不再通行汽车，市议会星期二晚上经过近四个小时的辩论后作出了这一决定"

  private func serveAll() {
    paper.serveFeed(Array(1...20)) { $0 == 15 ? Self.chinese + "……" : nil }
    for number in 1...20 { paper.serve("/story/\(number)", paper.page(number)) }
    room.serve("/story/20", html(paper.page(20), delay: 300))
    paper.serve("/story/19", "<h1>Not here</h1>", status: "404 Not Found")
    paper.serve(
      "/story/18", "<title>Log in</title><h1>Log in</h1><p>Please log in to read this article.</p>")
    paper.serve(
      "/story/17",
      "<title>Before you continue</title><h1>Before you continue</h1><p>We value your privacy. "
        + "Accept all cookies to go on.</p>")
    paper.serve(
      "/story/16",
      paper.page(16, parts: 0..<3, head: #"<link rel="next" href="/story/16/2">"#))
    paper.serve("/story/16/2", paper.page(16, parts: 3..<5))
    room.serve("/story/15", .init(headers: ["Content-Type: text/html"], bytes: Self.chinesePage))
    paper.serve(
      "/story/14", paper.page(14, more: "<p>" + String(repeating: "long ", count: 500_000)))
    room.serve(
      "/story/13", .init(status: "302 Found", headers: ["Location: http://10.0.0.1/story/13"]))
    room.serve("/story/12", .init(status: "301 Moved", headers: ["Location: /moved/12"]))
    paper.serve("/moved/12", paper.page(12))
    paper.serve("/story/11", "busy", status: "500 Oops")
    paper.serve(
      "/story/10", "<title>Paper</title><p>Please enable JavaScript to read this page.</p>")
    paper.serve(
      "/story/9", "<title>Ships</title><p>Something else altogether is told here today.</p>")
    paper.serve(
      "/story/8",
      #"<title>Log in</title><link rel="amphtml" href="/amp/8"><p>Log in to continue reading.</p>"#)
    paper.serve("/amp/8", paper.page(8))
    room.serve("/story/1", .init(status: "429 Slow down", headers: ["Retry-After: 7200"]))
  }

  private func html(_ body: String, delay: Int) -> Newsroom.Page {
    Newsroom.Page(headers: ["Content-Type: text/html"], body: body, delay: delay)
  }

  private static let whole = [20, 16, 12, 8, 7, 6, 5, 4, 3, 2]
  private static let refused = [19, 18, 17, 14, 13, 10, 9]

  @Test func threeRunsAskPublishAndKeepWhatTheyShould() async throws {
    serveAll()
    let report = try await room.refresh(minute: 0)
    let first = try dates()
    #expect(report.exitCode == 0 && report.feeds[0].newEntries == 20 && first.count == 20)
    // The host wants to be left alone.
    let asked = room.origin.requests.count { $0.path != "/feed" }
    try await room.refresh(minute: 60)
    #expect(room.origin.requests.count { $0.path != "/feed" } == asked)
    #expect(try dates() == first)
    for number in [1, 11] { paper.serve("/story/\(number)", paper.page(number)) }
    try await room.refresh(minute: 180)
    #expect(try dates() == first)
    try expectTexts()
    expectRequests()
    let kept = try FileManager.default.contentsOfDirectory(
      atPath: room.folder + "/state/archive.sqlite.pages")
    #expect(kept.count { $0.hasSuffix(".gz") } >= Self.whole.count + 3)
    // Nothing is left to be done.
    let before = room.origin.requests.count { $0.path != "/feed" }
    try await room.refresh(minute: 400)
    #expect(room.origin.requests.count { $0.path != "/feed" } == before)
  }

  private func expectTexts() throws {
    for number in Self.whole + [11, 1] {
      let text = try paper.text(number)
      for part in 0..<5 { #expect(text.contains("of part \(part) tells"), "\(number)") }
      #expect(!text.contains("newsletter"), "\(number)")
    }
    let chinese = try paper.text(15)
    for part in 0..<4 { #expect(chinese.contains("这是第\(part)段"), "\(chinese.prefix(200))") }
    for number in Self.refused {
      let text = try paper.text(number)
      #expect(text.contains("Sentence 0 of part 0") && !text.contains("part 1"), "\(number)")
    }
  }

  private func expectRequests() {
    for number in Self.whole + Self.refused + [15] {
      #expect(paper.asked("/story/\(number)") == 1, "\(number)")
    }
    #expect(["/story/16/2", "/moved/12", "/amp/8"].map(paper.asked) == [1, 1, 1])
    #expect(paper.asked("/story/1") == 2 && paper.asked("/story/11") == 2)
  }

  /// When each entry was published and updated, by its id.
  private func dates() throws -> [String: String] {
    var dates: [String: String] = [:]
    for entry in try room.entries("a.atom") {
      dates[entry.id ?? ""] =
        "\(entry.published?.rfc3339 ?? "") \(entry.updated?.rfc3339 ?? "")"
    }
    return dates
  }
}
