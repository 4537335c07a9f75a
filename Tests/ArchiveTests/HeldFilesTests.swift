import FeedModel
import Foundation
import Glibc
import Testing

@testable import Archive

/// What a process has locked in an archive outlives whatever else it does with the file.
@Suite struct HeldFilesTests {
  /// The locks that this process has on a file, as the kernel lists them.
  private func locks(on path: String) throws -> Int {
    var status = stat()
    try #require(stat(path, &status) == 0)
    let list = try String(contentsOfFile: "/proc/locks", encoding: .utf8)
    return list.split(separator: "\n").count { line in
      line.contains(" \(getpid()) ") && line.contains(":\(status.st_ino) ")
    }
  }

  @Test("A file that is looked at beside its connection keeps the connection's locks")
  func locksStay() throws {
    let folder = TemporaryFolder()
    let archive = try Archive(path: folder.archive, now: ArchiveFileTests.now)
    try archive.write { _ in }
    let before = try locks(on: folder.archive)
    try #require(before > 0, "no lock is held, so none can be lost")
    for _ in 0..<3 {
      #expect(try ArchiveFile.condition(path: folder.archive) == .good)
      _ = try Archive(reading: folder.archive)
    }
    #expect(try locks(on: folder.archive) == before)
    try archive.close()
  }

  @Test("One descriptor is kept for a file, and none when its connections have ended")
  func descriptorsEnd() throws {
    let folder = TemporaryFolder()
    func descriptors() throws -> Int {
      let target = URL(filePath: folder.archive).resolvingSymlinksInPath().path
      return try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count { name in
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)"))
          == target
      }
    }
    do {
      let archive = try Archive(path: folder.archive, now: ArchiveFileTests.now)
      let alone = try descriptors()
      for _ in 0..<5 { _ = try ArchiveFile.condition(path: folder.archive) }
      #expect(try descriptors() <= alone + 1)
      try archive.close()
    }
    #expect(try ArchiveFile.condition(path: folder.archive) == .good)
    #expect(try descriptors() == 0)
  }
}
