import FeedModel
import Foundation
import History
import ScriptedOrigin
import Testing

@testable import Archive
@testable import Regenerator

/// What is left by runs that do not get a turn, or that the archive fails.
extension SharedTasksTests {
  private static func keeper(_ archive: Archive) -> TurnKeeper {
    TurnKeeper(
      archive, terms: TurnKeeper.Terms(lease: .seconds(600), gap: .zero, perHost: 1))
  }

  /// Does it as one whose patience is at its end at once.
  private static func impatiently<Value: Sendable>(
    _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try await body()
    }
    task.cancel()
    return try await task.value
  }

  /// A run that has seen the source of a feed go.
  private static func report(_ feed: String) -> RunReport {
    var source = SourceReport(name: "s")
    source.change = .retired
    var report = FeedReport(id: feed, title: feed)
    report.sources = [source]
    return RunReport(feeds: [report], duration: .zero)
  }

  private static func count(of feed: String, in text: String) -> Int {
    text.components(separatedBy: "\"feed\":\"\(feed)\"").count - 1
  }

  @Test("Who can't tell of changes leaves them where nobody who tells takes them away")
  func newsBesideOneWhoTells() async throws {
    let fleet = try Fleet(.file)
    let (files, late) = (fleet.address, fleet.address + ".notify.abc1")
    let hook = ScriptedOrigin(host: "127.0.0.2") { request, connection in
      // Another gives up while what waited is being told.
      if request.content.contains("\"f1\""), !request.content.contains("\"late\"") {
        let waiting = (try? Data(contentsOf: URL(filePath: files + ".kept"))) ?? Data()
        try? waiting.write(to: URL(filePath: late))
      }
      connection.answer("204 No Content", headers: [])
    }
    defer { hook.stop() }
    try fleet.configure(
      Self.feeds(1),
      #""notify": {"url": "\#(hook.address("/hook"))", "allowHosts": "127.0.0.2"},"#)
    let archive = try fleet.archive()
    let webhook = try #require(Webhook(fleet.regenerator().configuration))
    let now = Newsroom.time(minute: 0)
    let held = try archive.write { session throws(ArchiveError) in
      try session.takeTurn(of: TurnName.notify, for: "other", lasting: .seconds(3600))
    }
    for feed in ["f1", "f2"] {
      let problem = try await Self.impatiently {
        await webhook.tell(of: Self.report(feed), now: now, keeper: Self.keeper(archive))
      }
      #expect(problem?.contains("for too long") == true)
    }
    // The common file is the other's.
    let left = try fleet.beside(".notify")
    #expect(left.count == 2 && !left.contains { $0.hasSuffix(".notify") }, "\(left)")
    try Data(#"[{"feed":"late","source":"s","state":"retired","message":"","at":""}]"#.utf8)
      .write(to: URL(filePath: files + ".kept"))
    let turn = try #require(held)
    try archive.write { session throws(ArchiveError) in try session.end(turn) }
    let nothing = RunReport(feeds: [], duration: .zero)
    #expect(await webhook.tell(of: nothing, now: now, keeper: Self.keeper(archive)) == nil)
    #expect(try fleet.beside(".notify").map { $0.hasSuffix(".abc1") } == [true])
    #expect(await webhook.tell(of: nothing, now: now, keeper: Self.keeper(archive)) == nil)
    #expect(try fleet.beside(".notify") == [])
    let told = hook.requests.map(\.content).joined()
    for feed in ["f1", "f2", "late"] { #expect(Self.count(of: feed, in: told) == 1, "\(told)") }
  }

  @Test("Who has published nothing and does not get to the command leaves nothing of its own")
  func nothingToTell() async throws {
    let fleet = try Fleet(.file)
    for number in 0..<2 { fleet.room.serve("/f\(number)", [Story("S\(number)")]) }
    try fleet.configure(Self.feeds(2), command(fleet))
    try await fleet.refresh(minute: 0)
    let all = try told(fleet)
    let file = try fleet.files + ".after.abc1"
    try Data("f1.atom\0".utf8).write(to: URL(filePath: file))
    let archive = try fleet.archive()
    let held = try archive.write { session throws(ArchiveError) in
      try session.takeTurn(of: TurnName.after, for: "other", lasting: .seconds(3600))
    }
    let configuration = try fleet.regenerator().configuration
    for written in [[], ["f0.atom"]] {
      let problem = try await Self.impatiently {
        try await AfterTask.begun(configuration, Self.keeper(archive))?
          .finish(written, all: { ["all"] })
      }
      #expect(problem?.contains("by other processes") == true)
      #expect(try fleet.beside(".after").count == 1 + written.count)
    }
    let turn = try #require(held)
    try archive.write { session throws(ArchiveError) in try session.remove(turn) }
    try await fleet.refresh(minute: 1)
    #expect(try told(fleet) == (all + ["f0.atom", "f1.atom"]).sorted())
    #expect(try fleet.beside(".after") == [])
  }

  /// Lets the archive fail at a statement.
  private func fail(_ archive: Archive, at statement: String) throws {
    try archive.write { session throws(ArchiveError) in
      try session.run { database in
        _ = try database.run(
          "CREATE TRIGGER broken BEFORE \(statement) BEGIN SELECT RAISE(ABORT, 'broken'); END", [])
      }
    }
  }

  @Test("Taking back that fails gives the feed's turn back")
  func takingBackFails() async throws {
    let fleet = try Fleet(.file)
    fleet.room.serve("/f0", [Story("S")])
    try fleet.configure(Self.feeds(1), "")
    try await fleet.refresh(minute: 0)
    let archive = try fleet.archive()
    try archive.write { session throws(ArchiveError) in
      var lessons = SourceLessons()
      lessons.promos = [LearnedPromo(id: "p", lines: ["Follow us"], evidence: "")]
      try session.add(lessons, of: "s", in: "f0", now: .epoch)
    }
    try fail(archive, at: "UPDATE ON learned_promo")
    await #expect(throws: RunError.self) {
      try await fleet.regenerator().forgetLearned(nil, of: "f0", now: Newsroom.time(minute: 1))
    }
    let next = try archive.write { session throws(ArchiveError) in
      try session.takeTurn(of: "f0", for: "next", lasting: .seconds(1))
    }
    #expect(next != nil)
  }

  @Test("A run that fails before it publishes leaves neither a turn nor a file")
  func runsFail() async throws {
    let fleet = try Fleet(.file)
    try fleet.configure(Self.feeds(1), command(fleet))
    let archive = try fleet.archive()
    try fail(archive, at: "INSERT ON run")
    for minute in 0..<2 {
      await #expect(throws: RunError.self) { try await fleet.refresh(minute: Int64(minute)) }
    }
    #expect(try fleet.beside(".after") == [])
    let turns = try archive.read { session throws(ArchiveError) in
      try session.run { try $0.rows("SELECT feed FROM turn WHERE feed LIKE '*run%'") }.count
    }
    #expect(turns == 0)
  }
}
