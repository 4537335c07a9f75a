import FeedModel
import Foundation
import Publisher
import Synchronization
import Testing

/// The real file system, with all calls counted; bringing files onto the disk is only counted.
final class CountingFileSystem: FileSystem {
  private let real = LinuxFileSystem()
  private let counts = Mutex<[String: Int]>([:])

  var calls: [String: Int] { counts.withLock { $0 } }

  private func count(_ call: String) { counts.withLock { $0[call, default: 0] += 1 } }

  func open(_ name: String, in folder: Int32?, for mode: OpenMode) throws(SystemError) -> Int32 {
    switch mode {
    case .creating: count("create")
    case .reading: count("open")
    case .folder, .rootFolder: count("open folder")
    case .stream: count("open stream")
    }
    return try real.open(name, in: folder, for: mode)
  }

  func close(_ descriptor: Int32) throws(SystemError) { try real.close(descriptor) }

  func read(_ descriptor: Int32, into buffer: inout [UInt8]) throws(SystemError) -> Int {
    count("read")
    return try real.read(descriptor, into: &buffer)
  }

  func write(_ descriptor: Int32, _ bytes: [UInt8], from start: Int) throws(SystemError) -> Int {
    count("write")
    return try real.write(descriptor, bytes, from: start)
  }

  func sync(_ descriptor: Int32) throws(SystemError) { count("sync") }

  func rename(_ old: String, to new: String, in folder: Int32) throws(SystemError) {
    count("rename")
    try real.rename(old, to: new, in: folder)
  }

  func remove(_ name: String, in folder: Int32) throws(SystemError) {
    count("remove")
    try real.remove(name, in: folder)
  }

  func removeFolder(_ name: String, in folder: Int32) throws(SystemError) {
    count("remove")
    try real.removeFolder(name, in: folder)
  }

  func makeFolder(_ name: String, in folder: Int32?, mode: UInt32) throws(SystemError) {
    count("make folder")
    try real.makeFolder(name, in: folder, mode: mode)
  }

  func status(_ descriptor: Int32) throws(SystemError) -> FileStatus {
    try real.status(descriptor)
  }

  func status(of name: String, in folder: Int32?) throws(SystemError) -> FileStatus {
    count("look")
    return try real.status(of: name, in: folder)
  }

  func setMode(_ mode: UInt32, of descriptor: Int32) throws(SystemError) {
    count("set")
    try real.setMode(mode, of: descriptor)
  }

  func setOwner(user: UInt32, group: UInt32, of descriptor: Int32) throws(SystemError) {
    count("set")
    try real.setOwner(user: user, group: group, of: descriptor)
  }

  func setModified(seconds: Int, of descriptor: Int32) throws(SystemError) {
    count("set")
    try real.setModified(seconds: seconds, of: descriptor)
  }

  func lock(_ descriptor: Int32) throws(SystemError) -> Bool { try real.lock(descriptor) }

  func names(in descriptor: Int32) throws(SystemError) -> [String] {
    count("list")
    return try real.names(in: descriptor)
  }
}

@Suite struct PublisherCountTests {
  static let feeds = 10_000

  @Test func ofTenThousandFeedsTheOneThatChangedIsWritten() throws {
    try withFolder { folder in
      var files = (0..<Self.feeds).flatMap { number in
        ["atom", "json"].map { file("feed-\(number).\($0)", "feed \(number), version 1") }
      }
      _ = try Publisher(CountingFileSystem()).publish(files, into: folder)
      for index in [8642, 8643] {
        files[index] = file(files[index].name, "feed 4321, version 2")
      }
      let system = CountingFileSystem()
      let outcomes = try Publisher(system).publish(files, into: folder)
      #expect(outcomes.count { $0.change == .unchanged } == 2 * Self.feeds - 2)
      #expect(outcomes.count { $0.change == .replaced } == 2)
      let calls = system.calls
      #expect(calls["create"] == 2)
      #expect(calls["write"] == 2)
      #expect(calls["rename"] == 2)
      // The two files and the folder.
      #expect(calls["sync"] == 3)
      #expect(calls["remove"] == nil)
      #expect(calls["list"] == nil)
      // Each file is looked at and read once, the two for their old compressed copies as well.
      #expect(calls["look", default: 0] <= 2 * Self.feeds + 8)
      #expect(calls["open", default: 0] <= 2 * Self.feeds)
    }
  }
}
