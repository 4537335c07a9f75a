import FeedModel
import Foundation
import Glibc
import Publisher
import Testing

/// A disk of its own for one test: 1 MB and so many files. Says so where it can't be had.
func withSmallDisk(files: Int, _ body: (String) throws -> Void) throws {
  try withFolder { folder in
    let options = "size=1m,nr_inodes=\(files)"
    guard run("mount", ["-t", "tmpfs", "-o", options, "refeed-test", folder]) == 0 else {
      FileHandle.standardError.write(Data("skipped: no disk can be mounted here\n".utf8))
      return
    }
    defer { _ = run("umount", ["-l", folder]) }
    try body(folder)
  }
}

private func run(_ program: String, _ arguments: [String]) -> Int32? {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = [program] + arguments
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return nil }
  process.waitUntilExit()
  return process.terminationStatus
}

@Suite struct PublisherDiskTests {
  static let names = ["w/2024-10.atom", "w.atom", "w.json"]

  static func files(version: Int, bytes: Int) -> [RenderedFile] {
    names.map { file($0, String(repeating: "\(version)", count: bytes)) }
  }

  /// The version of each file, whole; -1 for a torn one.
  func versions(_ output: String) throws -> [Int] {
    try Self.names.map { name in
      let found = try text("\(output)/\(name)")
      let digit = found.first?.wholeNumberValue ?? -1
      return found.allSatisfy { $0.wholeNumberValue == digit } ? digit : -1
    }
  }

  @Test func A3_aFullDiskLeavesWholeFilesAndTheNextRunHeals() throws {
    try withSmallDisk(files: 100) { disk in
      let output = disk + "/public"
      _ = try Publisher().publish(Self.files(version: 1, bytes: 150_000), into: output)
      try write(String(repeating: "x", count: 300_000), to: disk + "/ballast")
      let error = #expect(throws: PublishError.self) {
        _ = try Publisher().publish(Self.files(version: 2, bytes: 250_000), into: output)
      }
      #expect(error?.description.contains("the disk is full; free some space") == true)
      #expect(error?.description.hasPrefix(output) == true)
      let after = try versions(output)
      #expect(after == [2, 1, 1])
      #expect(try leftovers(disk).isEmpty)
      try FileManager.default.removeItem(atPath: disk + "/ballast")
      let outcomes = try Publisher().publish(Self.files(version: 2, bytes: 250_000), into: output)
      #expect(outcomes.map(\.change) == [.unchanged, .replaced, .replaced])
      #expect(try versions(output) == [2, 2, 2])
    }
  }

  @Test(arguments: [false, true])
  func A3_aDiskWithoutInodesLeavesWholeFilesAndTheNextRunHeals(precompress: Bool) throws {
    try withSmallDisk(files: 20) { disk in
      let output = disk + "/public"
      let publisher = Publisher(precompress: precompress)
      _ = try publisher.publish(Self.files(version: 1, bytes: 100), into: output)
      var ballast: [String] = []
      while FileManager.default.createFile(atPath: disk + "/\(ballast.count)", contents: nil) {
        ballast.append(disk + "/\(ballast.count)")
      }
      #expect(!ballast.isEmpty)
      let error = #expect(throws: PublishError.self) {
        _ = try publisher.publish(Self.files(version: 2, bytes: 100), into: output)
      }
      #expect(error?.cause == .system(ENOSPC))
      #expect(try versions(output) == [1, 1, 1])
      #expect(throws: PublishError.self) {
        _ = try publisher.publish([file("new/2024-10.atom", "x")], into: output)
      }
      for name in ballast { try FileManager.default.removeItem(atPath: name) }
      _ = try publisher.publish(Self.files(version: 2, bytes: 100), into: output)
      #expect(try versions(output) == [2, 2, 2])
      #expect(try leftovers(disk).isEmpty)
    }
  }
}
