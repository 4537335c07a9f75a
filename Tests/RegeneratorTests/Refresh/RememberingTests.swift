import Archive
import FeedModel
import Foundation
import History
import Testing

@testable import Regenerator

/// What the archive makes of what sources say.
@Suite struct RememberingTests {
  private let room: Newsroom

  init() throws {
    room = try Newsroom()
    try room.configure(AskingTests.one)
  }

  private func dates(_ name: String = "a.atom") throws -> [String: [String]] {
    var dates: [String: [String]] = [:]
    for entry in try room.entries(name) {
      dates[entry.title?.value ?? ""] = [entry.published, entry.updated].map { $0?.rfc3339 ?? "-" }
    }
    return dates
  }

  @Test("An entry that leaves its source stays in the feed, and comes back as the same")
  func leaving() async throws {
    room.serve("/feed", [Story("A"), Story("B")])
    try await room.refresh(minute: 0)
    let first = try room.entries("a.atom")
    room.serve("/feed", [Story("C"), Story("B")])
    let second = try await room.refresh(minute: 30)
    #expect(second.feeds[0].newEntries == 1)
    #expect(Set(try room.titles()) == ["A", "B", "C"])
    room.serve("/feed", [Story("A"), Story("B"), Story("C")])
    let third = try await room.refresh(minute: 60)
    #expect(third.feeds[0].newEntries == 0 && third.feeds[0].publication == .unchanged)
    let ids = Set(try room.entries("a.atom").compactMap(\.id))
    #expect(ids.isSuperset(of: first.compactMap(\.id)) && ids.count == 3)
  }

  @Test("Entries without a date get the time they were first seen, once")
  func undated() async throws {
    room.serve("/feed", [Story("A", date: nil), Story("B", date: nil)])
    try await room.refresh(minute: 0)
    let first = try dates()
    #expect(first["A"]?[0] == "2026-03-10T12:00:00Z")
    #expect(first["B"]?[0] == "2026-03-10T11:59:59Z")
    room.serve("/feed", [Story("C", date: nil), Story("A", date: nil), Story("B", date: nil)])
    try await room.refresh(minute: 30)
    let second = try dates()
    #expect(second["A"] == first["A"] && second["B"] == first["B"])
    #expect(second["C"]?[0] == "2026-03-10T12:30:00Z")
  }

  @Test("A changed text moves updated once; a view counter and new rules move nothing")
  func updating() async throws {
    room.serve("/feed", [Story("A", body: "<p>Seen 1 times</p><p class=\"x\">Bye</p>")])
    try await room.refresh(minute: 0)
    let first = try dates()
    for run in 1...3 {
      room.serve(
        "/feed", [Story("A", body: "<p>Seen \(run + 1) times</p><p class=\"x\">Bye</p>")])
      try await room.refresh(minute: Int64(run) * 30)
      #expect(try dates() == first)
    }
    try room.configure(
      "{\"id\": \"a\", \"sources\": [\"ORIGIN/feed\"], \"rules\": {\"remove\": [\"p.x\"]}}")
    try await room.refresh(minute: 120)
    #expect(try dates() == first)
    #expect(!(try room.read("public/a.atom").contains("Bye")))
    room.serve("/feed", [Story("A", body: "<p>Quite another text now</p>")])
    let report = try await room.refresh(minute: 150)
    #expect(report.feeds[0].changedEntries == 1)
    #expect(try dates()["A"] == ["2026-03-09T08:00:00Z", "2026-03-10T14:30:00Z"])
  }

  @Test("New rules reach entries that have left their source, without asking for anything")
  func rulesReachAll() async throws {
    room.serve("/feed", [Story("A", body: "<p>Text</p><p class=\"x\">Bye</p>")])
    try await room.refresh(minute: 0)
    room.serve("/feed", [Story("B")])
    try await room.refresh(minute: 30)
    try room.configure(
      "{\"id\": \"a\", \"sources\": [\"ORIGIN/feed\"], \"rules\": {\"remove\": [\"p.x\"]}}")
    let before = room.asked.count
    try await room.refresh(minute: 31)
    #expect(room.asked.count == before)
    #expect(!(try room.read("public/a.atom").contains("Bye")))
    #expect(try room.titles().count == 2)
  }

