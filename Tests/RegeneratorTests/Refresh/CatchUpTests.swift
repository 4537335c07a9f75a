import ConfigurationModel
import FeedModel
import Foundation
import History
import ScriptedOrigin
import Synchronization
import Testing

@testable import Archive
@testable import Regenerator

/// What others have merged and did not live to publish is published by who is at work.
@Suite struct CatchUpTests {
  typealias Fleet = SharedTasksTests.Fleet
  typealias Kind = SharedTasksTests.Kind

  /// Four feeds, published once.
  private func fleet(_ kind: Kind) async throws -> Fleet {
    let fleet = try Fleet(kind)
    for number in 0..<4 { fleet.room.serve("/f\(number)", [Story("S\(number)")]) }
    try fleet.configure(SharedTasksTests.feeds(4), #""lease": "5s","#)
    try await fleet.refresh(minute: 0)
    return fleet
  }

  /// Merges something into a feed, as one does that is killed before it publishes.
  private static func leave(
    _ key: String, in archive: Archive, owner: String = "dead", for time: Duration
  ) throws {
    try archive.write { session throws(ArchiveError) in
      try session.run { database in
        _ = try database.run("UPDATE feed SET generation = generation + 1 WHERE key = ?", [key])
        _ = try database.run("DELETE FROM turn WHERE feed = ?", [key])
      }
      _ = try session.takeTurn(of: key, for: owner, lasting: time)
    }
  }

  private static func isPublished(_ key: String, in archive: Archive) throws -> Bool {
    let state = try archive.read { session throws(ArchiveError) in try session.feedState(key) }
    return state.map { $0.published == $0.generation } ?? false
  }

  @Test(
    "It is published while the round still waits for a source, once the turn of who is gone is over",
    .timeLimit(.minutes(2)), arguments: Kind.there)
  func duringARound(_ kind: Kind) async throws {
    let fleet = try await fleet(kind)
    let archive = try fleet.archive()
    let wasPublished = Mutex(false)
    let path = fleet.room.folder + "/public/f1.atom"
    let origin = ScriptedOrigin { _, connection in
      // The round has seen by now that nothing is to be done about it.
      try? FileManager.default.removeItem(atPath: path)
      try? Self.leave("f1", in: archive, for: .milliseconds(300))
      for _ in 0..<1500 where (try? Self.isPublished("f1", in: archive)) != true { usleep(20_000) }
      let isPublished = (try? Self.isPublished("f1", in: archive)) == true
      wasPublished.withLock { $0 = isPublished }
      connection.answer("200 OK", headers: [], Array(Story.feed([Story("Slow")]).utf8))
    }
    defer { origin.stop() }
    let slow = #", {"id": "slow", "sources": ["\#(origin.address("/slow"))"]}"#
    try fleet.configure(SharedTasksTests.feeds(4) + slow, #""lease": "5s","#)
    let report = try await fleet.refresh(minute: 1)
    #expect(wasPublished.withLock { $0 })
    #expect(report.problems == [])
    #expect(report.feeds.allSatisfy { $0.problems.isEmpty })
    #expect(try fleet.room.titles("f1.atom") == ["S1"])
    #expect(try fleet.room.titles("slow.atom") == ["Slow"])
    // Who runs a command after it is to know.
    #expect(report.written.contains("f1.atom"))
  }

  /// Looks once; gives what was published meanwhile, and when to look again.
  private func look(
    _ fleet: Fleet, _ feeds: [String]? = nil
  ) async throws -> (published: [String], wait: Duration) {
    let regenerator = try fleet.regenerator()
    let configured = regenerator.configuration.feeds.filter {
      feeds?.contains($0.id) ?? true
    }
    let now = Newsroom.time(minute: 1)
    let store = try ArchiveStore.opened(
      regenerator.configuration, dryRun: false, now: now, isShared: true
    ).takingTurns(regenerator.configuration)
    let catchUp = try #require(
      CatchUp(regenerator, configured, RefreshRequest(), store, now: now))
    let before = try behind(fleet)
    let wait = await catchUp.look()
    await store.keeper?.close()
    let after = try behind(fleet)
    return (before.filter { !after.contains($0) }, wait)
  }

  private func behind(_ fleet: Fleet) throws -> [String] {
    try fleet.archive().read { session throws(ArchiveError) in
      try session.behindFeeds(after: "", limit: 100).map(\.key)
    }
  }

  @Test(
    "What nobody is at is published; what somebody is at is left to them", arguments: Kind.there)
  func whatIsFree(_ kind: Kind) async throws {
    let fleet = try await fleet(kind)
    let archive = try fleet.archive()
    let nothing = try await look(fleet)
    #expect(nothing.published == [] && nothing.wait == .milliseconds(1250))
    try Self.leave("f0", in: archive, for: .zero)
    try Self.leave("f1", in: archive, owner: "alive", for: .seconds(600))
    try Self.leave("f2", in: archive, for: .zero)
    let first = try await look(fleet)
    #expect(first.published == ["f0", "f2"])
    // It is not looked at all the time, nor only when the living should have done it.
    #expect(first.wait == .milliseconds(1250))
    #expect(try behind(fleet) == ["f1"])
    try Self.leave("f3", in: archive, for: .milliseconds(600))
    let second = try await look(fleet)
    #expect(second.published == [])
    #expect(second.wait > .zero && second.wait <= .milliseconds(605))
  }

  @Test("Feeds of other configurations, and those that a run is not for, are left alone")
  func others() async throws {
    let fleet = try await fleet(.file)
    let archive = try fleet.archive()
    for feed in ["f0", "f1", "f3"] { try Self.leave(feed, in: archive, for: .zero) }
    try fleet.configure(SharedTasksTests.feeds(2), #""lease": "5s","#)
    #expect(try await look(fleet, ["f1"]).published == ["f1"])
    #expect(try await look(fleet).published == ["f0"])
    #expect(try behind(fleet) == ["f3"])
  }

  @Test("What can't be published is tried once in a run, and told")
  func failing() async throws {
    let fleet = try await fleet(.file)
    let archive = try fleet.archive()
    let regenerator = try fleet.regenerator()
    let store = try ArchiveStore.opened(
      regenerator.configuration, dryRun: false, now: .epoch, isShared: true
    ).takingTurns(regenerator.configuration)
    let feeds = regenerator.configuration.feeds
    let catchUp = try #require(
      CatchUp(regenerator, feeds, RefreshRequest(), store, now: Newsroom.time(minute: 1)))
    // A folder stands where the file belongs.
    let path = fleet.room.folder + "/public/f2.atom"
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(
      atPath: path + "/x", withIntermediateDirectories: true)
    try Self.leave("f2", in: archive, for: .zero)
    func tokens() throws -> Int64? {
      try archive.read { session throws(ArchiveError) in
        try session.run { try $0.value("SELECT token FROM turn WHERE feed = 'f2'", []) }
      }
    }
    _ = await catchUp.look()
    let tried = try tokens()
    _ = await catchUp.look()
    #expect(try tokens() == tried && tried == 2)
    var reports = feeds.map { FeedReport(id: $0.id, title: $0.id) }
    catchUp.tell(&reports)
    #expect(reports.map(\.problems.count) == [0, 0, 1, 0])
    await store.keeper?.close()
  }

  private static func keeper(_ archive: Archive) -> TurnKeeper {
    TurnKeeper(archive, terms: TurnKeeper.Terms(lease: .seconds(600), gap: .zero, perHost: 1))
  }

  /// What came first.
  private final class Order: Sendable {
    let words = Mutex<[String]>([])
    let round = Mutex<Task<FeedTurn?, any Error>?>(nil)

    func note(_ word: String) { words.withLock { $0.append(word) } }
  }

  @Test(
    "The round of the same run waits for a feed that is caught up with; another run does not",
    .timeLimit(.minutes(2)), arguments: Kind.there)
  func withItsRound(_ kind: Kind) async throws {
    let fleet = try Fleet(kind)
    let (mine, other) = (try Self.keeper(fleet.archive()), try Self.keeper(fleet.archive()))
    let order = Order()
    let nothing: @Sendable (borrowing ArchiveSession) throws(ArchiveError) -> Void = { _ in }
    let result = try await mine.catchUp(with: "a", reading: nothing) { turn, _ in
      let task = Task {
        let taken = try await mine.take("a", reading: nothing)
        order.note("round")
        return taken?.turn
      }
      order.round.withLock { $0 = task }
      let others = try? await other.take("a", reading: nothing)
      #expect(others == nil)
      order.note("caught up")
      return turn
    }
    let first = try #require(result)
    let taken = try await order.round.withLock { $0 }?.value
    let second = try #require(taken)
    #expect(order.words.withLock { $0 } == ["caught up", "round"])
    #expect(second.token == first.token + 1 && second.owner != first.owner)
    // And the other way round it is left alone, though its time may be over.
    try fleet.archive().write { session throws(ArchiveError) in
      try session.run { try $0.send("UPDATE turn SET expires = 0 WHERE feed = 'a'", []) }
    }
    let none = try await mine.catchUp(with: "a", reading: nothing) { _, _ in true }
    #expect(none == nil)
    await mine.end(second)
    let again = try await mine.catchUp(with: "a", reading: nothing) { _, _ in true }
    #expect(again == true)
  }

  @Test(
    "Between two runs it is known when something is left to be published", arguments: Kind.there)
  func betweenRuns(_ kind: Kind) async throws {
    let fleet = try await fleet(kind)
    let archive = try fleet.archive()
    let regenerator = try fleet.regenerator()
    #expect(regenerator.lookInterval == .milliseconds(1250))
    #expect(await regenerator.untilBehind(except: []) == nil)
    try Self.leave("f1", in: archive, owner: "alive", for: .seconds(600))
    let held = try #require(await regenerator.untilBehind(except: []))
    #expect(held > .seconds(300) && held <= .seconds(600))
    try Self.leave("f2", in: archive, for: .zero)
    #expect(await regenerator.untilBehind(except: []) == .zero)
    #expect(await regenerator.untilBehind(except: ["f1", "f2"]) == nil)
  }

  @Test("One that has its archive for itself looks at nothing between two runs")
  func alone() throws {
    let room = try Newsroom()
    try room.configure(SharedTasksTests.feeds(1))
    #expect(try room.regenerator().lookInterval == nil)
  }
}
