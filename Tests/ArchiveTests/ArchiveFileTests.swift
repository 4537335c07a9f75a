import FeedModel
import Glibc
import History
import Testing

@testable import Archive

/// The archive as a file that may be damaged, foreign, locked or killed.
@Suite struct ArchiveFileTests {
  static let now = Timestamp(milliseconds: 1_700_000_000_000) ?? .epoch

  static let one = [Item("A", id: "1", link: "https://a.example/p/1", at: 100)]

  static func filled(_ folder: TemporaryFolder) throws -> [UInt8] {
    let history = try Chronicler(path: folder.archive)
    for count in 1...40 {
      try history.apply(.serve([Item("T\(count)", id: "\(count)", at: Int64(count))]))
    }
    history.archive.checkpoint()
    try history.archive.close()
    return read(folder.archive)
  }

  static func read(_ path: String) -> [UInt8] {
    let file = open(path, O_RDONLY)
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 8 << 20)
    let count = Glibc.read(file, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }

  @Test func aNewFileHoldsNothing() throws {
    let folder = TemporaryFolder()
    let archive = try Archive(path: folder.archive, now: Self.now)
    #expect(archive.quarantined == nil)
    let states = try archive.read { session throws(ArchiveError) in try session.sourceStates() }
    #expect(states.isEmpty)
  }

  @Test(arguments: [
    "zeros", "random", "text", "half", "header", "middle", "short", "negative version",
    "no version", "write version", "page size", "payload",
  ])
  func a7ADamagedFileIsPutAsideAndANewOneBegun(_ damage: String) throws {
    let folder = TemporaryFolder()
    var bytes = try Self.filled(folder)
    switch damage {
    case "zeros": bytes = [UInt8](repeating: 0, count: bytes.count)
    case "random": bytes = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 193 &+ $0 >> 7) }
    case "text": bytes = Array("not a database at all".utf8)
    case "half": bytes = Array(bytes.prefix(bytes.count / 2))
    case "header": for index in 20..<90 { bytes[index] = 0xFF }
    case "negative version": bytes.replaceSubrange(60..<64, with: [0xFF, 0xFF, 0xFF, 0xFE])
    case "no version": bytes.replaceSubrange(60..<64, with: [0, 0, 0, 0])
    case "write version": bytes[18] = 9
    case "page size": bytes[16] = 0x13
    case "payload": bytes[22] = 0
    case "middle": for index in 4096..<min(20_000, bytes.count) { bytes[index] = 0x5A }
    default: bytes = Array(bytes.prefix(50))
    }
    for name in folder.names { unlink(folder.path + "/" + name) }
    folder.write(bytes, to: folder.archive)
    let history = try Chronicler(path: folder.archive)
    let aside = try #require(history.archive.quarantined)
    #expect(Self.read(aside).count >= bytes.count)
    try history.apply(.serve(Self.one))
    #expect(try history.lines() == ["A @100 @100"])
  }

  @Test func a7AFileFromANewerVersionIsRefusedAndLeftAsItIs() throws {
    let folder = TemporaryFolder()
    var bytes = try Self.filled(folder)
    bytes[63] = 77
    for name in folder.names { unlink(folder.path + "/" + name) }
    folder.write(bytes, to: folder.archive)
    #expect(throws: ArchiveError.newerVersion(path: folder.archive, version: 77)) {
      _ = try Archive(path: folder.archive, now: Self.now)
    }
    #expect(Self.read(folder.archive) == bytes)
    #expect(folder.names == ["archive.sqlite"])
  }

  @Test func a7WhatWasPublishedSeedsANewArchiveAndIdsStay() throws {
    let first = TemporaryFolder()
    let items = [
      Item("A", id: "1", link: "https://a.example/p/1", at: 100),
      Item("B", id: "2", link: "https://a.example/p/2"),
    ]
    let before = try Chronicler(path: first.archive)
    try before.apply(.serve(items))
    let published = try #require(try before.feed())

    let second = TemporaryFolder()
    let after = try Chronicler(path: second.archive)
    after.run = 50
    let now = after.now
    try after.archive.write { session throws(ArchiveError) in
      try session.seed("f", with: published, now: now)
    }
    #expect(try after.feed()?.entries.map(\.id) == published.entries.map(\.id))
    try after.apply(.serve(items))
    #expect(try after.feed() == published)
  }

  @Test func aFolderThatIsNotThereIsAnErrorWithARemedy() {
    #expect {
      _ = try Archive(path: "/nonexistent/folder/archive.sqlite", now: Self.now)
    } throws: { error in
      "\(error)".contains("check the folder")
    }
  }

  @Test(arguments: ["/", "/dev/null"]) func a4WhatIsNoFileIsRefused(_ path: String) {
    #expect(throws: ArchiveError.self) { _ = try Archive(path: path, now: Self.now) }
  }

  @Test func a5ASecondRefreshLeavesAndAKilledOneLeavesNoLock() throws {
    let folder = TemporaryFolder()
    var first: RefreshLock? = try RefreshLock(path: folder.archive, now: .epoch)
    #expect(first != nil)
    #expect(throws: ArchiveError.self) {
      _ = try RefreshLock(path: folder.archive, now: .epoch)
    }
    first = nil
    _ = try RefreshLock(path: folder.archive, now: .epoch)
  }

  @Test func a1WhatWasCommittedSurvivesWithoutClosing() throws {
    let folder = TemporaryFolder()
    let copy = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    for count in 1...10 {
      try history.apply(.serve([Item("T\(count)", id: "\(count)", at: Int64(count))]))
      // What a kill at this moment leaves behind.
      for name in ["archive.sqlite", "archive.sqlite-wal"] {
        copy.write(Self.read(folder.path + "/" + name), to: copy.path + "/" + name)
      }
      unlink(copy.archive + "-shm")
      let killed = try Chronicler(path: copy.archive)
      #expect(killed.archive.quarantined == nil)
      #expect(try killed.lines() == history.lines())
      try killed.archive.close()
    }
  }

  @Test func a1ATornLogLosesOnlyWhatWasNotCommitted() throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    var states: [[String]] = [[]]
    for count in 1...6 {
      try history.apply(.serve([Item("T\(count)", id: "\(count)", at: Int64(count))]))
      states.append(try history.lines())
    }
    let file = Self.read(folder.archive)
    let log = Self.read(folder.archive + "-wal")
    for cut in stride(from: 0, through: log.count, by: max(1, log.count / 60)) {
      let copy = TemporaryFolder()
      copy.write(file, to: copy.archive)
      copy.write(Array(log.prefix(cut)), to: copy.archive + "-wal")
      let killed = try Chronicler(path: copy.archive)
      let lines = try killed.lines()
      #expect(killed.archive.quarantined != nil || states.contains(lines), "cut at \(cut)")
    }
  }

  @Test func aFailingMergeChangesNothing() throws {
    struct Stop: Error {}
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    try history.apply(.serve(Self.one))
    #expect(throws: ArchiveError.self) {
      try history.archive.write { session throws(ArchiveError) in
        _ = try session.forget("https://a.example/p/1", in: nil)
        throw ArchiveError.busy(path: "test")
      }
    }
    #expect(try history.lines() == ["A @100 @100"])
  }
}