  @Test("A filter takes entries out and lets them back in, and is no shrinking source")
  func filters() async throws {
    let stories = (1...9).map { Story("S\($0)") }
    room.serve("/feed", stories)
    try await room.refresh(minute: 0)
    try room.configure(
      "{\"id\": \"a\", \"sources\": [\"ORIGIN/feed\"], \"only\": {\"title\": [\"S1\"]}}")
    let filtered = try await room.refresh(minute: 1)
    #expect(try room.titles() == ["S1"])
    room.serve("/feed", stories + [Story("T")])
    let again = try await room.refresh(minute: 60)
    #expect(filtered.feeds[0].diagnostics.isEmpty && again.feeds[0].diagnostics.isEmpty)
    #expect(try room.titles() == ["S1"])
    try room.configure(AskingTests.one)
    try await room.refresh(minute: 61)
    #expect(try room.titles().count == 10)
    room.serve("/feed", stories + [Story("T"), Story("U")])
    try await room.refresh(minute: 120)
    #expect(try room.titles().count == 11)
  }

  @Test("Entries that grow older than a filter lets them leave the feed")
  func ageFilter() async throws {
    try room.configure(
      "{\"id\": \"a\", \"sources\": [\"ORIGIN/feed\"], \"drop\": {\"age\": \"3d\"}}")
    room.serve("/feed", [Story("A"), Story("B", date: "Tue, 10 Mar 2026 20:00:00 GMT")])
    try await room.refresh(minute: 0)
    #expect(Set(try room.titles()) == ["A", "B"])
    room.serve(
      "/feed", [Story("A"), Story("B", date: "Tue, 10 Mar 2026 20:00:00 GMT"), Story("C")])
    try await room.refresh(minute: 3 * 1440)
    #expect(try room.titles() == ["B"])
  }

  @Test("A site that sends all its entries to one page loses none of them")
  func statusPage() async throws {
    for run in 0..<4 {
      let body = "<p>\(["Red", "Green", "Blue", "Grey"][run]) is broken.</p>"
      room.serve(
        "/feed",
        .init(
          body: """
            <rss version="2.0"><channel><title>Status</title><link>https://s.example/</link>
            <item><guid isPermaLink="false">d\(run)</guid><title>Disruption</title>
            <link>https://s.example/status</link>
            <pubDate>Tue, 10 Mar 2026 1\(run):00:00 GMT</pubDate>
            <description><![CDATA[\(body)]]></description></item></channel></rss>
            """))
      try await room.refresh(minute: Int64(run) * 60)
    }
    #expect(try room.entries("a.atom").count == 4)
  }

  @Test("A parked domain takes over neither the entries nor the name of a feed")
  func parked() async throws {
    room.serve("/feed", (1...9).map { Story("S\($0)") })
    try await room.refresh(minute: 0)
    let before = try room.read("public/a.atom")
    let casino = Story.feed((1...9).map { Story("C\($0)") })
      .replacing("news.example.org", with: "casino.example")
      .replacing("<title>News</title>", with: "<title>Casino</title>")
    room.serve("/feed", .init(body: casino))
    let report = try await room.refresh(minute: 30)
    #expect(report.feeds[0].diagnostics.map(\.code) == ["source-swapped"])
    #expect(try room.read("public/a.atom") == before)
  }

  @Test("A file of a folder that can't be read takes none of its entries out of the feed")
  func brokenFile() async throws {
    try room.configure("{\"id\": \"a\", \"title\": \"A\", \"sources\": [\"in\"], \"entries\": 1}")
    for number in 1...4 {
      try room.write(Story.feed([Story("S\(number)")]), to: "in/\(number).xml")
    }
    try await room.refresh(minute: 0)
    #expect(try room.titles().count == 4)
    try room.write("half", to: "in/4.xml")
    let report = try await room.refresh(minute: 30)
    #expect(report.exitCode == 1)
    #expect(try room.titles().count == 4)
  }

