@testable import Archive
import FeedModel
import History
import Foundation
import GRDB
import Testing

/// Archives that earlier versions wrote are read, brought up to date whole or not at all, and hold
/// afterwards what they held before.
@Suite struct OlderArchiveTests {
  static let now = Timestamp(milliseconds: 1_800_000_000_000) ?? .epoch

  @Test(arguments: Fixture.all) func itIsReadAsItIs(_ fixture: Fixture) throws {
    let folder = TemporaryFolder()
    try fixture.copied(to: folder)
    let archive = try Archive(reading: folder.archive)
    let feeds = try Fixture.feeds(archive)
    let counts = fixture.counts.sorted { $0.key < $1.key }
    #expect(feeds.map(\.entries.count) == counts.map(\.value))
    let (states, sources) = try archive.read { session throws(ArchiveError) in
      (try session.feedStates(), try session.sourceStates())
    }
    #expect(states.map(\.key) == counts.map(\.key) && sources.count == fixture.sources)
    try archive.close()
    #expect(try Self.userVersion(folder) == fixture.version)
  }

  @Test(arguments: Fixture.all) func itHoldsTheSameWhenItIsBroughtUpToDate(
    _ fixture: Fixture
  ) throws {
    let folder = TemporaryFolder()
    try fixture.copied(to: folder)
    let before = try Fixture.feeds(Archive(reading: folder.archive))
    let archive = try Archive(path: folder.archive, now: Self.now)
    #expect(archive.quarantined == nil)
    #expect(try Fixture.feeds(archive) == before)
    try archive.close()
    #expect(try Self.userVersion(folder) == Schema.version)
    #expect(try Fixture.feeds(Archive(reading: folder.archive)) == before)
  }

  /// What was offered before and is offered again is found clean, and nothing is to be published.
  @Test(arguments: Fixture.all) func whatHasNotChangedIsNeitherCleanedNorPublishedAgain(
    _ fixture: Fixture
  ) throws {
    let folder = TemporaryFolder()
    try fixture.copied(to: folder)
    let archive = try Archive(path: folder.archive, now: Self.now)
    let states = try archive.read { session throws(ArchiveError) in try session.feedStates() }
    for state in states {
      let stale = try archive.read { session throws(ArchiveError) in
        try session.staleEntries(of: state.key, rules: state.rules, all: true)
      }
      try #require(!stale.isEmpty)
      let clean = try archive.read { session throws(ArchiveError) in
        try session.cleaned(
          stale.map { RawEntry($0.raw).fingerprint }, of: state.key, rules: state.rules)
      }
      #expect(clean.count == stale.count, "\(state.key)")
      let isIdle = try Self.mergeIsIdle(state, archive)
      #expect(isIdle == (state.key != fixture.forgetful), "\(state.key)")
    }
  }

  private static func mergeIsIdle(_ state: FeedState, _ archive: Archive) throws -> Bool {
    let outcome = try archive.rehearse { session throws(ArchiveError) in
      guard var head = try session.head(of: state.key) else { throw .busy(path: "no head") }
      let sources = try session.sourceStates().filter { $0.feed == state.key }.map(\.address)
      var policy = MergePolicy(rules: state.rules, sources: sources)
      policy.settings = state.settings
      if state.key == "copies" { policy.copies.rule = .near }
      head.entries = []
      return try session.merge([], into: state.key, head: head, policy: policy, now: now)
    }
    return !outcome.isChanged
  }

  /// A log that ends anywhere is what a kill leaves behind.
  @Test(arguments: Fixture.all.filter { $0.version < Schema.version })
  func aKilledMigrationLeavesTheOldArchiveOrTheNewOne(
    _ fixture: Fixture
  ) throws {
    let folder = TemporaryFolder()
    try fixture.copied(to: folder)
    let file = ArchiveFileTests.read(folder.archive)
    let before = try Fixture.feeds(Archive(reading: folder.archive))
    let archive = try Archive(path: folder.archive, now: Self.now)
    let log = ArchiveFileTests.read(folder.archive + "-wal")
    try #require(log.count > 4096)
    for cut in stride(from: 0, through: log.count, by: max(1, log.count / 40)) {
      let copy = TemporaryFolder()
      copy.write(file, to: copy.archive)
      copy.write(Array(log.prefix(cut)), to: copy.archive + "-wal")
      let killed = try Archive(path: copy.archive, now: Self.now)
      #expect(killed.quarantined == nil)
      #expect(try Fixture.feeds(killed) == before, "cut at \(cut)")
    }
    try archive.close()
  }

  @Test(arguments: Fixture.all) func anOlderProgramRefusesItAndLeavesItAsItIs(
    _ fixture: Fixture
  ) throws {
    let folder = TemporaryFolder()
    try fixture.copied(to: folder)
    var bytes = ArchiveFileTests.read(folder.archive)
    bytes[63] = UInt8(Schema.version + 1)
    folder.write(bytes, to: folder.archive)
    let refusal = ArchiveError.newerVersion(path: folder.archive, version: Schema.version + 1)
    #expect(throws: refusal) { _ = try Archive(path: folder.archive, now: Self.now) }
    #expect(throws: refusal) { _ = try Archive(reading: folder.archive) }
    #expect(ArchiveFileTests.read(folder.archive) == bytes)
    #expect(folder.names == ["archive.sqlite"])
  }

  @Test func aBackupIsOneFileThatHoldsTheSame() throws {
    let folder = TemporaryFolder()
    try Fixture(version: 1).copied(to: folder)
    let archive = try Archive(path: folder.archive, now: Self.now)
    let copy = folder.path + "/copy.sqlite"
    for _ in 0..<2 { try archive.backUp(to: copy) }
    #expect(
      folder.names.filter { $0.hasPrefix("copy") } == ["copy.sqlite", "copy.sqlite.forgotten"])
    #expect(try Fixture.feeds(Archive(reading: copy)) == Fixture.feeds(archive))
  }

  @Test func aBackupReplacesNothingThatIsNoArchive() throws {
    let folder = TemporaryFolder()
    try Fixture(version: 1).copied(to: folder)
    let archive = try Archive(path: folder.archive, now: Self.now)
    let letter = folder.path + "/letter.txt"
    folder.write(Array("Dear reader".utf8), to: letter)
    for path in [letter, folder.archive, folder.path] {
      #expect(throws: ArchiveError.self) { try archive.backUp(to: path) }
    }
    #expect(ArchiveFileTests.read(letter) == Array("Dear reader".utf8))
    #expect(try Fixture.feeds(archive).count == 5)
  }

  static func userVersion(_ folder: TemporaryFolder) throws -> Int? {
    try DatabaseQueue(path: folder.archive).read {
      try Int.fetchOne($0, sql: "PRAGMA user_version")
    }
  }
}
