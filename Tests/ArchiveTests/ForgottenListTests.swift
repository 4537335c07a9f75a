import FeedModel
import Glibc
import History
import Testing

@testable import Archive

/// What was forgotten outlives the archive.
@Suite struct ForgottenListTests {
  static let items = [
    Item("A", id: "1", link: "https://a.example/p/1", at: 100),
    Item("B", id: "2", link: "https://a.example/p/2", at: 200),
  ]

  /// A history whose first entry was forgotten, closed; gives what was published before.
  static func forgotten(_ folder: TemporaryFolder) throws -> NormalizedFeed {
    let history = try Chronicler(path: folder.archive)
    try history.apply(.serve(items))
    let published = try #require(try history.feed())
    try history.apply(.forget("https://a.example/p/1"))
    try history.archive.close()
    return published
  }

  @Test func itStaysForgottenWhenTheArchiveIsLost() throws {
    let folder = TemporaryFolder()
    let published = try Self.forgotten(folder)
    folder.write([UInt8](repeating: 7, count: 5000), to: folder.archive)
    let history = try Chronicler(path: folder.archive)
    #expect(history.archive.quarantined != nil)
    let now = history.now
    try history.archive.write { session throws(ArchiveError) in
      try session.seed("f", with: published, now: now)
    }
    #expect(try history.lines() == ["B @200 @200"])
    try history.apply(.serve(Self.items))
    #expect(try history.lines() == ["B @200 @200"])
  }

  @Test func theFileHoldsDigestsAloneAndIsItsOwners() throws {
    let folder = TemporaryFolder()
    _ = try Self.forgotten(folder)
    let file = folder.archive + ".forgotten"
    var status = stat()
    #expect(stat(file, &status) == 0 && status.st_mode & 0o777 == 0o600)
    let text = String(decoding: ArchiveFileTests.read(file), as: UTF8.self)
    #expect(!text.contains("a.example"))
    let lines = text.split(separator: "\n")
    #expect(lines.count >= 3 && lines[0].hasPrefix("refeed-forgotten 1 "))
    #expect(lines.dropFirst().allSatisfy { $0.utf8.count == 64 })
  }

  @Test func twoArchivesGiveOneNameTwoDigests() throws {
    let texts = try (0..<2).map { _ in
      let folder = TemporaryFolder()
      _ = try Self.forgotten(folder)
      return String(
        decoding: ArchiveFileTests.read(folder.archive + ".forgotten"), as: UTF8.self)
    }
    let lines = texts.map { Set($0.split(separator: "\n").map(String.init)) }
    #expect(lines[0].isDisjoint(with: lines[1]))
  }

  @Test func aLineThatWasCutOffIsSteppedOver() throws {
    let folder = TemporaryFolder()
    _ = try Self.forgotten(folder)
    let file = folder.archive + ".forgotten"
    folder.write(ArchiveFileTests.read(file) + Array("0123abc".utf8), to: file)
    let list = try ForgottenList(besides: folder.archive)
    #expect(list.contains(["a://a.example/p/1"], of: "f"))
    #expect(!list.contains(["a://a.example/p/1"], of: "g"))
    #expect(!list.contains(["a://a.example/p/2"], of: "f"))
  }

  @Test func whatIsNoListIsAnErrorAndLeftAsItIs() throws {
    let folder = TemporaryFolder()
    let file = folder.archive + ".forgotten"
    folder.write(Array("Dear reader\n".utf8), to: file)
    #expect(throws: ArchiveError.self) { _ = try Chronicler(path: folder.archive) }
    #expect(ArchiveFileTests.read(file) == Array("Dear reader\n".utf8))
  }

  /// Archives of version 1 have none.
  @Test func whatAnOlderArchiveHasForgottenIsPutIntoTheFile() throws {
    let folder = TemporaryFolder()
    try Fixture(version: 1).copied(to: folder)
    #expect(try ForgottenList(besides: folder.archive).isEmpty)
    try Archive(path: folder.archive, now: OlderArchiveTests.now).close()
    let list = try ForgottenList(besides: folder.archive)
    #expect(list.contains(["a://news.example.org/2026/forgotten"], of: "everything"))
  }

  @Test func aBackupTakesItAlong() throws {
    let folder = TemporaryFolder()
    _ = try Self.forgotten(folder)
    let copy = folder.path + "/copy.sqlite"
    try Archive(reading: folder.archive).backUp(to: copy)
    #expect(try ForgottenList(besides: copy).contains(["a://a.example/p/1"], of: "f"))
  }

  @Test func nothingForgottenIsNoFile() throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    try history.apply(.serve(Self.items))
    #expect(!folder.names.contains { $0.hasSuffix(".forgotten") })
  }
}
