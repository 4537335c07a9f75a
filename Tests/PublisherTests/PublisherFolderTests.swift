import Emitter
import FeedModel
import Foundation
import Glibc
import Publisher
import Testing

@Suite struct PublisherFolderTests {
  let atom = "<feed><generator>Refeed</generator></feed>"
  let json = "{\"_refeed\": {}}"

  @Test func filesThatNoFeedOwnsAreListedAndTheUsersAreNot() throws {
    try withFolder { folder in
      _ = try Publisher().publish(
        [
          file("world.atom", atom), file("old.atom", atom), file("old.json", json),
          file("old/2024-10.atom", atom), file("world/2024-10.atom", atom),
          file("about.html", "<p>mine</p>"), file("robots.txt", "Refeed"),
          file("notes.json", "{}"), file("old/2024-1.atom", atom),
          file("links.html", "<p>Made with <a>Refeed</a> and <generator>Refeed</generator></p>"),
          file("mine.atom", "<feed><entry><generator>Refeed</generator></entry></feed>"),
        ], into: folder)
      let owned: Set = ["world.atom", "world/2024-10.atom"]
      let found = try Publisher().unowned(in: folder, owned: owned)
      #expect(found == ["old/2024-10.atom", "old.atom", "old.json"])
    }
  }

  @Test func pruningRemovesCopiesAndEmptyFoldersToo() throws {
    try withFolder { folder in
      let publisher = Publisher(precompress: true)
      _ = try publisher.publish(
        [file("old.atom", atom), file("old/2024-10.atom", atom), file("world.atom", atom)],
        into: folder)
      try publisher.remove(try publisher.unowned(in: folder, owned: ["world.atom"]), from: folder)
      let left = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
      #expect(left == ["world.atom", "world.atom.gz"])
    }
  }

  @Test func aMissingOutputOwnsNothing() throws {
    try withFolder { folder in
      #expect(try Publisher().unowned(in: folder + "/none", owned: []).isEmpty)
      try Publisher().removeLeftovers(in: folder + "/none")
    }
  }

  @Test func aLinkOutOfTheFolderIsNotPruned() throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/public", withIntermediateDirectories: false)
      try FileManager.default.createDirectory(
        atPath: folder + "/elsewhere", withIntermediateDirectories: false)
      try write(atom, to: folder + "/elsewhere/2024-10.atom")
      try write(atom, to: folder + "/precious.atom")
      #expect(symlink(folder + "/elsewhere", folder + "/public/old") == 0)
      #expect(symlink(folder + "/precious.atom", folder + "/public/old.atom") == 0)
      #expect(try Publisher().unowned(in: folder + "/public", owned: []).isEmpty)
    }
  }

  @Test func aCompressedCopyHoldsTheSameBytesAndIsTheSameEachTime() throws {
    try withFolder { folder in
      let publisher = Publisher(precompress: true)
      let long = String(repeating: "a feed ", count: 10_000)
      _ = try publisher.publish([file("a.atom", long)], into: folder)
      let copy = try Data(contentsOf: URL(filePath: folder + "/a.atom.gz"))
      #expect(copy.count < 1000)
      #expect(copy.prefix(10) == Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3]))
      #expect(try gunzipped(folder + "/a.atom.gz") == long)
      let before = try status(folder + "/a.atom.gz")
      let outcomes = try publisher.publish([file("a.atom", long)], into: folder)
      #expect(outcomes.map(\.change) == [.unchanged])
      #expect(try status(folder + "/a.atom.gz").st_ino == before.st_ino)
    }
  }

  @Test func aMissingCopyIsMadeAgain() throws {
    try withFolder { folder in
      _ = try Publisher().publish([file("a.atom", "x")], into: folder)
      _ = try Publisher(precompress: true).publish([file("a.atom", "x")], into: folder)
      #expect(try gunzipped(folder + "/a.atom.gz") == "x")
    }
  }

  @Test func anOldCopyDoesNotOutliveItsFile() throws {
    try withFolder { folder in
      _ = try Publisher(precompress: true).publish([file("a.atom", "x")], into: folder)
      _ = try Publisher().publish([file("a.atom", "y")], into: folder)
      #expect(!FileManager.default.fileExists(atPath: folder + "/a.atom.gz"))
    }
  }

  @Test func A1_leftoversAreRemovedEverywhereButThoseInUse() throws {
    try withFolder { folder in
      _ = try Publisher().publish([file("w/2024-10.atom", "x"), file("w.atom", "x")], into: folder)
      try write("half", to: folder + "/.refeed-0.tmp")
      try write("half", to: folder + "/.refeed-1.tmp")
      try write("half", to: folder + "/w/.refeed-0.tmp")
      let other = Glibc.open(folder + "/.refeed-1.tmp", O_RDONLY)
      #expect(flock(other, LOCK_EX | LOCK_NB) == 0)
      try Publisher().removeLeftovers(in: folder)
      #expect(try leftovers(folder) == [".refeed-1.tmp"])
      Glibc.close(other)
    }
  }

  @Test func closedPagesAreFoundAgain() throws {
    try withFolder { folder in
      _ = try Publisher().publish(
        [
          file("w/2024-09.atom", "<feed><fh:archive/></feed>"), file("w/2024-10.atom", "<feed/>"),
          file("w/2024-09.json", "{\"_refeed\": {\"archive\": true}}"),
        ], into: folder)
      let frozen = try Publisher().frozenPages(of: "w", in: folder)
      #expect(frozen == ["w/2024-09.atom", "w/2024-09.json"])
      #expect(
        FeedDocuments.frozenMonths(of: "w", formats: ["atom", "json", "html"], frozen: frozen)
          == ["2024-09"])
      #expect(
        FeedDocuments.frozenMonths(of: "w", formats: ["atom", "rss"], frozen: frozen).isEmpty)
    }
  }

  @Test func aClosedPageThatCannotBeReadIsNoOpenOne() throws {
    try withFolder { folder in
      _ = try Publisher().publish(
        [file("w/2024-09.atom", "<feed><fh:archive/></feed>")], into: folder)
      var position = 1
      while true {
        let system = FaultyFileSystem(.once(EMFILE), at: position)
        do throws(PublishError) {
          let frozen = try Publisher(system).frozenPages(of: "w", in: folder)
          #expect(frozen == ["w/2024-09.atom"], "call \(position)")
        } catch {
          #expect(error.cause == .system(EMFILE))
        }
        guard position < system.count else { return }
        position += 1
      }
    }
  }

  @Test func aMarkBehindALongHeadIsFound() throws {
    try withFolder { folder in
      let head = String(repeating: "<category term=\"x\"/>\n", count: 10_000)
      _ = try Publisher().publish(
        [
          file("w/2024-09.atom", "<feed>\(head)<fh:archive/></feed>"),
          file("w/2024-10.atom", "<feed>\(head)<entry><title><fh:archive/></title></entry></feed>"),
        ], into: folder)
      try FileManager.default.createDirectory(
        atPath: folder + "/w/2024-11.atom", withIntermediateDirectories: false)
      #expect(symlink(folder + "/w/2024-09.atom", folder + "/w/2024-12.atom") == 0)
      #expect(mkfifo(folder + "/w/2025-01.atom", 0o644) == 0)
      #expect(try Publisher().frozenPages(of: "w", in: folder) == ["w/2024-09.atom"])
      #expect(try Publisher().frozenPages(of: "none", in: folder).isEmpty)
      #expect(try Publisher().frozenPages(of: "w", in: folder + "/none").isEmpty)
    }
  }

  private func gunzipped(_ path: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
