import Foundation
import Testing

/// A refresh that is killed; what it leaves is whole, and the next one carries on.
@Suite struct CrashTests {
  @Test("a1 Killed before or after any file call, it leaves whole files and the next run heals")
  func a1KilledAtEveryCall() throws {
    guard let library = FaultShim.library else { return }
    let stage = try DisturbedRefresh(library: library)
    for number in 1...max(1, stage.callCount) {
      for kind in Fault.isThorough ? ["kill", "killed"] : [number % 2 == 0 ? "kill" : "killed"] {
        let fault = Fault(number: number, kind: kind)
        let folder = try stage.fresh()
        // Feeds that share a transaction make fewer calls.
        let code = try stage.refresh(folder, fault).code
        #expect(code == SIGKILL || code == 0 && number * 4 > stage.callCount * 3, "\(fault)")
        try stage.expectWholeFiles(in: folder, "\(fault)")
        try stage.expectRecovery(in: folder, "\(fault)")
      }
    }
  }

  @Test("a1 Killed at random moments, it leaves whole files and the next run heals")
  func a1KilledAtRandomMoments() throws {
    guard let library = FaultShim.library else { return }
    let stage = try DisturbedRefresh(library: library)
    var random = SystemRandomNumberGenerator()
    var killed = 0
    for round in 0..<(Fault.isThorough ? 1000 : 200) {
      let folder = try stage.fresh()
      let delay = UInt32.random(in: 0...120_000, using: &random)
      let process = Process()
      process.executableURL = Command.binary
      process.arguments = ["refresh", "--quiet"]
      process.currentDirectoryURL = folder
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(delay)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal { killed += 1 }
      let what = "round \(round), killed after \(delay) µs"
      try stage.expectWholeFiles(in: folder, what)
      try stage.expectRecovery(in: folder, what)
    }
    #expect(killed > 5, "the kills came too late: \(killed)")
  }

  @Test("a1 The files that are compared are well-formed")
  func theWholeFilesAreWellFormed() throws {
    guard let library = FaultShim.library else { return }
    let stage = try DisturbedRefresh(library: library)
    for files in [stage.before, stage.after] {
      #expect(files.keys.sorted().filter { $0.contains("one") } == ["one.atom", "one.json"])
      for (name, bytes) in files where name.hasSuffix(".json") {
        #expect(try JSONSerialization.jsonObject(with: bytes) is [String: Any], "\(name)")
      }
      for (name, bytes) in files where name.hasSuffix(".atom") {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).atom")
        try bytes.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let lint = Process()
        lint.executableURL = URL(filePath: "/usr/bin/xmllint")
        lint.arguments = ["--noout", file.path]
        guard (try? lint.run()) != nil else { continue }
        lint.waitUntilExit()
        #expect(lint.terminationStatus == 0, "\(name)")
      }
    }
  }
}
