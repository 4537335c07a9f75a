import Archive
import FeedModel
import ScriptedOrigin
import Testing

@testable import Regenerator

/// When sources are asked, how, and what is told of them.
@Suite struct AskingTests {
  static let one = "{\"id\": \"a\", \"sources\": [\"ORIGIN/feed\"]}"

  private let room: Newsroom

  init() throws {
    room = try Newsroom()
    try room.configure(Self.one)
  }

  @Test("The second request is conditional, and a 304 touches no file")
  func conditional() async throws {
    room.serve("/feed", [Story("A")])
    let first = try await room.refresh(minute: 0)
    #expect(first.exitCode == 0 && first.feeds[0].newEntries == 1)
    let files = try room.published()
    let second = try await room.refresh(minute: 30)
    #expect(second.feeds[0].sources[0].isNotModified)
    #expect(second.feeds[0].publication == .unchanged)
    #expect(room.asked == ["/feed", "/feed conditional"])
    #expect(try room.published() == files)
  }

  @Test("A source that is not due is not asked; --force asks it, conditionally")
  func due() async throws {
    room.serve("/feed", [Story("A")])
    try await room.refresh(minute: 0)
    let early = try await room.refresh(minute: 5)
    #expect(room.asked == ["/feed"])
    #expect(early.feeds[0].entries == 1)
    #expect(early.feeds[0].sources[0].nextDue == Newsroom.time(minute: 30))
    try await room.refresh(minute: 6) { $0.force = true }
    #expect(room.asked == ["/feed", "/feed conditional"])
  }

  @Test("What a feed says of its rhythm holds after a 304 too")
  func ttl() async throws {
    room.serve("/feed", [Story("A")], channel: "<ttl>120</ttl>")
    try await room.refresh(minute: 0)
    try await room.refresh(minute: 60)
    #expect(room.asked == ["/feed"])
    try await room.refresh(minute: 120)
    let report = try await room.refresh(minute: 200)
    #expect(room.asked == ["/feed", "/feed conditional"])
    #expect(report.feeds[0].sources[0].nextDue == Newsroom.time(minute: 240))
  }

  @Test("The same bytes without validators are not read again")
  func sameBytes() async throws {
    room.serve("/feed", [Story("A")], tagged: false)
    try await room.refresh(minute: 0)
    let report = try await room.refresh(minute: 30)
    #expect(report.feeds[0].sources[0].isNotModified)
    #expect(report.feeds[0].sources[0].entries == 0)
    #expect(room.asked == ["/feed", "/feed"])
  }

  @Test("A damaged document is asked for again unconditionally, and nothing has left")
  func partial() async throws {
    room.serve("/feed", [Story("A"), Story("B"), Story("C")])
    try await room.refresh(minute: 0)
    let whole = Story.feed([Story("D"), Story("C"), Story("B")])
    room.serve(
      "/feed", .init(headers: ["ETag: \"cut\""], body: String(whole.prefix(whole.count / 2))))
    try await room.refresh(minute: 30)
    room.serve("/feed", .init(headers: ["ETag: \"cut\""], body: whole))
    try await room.refresh(minute: 60)
    #expect(room.asked == ["/feed", "/feed conditional", "/feed"])
    #expect(Set(try room.titles()) == ["A", "B", "C", "D"])
  }

  @Test("410 retires a source: told once, asked no more but by --force")
  func gone() async throws {
    room.serve("/feed", [Story("A")])
    try await room.refresh(minute: 0)
    room.serve("/feed", .init(status: "410 Gone"))
    let report = try await room.refresh(minute: 30)
    #expect(report.exitCode != 0)
    #expect(report.feeds[0].sources[0].notice?.contains("410") == true)
    let next = try await room.refresh(minute: 600)
    #expect(next.exitCode == 0 && next.feeds[0].sources[0].notice == nil)
    #expect(next.feeds[0].sources[0].isRetired)
    #expect(room.asked.count == 2)
    room.serve("/feed", [Story("A"), Story("B")])
    let back = try await room.refresh(minute: 700) { $0.force = true }
    #expect(back.feeds[0].sources[0].notice == "works again")
    #expect(Set(try room.titles()) == ["A", "B"])
  }

  @Test(
    "Retry-After is kept, even by --force",
    arguments: ["Retry-After: 7200", "Retry-After: Wed, 21 Oct 2099 07:28:00 GMT"])
  func retryAfter(_ header: String) async throws {
    room.serve("/feed", .init(status: "429 Too Many Requests", headers: [header]))
    let report = try await room.refresh(minute: 0)
    #expect(report.exitCode == 2)
    room.serve("/feed", [Story("A")])
    for minute in [30, 60, 110] {
      let held = try await room.refresh(minute: Int64(minute)) { $0.force = true }
      #expect(held.exitCode == 0)
    }
    #expect(room.asked == ["/feed"])
  }

