import FeedModel
import Fetcher
import Foundation
import ScriptedOrigin
import Testing

@testable import Publisher
@testable import Regenerator

/// How much the documents of a run take together, and that it comes to its end.
@Suite struct MemoryTests {
  private let room: Newsroom

  init() throws {
    room = try Newsroom()
  }

  /// A story of so many bytes.
  private static func story(_ title: String, bytes: Int) -> Story {
    Story(title, body: "<p>\(String(repeating: "word ", count: bytes / 5))</p>")
  }

  private func refresh(minute: Int64, limit: Int) async throws -> (RunReport, MemoryBudget) {
    let budget = MemoryBudget(limit: limit)
    var regenerator = try room.regenerator()
    regenerator.memory = budget
    let report = try await regenerator.refresh(
      RefreshRequest(), now: Newsroom.time(minute: minute))
    return (report, budget)
  }

  @Test("A feed of 20 sources, each larger than the memory, ends; one body at a time is held")
  func oneFeedOfMany() async throws {
    let bytes = 200_000
    var sources: [String] = []
    for number in 0..<20 {
      room.serve("/s\(number)", [Self.story("S\(number)", bytes: bytes)])
      sources.append("\"ORIGIN/s\(number)\"")
    }
    try room.configure("{\"id\": \"a\", \"sources\": [\(sources.joined(separator: ", "))]}")
    let (report, budget) = try await refresh(minute: 0, limit: bytes * 8 / 10)
    #expect(report.exitCode == 0)
    #expect(report.feeds[0].newEntries == 20)
    #expect(Set(try room.titles()).count == 20)
    #expect(budget.used == 0)
    // What has come may have grown to twice its bytes; so may the one that goes on.
    #expect(budget.mostUsed < bytes * 4, "\(budget.mostUsed)")
  }

  @Test("What sources offer is merged in the order of the configuration, in parts too")
  func order() async throws {
    let bytes = 1_200_000
    room.serve("/a", [Self.story("Same", bytes: bytes)])
    room.serve("/b", [Self.story("Same", bytes: bytes), Story("B", date: nil)])
    room.serve("/c", [Story("C", date: nil)])
    try room.configure(
      "{\"id\": \"a\", \"sources\": [\"ORIGIN/a\", \"ORIGIN/b\", \"ORIGIN/c\"]}")
    let (report, _) = try await refresh(minute: 0, limit: 1 << 20)
    #expect(report.exitCode == 0 && report.feeds[0].newEntries == 3)
    let entries = try room.entries("a.atom")
    // Those without dates are a second apart, whichever part they came in.
    #expect(entries.map { $0.title?.value } == ["B", "C", "Same"])
    #expect(entries[0].published != entries[1].published)
    let (again, _) = try await refresh(minute: 30, limit: 1 << 20)
    #expect(again.feeds[0].publication == .unchanged)
  }

  @Test("Files count as bodies do, and a folder larger than the memory is read")
  func files() async throws {
    for number in 0..<10 {
      try room.write(
        Story.feed([Self.story("F\(number)", bytes: 100_000)]), to: "in/\(number).xml")
    }
    try room.configure("{\"id\": \"a\", \"sources\": [\"in\"]}")
    let (report, budget) = try await refresh(minute: 0, limit: 64_000)
    #expect(report.exitCode == 0 && report.feeds[0].newEntries == 10)
    #expect(budget.mostUsed > 1_000_000 && budget.used == 0)
  }

  @Test("A shared address waits on the disk for the feed that comes later")
  func shared() async throws {
    let bytes = 300_000
    room.serve("/feed", [Self.story("A", bytes: bytes)])
    let feeds = (0..<5).map { "{\"id\": \"f\($0)\", \"sources\": [\"ORIGIN/feed\"]}" }
    try room.configure(feeds.joined(separator: ","))
    let (report, budget) = try await refresh(minute: 0, limit: 100_000)
    #expect(report.exitCode == 0)
    #expect(report.feeds.allSatisfy { $0.newEntries == 1 })
    #expect(room.asked == ["/feed"])
    #expect(budget.mostUsed < bytes * 4 && budget.used == 0)
  }

  @Test("A limit holds for what a packed file unpacks to, members and all")
  func packed() async throws {
    let text = Array(Story.feed([Self.story("A", bytes: 40_000), Story("B")]).utf8)
    let half = text.count / 2
    let packed =
      try #require(Gzip.compressed(Array(text[..<half])))
      + (try #require(Gzip.compressed(Array(text[half...]))))
    try room.write("", to: "in.xml.gz")
    try Data(packed).write(to: URL(filePath: room.folder + "/in.xml.gz"))
    try room.configure("{\"id\": \"a\", \"sources\": [\"in.xml.gz\"]}")
    let good = try await room.refresh(minute: 0)
    #expect(good.exitCode == 0 && good.feeds[0].newEntries == 2)
    try room.configure(
      "{\"id\": \"b\", \"sources\": [\"in.xml.gz\"]}", maxBytes: "30KB")
    let refused = try await room.refresh(minute: 30)
    #expect(packed.count < 30_000)
    #expect(refused.feeds[0].sources[0].failures.first?.reason.contains("fetch.maxBytes") == true)
  }
}
