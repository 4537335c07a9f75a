import FeedModel
import Foundation
import Glibc
import Publisher
import Synchronization
import Testing

/// The real file system, with calls that fail.
final class FaultyFileSystem: FileSystem {
  enum Fault: Sendable, Hashable {
    /// This call fails, once, with an `errno`.
    case once(Int32)
    /// This call and all later ones fail.
    case forEver(Int32)
    /// The process dies before this call: nothing later happens, not even cleaning up.
    case death
    /// A write takes but one byte.
    case shortWrite
  }

  private let real = LinuxFileSystem()
  private let fault: Fault?
  private let position: Int
  private let calls = Mutex(0)
  /// Called with a temporary file's name before the file is looked at to be put in place.
  private let thief: (@Sendable (String) -> Void)?

  init(
    _ fault: Fault? = nil, at position: Int = 0, thief: (@Sendable (String) -> Void)? = nil
  ) {
    self.fault = fault
    self.position = position
    self.thief = thief
  }

  var count: Int { calls.withLock { $0 } }

  /// Whether the dead process's open files were closed by the kernel: they all are in these tests,
  /// because `close` always works.
  private func step() throws(SystemError) {
    let now = calls.withLock { calls in
      calls += 1
      return calls
    }
    switch fault {
    case .once(let code) where now == position: throw SystemError(code: code)
    case .forEver(let code) where now >= position: throw SystemError(code: code)
    case .death where now >= position: throw SystemError(code: EIO)
    default: break
    }
  }

  func open(_ name: String, in folder: Int32?, for mode: OpenMode) throws(SystemError) -> Int32 {
    try step()
    return try real.open(name, in: folder, for: mode)
  }

  func close(_ descriptor: Int32) throws(SystemError) {
    try real.close(descriptor)
    try step()
  }

  func read(_ descriptor: Int32, into buffer: inout [UInt8]) throws(SystemError) -> Int {
    try step()
    return try real.read(descriptor, into: &buffer)
  }

  func write(_ descriptor: Int32, _ bytes: [UInt8], from start: Int) throws(SystemError) -> Int {
    try step()
    let isShort = fault == .shortWrite || (fault == .death && bytes.count - start > 4)
    // A dying process gets half of its bytes out, so that a torn file would be seen.
    let end = isShort ? start + max(1, (bytes.count - start) / 2) : bytes.count
    return try real.write(descriptor, Array(bytes[..<end]), from: start)
  }

  func sync(_ descriptor: Int32) throws(SystemError) {
    try step()
    // The disk itself is not what is tested, and a thousand rounds would wear it.
  }

  func rename(_ old: String, to new: String, in folder: Int32) throws(SystemError) {
    try step()
    try real.rename(old, to: new, in: folder)
  }

  func remove(_ name: String, in folder: Int32) throws(SystemError) {
    try step()
    try real.remove(name, in: folder)
  }

  func removeFolder(_ name: String, in folder: Int32) throws(SystemError) {
    try step()
    try real.removeFolder(name, in: folder)
  }

  func makeFolder(_ name: String, in folder: Int32?, mode: UInt32) throws(SystemError) {
    try step()
    try real.makeFolder(name, in: folder, mode: mode)
  }

  func status(_ descriptor: Int32) throws(SystemError) -> FileStatus {
    try step()
    return try real.status(descriptor)
  }

  func status(of name: String, in folder: Int32?) throws(SystemError) -> FileStatus {
    try step()
    if name.hasSuffix(".tmp") { thief?(name) }
    return try real.status(of: name, in: folder)
  }

  func setMode(_ mode: UInt32, of descriptor: Int32) throws(SystemError) {
    try step()
    try real.setMode(mode, of: descriptor)
  }

  func setOwner(user: UInt32, group: UInt32, of descriptor: Int32) throws(SystemError) {
    try step()
    try real.setOwner(user: user, group: group, of: descriptor)
  }

  func setModified(seconds: Int, of descriptor: Int32) throws(SystemError) {
    try step()
    try real.setModified(seconds: seconds, of: descriptor)
  }

  func lock(_ descriptor: Int32) throws(SystemError) -> Bool {
    try step()
    return try real.lock(descriptor)
  }

  func names(in descriptor: Int32) throws(SystemError) -> [String] {
    try step()
    return try real.names(in: descriptor)
  }
}

