import ConfigurationModel
import FeedModel
import Foundation
import History
import ScratchPostgres
import ScriptedOrigin
import Synchronization
import Testing

@testable import Archive
@testable import Regenerator

/// What is no source, and done by one process at a time of those that share an archive.
@Suite struct SharedTasksTests {
  /// What the archive is in.
  enum Kind: CaseIterable, Sendable, CustomTestStringConvertible {
    case file, database

    /// A database only where there is a server.
    static var there: [Kind] {
      if !ScratchPostgres.isThere { print("skipped: \(ScratchPostgres.absence)") }
      return ScratchPostgres.isThere ? allCases : [.file]
    }

    var testDescription: String { self == .file ? "file" : "PostgreSQL" }
  }

  /// Runs of several processes on one machine.
  struct Fleet {
    let room: Newsroom
    let address: String

    init(_ kind: Kind) throws {
      room = try Newsroom()
      if kind == .database {
        address = try #require(ScratchPostgres.shared).emptyArchive()
      } else {
        address = room.folder + "/state/archive.sqlite"
      }
      try FileManager.default.createDirectory(
        atPath: room.folder + "/state", withIntermediateDirectories: true)
      // So that they don't all make it.
      try archive().close()
    }

    func archive() throws -> Archive { try Archive(path: address, now: .epoch) }

    func configure(_ feeds: String, _ extra: String) throws {
      try room.configure(feeds, extra: "\"archive\": \"\(address)\", \(extra)")
    }

    func regenerator() throws -> Regenerator {
      var regenerator = try room.regenerator()
      regenerator.sharesArchive = true
      return regenerator
    }

    @discardableResult
    func refresh(minute: Int64) async throws -> RunReport {
      try await regenerator().refresh(RefreshRequest(), now: Newsroom.time(minute: minute))
    }

