import FeedModel
import Foundation
import History
import ScratchPostgres
import Synchronization
import Testing

@testable import Archive

/// What is PostgreSQL's alone: several at once, connections that are cut, refusals.
@Suite(.enabled(if: ScratchPostgres.isThere, "\(ScratchPostgres.absence)"))
struct PostgresTests {
  private static func server() throws -> ScratchPostgres { try #require(ScratchPostgres.shared) }

  private static func open(_ address: String) throws -> Archive {
    try Archive(path: address, now: .epoch)
  }

  private static func offers(_ items: [Item]) -> [Offer] {
    items.map {
      Offer(
        entry: Item.cleaned($0.parsed, removing: ""), raw: RawEntry($0.parsed), modified: nil)
    }
  }

  /// Merges into `f` what a source gives.
  @discardableResult
  private static func merge(
    _ items: [Item], of source: String = "s", into archive: Archive, run: Int64 = 0
  ) throws -> MergeOutcome {
    let offers = offers(items)
    let policy = MergePolicy(rules: "", sources: ["s", "t", "u", "v"])
    let now = Timestamp(milliseconds: 1_700_000_000_000 + run * 3_600_000) ?? .epoch
    return try archive.write { session throws(ArchiveError) in
      try session.merge(
        [Contribution(source: source, offers: offers)], into: "f", head: Chronicler.head(),
        policy: policy, now: now)
    }
  }

  private static func titles(_ archive: Archive) throws -> [String] {
    try archive.read { session throws(ArchiveError) in
      try session.feed("f", retention: Retention())?.entries.map(\.title) ?? []
    }
  }

  /// Runs the same several times at once.
  private static func atOnce(
    _ count: Int, _ body: @escaping @Sendable (Int) throws -> Void
  ) -> [String] {
    let problems = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: count) { index in
      do {
        try body(index)
      } catch {
        problems.withLock { $0.append("\(error)") }
      }
    }
    return problems.withLock { $0 }
  }

  // MARK: Several at once

  @Test func manyMayMakeTheTablesAtOnce() throws {
    let address = try Self.server().emptyArchive()
    let problems = Self.atOnce(6) { _ in try Self.open(address).close() }
    #expect(problems == [])
    #expect(try Archive.reading(address) != nil)
  }

  @Test func manyMayMergeIntoOneNewFeedAtOnceAndNothingIsLostOrDoubled() throws {
    let address = try Self.server().emptyArchive()
    try Self.open(address).close()
    let sources = ["s", "t", "u", "v"]
    let problems = Self.atOnce(4) { index in
      let archive = try Self.open(address)
      // One article is everybody's, the others are each one's own.
      let items = (0..<20).map { number in
        Item("\(sources[index]) \(number)", id: "\(sources[index])\(number)", at: Int64(number))
      }
      let shared = Item("All", id: "all", link: "https://a.example/all", at: 99)
      try Self.merge(items + [shared], of: sources[index], into: archive)
      try archive.close()
    }
    #expect(problems == [])
    let titles = try Self.titles(Self.open(address))
    #expect(titles.count == 81 && Set(titles).count == 81)
  }

  // MARK: Connections that are cut

  @Test func whatWasCutBeforeItWasKeptIsDoneAgain() throws {
    let server = try Self.server()
    let name = "mine"
    let archive = try Self.open(server.emptyArchive() + "&application_name=cut-\(name)")
    try Self.merge([Item("A", id: "1", at: 1)], into: archive)
    // Between two transactions, and in the midst of one.
    try Self.cut(server, name)
    try Self.merge([Item("A", id: "1", at: 1), Item("B", id: "2", at: 2)], into: archive, run: 1)
    var attempts = 0
    let count = try archive.write { session throws(ArchiveError) in
      attempts += 1
      let count = try session.entries(of: "f", from: 0, limit: 10).count
      if attempts == 1 {
        do { try Self.cut(server, name) } catch {
          throw .failed(path: "", detail: "\(error)")
        }
      }
      try session.save(SourceState(feed: "f", address: "s"))
      return count
    }
    #expect(attempts == 2 && count == 2)
    #expect(try Self.titles(archive) == ["B", "A"])
  }

  @Test func whatWasCutWhileItWasOpenedIsOpenedAgain() throws {
    let server = try Self.server()
    let address = try server.emptyArchive() + "&application_name=cut-first"
    // Holds the lock under which tables are made until who waits for it has been cut.
    let cut = """
      BEGIN;
      SELECT pg_advisory_xact_lock(\(PostgresSchema.lock));
      DO $$ BEGIN FOR turn IN 1..3000 LOOP
        PERFORM pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
          WHERE application_name = 'cut-first' AND NOT granted;
        IF FOUND THEN RETURN; END IF;
        PERFORM pg_sleep(0.01), pg_stat_clear_snapshot();
      END LOOP; RAISE EXCEPTION 'nobody came'; END $$;
      COMMIT
      """
    let problems = Self.atOnce(2) { index in
      guard index == 1 else { return _ = try server.query(cut) }
      let held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
      while try server.query(held) == "0\n" { usleep(10_000) }
      try Self.open(address).close()
    }
    #expect(problems == [])
    #expect(try Archive.reading(address) != nil)
  }

  /// Ends the connections of an archive.
  private static func cut(_ server: ScratchPostgres, _ name: String) throws {
    try server.query(
      """
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'cut-\(name)'
      """)
  }

