import ConfigurationModel
import FeedModel
import Foundation
import History
import ScriptedOrigin
import Testing

@testable import Archive
@testable import Regenerator

/// Several runs at once work on one archive by turns.
@Suite struct SharedArchiveTests {
  private static let count = 12

  private func newsroom(_ extra: String = "") throws -> Newsroom {
    let newsroom = try Newsroom()
    var feeds: [String] = []
    for number in 0..<Self.count {
      newsroom.serve("/f\(number)", [Story("S\(number)")])
      feeds.append(#"{"id": "f\#(number)", "sources": ["ORIGIN/f\#(number)"]}"#)
    }
    try newsroom.configure(feeds.joined(separator: ","), extra: extra)
    return newsroom
  }

  private func regenerator(_ newsroom: Newsroom) throws -> Regenerator {
    var regenerator = try newsroom.regenerator()
    regenerator.sharesArchive = true
    return regenerator
  }

  private func refresh(
    _ newsroom: Newsroom, minute: Int64 = 0, _ change: (inout RefreshRequest) -> Void = { _ in }
  ) async throws -> RunReport {
    var request = RefreshRequest()
    change(&request)
    return try await regenerator(newsroom)
      .refresh(request, now: Newsroom.time(minute: minute))
  }

  private func archive(_ newsroom: Newsroom) throws -> Archive {
    try Archive(path: newsroom.folder + "/state/archive.sqlite", now: .epoch)
  }

  @Test("Of runs at the same time one asks each source, and all is published once")
  func together() async throws {
    let newsroom = try newsroom()
    // The archive is made before, so that they don't all make it.
    try FileManager.default.createDirectory(
      atPath: newsroom.folder + "/state", withIntermediateDirectories: true)
    try archive(newsroom).close()
    let reports = try await withThrowingTaskGroup(of: RunReport.self) { group in
      for _ in 0..<4 { group.addTask { try await refresh(newsroom) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(newsroom.asked.sorted() == (0..<Self.count).map { "/f\($0)" }.sorted())
    for report in reports { #expect(report.problems == []) }
    let new = reports.flatMap(\.feeds).reduce(0) { $0 + $1.newEntries }
    #expect(new == Self.count)
    for number in 0..<Self.count {
      #expect(try newsroom.titles("f\(number).atom") == ["S\(number)"])
    }
    let states = try archive(newsroom).read { session throws(ArchiveError) in
      try session.feedStates()
    }
    #expect(states.allSatisfy { $0.generation == 1 && $0.published == 1 })
  }

  @Test("What another run has just asked is not due any more")
  func afterAnother() async throws {
    let newsroom = try newsroom()
    _ = try await refresh(newsroom)
    let before = try newsroom.published()
    let report = try await refresh(newsroom, minute: 1)
    #expect(newsroom.asked.count == Self.count)
    #expect(report.feeds.allSatisfy { $0.publication == .unchanged })
    #expect(try newsroom.published() == before)
  }

  @Test("A feed that another is at is left to it, and taken over when that was silent for too long")
  func takenOver() async throws {
    let newsroom = try newsroom()
    _ = try await refresh(newsroom)
    let archive = try archive(newsroom)
    let dead = try archive.write { session throws(ArchiveError) in
      _ = try session.takeTurn(of: "f1", for: "alive", lasting: .seconds(600))
      return try session.takeTurn(of: "f2", for: "dead", lasting: .zero)
    }
    let report = try await refresh(newsroom, minute: 60)
    let asked = newsroom.asked.suffix(from: Self.count)
    #expect(asked.count == Self.count - 1 && !asked.contains { $0.hasPrefix("/f1 ") })
    #expect(asked.contains { $0.hasPrefix("/f2 ") })
    let busy = try #require(report.feeds.first { $0.id == "f1" })
    #expect(busy.publication == .unchanged && busy.problems.isEmpty)
    // It is looked at again soon, not at once.
    let due = try #require(busy.sources.first?.nextDue)
    #expect(due > Newsroom.time(minute: 60) && due <= Newsroom.time(minute: 61))
    let turn = try #require(dead)
    #expect(throws: ArchiveError.lostTurn(feed: "f2")) {
      try archive.write { session throws(ArchiveError) in try session.check(turn) }
    }
  }

  @Test("What a run has of a feed that was taken over meanwhile is dropped, and said")
  func dropped() async throws {
    let newsroom = try newsroom()
    _ = try await refresh(newsroom)
    let thief = try archive(newsroom)
    // The origin is slow enough for another to take the turn while the source is asked.
    let origin = ScriptedOrigin { _, connection in
      _ = try? thief.write { session throws(ArchiveError) in
        try session.run { database in
          _ = try database.run(
            "UPDATE turn SET owner = 'thief', token = token + 1 WHERE feed = 'f0'", [])
        }
      }
      connection.answer("200 OK", headers: [], Array(Story.feed([Story("Stolen")]).utf8))
    }
    defer { origin.stop() }
    try newsroom.configure(
      #"{"id": "f0", "sources": ["\#(origin.address("/f0"))"]}"#)
    let before = try newsroom.published()["f0.atom"]
    let report = try await refresh(newsroom, minute: 60)
    let feed = try #require(report.feeds.first)
    #expect(feed.publication == .failed)
    #expect(feed.problems == [ArchiveError.lostTurn(feed: "f0").description])
    #expect(try newsroom.published()["f0.atom"] == before)
    #expect(try newsroom.titles("f0.atom") == ["S0"])
  }

  @Test("What was merged and never published, because its process was killed, is published next")
  func publishedAfterAKill() async throws {
    let newsroom = try newsroom()
    _ = try await refresh(newsroom)
    let archive = try archive(newsroom)
    try archive.write { session throws(ArchiveError) in
      try session.run { database in
        _ = try database.run("UPDATE feed SET generation = generation + 1 WHERE key = 'f3'", [])
      }
    }
    let report = try await refresh(newsroom, minute: 1)
    #expect(newsroom.asked.count == Self.count)
    #expect(report.problems == [])
    let state = try archive.read { session throws(ArchiveError) in try session.feedState("f3") }
    #expect(state?.published == 2 && state?.generation == 2)
  }

  /// Lets the database do at a moment what another process would do then.
  private func meanwhile(_ newsroom: Newsroom, _ trigger: String) throws {
    let archive = try archive(newsroom)
    try archive.write { session throws(ArchiveError) in
      try session.run { database in
        _ = try database.run("CREATE TRIGGER meanwhile AFTER UPDATE OF \(trigger) END", [])
      }
    }
  }

  @Test("Where the archive has gone on while a feed was published, it is published again")
  func publishedOver() async throws {
    let newsroom = try newsroom()
    _ = try await refresh(newsroom)
    newsroom.serve("/f5", [Story("S5"), Story("Newer")])
    try meanwhile(
      newsroom,
      """
      published ON feed WHEN NEW.key = 'f5' AND NEW.published = 2 BEGIN
      UPDATE feed SET generation = 3 WHERE number = NEW.number;
      """)
    let report = try await refresh(newsroom, minute: 60)
    #expect(report.problems == [])
    let state = try archive(newsroom).read { session throws(ArchiveError) in
      try session.feedState("f5")
    }
    #expect(state?.generation == 3 && state?.published == 3)
  }

  @Test("Who loses a feed while publishing it leaves the newest there, and marks nothing")
  func lostWhilePublishing() async throws {
    let newsroom = try newsroom()
    _ = try await refresh(newsroom)
    newsroom.serve("/f5", [Story("S5"), Story("Newer")])
    try meanwhile(
      newsroom,
      """
      generation ON feed WHEN NEW.key = 'f5' AND NEW.generation = 2 BEGIN
      UPDATE turn SET owner = 'thief', token = token + 1 WHERE feed = 'f5';
      """)
    let report = try await refresh(newsroom, minute: 60)
    let feed = try #require(report.feeds.first { $0.id == "f5" })
    #expect(feed.publication == .failed)
    #expect(feed.problems == [ArchiveError.lostTurn(feed: "f5").description])
    #expect(try newsroom.titles("f5.atom").sorted() == ["Newer", "S5"])
    let state = try archive(newsroom).read { session throws(ArchiveError) in
      try session.feedState("f5")
    }
    #expect(state?.generation == 2 && state?.published == 1)
  }

  @Test("A host's gap holds over all runs")
  func gap() async throws {
    let newsroom = try newsroom()
    let feeds = (0..<4).map { number in
      let address = newsroom.origin.address("/f\(number)")
      return #"{"id": "f\#(number)", "sources": ["\#(address)"]}"#
    }
    try newsroom.write(
      """
      {"fetch": {"gap": "1s", "allowPrivateNetworks": true},
       "feeds": [\(feeds.joined(separator: ","))]}
      """, to: "config.json")
    try FileManager.default.createDirectory(
      atPath: newsroom.folder + "/state", withIntermediateDirectories: true)
    try archive(newsroom).close()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<3 { group.addTask { _ = try await refresh(newsroom) } }
      try await group.waitForAll()
    }
    let starts = newsroom.origin.starts.sorted()
    #expect(starts.count == 4)
    let first = try #require(starts.first)
    // None is early; how late one is, is the machine's affair.
    for (place, start) in starts.enumerated() {
      #expect(first.duration(to: start) > .milliseconds(1000 * place - 100))
    }
  }

  @Test("A dry run takes no turn and leaves none")
  func dryRun() async throws {
    let newsroom = try newsroom()
    _ = try await refresh(newsroom)
    let archive = try archive(newsroom)
    let count: @Sendable (borrowing ArchiveSession) throws(ArchiveError) -> Int64? = {
      session throws(ArchiveError) in
      try session.run { try $0.value("SELECT sum(token) FROM turn", []) }
    }
    let before = try archive.read(count)
    _ = try await refresh(newsroom, minute: 60) { $0.dryRun = true }
    #expect(newsroom.asked.count == 2 * Self.count)
    #expect(try archive.read(count) == before)
  }
}