@Suite struct PublisherFaultTests {
  @Test func aFileThatAnotherHasPutInPlaceOfTheWrittenOneIsNotPublished() throws {
    try withFolder { folder in
      _ = try Publisher().publish([file("a.atom", "old")], into: folder)
      let system = FaultyFileSystem(thief: { name in
        unlink("\(folder)/\(name)")
        try? Data("another feed's".utf8).write(to: URL(filePath: "\(folder)/\(name)"))
      })
      #expect(throws: PublishError.self) {
        try Publisher(system).publish([file("a.atom", "new")], into: folder)
      }
      #expect(try text("\(folder)/a.atom") == "old")
    }
  }

  @Test func aLockThatFailsDoesNotMakeTwoFilesOne() throws {
    try withFolder { folder in
      let calls = FaultyFileSystem()
      _ = try Publisher(calls).publish([file("a.atom", "1"), file("b.atom", "2")], into: folder)
      for position in 1...calls.count {
        try withFolder { folder in
          let system = FaultyFileSystem(.once(EIO), at: position)
          for name in ["a", "b"] {
            _ = try? Publisher(system).publish([file("\(name).atom", name)], into: folder)
          }
          for name in ["a", "b"] {
            let found = try? text("\(folder)/\(name).atom")
            #expect(found == nil || found == name, "call \(position)")
          }
        }
      }
    }
  }

  static let names = ["world/2024-10.atom", "world.atom", "world.json"]

  static func version(_ number: Int) -> [RenderedFile] {
    names.map {
      file($0, "version \(number) of \($0): " + String(repeating: "\(number)", count: 50))
    }
  }

  /// How many calls one batch makes when all goes well.
  static func calls(replacing: Bool) throws -> Int {
    var count = 0
    try withFolder { folder in
      if replacing { _ = try Publisher().publish(version(1), into: folder + "/public") }
      let system = FaultyFileSystem()
      _ = try Publisher(system).publish(version(2), into: folder + "/public")
      count = system.count
    }
    return count
  }

  /// Each file is one of the two versions, and pages are never behind the documents.
  func expectWhole(_ output: String, mayBeMissing: Bool) throws {
    let states = try Self.names.enumerated().map { index, name in
      guard FileManager.default.fileExists(atPath: "\(output)/\(name)") else {
        #expect(mayBeMissing, "\(name) is gone")
        return 0
      }
      let found = try text("\(output)/\(name)")
      let number = (1...2).first { found == text(of: Self.version($0)[index]) }
      #expect(number != nil, "\(name) is torn: \(found)")
      return number ?? -1
    }
    #expect(states[0] >= states[1] && states[1] >= states[2])
  }

  private func text(of file: RenderedFile) -> String { String(decoding: file.bytes, as: UTF8.self) }

  private func tryEvery(_ fault: FaultyFileSystem.Fault, replacing: Bool) throws -> Int {
    let calls = try Self.calls(replacing: replacing)
    for position in 1...(calls + 1) {
      try withFolder { folder in
        let output = folder + "/public"
        if replacing { _ = try Publisher().publish(Self.version(1), into: output) }
        let system = FaultyFileSystem(fault, at: position)
        do throws(PublishError) {
          _ = try Publisher(system).publish(Self.version(2), into: output)
        } catch {
          #expect(error.description.hasPrefix(output), "\(error)")
          #expect(!error.description.contains("\n"))
        }
        try expectWhole(output, mayBeMissing: !replacing)
        _ = try Publisher().publish(Self.version(2), into: output)
        // What a run does at its start.
        try Publisher().removeLeftovers(in: output)
        for (index, name) in Self.names.enumerated() {
          #expect(try text("\(output)/\(name)") == text(of: Self.version(2)[index]))
        }
        #expect(try leftovers(output).isEmpty, "after call \(position)")
      }
    }
    return calls
  }

  private func text(_ path: String) throws -> String {
    try String(decoding: Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  @Test(arguments: [true, false])
  func A1_deathBeforeAnyCallLeavesWholeFilesAndTheNextRunHeals(replacing: Bool) throws {
    let calls = try tryEvery(.death, replacing: replacing)
    #expect(calls > 40)
  }

  @Test(arguments: [ENOSPC, EIO, EDQUOT, EMFILE, EROFS, EACCES, EINTR], [true, false])
  func A2_anyCallMayFailOnce(code: Int32, replacing: Bool) throws {
    _ = try tryEvery(.once(code), replacing: replacing)
  }

  @Test(arguments: [ENOSPC, EIO, EDQUOT, EMFILE, EROFS, EACCES, EINTR], [true, false])
  func A2_anyCallMayFailForEver(code: Int32, replacing: Bool) throws {
    _ = try tryEvery(.forEver(code), replacing: replacing)
  }

  @Test func A2_shortWritesAreGoneOnWith() throws {
    try withFolder { folder in
      _ = try Publisher(FaultyFileSystem(.shortWrite)).publish(Self.version(1), into: folder)
      try expectWhole(folder, mayBeMissing: false)
    }
  }

  @Test func A2_anInterruptedCallIsMadeAgain() throws {
    let calls = try Self.calls(replacing: true)
    for position in 1...calls {
      try withFolder { folder in
        _ = try Publisher().publish(Self.version(1), into: folder)
        let outcomes = try Publisher(FaultyFileSystem(.once(EINTR), at: position))
          .publish(Self.version(2), into: folder)
        #expect(outcomes.map(\.change) == [.replaced, .replaced, .replaced])
      }
    }
  }

  @Test func errorsNameThePathTheCauseAndTheRemedy() {
    let full = PublishError(path: "public/a.atom", action: .write, cause: .system(ENOSPC))
    #expect(
      full.description
        == "public/a.atom: can't write the file: the disk is full; free some space and run again")
    let refused = PublishError(path: "public", action: .openFolder, cause: .system(EACCES))
    #expect(
      refused.description
        == "public: can't open the folder: permission denied; "
        + "make it writable for the user that runs refeed")
  }
}
