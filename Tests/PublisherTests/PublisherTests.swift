import FeedModel
import Foundation
import Glibc
import Publisher
import Testing

@Suite struct PublisherTests {
  @Test func makesTheFolderAndTheFiles() throws {
    try withFolder { folder in
      let output = folder + "/a/public"
      let outcomes = try Publisher().publish(
        [file("world/2024-10.atom", "page"), file("world.atom", "document")], into: output)
      #expect(outcomes.map(\.change) == [.created, .created])
      #expect(outcomes.map(\.name) == ["world/2024-10.atom", "world.atom"])
      #expect(try text(output + "/world/2024-10.atom") == "page")
      #expect(try text(output + "/world.atom") == "document")
      #expect(try leftovers(output).isEmpty)
    }
  }

  @Test func theSameBytesAreNotWrittenAgain() throws {
    try withFolder { folder in
      _ = try Publisher().publish([file("a.atom", "same")], into: folder)
      let before = try status(folder + "/a.atom")
      let outcomes = try Publisher().publish([file("a.atom", "same")], into: folder)
      let after = try status(folder + "/a.atom")
      #expect(outcomes.map(\.change) == [.unchanged])
      #expect(before.st_ino == after.st_ino)
      #expect(before.st_mtim.tv_nsec == after.st_mtim.tv_nsec)
      #expect(before.st_mtim.tv_sec == after.st_mtim.tv_sec)
    }
  }

  @Test func aReplacedFileIsAtLeastASecondYounger() throws {
    try withFolder { folder in
      var times: [Int] = []
      for version in 0..<4 {
        _ = try Publisher().publish([file("a.atom", "version \(version)")], into: folder)
        times.append(try status(folder + "/a.atom").st_mtim.tv_sec)
      }
      #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
    }
  }

  /// A8: a clock that went back does not make an old validator valid again.
  @Test func A8_aFileFromTheFutureIsFollowedByALaterOne() throws {
    try withFolder { folder in
      _ = try Publisher().publish([file("a.atom", "old")], into: folder)
      let future = time(nil) + 300_000_000
      let times = [timespec(tv_sec: future, tv_nsec: 0), timespec(tv_sec: future, tv_nsec: 0)]
      #expect(utimensat(AT_FDCWD, folder + "/a.atom", times, 0) == 0)
      _ = try Publisher().publish([file("a.atom", "new")], into: folder)
      #expect(try status(folder + "/a.atom").st_mtim.tv_sec == future + 1)
    }
  }