  @Test("Failures wait longer each time; the third is told, recovery too, weeks in between")
  func failures() async throws {
    room.serve("/feed", [Story("A")])
    try await room.refresh(minute: 0)
    let files = try room.published()
    room.serve("/feed", .init(status: "500 Internal Server Error"))
    var notices: [String: String] = [:]
    var counts: [Int] = []
    for minute in stride(from: 30, through: 12_000, by: 30) {
      let report = try await room.refresh(minute: Int64(minute))
      counts.append(room.asked.count)
      if let notice = report.feeds[0].sources[0].notice { notices["\(minute)"] = notice }
    }
    // After 30, 60, 120 and 240 minutes of waiting, at most.
    #expect(counts.prefix(17) == [2, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5, 6, 6])
    #expect(notices.count == 2)
    #expect(notices["120"]?.hasPrefix("failed 3 times in a row: ") == true)
    #expect(notices.values.contains { $0.hasPrefix("still fails, since 2026-03-10T12:00:00Z") })
    #expect(try room.published() == files)
    room.serve("/feed", [Story("A")])
    let back = try await room.refresh(minute: 20_000)
    #expect(back.feeds[0].sources[0].notice == "works again")
    #expect(back.exitCode == 0)
  }

  private func move(_ status: String) {
    room.serve(
      "/feed", .init(status: status, headers: ["Location: \(room.origin.address("/new"))"]))
    room.serve("/new", [Story("A")])
  }

  @Test("A permanent move is reported after three answers, with the place to change")
  func moved() async throws {
    move("301 Moved Permanently")
    var remarks: [String?] = []
    for run in 0..<5 {
      let report = try await room.refresh(minute: Int64(run) * 30)
      remarks.append(report.feeds[0].sources[0].remark)
    }
    #expect(remarks[0] == nil && remarks[1] == nil)
    let remark = try #require(remarks[2])
    #expect(remark.contains("feeds[0].sources[0], line") && remark.contains("/new"))
    #expect(remarks[3] == remark)
    #expect(room.asked.filter { $0.hasPrefix("/feed") }.count == 5)
  }

  @Test("With followMoves it is asked at its new address from then on")
  func followed() async throws {
    try room.configure(
      "{\"id\": \"a\", \"sources\": [{\"url\": \"ORIGIN/feed\", \"followMoves\": true}]}")
    move("308 Permanent Redirect")
    for run in 0..<6 { try await room.refresh(minute: Int64(run) * 30) }
    #expect(room.asked.filter { $0.hasPrefix("/feed") }.count == 3)
    #expect(room.asked.last == "/new conditional")
  }

  @Test("A temporary move is not learned")
  func temporary() async throws {
    move("302 Found")
    for run in 0..<5 {
      let report = try await room.refresh(minute: Int64(run) * 30)
      #expect(report.feeds[0].sources[0].remark == nil)
    }
    #expect(room.asked.filter { $0.hasPrefix("/feed") }.count == 5)
  }

  @Test("Two feeds that share an address ask it once, and neither loses what the other has read")
  func shared() async throws {
    try room.configure(Self.one + ", {\"id\": \"b\", \"sources\": [\"ORIGIN/feed\"]}")
    room.serve("/feed", [Story("A")])
    try await room.refresh(minute: 0) { $0.feeds = ["a"] }
    room.serve("/feed", [Story("A"), Story("B")])
    try await room.refresh(minute: 30) { $0.feeds = ["a"] }
    try await room.refresh(minute: 31)
    #expect(try room.entries("b.atom").count == 2)
    let before = room.asked.count
    try await room.refresh(minute: 90)
    #expect(room.asked.count == before + 1)
  }

  @Test("An OPML file as a source stands for its feeds")
  func subscriptions() async throws {
    try room.write(
      """
      <opml version="2.0"><body><outline xmlUrl="\(room.origin.address("/x"))" text="X"/>
      <outline xmlUrl="\(room.origin.address("/y"))" text="Y"/></body></opml>
      """, to: "list.opml")
    try room.configure("{\"id\": \"a\", \"title\": \"All\", \"sources\": [\"list.opml\"]}")
    room.serve("/x", [Story("A")])
    room.serve("/y", [Story("B")])
    let report = try await room.refresh(minute: 0)
    #expect(report.feeds[0].sources.count == 2)
    #expect(Set(try room.titles()) == ["A", "B"])
    try room.write("no list", to: "list.opml")
    let broken = try await room.refresh(minute: 30)
    #expect(broken.feeds[0].problems.first?.contains("list.opml") == true)
    #expect(Set(try room.titles()) == ["A", "B"])
  }
}