  @Test("A source that is taken out and put back is read again")
  func backAgain() async throws {
    room.serve("/feed", [Story("A")])
    room.serve("/other", .init(body: Story.feed([Story("B")]).replacing("News", with: "Other")))
    try await room.refresh(minute: 0)
    try room.configure("{\"id\": \"a\", \"sources\": [\"ORIGIN/other\"]}")
    try await room.refresh(minute: 30)
    try room.configure(AskingTests.one)
    try await room.refresh(minute: 60)
    #expect(try room.read("public/a.atom").contains("<title>News</title>"))
  }

  @Test("A limit holds for the published document")
  func limit() async throws {
    try room.configure(
      "{\"id\": \"a\", \"sources\": [\"ORIGIN/feed\"], \"rules\": {\"limit\": 2}}")
    for run in 0..<4 {
      let day = "Mon, 0\(run + 1) Mar 2026 08:00:00 GMT"
      room.serve("/feed", [Story("N\(run)", date: day), Story("O\(run)", date: day)])
      try await room.refresh(minute: Int64(run) * 30)
      #expect(try room.titles().count == 2)
    }
  }

  @Test("A new title in the configuration is published at once")
  func configuredHead() async throws {
    room.serve("/feed", [Story("A")])
    try await room.refresh(minute: 0)
    try room.configure("{\"id\": \"a\", \"title\": \"Mine\", \"sources\": [\"ORIGIN/feed\"]}")
    try await room.refresh(minute: 1)
    #expect(try room.read("public/a.atom").contains("<title>Mine</title>"))
    try room.configure(AskingTests.one)
    try await room.refresh(minute: 2)
    #expect(try room.read("public/a.atom").contains("<title>News</title>"))
  }

  @Test("Published files that were deleted are made again")
  func deletedFiles() async throws {
    room.serve("/feed", [Story("A")])
    try await room.refresh(minute: 0)
    let before = try room.read("public/a.json")
    try FileManager.default.removeItem(atPath: room.folder + "/public")
    try await room.refresh(minute: 1)
    #expect(try room.read("public/a.json") == before)
    #expect(room.asked == ["/feed"])
  }

  @Test("A dry run leaves nothing behind, whether there is an archive or not")
  func dryRun() async throws {
    room.serve("/feed", [Story("A")])
    let first = try await room.refresh(minute: 0) { $0.dryRun = true }
    #expect(first.feeds[0].entries == 1)
    #expect(!room.has("public") && !room.has("state"))
    try await room.refresh(minute: 1)
    let files = try room.published()
    room.serve("/feed", [Story("A"), Story("B")])
    let second = try await room.refresh(minute: 60) { $0.dryRun = true }
    #expect(second.feeds[0].entries == 2 && second.feeds[0].newEntries == 1)
    #expect(try room.published() == files)
    let third = try await room.refresh(minute: 61)
    #expect(third.feeds[0].newEntries == 1)
    try FileManager.default.removeItem(atPath: room.folder + "/public")
    let fourth = try await room.refresh(minute: 90) { $0.dryRun = true }
    #expect(fourth.feeds[0].publication == .wouldPublish(["a.atom", "a.json"]))
    #expect(!room.has("public"))
  }

  @Test("What has not changed is not cleaned again")
  func proportion() async throws {
    let stories = (1...50).map { Story("S\($0)") }
    room.serve("/feed", stories)
    let first = try await room.refresh(minute: 0)
    #expect(first.feeds[0].cleanedEntries == 50)
    room.serve("/feed", [Story("New")] + stories)
    let second = try await room.refresh(minute: 30)
    #expect(second.feeds[0].cleanedEntries == 1)
    let idle = try await room.refresh(minute: 60)
    #expect(idle.feeds[0].cleanedEntries == 0)
    let again = try await room.refresh(minute: 90) { $0.reclean = true }
    #expect(again.feeds[0].cleanedEntries == 51 && again.feeds[0].publication == .unchanged)
  }