  @Test func whatABodyThrowsIsToldAndKeepsNothing() throws {
    let archive = try Self.open(Self.server().emptyArchive())
    var attempts = 0
    let refused = ArchiveError.failed(path: "p", detail: "refused")
    #expect(throws: refused) {
      try archive.write { session throws(ArchiveError) in
        attempts += 1
        try session.save(SourceState(feed: "f", address: "s"))
        throw refused
      }
    }
    #expect(attempts == 1)
    let states = try archive.read { session throws(ArchiveError) in try session.sourceStates() }
    #expect(states == [])
  }

  @Test func aFailureThatABodySwallowsKeepsNothing() throws {
    let archive = try Self.open(Self.server().emptyArchive())
    #expect(throws: ArchiveError.self) {
      try archive.write { session throws(ArchiveError) in
        try session.save(SourceState(feed: "f", address: "s"))
        _ = try? session.run { try $0.rows("SELECT nonsense") }
      }
    }
    let states = try archive.read { session throws(ArchiveError) in try session.sourceStates() }
    #expect(states == [])
  }

  // MARK: What it can't hold

  @Test func longNamesAndNullCharactersAreHeld() throws {
    let archive = try Self.open(Self.server().emptyArchive())
    let long = (0..<9000).map { "\($0 * 7919 % 9973)" }.joined(separator: "\\")
    let items = [
      Item("Long", id: long, link: "https://a.example/\(long)", at: 1),
      Item("Other", id: long + "x", link: "https://a.example/\(long)x", at: 2),
      Item("Nul\u{0}l", id: "\u{0}", link: nil, at: 3),
    ]
    let first = try Self.merge(items, into: archive)
    #expect(first.newEntries == 3)
    let again = try Self.merge(items, into: archive, run: 1)
    #expect(again.newEntries == 0 && !again.isChanged)
    #expect(try Self.titles(archive) == ["Nul\u{0}l", "Other", "Long"])
    let (address, key) = ("https://a.example/" + long, "f")
    let forgotten = try archive.write { session throws(ArchiveError) in
      try session.forget(address, in: key)
    }
    #expect(forgotten.count == 1)
    #expect(try Self.merge(items, into: archive, run: 2).newEntries == 0)
    #expect(try Self.titles(archive) == ["Nul\u{0}l", "Other"])
  }

  @Test func whatWasForgottenOutlivesTheFeedsRow() throws {
    let server = try Self.server()
    let address = try server.emptyArchive()
    let archive = try Self.open(address)
    let items = [Item("A", id: "1", link: "https://a.example/1", at: 1), Item("B", id: "2", at: 2)]
    try Self.merge(items, into: archive)
    try archive.write { session throws(ArchiveError) in
      _ = try session.forget("https://a.example/1", in: nil)
      try session.run { _ = try $0.run("DELETE FROM feed", []) }
    }
    let other = try Self.open(address)
    try Self.merge(items, into: other, run: 1)
    #expect(try Self.titles(other) == ["B"])
  }

  // MARK: Every statement

  @Test func everythingThatAnArchiveCanBeAskedIsAnswered() throws {
    try QueryPlanTests.exercise(Self.open(Self.server().emptyArchive()))
  }

  // MARK: Refusals

  @Test func oneThatANewerProgramHasMadeIsLeftAlone() throws {
    let address = try Self.server().emptyArchive()
    let archive = try Self.open(address)
    try archive.write { session throws(ArchiveError) in
      try session.run { _ = try $0.run("UPDATE refeed_schema SET version = 99", []) }
    }
    let refusal = ArchiveError.newerVersion(path: archive.path, version: 99)
    #expect(throws: refusal) { try Self.open(address) }
    #expect(throws: refusal) { _ = try Archive.reading(address) }
  }

  @Test func whereThereIsNoneYetNothingIsMadeToRead() throws {
    let address = try Self.server().emptyArchive()
    #expect(try Archive.reading(address) == nil)
    #expect(throws: ArchiveError.self) { _ = try Archive(reading: address) }
    #expect(try Archive.reading(address) == nil)
  }

  @Test(
    "What can't be reached says what to do",
    arguments: [
      ("/nowhere?", "createdb"), ("/postgres?user=nobody-there&", "createuser"),
      ("/latin?", "UTF8"), ("/postgres?port=1&", "whether the server runs"),
    ])
  func refused(_ place: String, _ remedy: String) throws {
    let server = try Self.server()
    if place.contains("latin") {
      try server.query("CREATE DATABASE latin ENCODING 'SQL_ASCII' TEMPLATE template0")
    }
    let known = server.address("x")
    let host = known[try #require(known.firstRange(of: "host=")).lowerBound...]
    let user = place.contains("user=") ? "" : "refeed@"
    let error = #expect(throws: ArchiveError.self) {
      try Self.open("postgresql://\(user)\(place)\(host)")
    }
    let message = try #require(error).description
    #expect(message.contains(remedy), "\(message)")
    #expect(!message.contains("host="), "\(message)")
  }

  @Test func whoMayNotMakeTablesIsToldWhoCan() throws {
    let server = try Self.server()
    try server.query(
      "CREATE ROLE guest LOGIN; CREATE SCHEMA guarded; GRANT USAGE ON SCHEMA guarded TO guest")
    let address = server.address("postgres", schema: "guarded")
      .replacing("//refeed@", with: "//guest@")
    let error = #expect(throws: ArchiveError.self) { try Self.open(address) }
    #expect(try #require(error).description.contains("OWNER TO"))
  }

  @Test func aBackupIsForTheServersOwnProgram() throws {
    let archive = try Self.open(Self.server().emptyArchive())
    let error = #expect(throws: ArchiveError.self) { try archive.backUp(to: "/tmp/never") }
    #expect(try #require(error).description.contains("pg_dump"))
  }
}