  @Test(arguments: [
    "../x.atom", "/etc/x", "a/../../x", "a//b", "", ".", "..", ".hidden", "a/.b", "-rf", "a\0b",
    "a\\b", "%2e%2e/x", "x\u{202E}", "a/", "ü.atom", "a b", "a\nb", "1/2/3/4/5",
    String(repeating: "x", count: 300),
  ])
  func D1_aNameThatLeadsAstrayIsRefused(_ name: String) throws {
    try withFolder { folder in
      #expect(throws: PublishError.self) {
        _ = try Publisher().publish(
          [file("good.atom", "x"), file(name, "x")], into: folder + "/public")
      }
      #expect(!FileManager.default.fileExists(atPath: folder + "/public/good.atom"))
    }
  }

  @Test func A4_aSymbolicLinkIsNeverFollowedNorReplaced() throws {
    try withFolder { folder in
      try write("precious", to: folder + "/target")
      #expect(symlink(folder + "/target", folder + "/a.atom") == 0)
      let error = #expect(throws: PublishError.self) {
        _ = try Publisher().publish([file("a.atom", "new")], into: folder)
      }
      #expect(error?.description.contains("a.atom: is a symbolic link") == true)
      #expect(try text(folder + "/target") == "precious")
    }
  }

  @Test func A4_aFolderBehindASymbolicLinkIsNotEntered() throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/elsewhere", withIntermediateDirectories: false)
      #expect(symlink(folder + "/elsewhere", folder + "/world") == 0)
      #expect(throws: PublishError.self) {
        _ = try Publisher().publish([file("world/2024-10.atom", "x")], into: folder)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/elsewhere").isEmpty)
    }
  }

  @Test func theOutputFolderItselfMayBeASymbolicLink() throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/real", withIntermediateDirectories: false)
      #expect(symlink(folder + "/real", folder + "/public") == 0)
      _ = try Publisher().publish([file("a.atom", "x")], into: folder + "/public")
      #expect(try text(folder + "/real/a.atom") == "x")
    }
  }

  @Test func A4_aFolderOrPipeInTheFilesPlaceIsRefused() throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/a.atom", withIntermediateDirectories: false)
      #expect(mkfifo(folder + "/b.atom", 0o644) == 0)
      for (name, words) in [("a.atom", "is a folder"), ("b.atom", "is a named pipe")] {
        let error = #expect(throws: PublishError.self) {
          _ = try Publisher().publish([file(name, "x")], into: folder)
        }
        #expect(error?.description.contains(words) == true)
      }
    }
  }

  @Test func A4_anOutputThatIsAFileIsNamed() throws {
    try withFolder { folder in
      try write("x", to: folder + "/public")
      let error = #expect(throws: PublishError.self) {
        _ = try Publisher().publish([file("a.atom", "x")], into: folder + "/public")
      }
      #expect(error?.description.hasPrefix("\(folder)/public: can't open the folder") == true)
    }
  }

  @Test(
    arguments: [
      (folder: 0o755, file: 0o644), (0o700, 0o600), (0o775, 0o664), (0o777, 0o664), (0o2750, 0o640),
    ] as [(folder: mode_t, file: mode_t)])
  func permissionsAreTheFolders(_ modes: (folder: mode_t, file: mode_t)) throws {
    try withFolder { folder in
      #expect(chmod(folder, modes.folder) == 0)
      _ = try Publisher().publish([file("a.atom", "x"), file("p/b.atom", "x")], into: folder)
      #expect(try status(folder + "/a.atom").st_mode & 0o777 == modes.file)
      #expect(try status(folder + "/p/b.atom").st_mode & 0o777 == modes.file)
      _ = chmod(folder, 0o755)
    }
  }

  @Test func aLeftoverOfADeadRunIsRemoved() throws {
    try withFolder { folder in
      try write("half a fe", to: folder + "/.refeed-0.tmp")
      _ = try Publisher().publish(Array("x".utf8), at: folder + "/a.atom")
      #expect(try leftovers(folder).isEmpty)
    }
  }

  @Test func aTemporaryFileOfALivingRunIsLeftAlone() throws {
    try withFolder { folder in
      try write("half a fe", to: folder + "/.refeed-0.tmp")
      let other = Glibc.open(folder + "/.refeed-0.tmp", O_RDONLY)
      #expect(flock(other, LOCK_EX | LOCK_NB) == 0)
      _ = try Publisher().publish(Array("x".utf8), at: folder + "/a.atom")
      #expect(try text(folder + "/.refeed-0.tmp") == "half a fe")
      #expect(try text(folder + "/a.atom") == "x")
      Glibc.close(other)
    }
  }

  @Test func oneFileGoesToAnyPath() throws {
    try withFolder { folder in
      let path = folder + "/My feed (新).json"
      let changes = try ["1", "1", "2"].map {
        try Publisher().publish(Array($0.utf8), at: path).change
      }
      #expect(changes == [.created, .unchanged, .replaced])
      #expect(try text(path) == "2")
    }
  }

  @Test func aRemovedFileOpenForReadingKeepsItsOldBytes() throws {
    try withFolder { folder in
      _ = try Publisher().publish([file("a.atom", "old version")], into: folder)
      let reader = try #require(FileHandle(forReadingAtPath: folder + "/a.atom"))
      _ = try Publisher().publish([file("a.atom", "new")], into: folder)
      #expect(try reader.readToEnd() == Data("old version".utf8))
    }
  }
}