  @Test("Several sources are one feed: the same article once, each with where it comes from")
  func merged() async throws {
    try room.configure(
      "{\"id\": \"a\", \"title\": \"All\", \"sources\": [\"ORIGIN/x\", \"ORIGIN/y\"]}")
    room.serve("/x", [Story("A", date: "Mon, 02 Mar 2026 08:00:00 GMT"), Story("B")])
    room.serve("/y", [Story("B"), Story("C", date: "Tue, 03 Mar 2026 08:00:00 GMT")])
    try await room.refresh(minute: 0)
    #expect(try room.titles() == ["B", "C", "A"])
    let entries = try room.entries("a.atom")
    #expect(entries.allSatisfy { $0.source?.title == "News" })
    room.serve("/x", .init(status: "500 Broken"))
    room.serve("/y", [Story("D", date: "Tue, 10 Mar 2026 08:00:00 GMT"), Story("B")])
    let report = try await room.refresh(minute: 30)
    #expect(report.exitCode == 1)
    #expect(try room.titles() == ["D", "B", "C", "A"])
  }

  // MARK: Damage (A7)

  @Test("A7 A damaged archive is put aside and seeded from the published files")
  func damaged() async throws {
    room.serve("/feed", [Story("A", date: nil), Story("B")])
    try await room.refresh(minute: 0)
    room.serve("/feed", [Story("C"), Story("B")])
    try await room.refresh(minute: 30)
    let files = try room.published()
    try room.write(String(repeating: "garbage ", count: 2000), to: "state/archive.sqlite")
    let report = try await room.refresh(minute: 60)
    #expect(report.exitCode == 1)
    #expect(report.problems.first?.contains("put aside") == true)
    #expect(try room.published().mapValues(Self.content) == files.mapValues(Self.content))
    let next = try await room.refresh(minute: 90)
    #expect(next.exitCode == 0 && next.problems.isEmpty)
  }

  /// Without the modification time.
  private static func content(_ file: String) -> String {
    String(file.drop { $0 != " " })
  }

  @Test("A7 A lost archive is seeded from the published files")
  func lost() async throws {
    room.serve("/feed", [Story("A", date: nil), Story("B")])
    try await room.refresh(minute: 0)
    let before = try dates()
    try FileManager.default.removeItem(atPath: room.folder + "/state")
    room.serve("/feed", [Story("C", date: nil), Story("A", date: nil)])
    try await room.refresh(minute: 300)
    let after = try dates()
    #expect(after["A"] == before["A"] && after["B"] == before["B"] && after.count == 3)
  }

  @Test("A7 An archive of a newer version is refused and left as it is")
  func newer() async throws {
    room.serve("/feed", [Story("A")])
    try await room.refresh(minute: 0)
    let path = room.folder + "/state/archive.sqlite"
    var bytes = try Data(contentsOf: URL(filePath: path))
    bytes[62] = 0
    bytes[63] = 99
    try bytes.write(to: URL(filePath: path))
    let error = await #expect(throws: RunError.self) { try await room.refresh(minute: 30) }
    #expect(error?.exitCode == 2)
    #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    #expect(room.asked == ["/feed"])
  }

  @Test("A8 A clock that goes back or jumps ahead moves no date back and asks no storm")
  func clock() async throws {
    room.serve("/feed", [Story("A")])
    try await room.refresh(minute: 0)
    let before = try dates()
    let decade: Int64 = 10 * 365 * 1440
    for minute in [-decade, -decade + 5, -decade + 10, decade, decade + 5, 30, 35] {
      try await room.refresh(minute: minute)
      #expect(try dates() == before)
    }
    #expect(room.asked.count <= 5)
  }
}