    func refresh(atOnce count: Int, minute: Int64) async throws -> [RunReport] {
      try await withThrowingTaskGroup(of: RunReport.self) { group in
        for _ in 0..<count { group.addTask { try await refresh(minute: minute) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
    }

    /// Names of files beside the archive.
    func beside(_ ending: String) throws -> [String] {
      let folder = (try files as NSString).deletingLastPathComponent
      return try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { $0.contains(ending) }.sorted()
    }

    /// How the names of what is kept beside the archive begin.
    var files: String {
      get throws {
        try Configuration.load(path: room.folder + "/config.json", environment: [:]).stateFiles
      }
    }
  }

  static func feeds(_ count: Int) -> String {
    (0..<count).map { #"{"id": "f\#($0)", "sources": ["ORIGIN/f\#($0)"]}"# }
      .joined(separator: ",")
  }

  // MARK: Filter lists

  private static let body =
    "<p>\(String(repeating: "A sentence of the article. ", count: 9))</p><p class=\"ad\">Buy</p>"

  @Test(
    "A list that several need is asked for once, and all of them have it", arguments: Kind.there)
  func lists(_ kind: Kind) async throws {
    let fleet = try Fleet(kind)
    for number in 0..<6 {
      fleet.room.serve("/f\(number)", [Story("S\(number)", body: Self.body)])
    }
    fleet.room.serve("/list", .init(body: "##.ad\n", delay: 300))
    try fleet.configure(
      Self.feeds(6), #""filterLists": ["\#(fleet.room.origin.address("/list"))"],"#)
    for report in try await fleet.refresh(atOnce: 4, minute: 0) { #expect(report.problems == []) }
    #expect(fleet.room.asked.filter { $0.hasPrefix("/list") } == ["/list"])
    for number in 0..<6 {
      let text = try fleet.room.read("public/f\(number).atom")
      #expect(!text.contains("Buy"), "\(text)")
    }
  }

  @Test(
    "Who has a copy leaves a list to the one that is asking for it",
    arguments: Kind.there)
  func copies(_ kind: Kind) async throws {
    let fleet = try Fleet(kind)
    fleet.room.serve("/f0", [Story("S", body: Self.body)])
    fleet.room.serve("/list", .init(body: "##.ad\n"))
    let list = fleet.room.origin.address("/list")
    try fleet.configure(Self.feeds(1), #""filterLists": ["\#(list)"],"#)
    try await fleet.refresh(minute: 0)
    let copy = FilterListFolder.copyName(try #require(WebAddress(list)))
    let other = try fleet.archive().write { session throws(ArchiveError) in
      try session.takeTurn(
        of: TurnName.filterList(copy), for: "other", lasting: .seconds(3600))
    }
    fleet.room.serve("/list", .init(body: "##.other\n"))
    let report = try await fleet.refresh(minute: 3 * 24 * 60)
    #expect(report.problems == [])
    #expect(fleet.room.asked.count { $0.hasPrefix("/list") } == 1)
    #expect(try !fleet.room.read("public/f0.atom").contains("Buy"))
    let turn = try #require(other)
    try fleet.archive().write { session throws(ArchiveError) in try session.end(turn) }
    try await fleet.refresh(minute: 3 * 24 * 60 + 30)
    #expect(fleet.room.asked.count { $0.hasPrefix("/list") } == 2)
    #expect(try fleet.room.read("public/f0.atom").contains("Buy"))
  }

  // MARK: Webhooks

  /// What came of requests that are counted while they are answered.
  private final class Doorkeeper: Sendable {
    private let state = Mutex((now: 0, most: 0))

    func pass(_ body: () -> Void) {
      state.withLock { state in
        state.now += 1
        state.most = max(state.most, state.now)
      }
      body()
      state.withLock { $0.now -= 1 }
    }

    var most: Int { state.withLock { $0.most } }
  }

  @Test(
    "One process at a time tells of changes, and each change is told once", arguments: Kind.there)
  func notifications(_ kind: Kind) async throws {
    let (fleet, door) = (try Fleet(kind), Doorkeeper())
    let hook = ScriptedOrigin(host: "127.0.0.2") { _, connection in
      door.pass {
        connection.sleep(milliseconds: 150)
        connection.answer("204 No Content", headers: [])
      }
    }
    defer { hook.stop() }
    for number in 0..<12 { fleet.room.serve("/f\(number)", .init(status: "410 Gone", delay: 40)) }
    try fleet.configure(
      Self.feeds(12),
      #""notify": {"url": "\#(hook.address("/hook"))", "allowHosts": "127.0.0.2"},"#)
    for report in try await fleet.refresh(atOnce: 4, minute: 0) { #expect(report.problems == []) }
    #expect(door.most == 1)
    let told = hook.requests.map(\.content).joined()
    for number in 0..<12 {
      #expect(told.components(separatedBy: "\"feed\":\"f\(number)\"").count == 2, "f\(number)")
    }
  }

  // MARK: The command after a run

  /// Says when another of its kind is at work, and keeps what it was told.
  func command(_ fleet: Fleet) -> String {
    let script =
      "cd \(fleet.room.folder); mkdir busy || echo twice > twice; sleep 0.1; "
      + "tr '\\\\0' '\\\\n' > `mktemp told.XXXXXX`; rmdir busy"
    return #""after": ["sh", "-c", "\#(script)"],"#
  }

  func told(_ fleet: Fleet) throws -> [String] {
    let files = try FileManager.default.contentsOfDirectory(atPath: fleet.room.folder)
    return try files.filter { $0.hasPrefix("told.") }.flatMap { file in
      try fleet.room.read(file).split(separator: "\n").map(String.init)
    }.sorted()
  }

  /// The published files of feeds.
  private func names(_ numbers: Range<Int>, _ fleet: Fleet) throws -> [String] {
    let feeds = Set(numbers.map { "f\($0)" })
    let files = try FileManager.default.subpathsOfDirectory(atPath: fleet.room.folder + "/public")
    // Archive pages among them, their folders not.
    let names = files.filter { file in
      feeds.contains(String(file.prefix { $0 != "." && $0 != "/" })) && file.contains(".")
    }.sorted()
    #expect(names.count >= numbers.count, "\(files)")
    return names
  }

  @Test(
    "One process at a time runs the command, which is told of each file once", arguments: Kind.there
  )
  func commands(_ kind: Kind) async throws {
    let fleet = try Fleet(kind)
    for number in 0..<12 { fleet.room.serve("/f\(number)", [Story("S\(number)")]) }
    try fleet.configure(Self.feeds(12), command(fleet))
    for report in try await fleet.refresh(atOnce: 4, minute: 0) { #expect(report.problems == []) }
    #expect(!fleet.room.has("twice"))
    #expect(try told(fleet) == names(0..<12, fleet))
    #expect(try fleet.beside(".after") == [])
    let runs = try fleet.archive().read { session throws(ArchiveError) in
      try session.run { try $0.rows("SELECT feed FROM turn WHERE feed LIKE '*run%'") }.count
    }
    #expect(runs == 0)
  }

  @Test(
    "What a run that is gone has left is told by the next; who is at work is left alone",
    arguments: Kind.there)
  func remnants(_ kind: Kind) async throws {
    let fleet = try Fleet(kind)
    for number in 0..<3 { fleet.room.serve("/f\(number)", [Story("S\(number)")]) }
    try fleet.configure(Self.feeds(3), command(fleet))
    try await fleet.refresh(minute: 0)
    let all = try names(0..<3, fleet)
    #expect(try told(fleet) == all)
    let file = try fleet.files + ".after"
    // One that has failed, and one that is at work.
    try Data("f1.atom\0".utf8).write(to: URL(filePath: file + ".abc1"))
    try Data().write(to: URL(filePath: file + ".abc2"))
    let alive = try fleet.archive().write { session throws(ArchiveError) in
      try session.takeTurn(of: TurnName.run("abc2"), for: "abc2", lasting: .seconds(3600))
    }
    try await fleet.refresh(minute: 1)
    #expect(try told(fleet) == (all + ["f1.atom"]).sorted())
    #expect(try fleet.beside(".after").map { $0.hasSuffix(".abc2") } == [true])
    // It is killed: what it has published nobody knows.
    let turn = try #require(alive)
    try fleet.archive().write { session throws(ArchiveError) in try session.end(turn) }
    try await fleet.refresh(minute: 2)
    let documents = all.filter { !$0.contains("/") }
    #expect(try told(fleet) == (all + ["f1.atom"] + documents).sorted())
    #expect(try fleet.beside(".after") == [])
  }

  @Test(
    "What the command has failed with goes on with what was left before",
    arguments: Kind.there)
  func failures(_ kind: Kind) async throws {
    let fleet = try Fleet(kind)
    fleet.room.serve("/f0", [Story("S")])
    try fleet.configure(Self.feeds(1), #""after": ["false"],"#)
    let first = try await fleet.refresh(minute: 0)
    #expect(first.problems.contains { $0.contains("`after` failed with 1") })
    let second = try await fleet.refresh(minute: 1)
    #expect(second.problems.count == 1)
    #expect(try fleet.beside(".after").count == 1)
    try fleet.configure(Self.feeds(1), command(fleet))
    try await fleet.refresh(minute: 2)
    #expect(try told(fleet) == names(0..<1, fleet))
    #expect(try fleet.beside(".after") == [])
  }

  // MARK: Learning

  @Test("Taking back what was learned waits for who is at the feed", arguments: Kind.there)
  func takingBack(_ kind: Kind) async throws {
    let fleet = try Fleet(kind)
    fleet.room.serve("/f0", [Story("S")])
    try fleet.configure(Self.feeds(1), "")
    try await fleet.refresh(minute: 0)
    let archive = try fleet.archive()
    let promo = LearnedPromo(id: "p", lines: ["Follow us"], evidence: "")
    let other = try archive.write { session throws(ArchiveError) in
      var lessons = SourceLessons()
      lessons.promos = [promo]
      try session.add(lessons, of: "s", in: "f0", now: .epoch)
      return try session.takeTurn(of: "f0", for: "other", lasting: .milliseconds(400))
    }
    let back = try await fleet.regenerator().forgetLearned(
      nil, of: "f0", now: Newsroom.time(minute: 1))
    #expect(back.map(\.id) == ["p"])
    let turn = try #require(other)
    #expect(throws: ArchiveError.lostTurn(feed: "f0")) {
      try archive.write { session throws(ArchiveError) in try session.check(turn) }
    }
  }

  @Test(
    "Sources of a feed that nobody knows are asked by one at a time to learn from them",
    .enabled(if: ScratchPostgres.isThere, "\(ScratchPostgres.absence)"))
  func learning() async throws {
    let (fleet, door) = (try Fleet(.database), Doorkeeper())
    let origin = ScriptedOrigin { _, connection in
      door.pass {
        connection.sleep(milliseconds: 150)
        connection.answer("200 OK", headers: [], Array(Story.feed([Story("A")]).utf8))
      }
    }
    defer { origin.stop() }
    try fleet.configure(#"{"id": "a", "sources": ["\#(origin.address("/feed"))"]}"#, "")
    let reports = try await withThrowingTaskGroup(of: LearnReport.self) { group in
      for _ in 0..<3 {
        group.addTask {
          try await fleet.regenerator().learn(["a"], now: Newsroom.time(minute: 0))
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(reports.map(\.sources.count) == [1, 1, 1])
    #expect(door.most == 1 && origin.requests.count == 3)
    // What a run has stored meanwhile is looked at in the place of the source.
    try await fleet.refresh(minute: 1)
    let count = origin.requests.count
    _ = try await fleet.regenerator().learn(["a"], now: Newsroom.time(minute: 2))
    #expect(origin.requests.count == count)
  }

  // MARK: Hubs

  @Test(
    "The hub in serve finds its archive in a database, and keeps it",
    .enabled(if: ScratchPostgres.isThere, "\(ScratchPostgres.absence)"))
  func hub() throws {
    let fleet = try Fleet(.database)
    let held = HubArchive()
    let first = try #require(try held.archive(fleet.address, now: .epoch))
    #expect(try held.archive(fleet.address, now: .epoch) === first)
  }
}
